"""The page of an issue in its web view: marks by click and key, contents that follow, found words, changing looks."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader_app.library.library import Library
from reader_app.library.types import ItemMarks
from tests.support.reading_desk import BRIDGES, GARDEN, LETTERS, ReadingDesk, value
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
LONG = GARDEN.replace(
    "## At the table", "\n\n".join(["Words fill the bed, row after row after row."] * 60) + "\n\n## At the table"
)


@pytest.fixture
def desk(open_reader: OpenReader) -> ReadingDesk:
    desk = open_reader([LONG], pages=True)
    desk.qtbot.waitUntil(desk.window.reader_pane.is_on_screen, timeout=20_000)
    desk.qtbot.waitUntil(lambda: value(desk, "document.querySelectorAll('.entry').length") == 3, timeout=20_000)
    arrive = "(entry) => entry.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))"
    value(desk, f"document.querySelectorAll('.entry').forEach({arrive}); 1")
    assert value(desk, "document.querySelectorAll('.tools').length") == 3
    return desk


def marks(desk: ReadingDesk, issue_id: UUID) -> dict[int, ItemMarks]:
    desk.settle()
    with Library.open(desk.library) as library:
        return library.item_marks(issue_id)


def seen_whole(desk: ReadingDesk) -> None:
    """Wait until the first page is on screen, in a window that shows all of it."""
    desk.window.resize(1400, 1000)
    desk.qtbot.waitUntil(desk.window.reader_pane.is_on_screen, timeout=10_000)
    desk.qtbot.waitUntil(lambda: value(desk, "document.documentElement.scrollHeight <= innerHeight") is True)


def test_an_item_is_starred_and_marked_as_read_by_its_buttons(desk: ReadingDesk) -> None:
    issue = desk.summaries()[0].id
    for name in ("star", "read"):
        with desk.qtbot.waitSignal(desk.window.reader_pane.item_command, timeout=10_000):
            value(desk, f"document.querySelectorAll('.tools .{name}')[1].click(); 1")
    assert marks(desk, issue) == {1: ItemMarks(read=True, starred=True)}
    desk.qtbot.waitUntil(
        lambda: value(desk, "document.querySelectorAll('.entry')[1].className") == "item entry starred read"
    )
    assert value(desk, "document.querySelectorAll('.tools .star')[1].title") == "Take the star away"


def test_s_stars_the_item_with_the_focus_else_the_issue(desk: ReadingDesk) -> None:
    issue = desk.summaries()[0].id
    value(desk, "document.querySelectorAll('.tools .star')[2].focus(); 1")
    desk.window.actions_["star"].trigger()
    desk.qtbot.waitUntil(lambda: marks(desk, issue) == {2: ItemMarks(starred=True)})
    assert not desk.summaries()[0].starred and not desk.window.actions_["star"].isChecked()
    value(desk, "document.activeElement.blur(); 1")
    desk.window.actions_["star"].trigger()
    desk.qtbot.waitUntil(lambda: desk.summaries()[0].starred)
    assert desk.window.actions_["star"].isChecked()


def test_the_contents_follow_the_page_and_lead_in_it(desk: ReadingDesk) -> None:
    contents = desk.window.reader_pane.contents
    labels = [contents.model().index(row, 0).data() for row in range(contents.model().rowCount())]
    assert labels == ["Lead", "Sponsor", "In the beds", "At the table"]
    desk.qtbot.waitUntil(lambda: contents.currentIndex().data() == "Lead")
    value(desk, "window.scrollTo(0, document.querySelectorAll('section')[0].offsetTop); 1")
    desk.qtbot.waitUntil(lambda: contents.currentIndex().data() == "In the beds")
    contents.setFocus()
    QTest.keyClick(contents, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: float(str(value(desk, "window.scrollY"))) > 1000)
    assert contents.currentIndex().data() == "At the table"


def test_tab_goes_through_the_window_as_one_reads(desk: ReadingDesk) -> None:
    window = desk.window
    window.resize(1400, 900)
    window.list.header.sort_button.hide()
    desk.qtbot.waitUntil(window.reader_pane.has_contents)
    window.top.menu_button.setFocus()
    top = window.top
    expected = [top.search, top.view.buttons()[0], top.star, top.clip, top.export, top.new, window.sidebar]
    for widget in (*expected, window.list.view):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is widget, widget.accessibleName()
    window.reader_pane.contents.setFocus()
    QTest.keyClick(window.reader_pane.contents, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert window.has_page_keyboard() and not window.reader_pane.contents.hasFocus()


def test_space_pages_down_and_back(desk: ReadingDesk) -> None:
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: float(str(value(desk, "window.scrollY"))) > 0)
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    desk.qtbot.waitUntil(lambda: float(str(value(desk, "window.scrollY"))) == 0)


def test_space_at_the_end_goes_on_to_the_next_unread_issue_and_says_so(open_reader: OpenReader) -> None:
    desk = open_reader([GARDEN, BRIDGES, LETTERS], pages=True)
    view, status = desk.window.list.view, desk.window.status
    on_screen = "document.title"
    seen_whole(desk)
    for title in ("The bridge nobody waited for", "מי המציא את הרווח"):
        QTest.keyClick(view, Qt.Key.Key_Space)  # each page is seen whole
        QTest.keyClick(view, Qt.Key.Key_Space)  # still meant for the one before
        desk.qtbot.waitUntil(lambda title=title: title in str(value(desk, on_screen)), timeout=10_000)
        desk.settle()
        assert (desk.chosen(), status.text()) == (title, f"Next unread: {title}")
    assert {summary.title for summary in desk.summaries() if not summary.read} == {"מי המציא את הרווח"}


def test_space_among_items_goes_on_to_those_of_another_issue(open_reader: OpenReader) -> None:
    desk = open_reader([GARDEN, BRIDGES], pages=True)
    desk.window.go_to("items")
    desk.settle()
    seen_whole(desk)
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: desk.chosen() == "Steel and rope", timeout=10_000)
    model = desk.window.list.model
    assert [model.row(row).unread for row in range(3)] == [False] * 3


def test_marks_of_many_items_are_shown_in_the_page_which_stays_where_it_is(desk: ReadingDesk) -> None:
    desk.window.go_to("items")
    desk.settle()
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_J)
    value(desk, "window.scrollTo(0, 700); 1")
    desk.window.list.view.setFocus()
    desk.window.list.select_all()
    for key, seen in ((Qt.Key.Key_S, 3), (Qt.Key.Key_Z, 0)):
        control = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(desk.window.list.view, key, control)
        starred = "document.querySelectorAll('.entry.starred').length"
        desk.qtbot.waitUntil(lambda seen=seen, starred=starred: value(desk, starred) == seen, timeout=10_000)
    desk.window.list.reload()
    desk.settle()
    desk.qtbot.wait(200)
    assert value(desk, "Math.round(window.scrollY)") == 700


def test_an_item_looked_at_among_items_is_read_and_not_its_whole_issue(open_reader: OpenReader) -> None:
    desk = open_reader([GARDEN], pages=True)
    desk.window.go_to("items")
    desk.settle()
    issue = desk.summaries()[0].id
    desk.qtbot.waitUntil(lambda: marks(desk, issue) == {0: ItemMarks(read=True)}, timeout=10_000)
    QTest.keyClick(desk.window.list.view, Qt.Key.Key_J)
    desk.qtbot.waitUntil(lambda: 1 in marks(desk, issue), timeout=10_000)
    model = desk.window.list.model
    assert [model.row(row).unread for row in range(3)] == [False, False, True]
    assert not desk.summaries()[0].read


@pytest.mark.parametrize(("text", "scrolls"), [(GARDEN, False), (LONG, True)])
def test_only_a_page_that_is_not_seen_whole_scrolls(open_reader: OpenReader, text: str, scrolls: bool) -> None:
    desk = open_reader([text], pages=True)
    desk.qtbot.waitUntil(lambda: "slow hedge" in str(value(desk, "document.title")), timeout=10_000)
    whole = "document.documentElement.scrollHeight > innerHeight"
    desk.qtbot.waitUntil(lambda: value(desk, whole) == scrolls, timeout=10_000)


@pytest.mark.parametrize(("query", "marked"), [("a", "A|a"), ("ap", "ap"), ("plan a", "Plan|A|a"), ("水", "水|水")])
def test_one_letter_is_marked_in_the_page_where_it_stands_alone(
    open_reader: OpenReader, query: str, marked: str
) -> None:
    desk = open_reader(["---\ntitle: Plan A and after\n---\n\nOne barn, a bay, apples, 水と水道.\n"], pages=True)
    desk.qtbot.waitUntil(lambda: "Plan" in str(value(desk, "document.title")), timeout=10_000)
    desk.window.top.search.setText(query)
    found = "[...(CSS.highlights.get('found') || [])].map(String).join('|')"
    desk.qtbot.waitUntil(lambda: value(desk, found) == marked, timeout=10_000)


def test_a_search_marks_its_words_in_the_page(desk: ReadingDesk) -> None:
    count = "(CSS.highlights.get('found') || []).size || 0"
    QTest.keyClicks(desk.window.top.search, "beans")
    desk.qtbot.waitUntil(lambda: value(desk, count) == 1)
    desk.window.top.search.clear()
    desk.qtbot.waitUntil(lambda: value(desk, count) == 0)


def test_looks_change_without_leaving_the_place(desk: ReadingDesk) -> None:
    value(desk, "window.scrollTo(0, 600); window.kept = 1; 1")
    background = "getComputedStyle(document.body).backgroundColor"
    assert value(desk, background) == "rgb(251, 250, 247)"
    desk.window.actions_["theme_dark"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, background) == "rgb(27, 26, 24)")
    desk.window.actions_["larger"].trigger()
    desk.qtbot.waitUntil(lambda: value(desk, "getComputedStyle(document.body).fontSize") == "18px")
    desk.window.actions_["fold_sponsors"].trigger()
    desk.qtbot.waitUntil(
        lambda: value(desk, "getComputedStyle(document.querySelector('.sponsor p:last-child')).display") == "none"
    )
    assert value(desk, "window.kept") == 1 and float(str(value(desk, "window.scrollY"))) > 0


def test_a_link_is_shown_before_it_is_opened_when_it_was_not_on_screen(
    desk: ReadingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: went.append(url.toString()))
    messages = desk.window.reader_pane.messages
    value(desk, "document.querySelector('.item-title a').click(); 1")
    desk.qtbot.waitUntil(lambda: messages.text() == "https://almanac.example/mulch")
    assert went == []
    desk.window.status.show_address("https://almanac.example/mulch")
    value(desk, "document.querySelector('.item-title a').click(); 1")
    desk.qtbot.waitUntil(lambda: went == ["https://almanac.example/mulch"])


def test_an_issue_on_screen_for_a_moment_counts_as_read(desk: ReadingDesk) -> None:
    desk.qtbot.waitUntil(lambda: desk.summaries()[0].read, timeout=10_000)
    desk.settle()
    row = desk.window.list.row()
    assert row is not None and not row.unread
