"""Ctrl+A in the list of items means all of them, also those no row is loaded of, in every filter of that list."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.item_sets import Items
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services import shelving
from reader_app.ui.library import clipper
from reader_app.ui.library.places import Place
from tests.support.imports import imported, section
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader
from tests.ui.reading.test_main_window import offer, press
from tests.ui.reading.test_read_only import ONLY_READ
from tests.ui.reading.test_shelving import give, go, message, select_all, undo

ISSUES = 120
COUNT = 3 * ISSUES


def fill(desk: ReadingDesk) -> None:
    sections = (section("Tools", "A lamp", "A rope"), section("Talk", "A song"))
    with Library.open(desk.library) as library:
        library.add_many(
            imported(f"Boats {n}", number=str(n), publication=f"Post {n % 2}", sections=sections) for n in range(ISSUES)
        )


@pytest.fixture
def desk(open_reader: OpenReader) -> ReadingDesk:
    """A reading window that lists the items of more issues than it loads rows of."""
    desk = open_reader(())
    fill(desk)
    desk.window.refresh_from_start()
    desk.settle()
    go(desk, Place("items"))
    assert len(desk.titles()) < COUNT // 3
    return desk


def select_whole(desk: ReadingDesk, count: int = COUNT) -> None:
    select_all(desk)
    desk.settle()
    assert desk.window.list.header.text() == f"All {count} selected"


def narrow(desk: ReadingDesk, items: str = "all", section: str = "", publication: str = "") -> None:
    header = desk.window.list.header
    header.item_filter.choose(items)
    header.sections.setCurrentIndex(max(0, header.sections.findText(section)))
    header.publications.setCurrentIndex(max(0, header.publications.findText(publication)))
    desk.window.list.reload()
    desk.settle()


def number(desk: ReadingDesk, scope: Scope | None = None, **choice: Any) -> int:
    with Library.open(desk.library) as library:
        return len(library.items(scope or Scope(), limit=2 * COUNT, **choice).rows)


def unread(desk: ReadingDesk) -> int:
    return number(desk, Scope(unread=True))


def starred(desk: ReadingDesk) -> int:
    return number(desk, starred=True)


def hidden(desk: ReadingDesk) -> int:
    return number(desk, hidden=True)


CHANGES: list[tuple[Qt.Key, str, Callable[[ReadingDesk], int], int]] = [
    (Qt.Key.Key_M, "Marked 360 items as read", unread, 0),
    (Qt.Key.Key_S, "Starred 360 items", starred, COUNT),
    (Qt.Key.Key_E, "Hid 360 items", hidden, COUNT),
    (Qt.Key.Key_Delete, "Hid 360 items", hidden, COUNT),
]


@pytest.mark.parametrize(("key", "said", "count", "after"), CHANGES)
def test_all_items_are_changed_and_changed_back(
    desk: ReadingDesk, key: Qt.Key, said: str, count: Callable[[ReadingDesk], int], after: int
) -> None:
    before, titles = count(desk), desk.titles()
    select_whole(desk)
    press(desk, key)
    assert message(desk) == said
    assert count(desk) == after
    offer(desk, "Undo")
    assert count(desk) == before
    assert desk.titles() == titles
    assert desk.window.status.text() == f"Taken back: {said}"
    assert desk.counts().issues == ISSUES


def test_only_what_was_otherwise_is_changed_back(desk: ReadingDesk) -> None:
    press(desk, Qt.Key.Key_S)
    assert starred(desk) == 1
    select_whole(desk)
    press(desk, Qt.Key.Key_S)
    assert message(desk) == "Starred 359 items"
    undo(desk)
    assert starred(desk) == 1


def test_a_mark_that_all_have_is_taken_away_and_given_back(desk: ReadingDesk) -> None:
    for said, left in (("Marked 360 items as read", 0), ("Marked 360 items as unread", COUNT)):
        select_whole(desk)
        press(desk, Qt.Key.Key_M)
        assert message(desk) == said
        assert unread(desk) == left
    undo(desk)
    assert unread(desk) == 0
    undo(desk)
    assert unread(desk) == COUNT


@pytest.mark.parametrize(
    ("narrowed", "count"),
    [
        ({"section": "Talk"}, 120),
        ({"publication": "Post 1"}, 180),
        ({"section": "Tools", "publication": "Post 1"}, 120),
        ({"items": "unread", "section": "Tools"}, 240),
    ],
    ids=str,
)
def test_the_whole_of_a_narrowed_list_is_what_it_lists(desk: ReadingDesk, narrowed: dict[str, str], count: int) -> None:
    narrow(desk, **narrowed)
    select_whole(desk, count)
    press(desk, Qt.Key.Key_S)
    assert message(desk) == f"Starred {count} items"
    assert starred(desk) == count


def test_hidden_items_are_all_shown_again(desk: ReadingDesk) -> None:
    select_whole(desk)
    press(desk, Qt.Key.Key_Delete)
    assert desk.titles() == []
    narrow(desk, "hidden")
    select_whole(desk)
    press(desk, Qt.Key.Key_E)
    assert message(desk) == "Showed 360 items again"
    assert hidden(desk) == 0
    undo(desk)
    assert hidden(desk) == COUNT


def test_a_list_of_unread_items_is_emptied_and_filled_again(desk: ReadingDesk) -> None:
    narrow(desk, "unread")
    select_whole(desk)
    press(desk, Qt.Key.Key_M)
    assert desk.titles() == []
    undo(desk)
    assert desk.titles()


def test_what_is_in_an_issue_that_was_read_stays_read(desk: ReadingDesk) -> None:
    with Library.open(desk.library) as library:
        library.set_read(library.ids(Scope()), True)
    select_whole(desk)
    press(desk, Qt.Key.Key_M)
    assert desk.window.status.text() == "Nothing to change: what is in an issue that was read stays read."
    assert message(desk) == ""


def test_what_comes_in_after_the_selection_is_not_meant(desk: ReadingDesk) -> None:
    select_whole(desk)
    with Library.open(desk.library) as library:
        library.add(imported("A late boat", number="200"))
    press(desk, Qt.Key.Key_S)
    assert (starred(desk), number(desk)) == (COUNT, COUNT + 2)


def test_the_issues_of_all_items_are_tagged(desk: ReadingDesk) -> None:
    narrow(desk, section="Talk", publication="Post 0")
    select_all(desk)
    give(desk, "Sea")
    assert message(desk) == "Tagged 60 issues with “Sea”"


def test_some_items_are_taken_back_in_one_step(desk: ReadingDesk) -> None:
    narrow(desk, section="Talk")
    for _ in range(2):
        QTest.keyClick(desk.window.list.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.list.header.text() == "3 selected"
    press(desk, Qt.Key.Key_S)
    assert message(desk) == "Starred 3 items"
    assert starred(desk) == 3
    assert sum(row.starred for row in desk.window.list.selected()) == 3
    undo(desk)
    assert starred(desk) == 0


def test_a_library_that_can_only_be_read_says_so(open_reader: OpenReader) -> None:
    first = open_reader(())
    fill(first)
    desk = open_reader((), read_only=True)
    go(desk, Place("items"))
    select_whole(desk)
    press(desk, Qt.Key.Key_M)
    assert message(desk) == ONLY_READ
    assert not desk.window.status.is_working()
    assert desk.window.status.text() == ""
    assert unread(desk) == COUNT


# Clips, and writing about items


def clip_titles(desk: ReadingDesk) -> list[str]:
    with Library.open(desk.library) as library:
        return [f"{clip.title} {clip.number}" for clip in library.clips()]


def test_all_items_are_clipped_in_their_order_and_taken_back_in_one_step(desk: ReadingDesk) -> None:
    press(desk, Qt.Key.Key_C)
    select_whole(desk)
    press(desk, Qt.Key.Key_C)
    assert desk.window.status.text() == "Clipped 359 items"
    assert clip_titles(desk)[:3] == ["A rope 119", "A song 119", "A lamp 118"]
    press(desk, Qt.Key.Key_C)
    assert desk.window.status.text() == "These are among your clips already."
    undo(desk)
    assert clip_titles(desk) == ["A lamp 119"]


def test_too_many_items_are_not_clipped_and_that_is_said(desk: ReadingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipper, "MOST_AT_ONCE", 100)
    select_whole(desk)
    press(desk, Qt.Key.Key_C)
    assert desk.window.status.text() == "360 items are too many to clip at once; 100 is the most."
    assert clip_titles(desk) == []


def test_nobody_writes_about_a_whole_list(desk: ReadingDesk) -> None:
    select_whole(desk)
    press(desk, Qt.Key.Key_D)
    assert desk.window.status.text() == "Choose the items to write about: the whole list is selected."
    assert clip_titles(desk) == []


# Large changes


class Held:
    """Marks items in small portions, and waits before the third one until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.free = threading.Event(), threading.Event()
        self._portions = 0
        self._mark_items = Library.mark_items
        monkeypatch.setattr(shelving, "_MANY_ITEMS", 30)
        monkeypatch.setattr(Library, "mark_items", lambda *given, **options: self._mark(*given, **options))

    def _mark(self, library: Library, items: Items, *given: Any, **options: Any) -> Items:
        self._portions += 1
        if self._portions == 3:
            self.reached.set()
            self.free.wait(20)
        return self._mark_items(library, items, *given, **options)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch)


