"""The palette (Ctrl+K): a field over the window; what is typed narrows a list, Enter goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader_app.ui.library.rows import unmarked
from reader_app.ui.palette import entries
from reader_app.ui.palette.entries import Entry
from reader_app.ui.widgets import text_lines
from reader_app.ui.widgets.entries import ENTRY_ROLE, EntryDelegate, EntryModel, Index
from reader_app.ui.widgets.row_view import CursorAction, RowDelegate, RowView

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import IssueSummary
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.theme import Theme

ALIGN = Qt.AlignmentFlag
WIDTH, TOP, ROW, HEADING, MOST_ROWS = 600, 58, 31, 27, 12
DELAY = 40  # milliseconds of rest in typing before the library is asked
SHORTEST = 2  # letters typed before issues are looked for
_MOVES = {
    Qt.Key.Key_Up: CursorAction.MoveUp,
    Qt.Key.Key_Down: CursorAction.MoveDown,
    Qt.Key.Key_PageUp: CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: CursorAction.MovePageDown,
}


class Palette(QFrame):
    """The field with its list, over the middle of a reading window; gone when it loses the keyboard."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._theme = window.theme
        self._at_hand: list[Entry] = []
        self._back: QWidget | None = None
        self.setProperty("kind", "palette")
        self.field = QLineEdit()
        self.field.setProperty("kind", "palette")
        self.field.setPlaceholderText(self.tr("Go to an issue, a section, a list or a command"))
        self.field.setAccessibleName(self.tr("Go to"))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self._model = _EntryModel(self)
        self.list = _EntryList(_EntryDelegate(self._theme), self)
        self.list.setModel(self._model)
        self.list.setAccessibleName(self.tr("What fits"))
        self.list.clicked.connect(lambda _index: self._run())
        self.list.selectionModel().currentChanged.connect(self._say)
        self._none = QLabel(self.tr("Nothing fits that."))
        self._none.setProperty("kind", "muted")
        self._none.setAlignment(ALIGN.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, self._theme.pixels(6))
        layout.setSpacing(0)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self._none)
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(DELAY)
        self._ask.timeout.connect(self._ask_the_library)
        self.hide()

    def open(self) -> None:
        """Show it, empty; opened again it closes."""
        if self.isVisible():
            self.close_to(self._back)
            return
        self._back = QApplication.focusWidget()
        self._at_hand = entries.at_hand(self._window)
        self.field.clear()
        self._typed("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_to(self, widget: QWidget | None) -> None:
        """Go away and give `widget` the keyboard."""
        self._ask.stop()
        self._window.worker.forget("palette")
        self.hide()
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            if event.type() == QEvent.Type.FocusOut and not self.list.hasFocus():
                self.close_to(None)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_to(self._back)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key in _MOVES:
            self.list.move_by(_MOVES[key])
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _typed(self, text: str) -> None:
        self._window.worker.forget("palette")
        self._show(entries.fitting(self._at_hand, text))
        if len(text.strip()) >= SHORTEST:
            self._ask.start()
        else:
            self._ask.stop()

    def _ask_the_library(self) -> None:
        typed = self.field.text()

        def done(found: tuple[IssueSummary, ...]) -> None:
            if typed == self.field.text() and found:
                chosen = self.list.currentIndex().row()
                fitting = entries.fitting(self._at_hand, typed)
                self._show([*fitting, *entries.issues(self._window, found, typed)], chosen if fitting else 0)

        def look(library: Library) -> tuple[IssueSummary, ...]:
            return library.titles(typed, limit=entries.MOST)

        self._window.worker.submit(look, done, lambda _error: None, topic="palette", replace=True)

    def _show(self, shown: Sequence[Entry], chosen: int = 0) -> None:
        self._model.set_entries(shown)
        self._none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        px = self._theme.pixels
        head = self.field.sizeHint().height()
        room = self._window.height() - px(TOP) - head - px(40)
        rows = min(self.list.content_height(), px(ROW * MOST_ROWS), max(px(ROW), room))
        self.list.setFixedHeight(rows)
        width = min(px(WIDTH), self._window.width() - px(40))
        self._none.setFixedHeight(px(54))
        height = head + (rows if shown else px(54)) + px(8)
        self.setGeometry((self._window.width() - width) // 2, px(TOP), width, height)
        self.list.setCurrentIndex(self._model.index(max(0, min(chosen, len(shown) - 1)), 0))
        self.list.verticalScrollBar().setValue(0 if chosen <= 0 else self.list.verticalScrollBar().value())

    def _run(self) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            entry: Entry = index.data(ENTRY_ROLE.value)
            self.close_to(self._back)
            entry.run()

    def _say(self, current: QModelIndex) -> None:
        """Let a screen reader hear what Enter would do: the keyboard stays in the field."""
        if current.isValid() and self.isVisible() and QAccessible.isActive():
            text = str(current.data(Qt.ItemDataRole.AccessibleTextRole.value))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))


class _EntryModel(EntryModel[Entry]):
    """The entries that fit."""

    def told(self, entry: Entry, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return unmarked(entry.text)
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (unmarked(entry.text), unmarked(entry.detail), entry.heading())))
        return None


class _EntryList(RowView):
    """The list: the field above it has the keyboard."""

    def __init__(self, delegate: RowDelegate, parent: QWidget | None = None) -> None:
        super().__init__(delegate, parent)
        self.setProperty("kind", "palette")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def move_by(self, action: CursorAction) -> None:
        """Choose another row, as a key in the list would."""
        index = self.moveCursor(action, Qt.KeyboardModifier.NoModifier)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)


class _EntryDelegate(EntryDelegate):
    """Draws a line: what it is, at its end the key or where it is from."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, left=18, bottom=4)

    def row_height(self, _index: QModelIndex, _width: int) -> int:
        return self._theme.pixels(ROW)

    def group(self, index: QModelIndex) -> str:
        entry: Entry = index.data(ENTRY_ROLE.value)
        return entry.heading()

    def heading_height(self, _first: bool) -> int:
        return self._theme.pixels(HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.pixels
        entry: Entry = index.data(ENTRY_ROLE.value)
        rect = QRectF(option.rect).adjusted(px(8), 0, -px(8), 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if chosen else "side"))
            painter.drawRoundedRect(rect, px(6), px(6))
        inner = rect.adjusted(px(10), 0, -px(10), 0)
        small = theme.font(12)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        room = min(QFontMetricsF(small).horizontalAdvance(entry.detail), inner.width() * 0.45)
        detail = QFontMetricsF(small).elidedText(entry.detail, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(inner, ALIGN.AlignRight | ALIGN.AlignVCenter, detail)
        inner.setRight(inner.right() - (room + px(14) if detail else 0))
        ink = text_lines.Ink(theme.colour("ink"), theme.colour("mark"))
        text_lines.draw(painter, inner, entry.text, theme.font(13.5), ink, option.rect.height())
        painter.restore()
