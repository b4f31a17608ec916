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
LEAST_ROOM = 160  # designed pixels the remark has in any case, if it needs them
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
        button.setAccessibleName(label)
        button.clicked.connect(lambda: action())
        self._beside.addWidget(button)
        return button

    def _show(self) -> None:
        """Show what is said in the room that the others leave; its buttons only beside what they belong to.

        Where that is little, the summary goes first, then the ends of the longest buttons.
        """
        for button in self._offers:
            button.setVisible(self.text() == self._standing)
        metrics = QFontMetrics(self._remark.font())
        wanted = min(metrics.horizontalAdvance(self.text()), self._theme.pixels(LEAST_ROOM))
        work = self._width(self._work, self._progress, self._cancel)
        room = self.width() - 2 * self._theme.pixels(14) - self._layout.spacing() - work
        self._cut_offers(room - wanted)
        room -= self._width(*self._offers)
        summary = self._width(self._summary)
        self._summary.setVisible(room - summary >= wanted)
        room -= 0 if self._summary.isHidden() else summary
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, max(wanted, room))
        self._remark.setText(shown)
        self._remark.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        self._remark.setAccessibleName(self.text())
        self._remark.setMinimumWidth(0)

    def _width(self, *widgets: QWidget) -> int:
        """Return the room that those of `widgets` take that are not hidden; the summary as if it were not."""
        seen = [widget for widget in widgets if not widget.isHidden() or widget is self._summary]
        return sum(widget.sizeHint().width() + self._layout.spacing() for widget in seen)

    def _cut_offers(self, room: int) -> None:
        """Let the buttons take no more than `room`; what is cut is read aloud and shown as a tooltip all the same."""
        for button in self._offers:
            button.setText(button.accessibleName())
        over = self._width(*self._offers) - room
        for button in sorted(self._offers, key=lambda button: -button.sizeHint().width()):
            full = button.fontMetrics().horizontalAdvance(button.text())
            left = max(self._theme.pixels(48), full - max(0, over))
            if not button.isHidden() and left < full:
                button.setText(button.fontMetrics().elidedText(button.text(), Qt.TextElideMode.ElideRight, left))
                over -= full - left
            whole = button.text() == button.accessibleName()
            button.setToolTip("" if whole else plain_tip(button.accessibleName()))
