"""All that is kept of a person can be read by them alone, whatever the umask is and whoever made the files before."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reader_app import app, paths, private
from reader_app.library.library import Library
from reader_app.services.exporting import write_file
from reader_app.services.importing import import_paths
from reader_app.services.recovering import recover
from reader_app.services.upkeep import keep_backup
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.settings import settings_file
from reader_app.ui.theme import Theme
from tests.support.reading_desk import NEWSLETTERS, write_all

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def open_to_others(*folders: Path) -> list[str]:
    """Return all of ours in `folders` that another account could read, write or list."""
    found = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    assert found
    return [f"{mode(path):o} {path}" for path in found if mode(path) & 0o077]


def work(qtbot: QtBot, theme: Theme, library: Path) -> None:
    """Read, write, type and back up in the windows of `library`."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    session = app.Session(application, theme, library, app._make_worker(library))
    session.window.show()
    with Library.open(library) as opened:
        draft = opened.new_draft("Dear readers", title="A letter")
        keep_backup(opened)
    editor = session.open_editor(draft)
    assert isinstance(editor, EditorWindow)
    checked = threading.Event()
    session.window.worker.submit(lambda _library: checked.wait(60))  # the journal is empty once the library has it all
    try:
        editor.source.setPlainText("Dear readers, and others")
        journal = library.with_name(f"{library.name}.journal")
        qtbot.waitUntil(lambda: any(journal.glob("*.json")), timeout=10_000)
        assert open_to_others(library.parent, settings_file(library).parent) == []
    finally:
        checked.set()
    session.close()
    session.window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReaderPane, "start_engine", lambda _self, _assets: None)
    monkeypatch.setattr(PreviewPane, "start_web_view", lambda _self: None)


@pytest.mark.usefixtures("no_engine")
def test_a_day_leaves_nothing_for_others_to_read(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    library = paths.library_file()
    with Library.open(library) as opened:
        import_paths(opened, write_all(tmp_path, NEWSLETTERS))
    work(qtbot, theme, library)
    recover(library)
    assert open_to_others(paths.data_folder(), paths.config_folder()) == []


@pytest.mark.usefixtures("no_engine")
def test_what_was_open_to_others_is_closed(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    library = paths.library_file()
    settings = settings_file(library)
    journal, backups = (library.with_name(f"{library.name}.{name}") for name in ("journal", "backups"))
    with Library.open(library) as opened:
        import_paths(opened, write_all(tmp_path, NEWSLETTERS))
        for folder in (journal, backups, settings.parent):
            folder.mkdir(parents=True, exist_ok=True)
        settings.touch()
        everything = (library.parent, settings.parent, *library.parent.iterdir(), settings)
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)
        work(qtbot, theme, library)


def test_a_library_in_another_folder_leaves_that_folder_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir(mode=0o755)
    Library.open(folder / "mine.masthead").close()
    assert (mode(folder), mode(folder / "mine.masthead")) == (0o755, 0o600)


def test_an_export_follows_the_umask(tmp_path: Path) -> None:
    out = tmp_path / "issue.html"
    write_file(out, b"<p>Dear readers</p>")
    assert mode(out) == 0o644


def test_what_cannot_be_closed_is_left(tmp_path: Path) -> None:
    private.close_to_others(tmp_path / "not there")
