"""What the tests of the windows share: a library of their own, settings, and a reading window on them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.types import Draft
from reader_app.services.importing import import_paths
from reader_app.ui.clipboard import release_clipboard
from reader_app.ui.doors import Doors
from reader_app.ui.garbage import collect_grown
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.main_window import MainWindow
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from tests.support.reading_desk import NEWSLETTERS, ReadingDesk, write_all

OpenReader = Callable[..., ReadingDesk]


@pytest.fixture(scope="session", autouse=True)
def clean_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    release_clipboard()


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """Keep widgets that are garbage from being taken apart in the threads of the background, as the program does."""
    gc.disable()
    yield
    collect_grown()


@pytest.fixture
def theme() -> Theme:
    return Theme("light")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "windows.ini")


@pytest.fixture
def library_path(tmp_path: Path) -> Path:
    path = tmp_path / "test.masthead"
    Library.open(path).close()
    return path


@pytest.fixture
def worker(qtbot: QtBot, library_path: Path) -> Iterator[LibraryWorker]:
    worker = LibraryWorker(lambda: Library.open(library_path))
    yield worker
    worker.close()


@pytest.fixture
def open_reader(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    theme: Theme,
    settings: Settings,
    library_path: Path,
) -> Iterator[OpenReader]:
    """Opens a reading window on a library with `texts` in it; without `pages`, no web engine is started."""
    import shiboken6

    desks: list[ReadingDesk] = []

    def open_reader(
        texts: Sequence[str] = NEWSLETTERS, *, pages: bool = False, read_only: bool = False, path: Path | None = None
    ) -> ReadingDesk:
        if not pages:
            monkeypatch.setattr(ReaderPane, "start_engine", lambda _self, _assets: None)
        library = path or library_path
        if texts:
            folder = tmp_path / f"letters{len(desks)}"
            folder.mkdir()
            with Library.open(library) as opened_library:
                import_paths(opened_library, write_all(folder, texts))
        opened: list[Draft] = []
        libraries: list[tuple[Path | None, bool]] = []
        mended: list[Callable[[Path], str]] = []
        worker = LibraryWorker(lambda: Library.open(library, read_only=read_only))
        doors = Doors(
            background=lambda: LibraryWorker(lambda: Library.open(library)),
            open_editor=opened.append,
            open_library=lambda other, only: libraries.append((other, only)),
            unsaved_drafts=list,
            mend_library=mended.append,
            library=lambda: library,
        )
        window = MainWindow(worker, theme, settings, doors)
        window.show()
        window.activateWindow()
        desk = ReadingDesk(qtbot, window, library, worker, opened, libraries, mended)
        desks.append(desk)
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: not worker.is_busy() and window.isActiveWindow(), timeout=10_000)
        if pages:
            qtbot.waitUntil(lambda: window.reader_pane.web is not None, timeout=20_000)
        return desk

    yield open_reader
    for desk in desks:
        desk.worker.close()
        if shiboken6.isValid(desk.window):
            desk.window.close()
            desk.window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def reader(open_reader: OpenReader) -> ReadingDesk:
    """A reading window on three issues, without a web engine."""
    return open_reader()
