"""One clip beside the list: its title and remark to be changed, its quotation, where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader_app.ui import dates
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.library.person_types import Clip

REST = 400  # milliseconds without typing until a change is kept
WIDEST = 640


class ClipPane(QWidget):
    """Shows a clip.

    Signals: `changed(UUID, str, str)` with the clip's id, title and remark, when the person changed them; `copy()`,
    `open_source()` and `open_link()` for its buttons.
    """

    changed = Signal(object, str, str)
    copy = Signal()
    open_source = Signal()
    open_link = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.clip: Clip | None = None
        self.setProperty("kind", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._source = self._label("kicker")
        self.title = QLineEdit()
        self.title.setFont(theme.serif(20))
        self.title.setAccessibleName(self.tr("Title of the clip"))
        self._address = self._label("muted")
        self.quote = self._label("")
        self.quote.setFont(theme.serif(15, weight=400))
        self.remark = QPlainTextEdit()
        self.remark.setPlaceholderText(self.tr("Your remark"))
        self.remark.setAccessibleName(self.tr("Your remark"))
        self.remark.setTabChangesFocus(True)
        self._used = self._label("muted")
        self.buttons = {
            "copy": self._button(self.tr("Copy as Markdown"), self.copy),
            "source": self._button(self.tr("Open the issue"), self.open_source),
            "link": self._button(self.tr("Open in browser…"), self.open_link),
        }
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.keep)
        self.title.textEdited.connect(lambda _text: self._rest.start())
        self.remark.textChanged.connect(self._edited)
        self._lay_out()

    def show_clip(self, clip: Clip, source: str) -> None:
        """Show `clip`; `source` names the issue it is from. What was typed for the one before is kept first."""
        self.keep()
        self.clip = None  # what is set now is nobody's typing
        day = f" · {dates.long_date(clip.date)}" if clip.date else ""
        self._source.setText((f"{source}{day}" if source else self.tr("Clip")).upper())
        self.title.setText(clip.title)
        self.title.setCursorPosition(0)
        self._address.setText(clip.url)
        self._address.setVisible(bool(clip.url))
        self.quote.setText(clip.quote)
        self.quote.setVisible(bool(clip.quote))
        self.remark.setPlainText(clip.remark)
        used = self.tr("Used in %1").replace("%1", ", ".join(clip.used))
        self._used.setText(used if clip.used else "")
        self.buttons["source"].setEnabled(clip.issue is not None)
        self.buttons["link"].setEnabled(clip.url.startswith(("http://", "https://")))
        self.clip = clip

    def keep(self) -> None:
        """Hand over what was typed, if it is not kept yet."""
        self._rest.stop()
        clip = self.clip
        if clip is None:
            return
        title, remark = self.title.text().strip() or clip.title, self.remark.toPlainText()
        if (title, remark) != (clip.title, clip.remark):
            self.changed.emit(clip.id, title, remark)

    def _edited(self) -> None:
        if self.clip is not None:
            self._rest.start()

    def _label(self, kind: str) -> QLabel:
        label = QLabel()
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _button(self, text: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: signal.emit())
        return button

    def _lay_out(self) -> None:
        px = self._theme.pixels
        mark = QFrame()
        mark.setProperty("kind", "quotation")
        quoted = QVBoxLayout(mark)
        quoted.setContentsMargins(px(14), px(2), 0, px(2))
        quoted.addWidget(self.quote)
        line = QHBoxLayout()
        for button in self.buttons.values():
            line.addWidget(button)
        line.addStretch(1)
        column = QWidget()
        column.setMaximumWidth(px(WIDEST))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(px(32), px(28), px(32), px(28))
        inner.setSpacing(px(10))
        for widget in (self._source, self.title, self._address, mark, self.remark, self._used):
            inner.addWidget(widget)
        inner.addLayout(line)
        inner.addStretch(1)
        self.remark.setMaximumHeight(px(180))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addStretch(1)
        layout.addWidget(column, 20)
        layout.addStretch(1)