def begin_to_star(desk: ReadingDesk, held: Held, qtbot: QtBot) -> None:
    """Star all items, up to the middle."""
    select_whole(desk)
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_S)
    qtbot.waitUntil(held.reached.is_set)
    qtbot.waitUntil(desk.window.status.is_working)


def test_a_large_change_says_that_it_works_and_lets_other_work_pass(
    desk: ReadingDesk, held: Held, qtbot: QtBot
) -> None:
    begin_to_star(desk, held, qtbot)
    assert "Working…" in [label.text() for label in desk.window.status.findChildren(QLabel) if label.isVisible()]
    passed: list[int] = []
    desk.worker.submit(lambda library: passed.append(len(library.item_set(Scope(), starred=True)[0])))
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.status.text() == "The change before is still being made."
    held.free.set()
    desk.settle()
    assert passed == [90], "it comes between two portions"
    assert message(desk) == "Starred 360 items"
    assert not desk.window.status.is_working()


def test_a_large_change_is_stopped_and_its_part_taken_back(desk: ReadingDesk, held: Held, qtbot: QtBot) -> None:
    begin_to_star(desk, held, qtbot)
    desk.window.status.cancelled.emit("shelving")
    held.free.set()
    desk.settle()
    assert message(desk) == "Stopped before the end. Starred 90 items"
    assert starred(desk) == 90
    offer(desk, "Undo")
    assert starred(desk) == 0


