"""What the composing window does with the room it has, and where it lets one begin."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from reader_app.services.drafting import new_text
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.theme import Theme
from tests.support.desk import Desk

OpenDesk = Callable[..., Desk]


def test_a_narrow_window_keeps_room_for_the_text(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.resize(1300, 800)
    qtbot.waitUntil(window.outline.isVisible)
    window.resize(700, 500)
    qtbot.waitUntil(lambda: not window.outline.isVisible())
    assert window.preview.isVisible()
    assert window.source.width() >= 300
    window.resize(1300, 800)
    qtbot.waitUntil(window.outline.isVisible)


def test_in_a_narrow_window_the_outline_comes_when_it_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.resize(700, 500)
    qtbot.waitUntil(lambda: not window.outline.isVisible())
    for _ in range(2):
        window.actions_["toggle_outline"].trigger()
    assert (window.outline.isVisible(), window.preview.isVisible()) == (True, False)
    window.actions_["toggle_preview"].trigger()
    assert (window.outline.isVisible(), window.preview.isVisible()) == (False, True)


def test_only_the_menu_has_what_a_narrow_bar_has_no_room_for(desk: Desk, qtbot: QtBot) -> None:
    bar = desk.window.top_bar
    desk.window.resize(1300, 800)
    qtbot.waitUntil(bar.history.isVisible)
    desk.window.resize(700, 500)
    qtbot.waitUntil(lambda: not bar.history.isVisible())
    assert bar.export.isVisible()
    bar.show_name("A title that goes on and on " * 20)
    assert bar.mapTo(desk.window, bar.export.geometry().topRight()).x() < 700


def test_a_new_issue_begins_in_its_first_empty_field(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk(new_text("Architecture Notes"))
    desk.type("Foundations")
    qtbot.waitUntil(lambda: desk.window.issue().title == "Foundations")
    assert desk.window.source.current_line() == 2


def test_an_issue_without_empty_fields_begins_at_its_start(desk: Desk) -> None:
    assert desk.window.source.textCursor().position() == 0


def test_an_empty_outline_says_so(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk("")
    assert not desk.window.outline.view.isVisible()
    desk.type("## A section")
    qtbot.waitUntil(desk.window.outline.view.isVisible)


def test_a_title_typed_on_and_on_takes_its_second_line_in_the_outline(open_desk: OpenDesk, qtbot: QtBot) -> None:
    desk = open_desk('::: {.sponsor name="A" url="https://a.example"}\nWords.\n:::\n')
    view = desk.window.outline.view
    index = view.model().index(1, 0)  # after the lead
    low = view.visualRect(index).height()
    desk.window.source.select(0, 21, 21)
    desk.type("cme Queue and Sons, makers of queues of every length")
    qtbot.waitUntil(lambda: "length" in str(index.data()))
    qtbot.waitUntil(lambda: view.visualRect(index).height() > low)


def test_right_to_left_lines_begin_at_the_right(qtbot: QtBot, theme: Theme) -> None:
    source = SourceEdit(theme)
    qtbot.addWidget(source)
    source.resize(700, 300)
    source.set_text("left to right\nשלום עולם")
    source.show()
    qtbot.waitExposed(source)
    places = []
    for line in (0, 1):
        source.go_to_line(line)
        places.append(source.cursorRect().x())
    assert places[0] < 50 < 500 < places[1]
