"""What the reading window remembers from one start to the next: its place on the screen, its panes, the list shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, QTimer

from reader_app.ui.library.places import Place, named
from reader_app.ui.top_bar import SIDEBAR_WIDTH

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.settings import Settings

LIST_WIDTH: Final = 348
DEFAULT_SIZE: Final = (1400, 880)
NARROW, TIGHT = 900, 620  # below these widths: the panes share what there is, the sidebar is away
Room = Literal["wide", "narrow", "tight"]


class PaneWidths:
    """How wide sidebar and list are: as the person left them, and less while the window is narrow.

    In a window too narrow for three panes the sidebar is away until it is asked for.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        px = window.theme.pixels
        self._sidebar = window.settings.number("window/sidebar", px(SIDEBAR_WIDTH))
        self._list = window.settings.number("window/list", px(LIST_WIDTH))
        self._wanted = window.settings.flag("window/sidebar_shown", True)
        self._room: Room = "wide"
        for splitter in (window.split, window.inner):
            splitter.splitterMoved.connect(lambda _position, _index: self._note())
        window.split.setSizes([self._sidebar, 10_000])
        window.inner.setSizes([self._list, 10_000])
        self._show_sidebar(self._wanted)

    def fit(self) -> None:
        """Take over that the window's width is another one."""
        width, px = self._window.width(), self._window.theme.pixels
        room: Room = "tight" if width < px(TIGHT) else "narrow" if width < px(NARROW) else "wide"
        if room != self._room:
            before, self._room = self._room, room
            if "tight" in (before, room):
                self._show_sidebar(self._wanted and room != "tight")
            self._share_out()

    def turn_sidebar(self, shown: bool) -> None:
        """Show the sidebar, or leave its room to list and page: for this time where the window is too narrow for it."""
        window = self._window
        if self._room != "tight":
            self._wanted = shown
            window.settings.set("window/sidebar_shown", shown)
        if not shown and window.sidebar.hasFocus():
            window.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_sidebar(shown)
        self._share_out()

    def keep(self) -> None:
        """Write the widths down."""
        self._window.settings.set("window/sidebar", self._sidebar)
        self._window.settings.set("window/list", self._list)

    def _show_sidebar(self, shown: bool) -> None:
        window = self._window
        window.sidebar.setVisible(shown)
        window.actions_["toggle_sidebar"].setChecked(shown)
        window.top.offer_sidebar(not shown)

    def _share_out(self) -> None:
        width = self._window.width()
        shares = (width // 5, width * 3 // 10)
        if self._room == "wide":
            shares = (self._sidebar, self._list)
        elif not self._window.sidebar.isVisibleTo(self._window):
            shares = (0, width * 2 // 5)
        QTimer.singleShot(0, self._window, lambda: self._share(*shares))  # when the panes have their new width

    def _note(self) -> None:
        if self._room == "wide":
            sidebar = self._window.split.sizes()[0]
            self._sidebar, self._list = sidebar or self._sidebar, self._window.inner.sizes()[0]

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