def test_quitting_ends_a_large_change_after_the_portion_under_way(
    desk: ReadingDesk, held: Held, qtbot: QtBot, open_reader: OpenReader
) -> None:
    def free_when_closing() -> None:
        while not desk.worker._closed:
            time.sleep(0.001)
        held.free.set()

    begin_to_star(desk, held, qtbot)
    freeing = threading.Thread(target=free_when_closing)
    freeing.start()
    desk.worker.close()
    freeing.join()
    assert starred(desk) == 90
    with Library.open(desk.library) as library:
        assert library.verify() == ()
    again = open_reader((), path=desk.library)
    go(again, Place("items"))
    select_whole(again)
    press(again, Qt.Key.Key_S)
    assert message(again) == f"Starred {COUNT - 90} items"


def test_an_error_in_the_middle_is_said_and_the_part_taken_back(
    desk: ReadingDesk, held: Held, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_to_star(desk, held, qtbot)

    def full(*_given: object, **_options: object) -> Items:
        raise LibraryError(LibraryErrorKind.FULL, "There is no room left.")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "mark_items", full)
        held.free.set()
        desk.settle()
    assert message(desk) == "There is no room left."
    assert desk.window.status.text() == "Done until then, Ctrl+Z takes it back: Starred 90 items"
    undo(desk)
    assert starred(desk) == 0
