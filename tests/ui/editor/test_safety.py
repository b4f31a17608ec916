"""The world misbehaves while one writes: locked and full libraries, a second window, monstrous pastes."""

from __future__ import annotations

import json
import random
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.services.journal import Journal
from reader_app.ui.jobs import LibraryWorker
from tests.support.desk import TEXT, Desk

OpenDesk = Callable[..., Desk]


@pytest.fixture
def worker(qtbot: QtBot, library_path: Path) -> Iterator[LibraryWorker]:
    """A library that does not wait for long."""
    worker = LibraryWorker(lambda: Library.open(library_path, wait=0.1))
    yield worker
    worker.close()


def type_at_end(desk: Desk, text: str) -> None:
    desk.window.source.go_to_line(7)
    desk.type(text)


def test_a_locked_library_is_said_and_saving_goes_on_when_it_is_free(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    other = sqlite3.connect(desk.library, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    type_at_end(desk, "while locked ")
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.top_bar.state() == "Draft · not saved", timeout=10_000)
    assert "journal" in window.messages.text()
    type_at_end(desk, "and on ")
    other.execute("ROLLBACK")
    other.close()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved, timeout=15_000)
    assert desk.stored().text == window.source.text()
    assert "while locked" in desk.stored().text
    assert window.top_bar.state().startswith("Draft · saved")
    qtbot.waitUntil(lambda: not window.messages.isVisible())


def test_a_full_disk_keeps_the_text_in_the_journal_until_there_is_room(
    desk: Desk, journal: Journal, qtbot: QtBot
) -> None:
    window = desk.window
    numbers = random.Random(1)
    full = "\n".join(numbers.randbytes(40).hex() for _ in range(20_000))

    def limit(pages: int) -> Callable[[Library], None]:
        return lambda library: library._database._db.execute(f"PRAGMA max_page_count = {pages}").close()

    desk.worker.submit(limit(1))  # the smallest there is: as large as the file is now
    window.source.apply_text(window.source.text() + full)
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.top_bar.state() == "Draft · not saved", timeout=15_000)
    assert "full" in window.messages.text()
    qtbot.waitUntil(lambda: window.keeper.saver.all_kept, timeout=15_000)
    assert window.source.text().endswith(full)
    desk.worker.submit(limit(1_000_000))
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved, timeout=15_000)
    assert desk.stored().text.endswith(full)


def test_a_library_that_becomes_read_only_is_said_and_the_journal_goes_on(
    desk: Desk, journal: Journal, qtbot: QtBot
) -> None:
    window = desk.window

    def protect(on: bool) -> Callable[[Library], None]:
        return lambda library: library._database._db.execute(f"PRAGMA query_only = {int(on)}").close()

    desk.worker.submit(protect(True))
    type_at_end(desk, "while protected ")
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.top_bar.state() == "Draft · not saved", timeout=10_000)
    said = window.messages.text()
    assert "cannot be changed" in said
    assert "on this screen and in the journal" in said
    type_at_end(desk, "and on ")
    text = window.source.text()
    assert "and on while protected" in text
    qtbot.waitUntil(lambda: journalled(journal, desk) == text, timeout=10_000)
    assert desk.stored().text == TEXT
    desk.worker.submit(protect(False))
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved, timeout=15_000)
    assert desk.stored().text == text
    qtbot.waitUntil(lambda: not window.messages.isVisible())


def test_a_library_that_is_removed_is_said_and_saving_goes_on_when_it_is_back(
    desk: Desk, journal: Journal, qtbot: QtBot, tmp_path: Path
) -> None:
    window = desk.window
    away = desk.library.rename(tmp_path / "away.masthead")
    type_at_end(desk, "while it is gone ")
    window.keeper.hurry()
    qtbot.waitUntil(lambda: "on this screen and in the journal" in window.messages.text(), timeout=10_000)
    said = window.messages.text()
    text = window.source.text()
    qtbot.waitUntil(lambda: journalled(journal, desk) == text, timeout=10_000)
    window.keeper.hurry()
    qtbot.waitUntil(lambda: not desk.worker.is_busy(), timeout=10_000)
    assert (window.messages.text(), window.source.text()) == (said, text)
    away.rename(desk.library)
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved, timeout=15_000)
    assert desk.stored().text == text


def test_a_library_that_another_one_took_the_place_of_is_said_and_the_text_can_go_there(
    desk: Desk, journal: Journal, qtbot: QtBot, tmp_path: Path
) -> None:
    window = desk.window
    desk.library.rename(tmp_path / "away.masthead")
    Library.open(desk.library).close()
    type_at_end(desk, "while it is gone ")
    window.keeper.hurry()
    qtbot.waitUntil(lambda: "changed elsewhere" in window.top_bar.state(), timeout=10_000)
    text = window.source.text()
    assert "while it is gone" in text
    assert window.messages.isVisible()
    qtbot.waitUntil(lambda: journalled(journal, desk) == text, timeout=10_000)
    window.keeper.keep_as_new()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved, timeout=15_000)
    with Library.open(desk.library) as library:
        assert [library.draft(draft.id).text for draft in library.drafts()] == [text]


