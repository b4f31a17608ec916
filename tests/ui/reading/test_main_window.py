"""The reading window as a whole: what it lists, opens, marks, finds and remembers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reader_app.library.library import Library
from reader_app.services.importing import Entry, ImportReport, import_paths
from reader_app.ui.dialogs.bug_report import BugReportWindow
from reader_app.ui.library import report_pane
from reader_app.ui.library.places import Place
from reader_app.ui.settings import Settings
from tests.support.reading_desk import BRIDGES, GARDEN, NEWSLETTERS, ReadingDesk, write_all
from tests.ui.conftest import OpenReader

HEDGE, BRIDGE, LETTERS = "The week of the slow hedge", "The bridge nobody waited for", "מי המציא את הרווח"


def shown(desk: ReadingDesk) -> str:
    reading = desk.window.reader_pane.reading
    return reading.issue.title if reading is not None else ""


def press(desk: ReadingDesk, key: Qt.Key, widget: QWidget | None = None, modifier: str = "") -> None:
    held = Qt.KeyboardModifier.ControlModifier if modifier else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget or desk.window.list.view, key, held)
    desk.settle()


def search(desk: ReadingDesk, text: str) -> None:
    with desk.qtbot.waitSignal(desk.window.list.filled, timeout=5000):
        QTest.keyClicks(desk.window.top.search, text)
    desk.qtbot.waitUntil(lambda: desk.window.list.query == text)
    desk.settle()


def offer(desk: ReadingDesk, label: str) -> None:
    """Press a button of a message bar."""
    from PySide6.QtWidgets import QPushButton

    def found() -> list[QPushButton]:
        return [each for each in desk.window.findChildren(QPushButton) if each.text() == label and each.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(found()))
    found()[0].click()
    desk.settle()


# Starting


def test_a_start_lists_the_issues_newest_first_and_opens_the_first(reader: ReadingDesk) -> None:
    assert reader.titles() == [HEDGE, BRIDGE, LETTERS]
    assert reader.chosen() == HEDGE
    assert shown(reader) == HEDGE


def test_a_start_makes_the_menus_after_the_first_paint(reader: ReadingDesk) -> None:
    reader.qtbot.waitUntil(lambda: reader.window.top.menu_button.menu() is not None)
    groups = [action.text().replace("&", "") for action in reader.window.top.menu_button.menu().actions()]
    assert groups == ["File", "Edit", "Go", "Issue", "View", "Help"]


def test_an_empty_library_offers_three_ways_to_begin(open_reader: OpenReader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    desk = open_reader(())
    start = desk.window.start
    assert start.isVisible() and not desk.window.list.isVisible()
    files, example, write = start.buttons()
    assert [each.text() for each in (files, example, write)] == ["Open files…", "See an example issue", "Write one"]
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_args: (asked.append(True) or [], ""))
    files.click()
    assert asked == [True]
    write.click()
    desk.settle()
    assert len(desk.opened) == 1
    with desk.qtbot.waitSignal(desk.window.imports.imported, timeout=10_000):
        example.click()
    desk.settle()
    assert desk.window.list.isVisible() and len(desk.titles()) >= 3


def test_an_empty_library_keeps_the_keyboard_where_it_is(open_reader: OpenReader) -> None:
    desk = open_reader(())
    example = desk.window.start.buttons()[1]
    example.setFocus()
    desk.window.show_counts(desk.counts())
    assert desk.window.start.buttons()[1] is example and example.hasFocus()


# Going


def test_single_keys_go_through_the_list(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_J)
    assert (reader.chosen(), shown(reader)) == (BRIDGE, BRIDGE)
    press(reader, Qt.Key.Key_Down)
    assert shown(reader) == LETTERS
    press(reader, Qt.Key.Key_J)
    assert shown(reader) == LETTERS
    press(reader, Qt.Key.Key_K)
    assert shown(reader) == BRIDGE


def test_n_goes_to_the_next_unread_issue(reader: ReadingDesk) -> None:
    reader.window.marks.set_read(reader.id_of(BRIDGE), True)
    reader.settle()
    press(reader, Qt.Key.Key_N)
    assert shown(reader) == LETTERS


def test_n_says_when_nothing_is_unread(reader: ReadingDesk) -> None:
    for summary in reader.summaries():
        reader.window.marks.set_read(summary.id, True)
    reader.settle()
    press(reader, Qt.Key.Key_N)
    assert reader.window.status.text() == "Nothing unread here."


def test_f6_goes_round_the_panes_and_back(reader: ReadingDesk) -> None:
    window = reader.window
    window.list.view.setFocus()
    seen = []
    for _ in range(5):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen[:4] == [window.reader_pane, window.reader_pane.contents, window.top.search, window.sidebar]
    assert seen[4] is window.list.view
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is window.sidebar


def test_the_sidebar_counts_and_leads_to_each_list(reader: ReadingDesk) -> None:
    sidebar = reader.window.sidebar
    labels = [sidebar.model().index(row, 0).data() for row in range(sidebar.model().rowCount())]
    library = ["All issues", "Unread", "Starred", "Items", "Archive", "Trash"]
    assert labels[:9] == [*library, "Drafts", "Clips", "Sponsors"]
    assert sorted(labels[9:]) == sorted(["Bridge Post", "Garden Letter", "אותיות"])
    expected = {
        Place("items"): 4,
        Place("sponsors"): 1,
        Place("starred"): 0,
        Place("drafts"): 0,
        Place("archive"): 0,
        Place("trash"): 0,
        Place("publication", "Bridge Post"): 1,
    }
    for place, count in expected.items():
        sidebar.choose(place)
        reader.settle()
        assert len(reader.titles()) == count, place
        assert (reader.window.list.notice() == "") == (count > 0), place


def test_the_items_can_be_narrowed_to_the_unread_and_the_starred(reader: ReadingDesk) -> None:
    reader.window.go_to("items")
    reader.settle()
    press(reader, Qt.Key.Key_S)
    reader.window.list.header.item_filter.choose("starred")
    reader.window.list.reload()
    reader.settle()
    assert reader.titles() == ["What mulch is for"]
    press(reader, Qt.Key.Key_M)
    reader.window.list.header.item_filter.choose("unread")
    reader.window.list.reload()
    reader.settle()
    assert "What mulch is for" not in reader.titles() and len(reader.titles()) == 3


# Marks


def test_s_stars_the_issue_and_takes_the_star_away(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_S)
    assert reader.counts().starred == 1
    assert reader.window.list.row().starred and reader.window.actions_["star"].isChecked()
    assert reader.window.top.star.text().strip("\u2009") == "Starred"
    press(reader, Qt.Key.Key_S)
    assert reader.counts().starred == 0 and not reader.window.actions_["star"].isChecked()


def test_m_marks_the_issue_as_read_and_unread(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_M)
    assert reader.counts().unread == 2 and not reader.window.list.row().unread
    press(reader, Qt.Key.Key_M)
    assert reader.counts().unread == 3


def test_a_library_that_may_not_be_changed_says_so_and_goes_on(open_reader: OpenReader, library_path: Path) -> None:
    with Library.open(library_path) as library:
        import_paths(library, write_all(library_path.parent, NEWSLETTERS))
    desk = open_reader((), read_only=True)
    press(desk, Qt.Key.Key_S)
    assert desk.window.list.messages.text()
    assert desk.counts().starred == 0
    press(desk, Qt.Key.Key_J)
    assert shown(desk) == BRIDGE


# Searching


def test_a_search_lists_what_it_finds_with_the_words_marked(reader: ReadingDesk) -> None:
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is reader.window.top.search
    search(reader, "bean")
    assert sorted(reader.titles()) == sorted([HEDGE, BRIDGE])
    assert any("\x02" in reader.window.list.model.row(row).text for row in range(2))
    assert reader.window.sidebar.place() is None


def test_enter_goes_from_the_search_to_its_first_hit_and_escape_leaves_it(reader: ReadingDesk) -> None:
    reader.window.top.search.setFocus()
    search(reader, "cables")
    press(reader, Qt.Key.Key_Return, reader.window.top.search)
    assert QApplication.focusWidget() is reader.window.list.view
    assert shown(reader) == BRIDGE
    reader.window.top.search.setFocus()
    press(reader, Qt.Key.Key_Escape, reader.window.top.search)
    reader.qtbot.waitUntil(lambda: reader.window.list.query == "")
    reader.settle()
    assert len(reader.titles()) == 3 and reader.window.sidebar.place() == Place("all")
    assert shown(reader) == BRIDGE, "what was found is read on"
    row = reader.window.list.row()
    assert row is not None and row.title == BRIDGE
    press(reader, Qt.Key.Key_Escape, reader.window.top.search)
    assert QApplication.focusWidget() is reader.window.list.view


def test_going_elsewhere_takes_the_sign_that_clears_the_search(reader: ReadingDesk) -> None:
    field = reader.window.top.search
    search(reader, "beans")
    clear = field.actions()[0]
    assert clear.isVisible()
    reader.window.sidebar.choose(Place("unread"))
    reader.settle()
    assert field.text() == "" and not clear.isVisible()


def test_an_import_of_nothing_new_says_so() -> None:
    here = Entry(Path("a.eml"), "It is in the library already.")
    assert report_pane.summary(ImportReport(duplicates=(here, here))) == "Nothing new, 2 already here."


def test_f10_opens_the_menu(reader: ReadingDesk) -> None:
    button = reader.window.top.menu_button
    reader.qtbot.waitUntil(lambda: button.menu() is not None, timeout=10_000)
    shown: list[bool] = []
    button.menu().aboutToShow.connect(lambda: (shown.append(True), QTimer.singleShot(0, button.menu().close)))
    press(reader, Qt.Key.Key_F10, reader.window.list.view)
    assert shown == [True]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sponsor:", "After “sponsor:” goes the beginning of a sponsor's name."),
        ("zeppelin Is:", "After “Is:” goes unread, starred or archived."),
        ("zeppelin:", "Nothing found for “zeppelin:”."),
    ],
)
def test_a_filter_without_a_value_says_what_goes_there(reader: ReadingDesk, query: str, sentence: str) -> None:
    search(reader, query)
    assert reader.window.list.notice() == sentence


def test_a_search_without_hits_says_so(reader: ReadingDesk) -> None:
    reader.window.top.search.setFocus()
    search(reader, "zeppelin")
    assert reader.window.list.notice() == "Nothing found for “zeppelin”."


def test_letters_in_the_search_field_are_text_and_no_commands(reader: ReadingDesk) -> None:
    reader.window.top.search.setFocus()
    search(reader, "smjk")
    assert reader.counts().starred == 0 and reader.counts().unread == 3


# Views and looks


def test_views_show_the_sections_the_original_and_the_text(reader: ReadingDesk) -> None:
    pages = {}
    for key, view in ((Qt.Key.Key_2, "original"), (Qt.Key.Key_3, "text"), (Qt.Key.Key_1, "sections")):
        press(reader, key, modifier="ctrl")
        reading = reader.window.reader_pane.reading
        assert reading is not None and reading.request.view == view
        pages[view] = reading.html
    assert "## In the beds" in pages["original"] and "<h2" not in pages["original"]
    assert '<section class="section"' in pages["sections"]
    assert "<h2" not in pages["text"]


def test_o_turns_the_original_over(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_O)
    assert reader.window.reader.view == "original"
    press(reader, Qt.Key.Key_O)
    assert reader.window.reader.view == "sections"


def test_text_size_grows_shrinks_and_comes_back(reader: ReadingDesk, settings: Settings) -> None:
    press(reader, Qt.Key.Key_Plus, modifier="ctrl")
    press(reader, Qt.Key.Key_Equal, modifier="ctrl")
    assert settings.text_size() == 19
    press(reader, Qt.Key.Key_Minus, modifier="ctrl")
    assert settings.text_size() == 18
    press(reader, Qt.Key.Key_0, modifier="ctrl")
    assert settings.text_size() == 17


def test_the_theme_changes_while_the_window_is_open(reader: ReadingDesk, settings: Settings) -> None:
    before = reader.window.list.grab().toImage()
    reader.window.actions_["theme_dark"].trigger()
    assert reader.window.theme.mode == "dark" and settings.text("window/theme") == "dark"
    assert reader.window.reader.request is not None and reader.window.reader.request.look.mode == "dark"
    assert reader.window.list.grab().toImage() != before


def test_a_narrow_window_hides_the_contents_and_fits_its_buttons(reader: ReadingDesk) -> None:
    window = reader.window
    assert window.reader_pane.has_contents()
    wide = (window.split.sizes()[0], window.inner.sizes()[0])
    window.resize(700, 500)
    reader.qtbot.waitUntil(lambda: window.split.sizes()[0] < wide[0])
    assert not window.reader_pane.has_contents()
    buttons = [window.top.menu_button, window.top.search, window.top.view, window.top.star, window.top.new]
    edges = [(each.mapTo(window, QPoint()).x(), each.width()) for each in buttons]
    assert all(left + width <= following for (left, width), (following, _) in pairwise(edges))
    assert edges[-1][0] + edges[-1][1] <= 700
    window.resize(1400, 880)
    reader.qtbot.waitUntil(lambda: (window.split.sizes()[0], window.inner.sizes()[0]) == wide)
    assert window.reader_pane.has_contents()


def test_the_window_comes_back_as_it_was(open_reader: OpenReader) -> None:
    first = open_reader()
    first.window.resize(781, 571)  # less than the screen, else it is made to fit
    first.window.sidebar.choose(Place("publication", "Bridge Post"))
    first.settle()
    assert shown(first) == BRIDGE
    first.window.close()
    first.worker.close()
    second = open_reader((), path=first.library)
    assert second.window.size() == first.window.size()
    assert second.window.sidebar.place() == Place("publication", "Bridge Post")
    assert second.titles() == [BRIDGE] and shown(second) == BRIDGE


def test_the_issue_of_last_time_is_opened_again(open_reader: OpenReader) -> None:
    first = open_reader()
    press(first, Qt.Key.Key_J)
    first.window.close()
    first.worker.close()
    assert shown(open_reader((), path=first.library)) == BRIDGE


# Writing


def test_ctrl_n_opens_a_new_draft(reader: ReadingDesk) -> None:
    press(reader, Qt.Key.Key_N, modifier="ctrl")
    assert len(reader.opened) == 1
    assert reader.counts().drafts == 1


def test_a_new_issue_like_this_one_has_its_sections(reader: ReadingDesk) -> None:
    reader.window.actions_["new_like"].trigger()
    reader.settle()
    assert "## In the beds" in reader.opened[0].text and "Garden Letter" in reader.opened[0].text


def test_a_draft_is_read_opened_and_deleted_from_its_list(reader: ReadingDesk) -> None:
    with Library.open(reader.library) as library:
        library.new_draft("---\ntitle: Half a letter\n---\n\nWords.\n", title="Half a letter")
    reader.window.refresh()
    reader.window.go_to("drafts")
    reader.settle()
    assert reader.titles() == ["Half a letter"] and shown(reader) == "Half a letter"
    assert not reader.window.actions_["star"].isEnabled()
    press(reader, Qt.Key.Key_Return)
    assert [draft.title for draft in reader.opened] == ["Half a letter"]
    press(reader, Qt.Key.Key_Delete)
    offer(reader, "Delete")
    assert reader.counts().drafts == 0 and reader.titles() == []


# Importing


def test_dropped_files_are_imported_and_the_report_says_what_became_of_them(
    open_reader: OpenReader, tmp_path: Path
) -> None:
    desk = open_reader([GARDEN])
    folder = tmp_path / "dropped"
    folder.mkdir()
    write_all(folder, [BRIDGES, GARDEN])
    (folder / "broken.bin").write_bytes(bytes(range(256)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder)), QUrl("https://example.com/no-file")])
    drag = QDragEnterEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    desk.window.dragEnterEvent(drag)
    assert drag.isAccepted()
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with desk.qtbot.waitSignal(desk.window.imports.imported, timeout=10_000):
        desk.window.dropEvent(drop)
        assert desk.window.status.is_working()
    desk.settle()
    assert not desk.window.status.is_working()
    assert sorted(desk.titles()) == sorted([HEDGE, BRIDGE])
    assert shown(desk) == BRIDGE
    report = desk.window.imports.report
    assert report.isVisible() and report.view.isVisible()
    lines = report.text().splitlines()
    assert lines[0] == "1 issue added, 1 already here, 1 file could not be read."
    assert lines[1].startswith(f"Could not be read: {folder / 'broken.bin'}: ")
    assert "Already here" in lines[2] and "Added" in lines[3]
    desk.qtbot.keyClick(report.view, Qt.Key.Key_Down)
    desk.qtbot.keyClick(report.view, Qt.Key.Key_Down)
    report.view.activated.emit(report.view.currentIndex())
    desk.settle()
    assert shown(desk) in (HEDGE, BRIDGE)


def test_what_is_no_file_cannot_be_dropped(reader: ReadingDesk) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.com/")])
    drag = QDragEnterEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    drag.ignore()
    reader.window.dragEnterEvent(drag)
    assert not drag.isAccepted()


def test_a_cancelled_import_keeps_what_came_in(open_reader: OpenReader, tmp_path: Path) -> None:
    desk = open_reader([GARDEN])
    folder = tmp_path / "many"
    folder.mkdir()
    write_all(folder, [BRIDGES.replace("number: 52", f"number: {n}").replace("nobody", f"n{n}") for n in range(400)])
    desk.window.show()
    with desk.qtbot.waitSignal(desk.window.imports.imported, timeout=20_000):
        desk.window.import_paths([folder])
        desk.window.status.cancelled.emit("import")
    desk.settle()
    assert desk.window.imports.report.text().splitlines()[0].endswith("cancelled.")
    assert len(desk.summaries()) < 401


def test_another_program_may_import_while_the_window_is_open(reader: ReadingDesk, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    newer = GARDEN.replace("number: 3", "number: 4").replace("slow hedge", "fast hedge").replace("05-03", "06-03")
    with Library.open(reader.library) as library:
        import_paths(library, write_all(folder, [newer]))
    press(reader, Qt.Key.Key_J)
    other = QWidget()
    other.show()
    other.activateWindow()
    reader.qtbot.waitUntil(lambda: not reader.window.isActiveWindow())
    other.close()
    reader.window.activateWindow()
    reader.qtbot.waitUntil(lambda: len(reader.titles()) == 4)
    assert reader.titles()[0] == "The week of the fast hedge"
    assert reader.chosen() == BRIDGE


# Help


def test_f1_shows_every_key_in_a_sheet_that_is_freed(reader: ReadingDesk) -> None:
    from PySide6.QtWidgets import QLabel

    from reader_app.ui.dialogs.shortcuts import ShortcutSheet

    QTest.keyClick(reader.window, Qt.Key.Key_F1)
    sheet = reader.window.findChildren(ShortcutSheet)[0]
    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Next unread issue", "Search", "Ctrl+F or /", "J"} <= said
    sheet.close()
    reader.qtbot.waitUntil(lambda: not shiboken6.isValid(sheet))
    assert not reader.window.findChildren(ShortcutSheet)


def test_every_list_and_button_has_a_name_to_read_aloud(reader: ReadingDesk) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

    for kind in (QAbstractButton, QAbstractItemView, QLineEdit):
        for widget in reader.window.findChildren(kind):
            if widget.isVisible():
                assert widget.accessibleName() or getattr(widget, "text", str)(), widget


def test_a_row_reads_as_a_sentence(reader: ReadingDesk) -> None:
    index = reader.window.list.model.index(0, 0)
    sentence = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith(f"unread, Garden Letter · #3, {HEDGE}, ")
    assert sentence.endswith("2 sections, 1 sponsor")


def test_a_bug_is_reported_in_the_window(reader: ReadingDesk) -> None:
    reader.window.commands.show_bug(ValueError("numbers do not add up"))
    assert "Masthead itself" in reader.window.list.messages.text()
    offer(reader, "Show the report")
    (dialog,) = reader.window.findChildren(BugReportWindow)
    dialog.copy.click()
    assert dialog.copy.text() == "Copied"
    report = QApplication.clipboard().text()
    assert report == dialog.text.toPlainText()
    assert "builtins.ValueError" in report
    assert "numbers do not add up" not in report
    dialog.close()


def test_an_issue_that_takes_long_is_announced(reader: ReadingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go = threading.Event()
    reader.worker.submit(lambda _library: go.wait(20))
    reader.window.list.choose(reader.window.list.model.index(1, 0))
    pane = reader.window.reader_pane
    reader.qtbot.waitUntil(lambda: pane.announced() == ("The bridge nobody waited for", "Opening…"), timeout=10_000)
    go.set()
    reader.settle()
    assert pane.announced() != ("The bridge nobody waited for", "Opening…")
