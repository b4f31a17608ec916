"""What the reading window remembers from one start to the next: its place on the screen, its panes, the list shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

from reader_app.ui.library.places import Place, named
from reader_app.ui.top_bar import SIDEBAR_WIDTH

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.settings import Settings

LIST_WIDTH: Final = 348
DEFAULT_SIZE: Final = (1400, 880)
NARROW: Final = 900  # below this width the panes share what there is


class PaneWidths:
    """How wide sidebar and list are: as the person left them, and less while the window is narrow."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        px = window.theme.pixels
        self._sidebar = window.settings.number("window/sidebar", px(SIDEBAR_WIDTH))
        self._list = window.settings.number("window/list", px(LIST_WIDTH))
        self._narrow = False
        for splitter in (window.split, window.inner):
            splitter.splitterMoved.connect(lambda _position, _index: self._note())
        window.split.setSizes([self._sidebar, 10_000])
        window.inner.setSizes([self._list, 10_000])

    def fit(self) -> None:
        """Take over that the window's width is another one."""
        width = self._window.width()
        narrow = width < self._window.theme.pixels(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            shares = (width // 5, width * 3 // 10) if narrow else (self._sidebar, self._list)
            QTimer.singleShot(0, self._window, lambda: self._share(*shares))  # when the panes have their new width

    def keep(self) -> None:
        """Write the widths down."""
        self._window.settings.set("window/sidebar", self._sidebar)
        self._window.settings.set("window/list", self._list)

    def _note(self) -> None:
        if not self._narrow:
            self._sidebar, self._list = self._window.split.sizes()[0], self._window.inner.sizes()[0]

    def _share(self, sidebar: int, listed: int) -> None:
        window = self._window
        window.split.setSizes([sidebar, window.width() - sidebar])
        QTimer.singleShot(0, window, lambda: window.inner.setSizes([listed, window.inner.width() - listed]))


def restore(window: MainWindow) -> None:
    """Give `window` the size and place of last time, or those of a first start."""
    geometry = window.settings.state("window/geometry")
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(*(window.theme.pixels(length) for length in DEFAULT_SIZE))


def keep(window: MainWindow) -> None:
    """Write down the place and sizes of `window` and its panes."""
    window.settings.set("window/geometry", window.saveGeometry())
    window.widths.keep()
    window.settings.sync()


def place(settings: Settings) -> Place:
    """Return the list that was shown last, else all issues."""
    return named(settings.text("window/place"))