def test_closing_before_the_text_is_known_to_be_kept_as_a_draft_of_its_own_loses_nothing(
    desk: Desk, qtbot: QtBot
) -> None:
    window = desk.window
    desk.elsewhere("Written elsewhere.\n")
    type_at_end(desk, "written here ")
    window.keeper.hurry()
    qtbot.waitUntil(lambda: "changed elsewhere" in window.top_bar.state(), timeout=10_000)
    text = window.source.text()
    hold = threading.Event()
    desk.worker.submit(lambda _library: hold.wait(20))
    window.keeper.keep_as_new()
    window.close_now()
    hold.set()
    qtbot.waitUntil(lambda: not desk.worker.is_busy(), timeout=10_000)
    with Library.open(desk.library) as library:
        assert text in [library.draft(draft.id).text for draft in library.drafts()]


def test_where_the_journal_cannot_be_written_either_that_is_said(
    desk: Desk, journal: Journal, qtbot: QtBot, tmp_path: Path
) -> None:
    window = desk.window
    desk.worker.submit(lambda library: library._database._db.execute("PRAGMA query_only = 1").close())
    journal.folder = tmp_path / "no folder"
    journal.folder.write_text("a file in its place", encoding="utf-8")
    type_at_end(desk, "only here ")
    window.keeper.hurry()
    qtbot.waitUntil(lambda: "only on this screen" in window.messages.text(), timeout=10_000)
    assert "only here" in window.source.text()
    journal.folder = tmp_path / "journal"


def journalled(journal: Journal, desk: Desk) -> str:
    """Return what the journal of this session has of the draft."""
    paths = list(journal.folder.glob(f"{desk.draft.id}.*.json"))
    return str(json.loads(paths[0].read_bytes())["text"]) if paths else ""


def test_a_second_window_on_the_draft_is_told(open_desk: OpenDesk, journal: Journal, qtbot: QtBot) -> None:
    first = open_desk()
    assert not first.window.messages.isVisible()
    second = open_desk(draft=first.draft)
    assert "open in another window" in second.window.messages.text()
    first.window.close_now()
    second.window.close_now()
    third = open_desk(draft=first.stored())
    assert not third.window.messages.isVisible()


def test_what_was_saved_elsewhere_is_shown_when_nothing_is_lost_by_it(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    before = window.source.text()
    stored = desk.elsewhere(before.replace("this week", "next week"))
    window.keeper.look_again()
    qtbot.waitUntil(lambda: "next week" in window.source.text())
    assert "changed elsewhere" in window.messages.text()
    assert window.keeper.saver.all_saved
    assert window.keeper.saver.revision == stored.revision
    window.source.undo()
    assert window.source.text() == before


def test_what_was_typed_here_is_not_replaced_by_what_was_saved_elsewhere(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    type_at_end(desk, "mine ")
    desk.elsewhere("theirs")
    window.keeper.look_again()
    window.keeper.hurry()
    qtbot.waitUntil(lambda: "changed elsewhere" in window.top_bar.state(), timeout=10_000)
    assert "mine " in window.source.text()


def test_megabytes_at_once_are_taken_and_kept(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    words = " ".join(["word", "wörd", "*x*", "[a](https://a.example)"] * 20)
    paragraphs = "\n\n".join([words] * 7000)
    assert len(paragraphs) > 5_000_000
    data = QMimeData()
    data.setText(paragraphs)
    window.source.go_to_line(7)
    window.source.insertFromMimeData(data)
    assert paragraphs in window.source.text()
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved, timeout=60_000)
    assert paragraphs in desk.stored().text
    window.source.undo()
    assert window.source.text() == TEXT


@pytest.mark.parametrize("broken", ["title: [", "title: *x", "a: b: c", "\tx", "date: yesterday", "---x", "title: 'x"])
def test_front_matter_broken_while_typing_is_a_problem_and_no_loss(desk: Desk, qtbot: QtBot, broken: str) -> None:
    window = desk.window
    window.source.apply_text(window.source.text().replace("number: 178", broken))
    text = window.source.text()
    qtbot.waitUntil(lambda: window.composed() is not None and window.composed().text == text)  # type: ignore[union-attr]
    window.keeper.hurry()
    qtbot.waitUntil(lambda: window.keeper.saver.all_saved)
    assert desk.stored().text == text
    assert len(window.outline.outline().rows) >= 7
