"""Putting issues in order: archive, trash, tags, order of the list, several rows at once; and taking it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader_app.library.library import Library
from reader_app.library.types import Scope, Shelf
from reader_app.ui.library.places import Place
from reader_app.ui.library.tag_popup import TagPopup
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader
from tests.ui.reading.test_main_window import BRIDGE, HEDGE, LETTERS, offer, press, search, shown

ALL = [HEDGE, BRIDGE, LETTERS]


def message(desk: ReadingDesk) -> str:
    return desk.window.list.messages.text()


def go(desk: ReadingDesk, place: Place) -> None:
    desk.window.sidebar.choose(place)
    desk.settle()


def select_all(desk: ReadingDesk) -> None:
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def undo(desk: ReadingDesk) -> None:
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.settle()


# Archive and trash


def test_e_archives_the_issue_and_the_bar_takes_it_back(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_E)
    assert reader.titles() == [BRIDGE, LETTERS]
    assert shown(reader) == BRIDGE
    assert message(reader) == "Archived 1 issue"
    assert (reader.counts().issues, reader.counts().archived) == (2, 1)
    go(reader, Place("archive"))
    assert reader.titles() == [HEDGE]
    press(reader, Qt.Key.Key_E)
    assert reader.titles() == []
    go(reader, Place("all"))
    assert reader.titles() == ALL
    press(reader, Qt.Key.Key_E)
    offer(reader, "Undo")
    assert reader.titles() == ALL
    assert message(reader) == ""


def test_delete_puts_into_the_trash_and_ctrl_z_brings_back(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_Delete)
    assert reader.titles() == [BRIDGE, LETTERS]
    press(reader, Qt.Key.Key_Delete)
    assert reader.titles() == [LETTERS]
    undo(reader)
    assert reader.titles() == [BRIDGE, LETTERS]
    undo(reader)
    assert reader.titles() == ALL
    assert reader.counts().trashed == 0
    assert "Taken back: Deleted 1 issue" in reader.window.status.text()


def test_what_is_in_the_trash_goes_for_good_only_when_asked(reader: ReadingDesk) -> None:
    select_all(reader)
    press(reader, Qt.Key.Key_Delete)
    assert message(reader) == "Deleted 3 issues"
    assert reader.titles() == []
    go(reader, Place("trash"))
    assert reader.titles() == ALL
    assert reader.window.list.header.text() == "Kept for 30 days"
    press(reader, Qt.Key.Key_Delete)
    assert "for good" in message(reader)
    offer(reader, "Keep")
    assert len(reader.titles()) == 3
    press(reader, Qt.Key.Key_Delete)
    offer(reader, "Remove")
    assert reader.titles() == [BRIDGE, LETTERS]
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    reader.settle()
    assert reader.titles() == [LETTERS]
    assert reader.counts().issues == 1
    reader.window.list.header.button("empty_trash").click()
    offer(reader, "Remove")
    assert reader.titles() == []
    assert reader.counts().trashed == 0
    assert not reader.window.list.header.button("empty_trash").isVisible()


def test_several_rows_are_archived_and_marked_at_once(reader: ReadingDesk) -> None:
    view = reader.window.list.view
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert reader.window.list.header.text() == "2 selected"
    press(reader, Qt.Key.Key_S)
    assert reader.counts().starred == 2
    press(reader, Qt.Key.Key_S)
    assert reader.counts().starred == 0
    press(reader, Qt.Key.Key_M)
    assert reader.counts().unread == 1
    press(reader, Qt.Key.Key_E)
    assert reader.titles() == [LETTERS]
    assert message(reader) == "Archived 2 issues"
    undo(reader)
    assert reader.titles() == ALL


def test_rows_apart_can_be_selected(reader: ReadingDesk) -> None:
    listed = reader.window.list
    flags = QItemSelectionModel.SelectionFlag
    listed.view.selectionModel().select(listed.model.index(2, 0), flags.Select)
    assert [row.title for row in listed.selected()] == [HEDGE, LETTERS]
    press(reader, Qt.Key.Key_E)
    assert reader.titles() == [BRIDGE]


# Tags


def give(desk: ReadingDesk, name: str) -> None:
    press(desk, Qt.Key.Key_T)
    desk.qtbot.waitUntil(lambda: bool(desk.window.findChildren(TagPopup)))
    popup = desk.window.findChildren(TagPopup)[-1]
    QTest.keyClicks(popup.field, name)
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    desk.settle()
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(TagPopup))


def test_t_gives_a_tag_and_takes_it_away(reader: ReadingDesk) -> None:
    give(reader, "Soil")
    assert message(reader) == "Tagged 1 issue with “Soil”"
    go(reader, Place("tag", "Soil"))
    assert reader.titles() == [HEDGE]
    give(reader, "soil")
    assert reader.titles() == []
    undo(reader)
    assert reader.titles() == [HEDGE]


def test_a_tag_is_renamed_and_removed_and_comes_back(reader: ReadingDesk) -> None:
    give(reader, "Soil")
    go(reader, Place("tag", "Soil"))
    reader.window.commands.places.rename(Place("tag", "Soil"), "Earth")
    reader.settle()
    assert reader.window.sidebar.place() == Place("tag", "Earth")
    assert reader.titles() == [HEDGE]
    reader.window.list.header.command.emit("delete")
    reader.settle()
    assert reader.counts().tags == ()
    offer(reader, "Undo")
    assert [tag.issues for tag in reader.counts().tags] == [1]


def test_the_tags_of_many_issues_are_ticked_half(reader: ReadingDesk) -> None:
    give(reader, "Soil")
    select_all(reader)
    press(reader, Qt.Key.Key_T)
    reader.qtbot.waitUntil(lambda: bool(reader.window.findChildren(TagPopup)))
    popup = reader.window.findChildren(TagPopup)[-1]
    entry = popup.list.item(0)
    assert entry.checkState() == Qt.CheckState.PartiallyChecked
    QTest.keyClick(popup.field, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is popup.list
    entry.setCheckState(Qt.CheckState.Checked)
    reader.settle()
    assert [tag.issues for tag in reader.counts().tags] == [3]
    popup.close()


# Searches and order


def test_a_search_is_kept_in_the_sidebar(reader: ReadingDesk) -> None:
    search(reader, "bean")
    reader.window.list.header.button("save_search").click()
    reader.settle()
    assert reader.window.sidebar.place() == Place("search", "bean")
    assert sorted(reader.titles()) == sorted([HEDGE, BRIDGE])
    reader.window.commands.places.rename(Place("search", "bean"), "Beans")
    reader.settle()
    assert [each.name for each in reader.counts().searches] == ["Beans"]
    reader.window.list.header.command.emit("delete")
    reader.settle()
    assert reader.counts().searches == ()
    undo(reader)
    assert [each.name for each in reader.counts().searches] == ["Beans"]


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        ("oldest", [LETTERS, BRIDGE, HEDGE]),
        ("title", [BRIDGE, HEDGE, LETTERS]),
        ("publication", [BRIDGE, HEDGE, LETTERS]),
        ("unread", [BRIDGE, LETTERS, HEDGE]),
    ],
)
def test_the_list_is_sorted_and_the_order_remembered(open_reader: OpenReader, order: str, titles: list[str]) -> None:
    first = open_reader()
    press(first, Qt.Key.Key_M)
    menu = first.window.list.header.sort_button.menu()
    next(action for action in menu.actions() if action.data() == order).trigger()
    first.settle()
    assert first.titles() == titles
    first.window.settings.sync()
    second = open_reader(())
    assert second.titles() == titles
    assert second.window.list.header.sort_button.text() == first.window.list.header.sort_button.text()


# Items


def test_items_are_narrowed_hidden_and_shown_again(reader: ReadingDesk, library_path: Path) -> None:
    go(reader, Place("items"))
    reader.settle()
    header = reader.window.list.header
    header.sections.setCurrentText("In the beds")
    reader.settle()
    assert reader.titles() == ["What mulch is for", "A hedge is slow"]
    press(reader, Qt.Key.Key_Delete)
    assert reader.titles() == ["A hedge is slow"]
    header.sections.setCurrentIndex(0)
    header.publications.setCurrentText("Bridge Post")
    reader.settle()
    assert reader.titles() == ["Steel and rope"]
    header.publications.setCurrentIndex(0)
    reader.settle()
    header.item_filter.choose("hidden")
    reader.window.list.reload()
    reader.settle()
    assert reader.titles() == ["What mulch is for"]
    press(reader, Qt.Key.Key_E)
    assert reader.titles() == []
    with Library.open(library_path) as library:
        assert len(library.items(Scope()).rows) == 4


def test_what_was_long_in_the_trash_is_gone_after_a_start(open_reader: OpenReader) -> None:
    first = open_reader()
    press(first, Qt.Key.Key_Delete)
    press(first, Qt.Key.Key_Delete)
    long_ago = datetime.now(UTC) - timedelta(days=40)
    with Library.open(first.library, clock=lambda: long_ago) as library:
        kept, old = (row.id for row in library.summaries(Scope(shelf=Shelf.TRASHED)).rows)
        library.restore([old])
        library.trash([old])
    second = open_reader(())
    second.qtbot.waitUntil(lambda: second.window.counts is not None and second.window.counts.trashed == 1)
    assert second.window.counts.issues == 1
    with Library.open(first.library) as library:
        assert [row.id for row in library.summaries(Scope(shelf=Shelf.TRASHED)).rows] == [kept]
