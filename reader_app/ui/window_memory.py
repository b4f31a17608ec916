"""What the reading window remembers from one start to the next: its place on the screen, its panes, the list shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from reader_app.ui.library.sidebar import Place, PlaceKind
from reader_app.ui.top_bar import SIDEBAR_WIDTH

if TYPE_CHECKING:
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.settings import Settings

LIST_WIDTH: Final = 348
DEFAULT_SIZE: Final = (1400, 880)


def restore(window: MainWindow) -> None:
    """Give `window` and its panes the sizes of last time, or those of a first start."""
    settings, px = window.settings, window.theme.pixels
    geometry = settings.state("window/geometry")
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(*(px(length) for length in DEFAULT_SIZE))
    if not window.split.restoreState(settings.state("window/split")):
        window.split.setSizes([px(SIDEBAR_WIDTH), 10_000])
    if not window.inner.restoreState(settings.state("window/inner")):
        window.inner.setSizes([px(LIST_WIDTH), 10_000])


def keep(window: MainWindow) -> None:
    """Write down the sizes of `window` and its panes."""
    settings = window.settings
    settings.set("window/geometry", window.saveGeometry())
    settings.set("window/split", window.split.saveState())
    settings.set("window/inner", window.inner.saveState())
    settings.sync()


def place(settings: Settings) -> Place:
    """Return the list that was shown last, else all issues."""
    kind, _, publication = settings.text("window/place").partition(":")
    return next((Place(known, publication) for known in get_args(PlaceKind) if known == kind), Place("all"))
