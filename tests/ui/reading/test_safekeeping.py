"""Backups in the background, a damaged library that is mended from the window, a fault that saves drafts first."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reader_app import app
from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.failures import failure
from reader_app.library.guarding.log_note import note_of
from reader_app.library.library import Library
from reader_app.library.types import Draft
from reader_app.services.journal import Journal
from reader_app.services.upkeep import backups, keep_backup
from reader_app.ui.dialogs.backups import BackupsWindow
from reader_app.ui.dialogs.bug_report import BugReportWindow
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.mending import Report
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.theme import Theme
from tests.support.imports import imported
from tests.support.machines import elsewhere
from tests.support.reading_desk import ReadingDesk

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.masthead"
    with Library.open(path) as library:
        library.add_many(imported(f"Issue {n}", number=str(n)) for n in range(30))
        library.new_draft("Dear readers", title="A letter")
    return path


@pytest.fixture
def session(qtbot: QtBot, path: Path, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[app.Session]:
    monkeypatch.setattr(ReaderPane, "start_engine", lambda _self, _assets: None)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    made = app.Session(application, theme, path, app._make_worker(path))
    made.window.show()
    yield made
    made.close()
    made.window.deleteLater()
    qtbot.wait(1)


@pytest.fixture
def no_page_while_composing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PreviewPane, "start_web_view", lambda _self: None)


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[:PAGE] = bytes(PAGE)
    path.write_bytes(data)


def button(session: app.Session, text: str) -> QPushButton:
    return next(each for each in session.window.findChildren(QPushButton) if each.text() == text)


def idle(session: app.Session) -> bool:
    return session.window.counts is not None and not session.window.worker.is_busy()


def test_a_backup_is_made_in_the_background(session: app.Session, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    session.window.safekeeping.back_up_now()
    qtbot.waitUntil(lambda: len(backups(path)) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: session.window.safekeeping._worker is None, timeout=10_000)


def test_a_backup_begun_after_the_window_was_closed_is_finished_before_the_program_ends(
    session: app.Session, path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    session.window.close()
    session.window.safekeeping.back_up_now()  # as its clock does, also where only a composing window is left
    session.close()
    assert len(backups(path)) == 1
    assert session.window.safekeeping._worker is None


def typing(session: app.Session, path: Path, qtbot: QtBot) -> tuple[Draft, str]:
    """Type in a composing window of the draft there is; return it, and the text that is not stored yet."""
    with Library.open(path) as library:
        draft = library.draft(library.drafts()[0].id)
    editor = session.open_editor(draft)
    assert isinstance(editor, EditorWindow)
    qtbot.waitUntil(lambda: editor.composed() is not None, timeout=10_000)
    editor.source.insertPlainText("Just typed. ")
    return draft, editor.source.text()


@pytest.mark.usefixtures("no_page_while_composing")
def test_words_just_typed_are_stored_when_another_library_is_opened(
    session: app.Session, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    draft, text = typing(session, path, qtbot)
    session.open_library(tmp_path / "other.masthead", False)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, EditorWindow) and each.isVisible()]
    with Library.open(path) as library:
        assert library.draft(draft.id).text == text
    left = Journal(path.with_name(f"{path.name}.journal"))
    assert left.pending() == ()
    left.close()


@pytest.mark.usefixtures("no_page_while_composing")
def test_words_that_a_library_refused_come_back_when_it_is_opened_again(
    session: app.Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)

    def refuse(*_args: object, **_facts: object) -> None:
        raise LibraryError(LibraryErrorKind.DAMAGED, "The library is damaged.")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "save_draft", refuse)
        draft, text = typing(session, path, qtbot)
        session.open_library(None, False)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, EditorWindow) and each.isVisible()]
    qtbot.waitUntil(lambda: "was not saved" in session.window.list.messages.text(), timeout=10_000)
    again = session.open_editor(draft)
    assert isinstance(again, EditorWindow)
    assert again.source.text() == text


def test_a_damaged_library_is_recovered_from_the_window(session: app.Session, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    session.close()
    damage(path)
    session.open_library(None, False)
    qtbot.waitUntil(lambda: session.window.start.isVisible(), timeout=10_000)
    button(session, "Recover what can be read").click()
    qtbot.waitUntil(lambda: idle(session) and session.window.list.messages.isVisible(), timeout=20_000)
    assert "Recovered: 30 issues and 1 draft." in session.window.list.messages.text()
    assert session.window.counts is not None
    assert session.window.counts.issues == 30


def test_recovering_from_the_window_shows_how_far_it_is_and_can_be_ended(
    session: app.Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    session.close()
    damage(path)
    before = path.read_bytes()
    session.open_library(None, False)
    qtbot.waitUntil(lambda: session.window.start.isVisible(), timeout=10_000)
    told, cancelled = Report.__call__, threading.Event()

    def tell_and_wait(report: Report, done: int, total: int) -> None:
        told(report, done, total)
        cancelled.wait(60)

    monkeypatch.setattr(Report, "__call__", tell_and_wait)
    button(session, "Recover what can be read").click()
    qtbot.waitUntil(session.window.status.is_working, timeout=10_000)
    session.window.status.cancelled.emit("mending")
    cancelled.set()
    window = session.window
    qtbot.waitUntil(lambda: "as it was" in window.start.sentence() and not window.status.is_working(), timeout=20_000)
    assert path.read_bytes() == before
    monkeypatch.undo()
    monkeypatch.setattr(ReaderPane, "start_engine", lambda _self, _assets: None)
    button(session, "Recover what can be read").click()
    qtbot.waitUntil(lambda: idle(session) and session.window.list.messages.isVisible(), timeout=20_000)
    assert "Recovered: 30 issues" in session.window.list.messages.text()


def test_a_library_of_which_nothing_is_left_says_so_again(session: app.Session, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    session.close()
    path.write_bytes(b"no library " * 3000)
    session.open_library(None, False)
    qtbot.waitUntil(lambda: session.window.start.isVisible(), timeout=10_000)
    button(session, "Recover what can be read").click()
    qtbot.waitUntil(lambda: "Nothing of a library" in session.window.start.sentence(), timeout=20_000)
    assert button(session, "Restore a backup…").isVisible()


def test_a_backup_is_restored_from_the_window(session: app.Session, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    with Library.open(path) as library:
        assert keep_backup(library) is not None
        library.remove([hit.issue.id for hit in library.search("issue", limit=20).rows])
    session.window.actions_["restore_backup"].trigger()
    (dialog,) = session.window.findChildren(BackupsWindow)
    assert dialog.list.count() == 1
    dialog.restore.click()
    qtbot.waitUntil(lambda: idle(session) and session.window.list.messages.isVisible(), timeout=20_000)
    assert "The backup is restored. What was there is kept as" in session.window.list.messages.text()
    assert session.window.counts is not None
    assert session.window.counts.issues == 30


def test_a_log_of_another_file_is_told_beside_what_else_there_is_to_say(
    session: app.Session, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    session.close()
    other = tmp_path / "other.masthead"
    with Library.open(other) as library:
        library.add(imported("Theirs"))
        library.new_draft("Theirs, too")
        Path(f"{path}-wal").write_bytes(Path(f"{other}-wal").read_bytes())
        note_of(path).write_bytes(note_of(other).read_bytes())
        draft = library.drafts()[0]
    journal = Journal(path.with_name(f"{path.name}.journal"))
    journal.record(draft.id, "Unsaved", draft.revision)
    for left in journal.folder.glob("*.json"):  # as of a session that has ended
        left.rename(left.with_name(f"{draft.id}.ended.json"))
    journal.close()
    session.open_library(None, False)
    messages = session.window.list.messages
    qtbot.waitUntil(lambda: "set-aside" in messages.text() and "was not saved" in messages.text(), timeout=10_000)
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)  # what is told may be there before what is counted
    assert button(session, "Open").isVisible()
    assert session.window.counts is not None
    assert session.window.counts.issues == 30


def test_what_other_machines_do_later_is_told_once(session: app.Session, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    elsewhere(path)
    path.with_name("library.sync-conflict-20260314-092653-ABCDEFG.masthead").touch()
    messages = session.window.list.messages
    session.window.safekeeping.look_around()
    qtbot.waitUntil(lambda: "sync-conflict" in messages.text() and "“attic” since" in messages.text(), timeout=10_000)
    messages.clear()
    session.window.safekeeping.look_around()
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    assert messages.text() == ""


def test_without_backups_a_file_can_be_chosen(
    reader: ReadingDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reader.window.safekeeping.choose_backup()
    (dialog,) = reader.window.findChildren(BackupsWindow)
    assert not dialog.restore.isEnabled()
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (str(tmp_path / "mine"), ""))
    dialog.other.click()
    assert len(reader.mended) == 1
    with pytest.raises(LibraryError, match="There is no backup"):
        reader.mended[0](reader.library, Report())


def test_damage_that_shows_later_offers_to_mend_it(reader: ReadingDesk) -> None:
    reader.worker.failed.emit(failure(LibraryErrorKind.DAMAGED, reader.library))
    messages = reader.window.list.messages
    assert "is damaged" in messages.text()
    offers = [each for each in messages.findChildren(QPushButton) if each.text().startswith("Recover")]
    offers[0].click()
    assert len(reader.mended) == 1


def test_no_room_for_a_backup_is_a_note(reader: ReadingDesk) -> None:
    reader.library.with_name(f"{reader.library.name}.backups").touch()
    reader.window.safekeeping.back_up_now()
    messages = reader.window.list.messages
    reader.qtbot.waitUntil(lambda: "folder of backups" in messages.text(), timeout=10_000)
    reader.qtbot.waitUntil(lambda: reader.window.safekeeping._worker is None, timeout=10_000)


def test_a_fault_of_ours_saves_drafts_first_and_tells_nothing_of_their_words(
    session: app.Session, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reader_app.ui.editor import editor_window
    from reader_app.ui.editor.preview import PreviewPane

    monkeypatch.setattr(PreviewPane, "start_web_view", lambda _self: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    app._catch_bugs(session)
    qtbot.waitUntil(lambda: idle(session), timeout=10_000)
    with Library.open(path) as library:
        draft = library.draft(library.drafts()[0].id)
    editor = session.open_editor(draft)
    assert isinstance(editor, editor_window.EditorWindow)
    editor.source.setPlainText("Words nobody else shall read")
    sys.excepthook(ValueError, ValueError("Words nobody else shall read"), None)

    def saved() -> bool:
        with Library.open(path) as library:
            return library.draft(draft.id).text == "Words nobody else shall read"

    qtbot.waitUntil(saved, timeout=10_000)
    assert "Words" not in capsys.readouterr().err
    button(session, "Show the report").click()
    (dialog,) = session.window.findChildren(BugReportWindow)
    assert "builtins.ValueError" in dialog.text.toPlainText()
    assert "Words" not in dialog.text.toPlainText()
    dialog.close()
