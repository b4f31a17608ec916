"""The bar at the bottom: what the library holds, what a link leads to, how far long work is."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reader_app.ui.theme import Theme

HEIGHT = 26
MESSAGE_TIME = 8000  # milliseconds a passing remark stays


class StatusBar(QWidget):
    """The bar.

    Signals: `cancelled()` when the person stops the long work.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.pixels(HEIGHT))
        self._summary = QLabel()
        self._remark = QLabel()
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._standing = ""
        self._passing = ""
        self._address = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.say(""))
        self._work = QLabel()
        self._progress = QProgressBar()
        self._progress.setFixedWidth(theme.pixels(110))
        self._progress.setTextVisible(False)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setProperty("kind", "link")
        self._cancel.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.pixels(14), 1, theme.pixels(14), 0)
        layout.setSpacing(theme.pixels(18))
        layout.addWidget(self._summary)
        layout.addWidget(self._remark, 1)
        layout.addWidget(self._work)
        layout.addWidget(self._progress)
        layout.addWidget(self._cancel)
        self.end_work()

    def show_summary(self, text: str) -> None:
        """Say what the library holds."""
        self._summary.setText(text)

    def stand(self, text: str) -> None:
        """Say `text` about the issue shown, until something else is said of it."""
        self._standing = text
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

    def show_work(self, text: str, done: int, total: int) -> None:
        """Show long work: `done` of `total` parts; a total of 0 means it is not known."""
        self._work.setText(text)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.setAccessibleName(text)
        for widget in (self._work, self._progress, self._cancel):
            widget.show()

    def end_work(self) -> None:
        """Take the progress away."""
        for widget in (self._work, self._progress, self._cancel):
            widget.hide()

    def is_working(self) -> bool:
        """Tell whether long work is shown."""
        return not self._progress.isHidden()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        room = max(80, self._remark.width())
        shown = QFontMetrics(self._remark.font()).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        self._remark.setText(shown)
        self._remark.setAccessibleName(self.text())
        self._remark.setMinimumWidth(0)
