"""The bar at the bottom: what the library holds, what a link leads to, how far long work is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reader_app.ui.theme import Theme
from reader_app.ui.widgets.plain_tip import plain_tip

HEIGHT = 26
MESSAGE_TIME = 8000  # milliseconds a passing remark stays
LEAST_ROOM = 80  # pixels the remark has in any case
Offer = tuple[str, Callable[[], object]]


class StatusBar(QWidget):
    """The bar.

    Signals: `cancelled(str)` when the person stops the long work of that name.
    """

    cancelled = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.pixels(HEIGHT))
        self._summary = QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._remark = QLabel()
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._standing = ""
        self._passing = ""
        self._address = ""
        self._offers: list[QPushButton] = []
        self._works: dict[str, tuple[str, int, int]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.say(""))
        self._work = QLabel()
        self._work.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = QProgressBar()
        self._progress.setFixedWidth(theme.pixels(110))
        self._progress.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setProperty("kind", "link")
        self._cancel.clicked.connect(lambda: self.cancelled.emit(next(reversed(self._works), "")))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(theme.pixels(14), 1, theme.pixels(14), 0)
        self._layout.setSpacing(theme.pixels(18))
        self._layout.addWidget(self._summary)
        self._layout.addWidget(self._remark)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(theme.pixels(12))
        self._layout.addLayout(self._beside)
        self._layout.addStretch(1)
        self._layout.addWidget(self._work)
        self._layout.addWidget(self._progress)
        self._layout.addWidget(self._cancel)
        self._show_work()

    # What is said

    def show_summary(self, text: str) -> None:
        """Say what the library holds."""
        self._summary.setText(text)
        self._show()

    def stand(self, text: str, offers: Sequence[Offer] = ()) -> None:
        """Say `text` about the issue shown, with a button for each of `offers`, until something else is said of it."""
        self._standing = text
        for button in self._offers:
            self._beside.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._offers = [self._button(label, action) for label, action in offers]
        self._show()

    def say(self, text: str) -> None:
        """Say `text` for a few seconds."""
        self._passing = text
        self._show()
        if text:
            self._timer.start(MESSAGE_TIME)

    def show_address(self, address: str) -> None:
        """Show where the link under the pointer leads; empty for none."""
        self._address = address
        self._show()

    def text(self) -> str:
        """Return what is said beside the summary, uncut."""
        return self._address or self._passing or self._standing

    def address(self) -> str:
        """Return the address that is on screen, empty for none."""
        return self._address

    def offers(self) -> list[QPushButton]:
        """Return the buttons beside what is said of the issue."""
        return list(self._offers)

    # Long work

    def show_work(self, text: str, done: int, total: int, *, name: str = "import") -> None:
        """Show the long work `name`: `done` of `total` parts; a total of 0 means it is not known."""
        self._works[name] = (text, done, total)
        self._show_work()

    def end_work(self, *, name: str = "import") -> None:
        """Take the progress of the work `name` away."""
        self._works.pop(name, None)
        self._show_work()

    def is_working(self) -> bool:
        """Tell whether long work is shown."""
        return bool(self._works)

    def _show_work(self) -> None:
        """Show the work that began last."""
        text, done, total = next(reversed(self._works.values()), ("", 0, 1))
        self._work.setText(text)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setAccessibleName(text)
        for widget in (self._work, self._progress, self._cancel):
            widget.setVisible(bool(self._works))
        self._show()

    # Drawing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _button(self, label: str, action: Callable[[], object]) -> QPushButton:
        button = QPushButton(label, self)
        button.setProperty("kind", "link")
        button.clicked.connect(lambda: action())
        self._beside.addWidget(button)
        return button

    def _show(self) -> None:
        """Show what is said in the room that the others leave; its buttons only beside what they belong to."""
        for button in self._offers:
            button.setVisible(self.text() == self._standing)
        others = [self._summary, *self._offers, self._work, self._progress, self._cancel]
        taken = sum(widget.sizeHint().width() + self._layout.spacing() for widget in others if not widget.isHidden())
        room = max(LEAST_ROOM, self.width() - taken - 2 * self._theme.pixels(14) - self._layout.spacing())
        shown = QFontMetrics(self._remark.font()).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        self._remark.setText(shown)
        self._remark.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        self._remark.setAccessibleName(self.text())
        self._remark.setMinimumWidth(0)
