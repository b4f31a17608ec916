"""Go to anything: what is typed narrows the list, Enter goes there, Escape goes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader


def opened(desk: ReadingDesk, typed: str = "") -> list[str]:
    """Open the palette, type, and return what it lists."""
    desk.window.actions_["palette"].trigger()
    QTest.keyClicks(desk.window.palette_.field, typed)
    return listed(desk)


def listed(desk: ReadingDesk) -> list[str]:
    model = desk.window.palette_.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(desk: ReadingDesk, key: Qt.Key) -> None:
    QTest.keyClick(desk.window.palette_.field, key)


def test_with_nothing_typed_it_lists_all_that_is_at_hand(reader: ReadingDesk) -> None:
    shown = opened(reader)
    assert shown[:3] == ["Lead", "Sponsor", "In the beds"]
    assert {"New issue", "Unread", "Bridge Post"} <= set(shown)
    assert reader.window.palette_.field.hasFocus()


def test_a_command_runs_from_it(reader: ReadingDesk) -> None:
    shown = opened(reader, "fold spon")
    assert shown == ["Fold sponsor blocks"]
    press(reader, Qt.Key.Key_Return)
    assert not reader.window.palette_.isVisible()
    assert reader.window.actions_["fold_sponsors"].isChecked()


def test_an_issue_is_found_by_the_words_of_its_title_and_opened(reader: ReadingDesk) -> None:
    opened(reader, "nobody wait")
    reader.qtbot.waitUntil(lambda: "The bridge nobody waited for" in listed(reader), timeout=10_000)
    press(reader, Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.chosen() == "The bridge nobody waited for", timeout=10_000)


def test_a_publication_shows_its_issues(reader: ReadingDesk) -> None:
    opened(reader, "bridge")
    press(reader, Qt.Key.Key_Return)
    reader.settle()
    assert reader.titles() == ["The bridge nobody waited for"]


def test_keys_move_the_choice_and_escape_gives_the_keyboard_back(reader: ReadingDesk) -> None:
    before = reader.window.list.view
    before.setFocus()
    opened(reader)
    palette = reader.window.palette_
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_Tab, 1)):
        press(reader, key)
        assert palette.list.currentIndex().row() == row
    press(reader, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() > 1
    press(reader, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert before.hasFocus()


def test_what_fits_nothing_is_said(reader: ReadingDesk) -> None:
    assert opened(reader, "zzzz") == []
    press(reader, Qt.Key.Key_Return)
    assert reader.window.palette_.isVisible()
    reader.window.actions_["palette"].trigger()
    assert not reader.window.palette_.isVisible()


def test_it_goes_when_something_else_is_clicked(reader: ReadingDesk) -> None:
    opened(reader)
    reader.window.list.view.setFocus()
    assert not reader.window.palette_.isVisible()


def test_an_empty_library_offers_commands(open_reader: OpenReader) -> None:
    desk = open_reader(())
    assert "New issue" in opened(desk)


def test_the_issue_is_copied_for_a_service(reader: ReadingDesk) -> None:
    assert opened(reader, "copy for buttond") == ["Copy the issue for Buttondown"]
    with reader.qtbot.waitSignal(reader.window.copier.copied, timeout=10_000):
        press(reader, Qt.Key.Key_Return)
    assert "{{ unsubscribe_url }}" in QGuiApplication.clipboard().text()
