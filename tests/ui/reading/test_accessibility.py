"""What a screen reader is told: names, roles and states, rows as sentences; the keyboard reaches every pane."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reader_app.ui import style_sheet
from reader_app.ui.actions import EDITOR_ACTIONS, READER_ACTIONS, ActionSpec
from tests.support.reading_desk import ReadingDesk

Role = QAccessible.Role
LISTS = {Role.List, Role.Table}  # a list of rows of our own is a table of one column to Qt
ACTING = {Role.Button, Role.EditableText, *LISTS, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.ButtonMenu}


def interfaces(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield what assistive technology sees of `widget` and all that is visible inside it."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        interface = waiting.pop()
        if interface is None or interface.state().invisible:
            continue
        yield interface
        if interface.role() not in LISTS:
            waiting.extend(interface.child(number) for number in range(interface.childCount()))


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def described(widget: QWidget) -> dict[str, QAccessible.Role]:
    return {name(interface): interface.role() for interface in interfaces(widget) if interface.role() in ACTING}


def rows(view: QWidget) -> list[str]:
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface is not None
    found = [interface.child(number) for number in range(interface.childCount())]
    return [name(child) for child in found if child is not None and child.role() in (Role.ListItem, Role.Cell)]


def test_everything_that_acts_has_a_name(reader: ReadingDesk) -> None:
    nameless = [
        f"{interface.role()}: {interface.object()}"
        for interface in interfaces(reader.window)
        if interface.role() in ACTING and not name(interface)
    ]
    assert nameless == []


def test_names_say_what_things_are(reader: ReadingDesk) -> None:
    found = described(reader.window)
    assert found["Search every issue, item and sponsor"] == Role.EditableText
    assert found["Library"] in LISTS
    assert found["In this issue"] in LISTS
    assert {"Menu", "Star", "Export", "New issue", "View: Sections", "View: Text"} <= set(found)


def test_rows_read_as_sentences(reader: ReadingDesk) -> None:
    listed = rows(reader.window.list.view)
    assert listed[0].startswith("unread, Garden Letter · #3, The week of the slow hedge")
    assert "1 sponsor" in listed[0]
    places = rows(reader.window.sidebar)
    assert "All issues, 3 issues" in places
    contents = rows(reader.window.reader_pane.contents)
    assert contents[0].startswith("Lead")
    assert any(sentence.startswith("In the beds, 2 items") for sentence in contents)


def test_a_star_is_part_of_the_row_s_sentence(reader: ReadingDesk) -> None:
    reader.window.actions_["star"].trigger()
    reader.settle()
    assert "starred" in rows(reader.window.list.view)[0]


def test_states_are_told(reader: ReadingDesk) -> None:
    chosen = {name(found): found.state() for found in interfaces(reader.window) if found.role() in ACTING}
    assert chosen["View: Sections"].checked
    assert not chosen["View: Text"].checked
    view = QAccessible.queryAccessibleInterface(reader.window.list.view)
    assert view is not None
    first = view.child(0)
    assert first is not None and first.state().selected


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)])
def test_f6_comes_round_all_panes(reader: ReadingDesk, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    reader.window.resize(1400, 880)
    reader.window.actions_["note"].trigger()
    seen: list[str] = []
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget() or reader.window, key, modifier)
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName() or type(focused).__name__)
    assert len(set(seen)) == 6
    assert {"Search every issue, item and sponsor", "Library", "In this issue", "Note on this issue"} <= set(seen)


def test_the_focus_is_seen_on_every_control(reader: ReadingDesk, dressed: None) -> None:
    """A control looks another when it has the keyboard: its picture differs."""
    window = reader.window
    controls = (window.top.search, window.top.star, window.top.export, window.top.new, window.sidebar, window.list.view)
    for widget in controls:
        window.setFocus()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.grab().toImage() != before, widget


@pytest.fixture
def dressed(reader: ReadingDesk, qapp: QApplication) -> Iterator[None]:
    """The style sheet that a person sees."""
    sheet, palette = qapp.styleSheet(), qapp.palette()
    qapp.setStyleSheet(style_sheet.text("light", reader.window.theme.pixels))
    yield
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)


def test_dialogs_name_their_parts(reader: ReadingDesk) -> None:
    reader.window.actions_["palette"].trigger()
    found = described(reader.window.palette_)
    assert found["Go to"] == Role.EditableText
    assert found["What fits"] in LISTS
    sentences = rows(reader.window.palette_.list)
    assert "In the beds, In this issue" in sentences


@pytest.mark.parametrize("specs", [READER_ACTIONS, EDITOR_ACTIONS], ids=["reading", "writing"])
def test_no_key_means_two_things(specs: tuple[ActionSpec, ...]) -> None:
    keys = [(key, spec.pane) for spec in specs for key in spec.keys]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    everywhere = {key for key, pane in keys if not pane}
    assert [key for key, pane in keys if pane and key in everywhere] == []
