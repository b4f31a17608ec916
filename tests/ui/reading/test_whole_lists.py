"""Ctrl+A means the whole list, also the rows that are not loaded: it is counted, changed and taken back as one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader_app.library.library import Library
from reader_app.library.types import Counts
from reader_app.ui.library.places import Place
from tests.support.imports import imported
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader
from tests.ui.reading.test_main_window import offer, press, search
from tests.ui.reading.test_shelving import give, go, message, select_all, undo

COUNT = 150


@pytest.fixture
def desk(open_reader: OpenReader) -> ReadingDesk:
    """A reading window on more issues than it loads rows of."""
    desk = open_reader(())
    with Library.open(desk.library) as library:
        library.add_many(imported(f"Boats {n}", number=str(n), original=b"%d" % n) for n in range(COUNT))
    desk.window.refresh_from_start()
    desk.settle()
    assert len(desk.titles()) < COUNT
    return desk


def select_whole(desk: ReadingDesk) -> None:
    select_all(desk)
    desk.settle()
    assert desk.window.list.header.text() == f"All {COUNT} selected"


@pytest.mark.parametrize(
    ("key", "said", "number"),
    [
        (Qt.Key.Key_M, "Marked 150 issues as read", lambda counts: COUNT - counts.unread),
        (Qt.Key.Key_S, "Starred 150 issues", lambda counts: counts.starred),
        (Qt.Key.Key_E, "Archived 150 issues", lambda counts: counts.archived),
        (Qt.Key.Key_Delete, "Deleted 150 issues", lambda counts: counts.trashed),
    ],
)
def test_all_issues_are_changed_and_changed_back(
    desk: ReadingDesk, key: Qt.Key, said: str, number: Callable[[Counts], int]
) -> None:
    select_whole(desk)
    press(desk, key)
    assert message(desk) == said
    assert number(desk.counts()) == COUNT
    offer(desk, "Undo")
    assert number(desk.counts()) == 0
    assert desk.titles()[0] == f"Boats {COUNT - 1}"


def test_only_what_was_otherwise_is_changed_back(desk: ReadingDesk) -> None:
    press(desk, Qt.Key.Key_S)
    select_whole(desk)
    press(desk, Qt.Key.Key_S)
    assert message(desk) == "Starred 149 issues"
    undo(desk)
    assert desk.counts().starred == 1


def test_a_mark_that_all_have_is_taken_away(desk: ReadingDesk) -> None:
    for said, unread in (("Marked 150 issues as read", 0), ("Marked 150 issues as unread", COUNT)):
        select_whole(desk)
        press(desk, Qt.Key.Key_M)
        assert message(desk) == said
        assert desk.counts().unread == unread
        reading = desk.window.reader_pane.reading
        assert reading is not None
        assert reading.read is (unread == 0)


def test_all_are_tagged(desk: ReadingDesk) -> None:
    select_whole(desk)
    give(desk, "Sea")
    assert message(desk) == "Tagged 150 issues with “Sea”"
    undo(desk)
    assert [tag.issues for tag in desk.counts().tags] == [0]


def test_all_that_a_search_finds_is_archived_and_taken_out_again(desk: ReadingDesk) -> None:
    for query, said, archived in (("boats", "Archived 150", COUNT), ("is:archived boats", "Took 150", 0)):
        desk.window.top.search.clear()
        search(desk, query)
        desk.window.list.view.setFocus()
        select_whole(desk)
        press(desk, Qt.Key.Key_E)
        assert message(desk).startswith(said)
        assert desk.counts().archived == archived


def test_all_of_the_trash_goes_for_good_when_asked(desk: ReadingDesk) -> None:
    select_whole(desk)
    press(desk, Qt.Key.Key_Delete)
    go(desk, Place("trash"))
    select_whole(desk)
    press(desk, Qt.Key.Key_Delete)
    assert message(desk) == "Remove 150 issues for good, with their originals?"
    offer(desk, "Remove")
    assert desk.counts() == Counts()


def test_rows_that_come_later_are_selected_and_one_row_ends_it(desk: ReadingDesk) -> None:
    select_whole(desk)
    listed = desk.window.list
    bar = listed.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.settle()
    assert listed.selected_count() == len(desk.titles())
    assert listed.header.text() == "All 150 selected"
    QTest.keyClick(listed.view, Qt.Key.Key_J)
    desk.settle()
    assert listed.header.text() == "All issues"
    press(desk, Qt.Key.Key_E)
    assert desk.counts().archived == 1


def test_what_comes_in_after_the_selection_is_not_meant(desk: ReadingDesk) -> None:
    select_whole(desk)
    with Library.open(desk.library) as library:
        library.add(imported("A late boat", number="200"))
    press(desk, Qt.Key.Key_E)
    assert (desk.counts().archived, desk.counts().issues) == (COUNT, 1)
