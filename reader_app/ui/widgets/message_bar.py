"""The bar at the top of a pane: says what happened, what was kept and what to do. It is never in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from reader_app.ui.theme import Theme

Kind = Literal["error", "note"]
Offer = tuple[str, Callable[[], object]]
LEAST_TEXT = 160  # pixels of a line of the message; with less beside them, the buttons go below it


class MessageBar(QFrame):
    """One message with what can be done about it; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = QLabel(self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(self)
        self._close.setProperty("kind", "flat")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self.clear)
        self._offers: list[QPushButton] = []
        self._offer_row = QWidget(self)
        self._buttons = QHBoxLayout(self._offer_row)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(8)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(14, 6, 8, 6)
        self._layout.setHorizontalSpacing(10)
        self._layout.setVerticalSpacing(6)
        self._layout.setColumnStretch(1, 1)
        self._layout.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self._text, 0, 1)
        self._layout.addWidget(self._close, 0, 3, Qt.AlignmentFlag.AlignTop)
        self._kind: Kind = "note"
        self._is_below: bool | None = None
        self.hide()
        theme.changed.connect(self._tint)

    def show_message(
        self, text: str, offers: Sequence[Offer] = (), *, kind: Kind = "error", closable: bool = True
    ) -> None:
        """Show `text` with one button for each of `offers` (its label and what it does)."""
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._text.setText(text)
        self.setAccessibleName(text)
        self._remove_offers()
        for label, action in offers:
            button = QPushButton(label, self._offer_row)
            button.clicked.connect(lambda _checked=False, action=action: action())
            self._buttons.addWidget(button)
            self._offers.append(button)
        self._place_offers()
        self._close.setVisible(closable)
        self._tint()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def add_message(self, text: str) -> None:
        """Show `text` as a note, below a message that is there already."""
        if self.isHidden():
            self.show_message(text, kind="note")
        else:
            self._text.setText(f"{self._text.text()}\n{text}")
            self.setAccessibleName(self._text.text())
            self._place_offers()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """Return the message that is shown, empty if none is."""
        return self._text.text() if not self.isHidden() else ""

    def focus_first_offer(self) -> None:
        """Give the first button the keyboard."""
        if self._offers:
            self._offers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Take the message away."""
        self.hide()
        self._text.clear()
        self._remove_offers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_offers()

    def _place_offers(self) -> None:
        """Put the buttons beside the message where it has room for them, else below it."""
        self._offer_row.setVisible(bool(self._offers))
        least = min(self._theme.pixels(LEAST_TEXT), self._text.fontMetrics().horizontalAdvance(self._text.text()))
        others = self._offer_row.sizeHint().width() + self._sign.sizeHint().width() + self._close.sizeHint().width()
        below = self.width() - others - 52 < least
        if below != self._is_below:
            self._is_below = below
            start = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignTop
            self._layout.addWidget(self._offer_row, int(below), 1 if below else 2, start)

    def _remove_offers(self) -> None:
        for button in self._offers:
            self._buttons.removeWidget(button)
            button.deleteLater()
        self._offers.clear()

    def _tint(self) -> None:
        if self._kind == "error":
            self._sign.setPixmap(self._theme.icon("warning", "warning").pixmap(16, 16))
        self._sign.setVisible(self._kind == "error")
        self._close.setIcon(self._theme.icon("close", "muted"))
