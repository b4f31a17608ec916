"""The reading window as a whole: what it lists, opens and remembers."""

from __future__ import annotations

from tests.support.reading_desk import ReadingDesk


def test_a_start_lists_the_issues_newest_first_and_opens_the_first(reader: ReadingDesk) -> None:
    assert reader.titles() == ["The week of the slow hedge", "The bridge nobody waited for", "מי המציא את הרווח"]
    assert reader.chosen() == "The week of the slow hedge"
    reading = reader.window.reader_pane.reading
    assert reading is not None and reading.issue.title == "The week of the slow hedge"


def test_a_start_makes_the_menus_after_the_first_paint(reader: ReadingDesk) -> None:
    reader.qtbot.waitUntil(lambda: reader.window.top.menu_button.menu() is not None)
    groups = [action.text().replace("&", "") for action in reader.window.top.menu_button.menu().actions()]
    assert groups == ["File", "Go", "Issue", "View", "Help"]
