"""Draws a window off screen and saves it as a picture: for the documentation, and to see at a glance that all works."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from reader_app import resources
from reader_app.errors import FileError, MastheadError
from reader_app.ui.doors import Doors
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.main_window import MainWindow
from reader_app.ui.settings import Settings
from reader_app.ui.stopping import Stopping
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Draft
    from reader_app.ui.editor.editor_window import EditorWindow

LONGEST_WAIT = 30_000  # milliseconds
_ASSET = re.compile(r"asset:([0-9a-f]{64})")
SETTLE = 400  # milliseconds for the page to be painted after it is laid out


def take(library: Path, out: Path, theme: Theme, *, window: str, size: tuple[int, int]) -> Path:
    """Save a picture of `window` ("reader" or "editor") with the content of `library`, or of the samples."""
    with Stopping() as stopping, tempfile.TemporaryDirectory() as folder:
        path, read_only = _library_with_content(library, Path(folder))
        if window == "editor":
            path, read_only = _library_with_draft(path, Path(folder), read_only=read_only)
        stopping.check()
        worker = LibraryWorker(_opener(path, read_only=read_only))
        settings = Settings(Path(folder) / "windows.ini")
        shown: QWidget | None = None
        try:
            ready: Callable[[], bool]
            if window == "reader":
                shown, ready = _reader(worker, theme, settings), lambda: True
            else:
                shown = editor = _editor(worker, theme, settings, Path(folder), stopping)
                ready = editor.status.is_weighed
            shown.resize(*size)
            _wait(shown, ready, stopping)
            saved = shown.grab().save(str(out), "PNG")
        finally:
            if shown is not None:
                shown.close()
            worker.close()
            settings.sync()  # else they are written when the folder is gone, which makes it anew
    if not saved:
        raise FileError(f"The picture cannot be written to {out}.")
    return out


def _opener(path: Path, *, read_only: bool) -> Callable[[], Library]:
    def open_library() -> Library:
        from reader_app.library.library import Library

        return Library.open(path, read_only=read_only)

    return open_library


def _library_with_content(path: Path, folder: Path) -> tuple[Path, bool]:
    """Return the library to show and whether it is for reading only: `path`, or one with the samples if it is empty."""
    from reader_app.library.library import Library
    from reader_app.services.importing import import_paths

    if path.exists():
        with Library.open(path, read_only=True) as library:
            if library.counts().issues:
                return path, True
    samples = folder / "samples.masthead"
    with Library.open(samples) as library:
        import_paths(library, resources.samples())
    return samples, False


def _library_with_draft(path: Path, folder: Path, *, read_only: bool) -> tuple[Path, bool]:
    """Return `path` if it holds a draft, else a library with one made of its newest issue: `path` is not changed."""
    from reader_app.library.library import Library
    from reader_app.library.types import Scope
    from reader_app.markup.write import write

    with Library.open(path, read_only=True) as library:
        if library.drafts():
            return path, read_only
        issue = library.issue(library.summaries(Scope(), limit=1).rows[0].id)
        text = write(issue)
        pictures = [found for name in set(_ASSET.findall(text)) if (found := library.asset(name))]
    drafts = folder / "draft.masthead"
    with Library.open(drafts) as library:
        for data, media_type in pictures:
            library.add_asset(data, media_type)
        library.new_draft(text, publication=issue.publication, number=issue.number, title=issue.title)
    return drafts, False


def _reader(worker: LibraryWorker, theme: Theme, settings: Settings) -> MainWindow:
    doors = Doors(lambda: worker, lambda _draft: None, lambda _path, _read_only: None, list, lambda _work: None, Path)
    return MainWindow(worker, theme, settings, doors)


def _editor(worker: LibraryWorker, theme: Theme, settings: Settings, folder: Path, stopping: Stopping) -> EditorWindow:
    from reader_app.services.journal import Journal
    from reader_app.ui.editor.editor_window import EditorWindow

    drafts: list[Draft] = []
    loop = QEventLoop()

    def job(library: Library) -> Draft:
        return library.draft(library.drafts()[0].id)

    def done(draft: Draft) -> None:
        drafts.append(draft)
        loop.quit()

    failures: list[MastheadError] = []

    def failed(error: MastheadError) -> None:
        failures.append(error)
        loop.quit()

    worker.submit(job, done, failed)
    stopping.run(loop)
    if failures:
        raise failures[0]
    return EditorWindow(worker, theme, settings, drafts[0], Journal(folder / "journal"), lambda _draft: None)


def _wait(window: QWidget, ready: Callable[[], bool], stopping: Stopping) -> None:
    """Show `window` and run until it is `ready` and its page is painted, or for as long as is reasonable."""
    from PySide6.QtWebEngineWidgets import QWebEngineView

    loop = QEventLoop()
    QTimer.singleShot(LONGEST_WAIT, loop.quit)
    poll = QTimer()
    poll.setInterval(50)

    def look() -> None:
        views = window.findChildren(QWebEngineView)
        loaded = all(view.isVisible() and view.url().isValid() and not view.page().isLoading() for view in views)
        if views and loaded and ready():
            poll.stop()
            QTimer.singleShot(SETTLE, loop.quit)

    poll.timeout.connect(look)
    poll.start()
    window.show()
    stopping.run(loop)
