"""A library that can only be read: said once, calmly; no mark is shown that is not kept, and reading goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.library import Library
from reader_app.ui.library.places import Place
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader
from tests.ui.reading.test_main_window import BRIDGE, HEDGE, LETTERS, press, shown
from tests.ui.reading.test_shelving import go, message, select_all

ONLY_READ = "This library can only be read: stars, read marks, tags and notes are not kept in it."


@pytest.fixture
def desk(open_reader: OpenReader) -> ReadingDesk:
    return open_reader(read_only=True)


def looks(desk: ReadingDesk) -> list[tuple[str, bool, bool]]:
    model = desk.window.list.model
    rows = (model.row(number) for number in range(model.rowCount()))
    return [(row.title, row.unread, row.starred) for row in rows]


def test_what_is_not_kept_is_said_once(desk: ReadingDesk) -> None:
    before = looks(desk)
    press(desk, Qt.Key.Key_S)
    assert message(desk) == ONLY_READ
    assert looks(desk) == before
    assert not desk.window.actions_["star"].isChecked()
    desk.window.list.messages.clear()
    press(desk, Qt.Key.Key_M)
    press(desk, Qt.Key.Key_E)
    assert message(desk) == ""
    assert desk.window.status.text() == "Not kept: this library can only be read."
    assert looks(desk) == before


def test_reading_goes_on_without_a_word(desk: ReadingDesk) -> None:
    issue = desk.window.reader.request
    assert issue is not None
    desk.window.reader.read.emit(issue.id)
    desk.settle()
    assert message(desk) == ONLY_READ
    desk.window.list.messages.clear()
    for title in (BRIDGE, LETTERS):
        press(desk, Qt.Key.Key_J)
        assert shown(desk) == title
        request = desk.window.reader.request
        assert request is not None
        desk.window.reader.read.emit(request.id)
        desk.settle()
        assert message(desk) == ""
        assert "Not kept" not in desk.window.status.text()
    assert all(unread for _, unread, _ in looks(desk))


def test_several_rows_stay_as_they_are(desk: ReadingDesk) -> None:
    before = looks(desk)
    select_all(desk)
    for key in (Qt.Key.Key_S, Qt.Key.Key_M, Qt.Key.Key_Delete):
        press(desk, key)
    assert looks(desk) == before
    go(desk, Place("items"))
    before = looks(desk)
    select_all(desk)
    press(desk, Qt.Key.Key_S)
    assert looks(desk) == before


def test_a_mark_that_another_fault_kept_out_is_taken_back(reader: ReadingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise LibraryError(LibraryErrorKind.FULL, "There is no room left.")

    monkeypatch.setattr(Library, "set_starred", full)
    before = looks(reader)
    press(reader, Qt.Key.Key_S)
    assert message(reader) == "There is no room left."
    assert looks(reader) == before


def test_marks_are_kept_again_when_the_library_can_be_changed(
    reader: ReadingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_read(*_arguments: object) -> None:
        raise LibraryError(LibraryErrorKind.READ_ONLY, "It cannot be changed.")

    with monkeypatch.context() as patch:
        patch.setattr(Library, "set_starred", only_read)
        press(reader, Qt.Key.Key_S)
    assert reader.window.safekeeping.is_read_only
    press(reader, Qt.Key.Key_S)
    assert reader.counts().starred == 1
    assert not reader.window.safekeeping.is_read_only


def test_a_note_that_was_not_saved_is_tried_again(reader: ReadingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise LibraryError(LibraryErrorKind.FULL, "There is no room left.")

    issue = reader.id_of(HEDGE)
    reader.window.traces.open_note()
    with monkeypatch.context() as patch:
        patch.setattr(Library, "set_note", full)
        QTest.keyClicks(reader.window.reader_pane.note.field, "Ask about the hedge")
        reader.window.traces.save_note()
        reader.settle()
    press(reader, Qt.Key.Key_J)
    with Library.open(reader.library) as library:
        note = library.note(issue)
    assert note is not None and note.text == "Ask about the hedge"
