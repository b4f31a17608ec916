"""Small things that a person walking through the window by mouse and keyboard would stumble over."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.ui.library.places import Place
from reader_app.ui.library.rows import MARK_END, MARK_START, hit_row, unmarked
from reader_app.ui.widgets.elided_label import ElidedLabel
from reader_app.ui.widgets.entries import ENTRY_ROLE
from tests.support.imports import imported
from tests.support.reading_desk import BRIDGES, ReadingDesk
from tests.ui.conftest import OpenReader
from tests.ui.reading.test_main_window import BRIDGE, press, search
from tests.ui.reading.test_shelving import go, message, undo


def stars(desk: ReadingDesk) -> tuple[int, list[str]]:
    with Library.open(desk.library) as library:
        return library.counts().starred, [item.title for item in library.items(Scope(), starred=True).rows]


def test_keys_after_a_click_at_the_left_mean_the_row_chosen(reader: ReadingDesk) -> None:
    go(reader, Place("items"))
    sidebar = reader.window.sidebar
    sidebar.setFocus()
    press(reader, Qt.Key.Key_S, sidebar)
    assert stars(reader) == (0, ["What mulch is for"])


def test_a_star_for_an_item_of_an_issue_that_was_read_leaves_it_read(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_M)
    go(reader, Place("items"))
    listed = reader.window.list
    before = listed.row()
    assert before is not None and not before.unread
    press(reader, Qt.Key.Key_S)
    after = listed.row()
    assert after is not None and (after.title, after.starred, after.unread) == (before.title, True, False)


def test_items_of_an_issue_without_a_publication_stand_under_its_title(open_reader: OpenReader) -> None:
    nameless = "---\ntitle: {}\nnumber: {}\n---\n\n## Finds\n\n### [Rope](https://rope.example/)\nLong.\n"
    desk = open_reader([nameless.format("Loose ends", 7), nameless.format("Knots", ""), BRIDGES])
    go(desk, Place("items"))
    rows = [desk.window.list.model.row(row) for row in range(3)]
    assert {row.group for row in rows} == {"Loose ends", "Knots", "Bridge Post · #52"}
    assert {tag.text for row in rows for tag in row.tags} == {"also in Loose ends", "also in Knots"}
    go(desk, Place("all"))
    listed = {row.title: row.over for row in map(desk.window.list.model.row, range(3))}
    assert listed["Loose ends"] == "No publication · #7"
    assert listed["Knots"] == "No publication"


def test_going_on_by_key_gives_the_list_the_keyboard(reader: ReadingDesk) -> None:
    go(reader, Place("all"))
    view, sidebar = reader.window.list.view, reader.window.sidebar
    sidebar.setFocus()
    assert not view.hasFocus()
    press(reader, Qt.Key.Key_J, sidebar)
    assert view.hasFocus()
    press(reader, Qt.Key.Key_Delete)
    assert BRIDGE not in reader.titles()


def test_the_sidebar_goes_and_comes_and_stays_as_it_was_left(open_reader: OpenReader) -> None:
    desk = open_reader()
    window = desk.window
    desk.window.resize(1000, 700)
    sidebar, action = window.sidebar, window.actions_["toggle_sidebar"]
    sidebar.setFocus()
    press(desk, Qt.Key.Key_F9, sidebar)
    assert not sidebar.isVisible() and not action.isChecked()
    assert window.list.view.hasFocus() and window.top.sidebar_button.isVisible()
    window.top.search.setFocus()
    window.commands.next_pane(1)
    assert window.list.view.hasFocus()
    window.close()
    again = open_reader(()).window
    assert not again.sidebar.isVisible()
    again.top.sidebar_button.click()
    assert again.sidebar.isVisible() and again.actions_["toggle_sidebar"].isChecked()
    assert not again.top.sidebar_button.isVisible()


def test_what_is_said_at_the_bottom_has_room_in_a_narrow_window(reader: ReadingDesk) -> None:
    window, status = reader.window, reader.window.status
    called = "Always for A Newsletter With A Name That Is Rather Long Because It Says All There Is To It"
    status.stand("6 remote pictures blocked", [("Load once", lambda: None), (called, lambda: None)])
    for width, summary in ((1400, True), (700, False)):
        window.resize(width, 500)
        reader.qtbot.wait(20)
        once, always = status.offers()
        assert once.text() == "Load once" and always.accessibleName() == called
        assert (always.text() == called) is summary
        assert always.geometry().right() < status.width() and always.width() >= always.sizeHint().width()
        labels = {label.text() for label in status.findChildren(QLabel) if label.isVisible()}
        assert "6 remote pictures blocked" in labels
        assert any("3 issues" in label for label in labels) is summary


def test_a_window_too_narrow_for_three_panes_leaves_out_the_sidebar(
    monkeypatch: pytest.MonkeyPatch, reader: ReadingDesk
) -> None:
    window = reader.window
    monkeypatch.setattr(window.theme, "_base", 26)  # twice the usual size of text
    window.resize(1240, 700)
    reader.qtbot.waitUntil(window.sidebar.isVisible)
    window.resize(1200, 700)
    reader.qtbot.waitUntil(lambda: not window.sidebar.isVisible())
    window.actions_["toggle_sidebar"].trigger()
    assert window.sidebar.isVisible()
    window.actions_["toggle_sidebar"].trigger()
    window.resize(1300, 700)
    reader.qtbot.waitUntil(window.sidebar.isVisible)  # it was put away for the narrow window only


def test_an_issue_further_down_than_the_rows_loaded_is_shown_when_it_comes_in_and_at_the_next_start(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    many = [f"---\ntitle: Issue {n}\ndate: 2025-01-01\n---\n\nWords.\n" for n in range(200)]
    desk = open_reader(many)
    window = desk.window
    window.resize(900, 500)
    old = tmp_path / "old.md"
    old.write_text("---\ntitle: Found in the attic\ndate: 1999-01-01\n---\n\nDust.\n", "utf-8")
    window.import_paths([old])
    desk.qtbot.waitUntil(lambda: "attic" in title_shown(desk), timeout=10_000)
    desk.settle()
    assert "attic" in title_shown(desk)
    window.close()
    again = open_reader(())
    again.qtbot.waitUntil(lambda: "attic" in title_shown(again), timeout=10_000)
    reading = again.window.reader_pane.reading
    assert reading is not None
    with Library.open(again.library) as library:
        library.trash([reading.request.id])
    again.window.close()
    last = open_reader(())
    last.qtbot.waitUntil(lambda: title_shown(last) == last.chosen() != "", timeout=10_000)


def test_keys_mean_the_issue_that_is_read_where_it_is_none_of_the_rows(open_reader: OpenReader) -> None:
    desk = open_reader([f"---\ntitle: Issue {n}\ndate: 2025-01-01\n---\n\nWords.\n" for n in range(90)])
    desk.window.resize(900, 400)
    last = desk.summaries()[-1]
    desk.window.show_issue(last.id)
    desk.settle()
    assert (desk.chosen(), title_shown(desk)) == ("", last.title)
    press(desk, Qt.Key.Key_E)
    assert message(desk) == "Archived 1 issue"
    with Library.open(desk.library) as library:
        assert library.summary(last.id).shelf.value == "archived"


def title_shown(desk: ReadingDesk) -> str:
    reading = desk.window.reader_pane.reading
    return reading.issue.title if reading is not None else ""


def test_a_search_left_for_a_place_leaves_nothing_in_its_field(reader: ReadingDesk) -> None:
    search(reader, "bean")
    field = reader.window.top.search
    clear = field.actions()[0]
    assert clear.isVisible()
    go(reader, Place("starred"))
    assert (field.text(), clear.isVisible()) == ("", False)
    reader.qtbot.wait(80)
    reader.settle()
    assert reader.window.list.query == ""


def test_the_offer_to_undo_stays_with_the_list_it_is_about(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_E)
    assert message(reader) == "Archived 1 issue"
    go(reader, Place("archive"))
    assert message(reader) == ""
    go(reader, Place("all"))
    undo(reader)
    assert reader.counts().archived == 0


def test_what_was_found_stands_in_the_first_line_of_its_row(reader: ReadingDesk) -> None:
    before = " ".join(f"word{n}" for n in range(20))
    with Library.open(reader.library) as library:
        library.add(imported("Early and late", lead=(), number="9", preheader=f"{before} zeppelin flies over the town"))
        (hit,) = library.search("zeppelin").rows
        now = hit.issue.received
    row = hit_row(hit, now)
    assert f"{MARK_START}zeppelin{MARK_END}" in row.text
    assert unmarked(row.text).startswith("…word")
    assert unmarked(row.text).index("zeppelin") <= 31


@pytest.mark.parametrize(
    ("publication", "title", "detail"),
    [
        ("Harbour Post", "A storm", "Harbour Post · #77 · 2 Apr 2024"),
        ("Harbour Post", "Harbour Post #77", "2 Apr 2024"),
        ("Harbour Post", "Harbour Post: a storm", "#77 · 2 Apr 2024"),
        ("", "A storm", "#77 · 2 Apr 2024"),
    ],
)
def test_the_palette_names_what_the_title_does_not(
    reader: ReadingDesk, publication: str, title: str, detail: str
) -> None:
    date = datetime(2024, 4, 2, 12).astimezone()
    with Library.open(reader.library) as library:
        library.add(imported(title, publication=publication, number="77", date=date))
    reader.window.palette_.open()
    QTest.keyClicks(reader.window.palette_.field, "storm" if "storm" in title else "harbour")
    model = reader.window.palette_.list.model()

    def details() -> list[str]:
        entries = [model.index(row, 0).data(ENTRY_ROLE.value) for row in range(model.rowCount())]
        return [entry.detail for entry in entries if entry.group == "issue"]

    reader.qtbot.waitUntil(lambda: details() == [detail], timeout=10_000)


def test_a_line_without_room_is_cut_and_still_read_whole(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    text = "A publication with a long name <b>in bold</b>"
    label.setText(text)
    label.resize(1000, 20)
    label.grab()
    assert (label.shown(), label.toolTip()) == (text, "")
    label.resize(90, 20)
    label.grab()
    assert label.shown().endswith("…")
    assert "&lt;b&gt;" in label.toolTip()
    assert label.text() == text
