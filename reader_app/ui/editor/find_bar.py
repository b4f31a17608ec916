"""Find and replace in the source, plain or by regular expression; every replacing is one step of undo."""

from __future__ import annotations

import re

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from reader_app.ui.theme import Theme

_MOST_MARKED = 500
_NARROW = 400  # designed pixels in which fields and buttons have no room beside each other
_GROUP = re.compile(r"\\(\d)")


class FindBar(QWidget):
    """A bar above the source. Enter finds the next place, Shift+Enter the one before, Escape closes it.

    Signal: `closed()` when the focus belongs to the source again.
    """

    closed = Signal()

    def __init__(self, theme: Theme, source: QPlainTextEdit) -> None:
        super().__init__()
        self._theme = theme
        self._source = source
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._wanted = self._field(self.tr("Find"))
        self._new = self._field(self.tr("Replace with"))
        self._case = self._switch("Aa", self.tr("Tell upper from lower case"))
        self._pattern = self._switch(".*", self.tr("Regular expression"))
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setProperty("kind", "muted")
        self._lay_out()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(120)
        self._delay.timeout.connect(self._mark_all)
        self._wanted.textChanged.connect(self._search_anew)
        self._case.toggled.connect(self._search_anew)
        self._pattern.toggled.connect(self._search_anew)
        source.textChanged.connect(self._refresh)
        theme.changed.connect(self._refresh)
        self.hide()

    def open(self) -> None:
        """Show the bar with the selected words, ready to type."""
        selected = self._source.textCursor().selectedText()
        if selected and "\u2029" not in selected:
            self._wanted.setText(selected)
        self.show()
        self._wanted.selectAll()
        self._wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._mark_all()

    def find_next(self, *, backward: bool = False) -> bool:
        """Select the next place, starting anew at the other end of the text; return whether there is one."""
        expression = self._expression()
        if expression is None:
            return False
        flags = self._flags(backward)
        document, start = self._source.document(), self._source.textCursor()
        found = document.find(expression, start, flags)
        if found.isNull():
            start.movePosition(QTextCursor.MoveOperation.End if backward else QTextCursor.MoveOperation.Start)
            found = document.find(expression, start, flags)
        if found.isNull():
            return False
        self._source.setTextCursor(found)
        self._source.centerCursor()
        return True

    def replace(self) -> None:
        """Replace the selected place and go to the next one."""
        expression = self._expression()
        if expression is None:
            return
        cursor = self._source.textCursor()
        match = expression.match(cursor.selectedText())
        if cursor.hasSelection() and match.hasMatch() and match.capturedLength() == len(cursor.selectedText()):
            cursor.insertText(self._replacement(expression, cursor.selectedText()))
        self.find_next()

    def replace_all(self) -> int:
        """Replace every place as one step of undo; return how many there were."""
        expression = self._expression()
        if expression is None:
            return 0
        document = self._source.document()
        work = QTextCursor(document)
        work.beginEditBlock()
        count = 0
        found = document.find(expression, 0, self._flags(backward=False))
        while not found.isNull():
            if found.hasSelection():
                found.insertText(self._replacement(expression, found.selectedText()))
                count += 1
            elif not found.movePosition(QTextCursor.MoveOperation.NextCharacter):
                break
            found = document.find(expression, found, self._flags(backward=False))
        work.endEditBlock()
        self._count.setText(self.tr("1 replaced") if count == 1 else self.tr("{n} replaced").format(n=count))
        return count

    def close_bar(self) -> None:
        """Hide the bar and its marks."""
        self.hide()
        self._source.setExtraSelections([])
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.window().focusWidget() is self._new:
                self.replace()
            else:
                self.find_next(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _expression(self) -> QRegularExpression | None:
        """Return what is looked for, or None when there is nothing or it is no regular expression."""
        text = self._wanted.text()
        if not text:
            return None
        options = QRegularExpression.PatternOption.UseUnicodePropertiesOption
        if not self._case.isChecked():
            options |= QRegularExpression.PatternOption.CaseInsensitiveOption
        pattern = text if self._pattern.isChecked() else QRegularExpression.escape(text)
        expression = QRegularExpression(pattern, options)
        return expression if expression.isValid() else None

    def _flags(self, backward: bool) -> QTextDocument.FindFlag:
        flags = QTextDocument.FindFlag(0)
        if self._case.isChecked():
            flags |= QTextDocument.FindFlag.FindCaseSensitively
        return flags | QTextDocument.FindFlag.FindBackward if backward else flags

    def _replacement(self, expression: QRegularExpression, found: str) -> str:
        """Return the new text; with a regular expression, a backslash and a digit stand for its groups."""
        if not self._pattern.isChecked():
            return self._new.text()
        match = expression.match(found)
        return _GROUP.sub(lambda group: match.captured(int(group[1])), self._new.text())

    def _search_anew(self) -> None:
        cursor = self._source.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self._source.setTextCursor(cursor)
        self.find_next()
        self._delay.start()

    def _refresh(self) -> None:
        if self.isVisible():
            self._delay.start()

    def _mark_all(self) -> None:
        """Mark the places and say how many there are."""
        expression = self._expression()
        marks: list[QTextEdit.ExtraSelection] = []
        colour = self._theme.colour("mark")
        if expression is not None and self.isVisible():
            found = self._source.document().find(expression, 0, self._flags(backward=False))
            while not found.isNull() and len(marks) < _MOST_MARKED:
                if found.hasSelection():
                    marked = QTextEdit.ExtraSelection()
                    marked.cursor = found
                    marked.format.setBackground(colour)
                    marks.append(marked)
                elif not found.movePosition(QTextCursor.MoveOperation.NextCharacter):
                    break
                found = self._source.document().find(expression, found, self._flags(backward=False))
        self._source.setExtraSelections(marks)
        self._count.setText(self._counted(len(marks), valid=expression is not None))

    def _counted(self, count: int, *, valid: bool) -> str:
        if not valid:
            return self.tr("Not a regular expression") if self._wanted.text() else ""
        if count >= _MOST_MARKED:
            return self.tr("{n} or more").format(n=_MOST_MARKED)
        return {0: self.tr("Not found"), 1: self.tr("1 place")}.get(count, self.tr("{n} places").format(n=count))

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(6)
        one, every = QPushButton(self.tr("Replace")), QPushButton(self.tr("Replace all"))
        one.clicked.connect(lambda _checked=False: self.replace())
        every.clicked.connect(lambda _checked=False: self.replace_all())
        for button in (one, every):
            button.setMinimumWidth(button.sizeHint().width())
        self._finding = _row(
            self._case,
            self._pattern,
            self._button("chevron-up", self.tr("Previous place"), lambda: self.find_next(backward=True)),
            self._button("chevron-down", self.tr("Next place"), self.find_next),
            self._count,
        )
        self._replacing = _row(one, every)
        self._close = self._button("close", self.tr("Close"), self.close_bar)
        self._place(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._theme.pixels(_NARROW)
        if narrow != self._is_narrow:
            self._place(narrow=narrow)

    def _place(self, *, narrow: bool) -> None:
        """Put the buttons beside the fields, or below them where there is no room."""
        self._is_narrow = narrow
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        layout.addWidget(self._wanted, 0, 0)
        layout.addWidget(self._finding, *((1, 0, 1, 2) if narrow else (0, 1)))
        layout.addWidget(self._close, 0, 1 if narrow else 2)
        layout.addWidget(self._new, *((2, 0, 1, 2) if narrow else (1, 0)))
        layout.addWidget(self._replacing, *((3, 0, 1, 2) if narrow else (1, 1)))
        layout.setColumnStretch(0, 3)
        layout.setColumnStretch(1, 0 if narrow else 1)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        return field

    def _switch(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "button")
        button.setText(text)
        button.setCheckable(True)
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _button(self, icon: str, name: str, action: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "flat")
        button.setIcon(self._theme.icon(icon, "muted"))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: action())  # type: ignore[operator]
        self._theme.changed.connect(lambda: button.setIcon(self._theme.icon(icon, "muted")))
        return button


def _row(*widgets: QWidget) -> QWidget:
    """Return `widgets` beside each other, at the left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
