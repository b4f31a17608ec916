"""What issues and publications are called: asked in a small form, shown everywhere at once, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from reader_app.library.library import Library
from reader_app.model.issue import Issue
from reader_app.ui.dialogs.issue_facts import IssueFacts
from reader_app.ui.dialogs.one_line import OneLine
from reader_app.ui.library.places import Place
from tests.support.reading_desk import ReadingDesk
from tests.ui.reading.test_main_window import BRIDGE, HEDGE, LETTERS, offer, press, shown

CONTROL = "ctrl"


def details(desk: ReadingDesk) -> IssueFacts:
    """Open the form with its key and return it."""
    press(desk, Qt.Key.Key_F2)
    desk.qtbot.waitUntil(lambda: bool(desk.window.findChildren(IssueFacts)))
    return desk.window.findChildren(IssueFacts)[-1]


def keep(desk: ReadingDesk, form: IssueFacts) -> None:
    QTest.keyClick(form.number if form.number.isVisible() else form.publication.lineEdit(), Qt.Key.Key_Return)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.settle()


def rename(desk: ReadingDesk, start: Callable[[], object], name: str) -> None:
    start()
    dialog = desk.window.findChildren(OneLine)[-1]
    dialog.field.setText(name)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.settle()


def issue(desk: ReadingDesk, title: str) -> Issue:
    with Library.open(desk.library) as library:
        return library.issue(desk.id_of(title))


def publications(desk: ReadingDesk) -> dict[str, int]:
    return {each.name: each.issues for each in desk.counts().publications}


def test_the_form_shows_what_the_issue_is_called_and_keeps_what_is_put_right(reader: ReadingDesk) -> None:
    form = details(reader)
    assert (form.publication.currentText(), form.number.text(), form.title.text()) == ("Garden Letter", "3", HEDGE)
    form.number.setText("4")
    form.title.setText("A hedge in a hurry")
    form.date.setText("2024-01-15")
    keep(reader, form)
    assert reader.titles() == [BRIDGE, LETTERS, "A hedge in a hurry"]
    assert shown(reader) == "A hedge in a hurry"
    assert issue(reader, "A hedge in a hurry").number == "4"
    assert reader.window.list.messages.text() == "Corrected 1 issue"
    offer(reader, "Undo")
    assert reader.titles() == [HEDGE, BRIDGE, LETTERS]
    assert shown(reader) == HEDGE
    assert issue(reader, HEDGE).number == "3"


def test_one_publication_is_put_right_for_several_issues(reader: ReadingDesk) -> None:
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    form = details(reader)
    assert not form.title.isVisible()
    form.publication.setCurrentText("The Almanac")
    keep(reader, form)
    assert publications(reader) == {"The Almanac": 3}
    assert reader.window.list.messages.text() == "Corrected 3 issues"
    press(reader, Qt.Key.Key_Z, modifier=CONTROL)
    assert publications(reader) == {"Bridge Post": 1, "Garden Letter": 1, "אותיות": 1}


def test_the_publication_can_be_called_so_in_all_its_issues(reader: ReadingDesk) -> None:
    form = details(reader)
    assert not form.all_of_it.isEnabled()
    form.publication.setCurrentText("Garden News")
    form.all_of_it.setChecked(True)
    form.number.setText("5")
    keep(reader, form)
    assert publications(reader) == {"Bridge Post": 1, "Garden News": 1, "אותיות": 1}
    assert issue(reader, HEDGE).number == "5"
    offer(reader, "Undo")
    assert publications(reader) == {"Bridge Post": 1, "Garden Letter": 1, "אותיות": 1}
    assert issue(reader, HEDGE).number == "3"


PROBLEMS = [
    ("date", "in spring", "is not a date"),
    ("date", "", "not taken away"),
    ("title", " ", "needs a title"),
]


@pytest.mark.parametrize(("field", "text", "said"), PROBLEMS)
def test_what_cannot_be_kept_is_said_and_not_kept(reader: ReadingDesk, field: str, text: str, said: str) -> None:
    form = details(reader)
    typed = getattr(form, field)
    assert isinstance(typed, QLineEdit)
    typed.setText(text)
    assert said in form.said()
    QTest.keyClick(typed, Qt.Key.Key_Return)
    assert form.isVisible()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    reader.settle()
    assert reader.titles() == [HEDGE, BRIDGE, LETTERS]


def test_a_publication_is_renamed_from_the_sidebar(reader: ReadingDesk) -> None:
    reader.window.sidebar.choose(Place("publication", "Garden Letter"))
    reader.settle()
    menu = reader.window.commands.places.menu()
    assert [action.text().replace("&", "") for action in menu.actions()] == ["About", "Rename…"]
    rename(reader, menu.actions()[1].trigger, "Garden News")
    assert reader.window.list.place == Place("publication", "Garden News")
    assert reader.titles() == [HEDGE]
    assert publications(reader) == {"Bridge Post": 1, "Garden News": 1, "אותיות": 1}
    press(reader, Qt.Key.Key_Z, modifier=CONTROL)
    assert reader.window.list.place == Place("publication", "Garden Letter")
    assert reader.titles() == [HEDGE]


def test_two_publications_become_one(reader: ReadingDesk) -> None:
    reader.window.sidebar.choose(Place("publication", "Garden Letter"))
    reader.settle()
    rename(reader, lambda: reader.window.commands.places.run("rename"), "Bridge Post")
    assert publications(reader) == {"Bridge Post": 2, "אותיות": 1}
    assert reader.titles() == [HEDGE, BRIDGE]


@pytest.mark.parametrize(
    ("place", "offered"),
    [(Place("trash"), ["Empty…"]), (Place("all"), []), (Place("tag", "Sea"), ["Rename…", "Remove"])],
)
def test_the_menu_of_a_place_offers_what_can_be_done_there(
    reader: ReadingDesk, place: Place, offered: list[str]
) -> None:
    with Library.open(reader.library) as library:
        library.tag([reader.id_of(HEDGE)], "Sea")
    reader.window.refresh()
    reader.settle()
    reader.window.sidebar.choose(place)
    reader.settle()
    menu = reader.window.commands.places.menu()
    assert [action.text().replace("&", "") for action in menu.actions()] == offered
