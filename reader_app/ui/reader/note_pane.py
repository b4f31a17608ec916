"""The note on the issue shown, below its page: a few quiet lines to write in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from reader_app.ui.theme import Theme

HEIGHT = 118


class NotePane(QWidget):
    """The note; hidden while there is none and none is wanted.

    Signals: `edited()` when the text is another one; `left()` when the person wants back to the page.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.pixels
        self.setProperty("kind", "note-pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(px(HEIGHT))
        heading = QLabel(self.tr("Note").upper())
        heading.setProperty("kind", "heading")
        self._state = QLabel()
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setProperty("kind", "muted")
        self._close = QToolButton()
        self._close.setProperty("kind", "flat")
        self._close.setAccessibleName(self.tr("Fold the note"))
        self._close.setToolTip(self.tr("Fold the note; what it says is kept"))
        self._close.clicked.connect(self._leave)
        self.field = _Field()
        self.field.setProperty("kind", "source")
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setAccessibleName(self.tr("Note on this issue"))
        self.field.setPlaceholderText(self.tr("Write a note on this issue. It is saved as you type."))
        self.field.setTabChangesFocus(True)
        self.field.document().setDocumentMargin(0)
        self.field.textChanged.connect(self.edited)
        self.field.left.connect(self._leave)
        heading.setBuddy(self.field)
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(heading)
        head.addWidget(self._state)
        head.addStretch(1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(18), px(4), px(10), px(8))
        layout.setSpacing(px(2))
        layout.addLayout(head)
        layout.addWidget(self.field, 1)
        theme.changed.connect(self._tint)
        self._tint()
        self.hide()

    def text(self) -> str:
        """Return what the note says now."""
        return self.field.toPlainText()

    def show_text(self, text: str) -> None:
        """Show the note of another issue, without saying that it was edited; hidden if it says nothing."""
        self.field.blockSignals(True)
        self.field.setPlainText(text)
        self.field.blockSignals(False)
        self.say("")
        self.setVisible(bool(text))

    def open(self) -> None:
        """Show the note, also an empty one, and give it the keyboard."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say(self, text: str) -> None:
        """Say what became of the text: saved, or why not."""
        self._state.setText(text)

    def _leave(self) -> None:
        self.left.emit()  # first: the page must not get the keyboard as by Tab, which would go to its first link
        self.hide()

    def _tint(self) -> None:
        self._close.setIcon(self._theme.icon("chevron-down", "muted"))


class _Field(QPlainTextEdit):
    """The field: Escape leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
