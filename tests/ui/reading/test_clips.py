"""Clips: keeping items while reading, the list of clips, and one clip beside it. And the pages about others."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from reader_app.library.library import Library
from reader_app.library.person_types import Clip
from reader_app.ui.library.places import Place
from tests.support.reading_desk import ReadingDesk
from tests.ui.reading.test_main_window import HEDGE, offer, press, shown
from tests.ui.reading.test_shelving import go, message, undo

MULCH, HEDGES, GLUT, ROPE = "What mulch is for", "A hedge is slow", "Nine ways with a glut", "Steel and rope"


def clips(desk: ReadingDesk) -> tuple[Clip, ...]:
    with Library.open(desk.library) as library:
        return library.clips()


@pytest.fixture
def clipped(reader: ReadingDesk) -> ReadingDesk:
    """A window that lists the clips of two items, the hedge first."""
    go(reader, Place("items"))
    press(reader, Qt.Key.Key_C)
    press(reader, Qt.Key.Key_J)
    press(reader, Qt.Key.Key_C)
    go(reader, Place("clips"))
    return reader


def test_c_clips_the_item_chosen_once(reader: ReadingDesk) -> None:
    go(reader, Place("items"))
    press(reader, Qt.Key.Key_C)
    assert [clip.title for clip in clips(reader)] == [MULCH]
    assert clips(reader)[0].url == "https://almanac.example/mulch"
    assert f"Clipped “{MULCH}”" in reader.window.status.text()
    press(reader, Qt.Key.Key_C)
    assert len(clips(reader)) == 1
    undo(reader)
    assert clips(reader) == ()


def test_c_says_what_to_do_where_there_is_nothing_to_clip(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_C)
    assert "to clip them" in reader.window.status.text()


def test_words_of_a_page_are_clipped_with_their_item(reader: ReadingDesk) -> None:
    issue_id = reader.id_of(HEDGE)
    reader.window.clipper.clip_words(issue_id, "leaf mould", 0)
    reader.window.clipper.clip_words(issue_id, "first beans")
    reader.settle()
    assert [(clip.title, clip.quote) for clip in clips(reader)] == [
        ("first beans", "first beans"),
        (MULCH, "leaf mould"),
    ]
    reader.window.clipper.clip_words(UUID(int=7), "nothing")
    reader.settle()
    assert "no issue" in message(reader)


def test_the_clips_are_listed_and_shown(clipped: ReadingDesk) -> None:
    assert clipped.titles() == [HEDGES, MULCH]
    pane = clipped.window.clip_pane
    assert pane.isVisible()
    assert pane.title.text() == HEDGES
    assert "Hawthorn cools" in pane.quote.text()
    press(clipped, Qt.Key.Key_J)
    assert pane.title.text() == MULCH


def test_title_and_remark_are_kept_as_they_are_typed(clipped: ReadingDesk) -> None:
    pane = clipped.window.clip_pane
    pane.remark.setPlainText("For the spring issue")
    pane.title.end(False)
    QTest.keyClicks(pane.title, "!")
    clipped.qtbot.waitUntil(lambda: bool(clips(clipped)[0].remark))
    clipped.settle()
    first = clips(clipped)[0]
    assert (first.title, first.remark) == (f"{HEDGES}!", "For the spring issue")
    assert clipped.titles()[0] == f"{HEDGES}!"
    pane.remark.setPlainText("Or for summer")
    press(clipped, Qt.Key.Key_J)
    assert clips(clipped)[0].remark == "Or for summer"
    assert clips(clipped)[1].remark == ""


def test_what_was_typed_last_is_kept_when_the_window_closes(clipped: ReadingDesk) -> None:
    clipped.window.clip_pane.remark.setPlainText("Do not forget")
    clipped.window.close()
    clipped.worker.close()
    assert clips(clipped)[0].remark == "Do not forget"


def test_clips_change_places(clipped: ReadingDesk) -> None:
    view = clipped.window.list.view
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    clipped.settle()
    assert clipped.titles() == [MULCH, HEDGES]
    assert clipped.chosen() == HEDGES
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    clipped.settle()
    assert clipped.titles() == [HEDGES, MULCH]
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    clipped.settle()
    assert clipped.titles() == [HEDGES, MULCH]


def test_deleted_clips_come_back(clipped: ReadingDesk) -> None:
    QTest.keyClick(clipped.window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(clipped, Qt.Key.Key_Delete)
    assert message(clipped) == "Deleted 2 clips"
    assert "No clips" in clipped.window.list.notice()
    offer(clipped, "Undo")
    assert clipped.titles() == [HEDGES, MULCH]


def test_clips_are_searched(clipped: ReadingDesk) -> None:
    header = clipped.window.list.header
    QTest.keyClicks(header.clip_words, "leaf")
    clipped.settle()
    assert clipped.titles() == [MULCH]
    QTest.keyClicks(header.clip_words, " zzz")
    clipped.settle()
    assert "leaf zzz" in clipped.window.list.notice()


def test_clips_are_copied_as_markdown(clipped: ReadingDesk) -> None:
    QTest.keyClick(clipped.window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(clipped.window.list.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    clipped.settle()
    text = QGuiApplication.clipboard().text()
    assert f"[{HEDGES}](https://margins.example/hedge)" in text
    assert "> Straw, leaf mould" in text
    assert "via Garden Letter #3" in text


def test_the_issue_and_the_link_of_a_clip_are_opened(clipped: ReadingDesk) -> None:
    buttons = clipped.window.clip_pane.buttons
    buttons["link"].click()
    assert message(clipped) == "https://margins.example/hedge"
    buttons["source"].click()
    clipped.settle()
    assert shown(clipped) == HEDGE
    assert clipped.window.reader_pane.isVisible()


# Pages about publications and sponsors


def text(desk: ReadingDesk) -> str:
    return desk.window.overview.toPlainText()


def test_the_page_about_a_publication_leads_to_its_issues_and_sponsors(reader: ReadingDesk) -> None:
    go(reader, Place("publication", "Garden Letter"))
    reader.window.list.header.button("about").click()
    reader.settle()
    assert reader.window.overview.isVisible()
    for words in ("Garden Letter", "1 issue", "In the beds", "Hollow Seeds", HEDGE):
        assert words in text(reader)
    reader.window.overview.anchorClicked.emit(QUrl("sponsor:Hollow%20Seeds"))
    reader.settle()
    assert "Where it ran" in text(reader)
    reader.window.overview.anchorClicked.emit(QUrl(f"issue:{reader.id_of(HEDGE)}"))
    reader.settle()
    assert shown(reader) == HEDGE
    assert reader.window.reader_pane.isVisible()


@pytest.mark.parametrize("way", ["button", "row", "escape"])
def test_the_page_about_a_publication_is_left_for_the_issue_again(reader: ReadingDesk, way: str) -> None:
    go(reader, Place("publication", "Garden Letter"))
    window = reader.window
    window.list.header.button("about").click()
    reader.settle()
    assert not window.reader_pane.isVisible()
    if way == "button":
        window.list.header.button("about").click()
    elif way == "row":
        view = window.list.view
        at = view.visualRect(view.currentIndex()).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    else:
        QTest.keyClick(window.overview, Qt.Key.Key_Escape)
        assert window.list.view.hasFocus()
    reader.settle()
    assert window.reader_pane.isVisible() and shown(reader) == HEDGE


def test_the_sponsors_are_listed_each_with_its_page(reader: ReadingDesk) -> None:
    go(reader, Place("sponsors"))
    assert reader.titles() == ["Hollow Seeds"]
    assert "Garden Letter · #3" in text(reader)
    assert "1 block" in text(reader)
    reader.window.overview.anchorClicked.emit(QUrl("publication:Garden%20Letter"))
    reader.settle()
    assert reader.window.sidebar.place() == Place("publication", "Garden Letter")
    reader.window.theme.choose("dark")
    assert "Garden Letter" in text(reader)


# The mouse


def labels(desk: ReadingDesk) -> list[str]:
    menu = desk.window.commands.list_menu()
    found = [action.text().replace("&", "") for action in menu.actions()]
    menu.close()
    return found


def test_the_menu_of_a_row_offers_what_can_be_done_with_it(clipped: ReadingDesk) -> None:
    assert labels(clipped)[0] == "Copy clips as Markdown"
    go(clipped, Place("all"))
    assert labels(clipped)[-1] == "Delete"
    press(clipped, Qt.Key.Key_Delete)
    go(clipped, Place("trash"))
    assert labels(clipped)[-1] == "Restore from the trash"
    go(clipped, Place("sponsors"))
    assert labels(clipped) == []


def test_b_opens_the_link_of_the_item_chosen(reader: ReadingDesk) -> None:
    go(reader, Place("items"))
    press(reader, Qt.Key.Key_B)
    assert message(reader) == "https://almanac.example/mulch"


def test_the_button_of_an_item_clips_it(reader: ReadingDesk) -> None:
    reader.window.reader_pane.item_command.emit("clip", 2)
    reader.settle()
    assert [clip.title for clip in clips(reader)] == [GLUT]
