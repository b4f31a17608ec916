"""Corrections by hand: from the menu of a block or heading, kept in the library, shown at once, taken back."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from reader_app.library.library import Library
from reader_app.model.blocks import Item, Prose, Sponsor
from reader_app.model.issue import Issue
from reader_app.ui.corrections import block_position
from reader_app.ui.dialogs.one_line import OneLine
from reader_app.ui.reader.page_view import Spot
from tests.support.reading_desk import GARDEN, ReadingDesk
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)


def issue(desk: ReadingDesk) -> Issue:
    desk.settle()
    with Library.open(desk.library) as library:
        return library.issue(library.find("Garden Letter#3"))


def choose(desk: ReadingDesk, spot: Spot, text: str, answer: str = "") -> None:
    """Choose the line of the menu at `spot` that begins with `text`, and answer what it asks."""
    menu = desk.window.commands.corrections.menu(spot)
    found = [action for action in menu.actions() if action.text().replace("&", "").startswith(text)]
    assert found, [action.text() for action in menu.actions()]
    found[0].trigger()
    menu.close()
    if answer:
        dialog = desk.window.findChildren(OneLine)[-1]
        dialog.field.setText(answer)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        desk.window.activateWindow()
        desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.settle()


def test_an_item_is_marked_as_sponsor_and_back(reader: ReadingDesk) -> None:
    choose(reader, Spot("0-0", "0"), "This is a sponsor", "The Mulch Company")
    marked = issue(reader).sections[0].blocks[0]
    assert isinstance(marked, Sponsor) and marked.name == "The Mulch Company"
    assert reader.window.list.row() is not None
    assert [tag.text for tag in reader.window.list.row().tags] == ["2 sections", "2 sponsors"]
    assert "read again" in reader.window.reader_pane.messages.text()
    choose(reader, Spot("0-0", "0"), "This is not a sponsor")
    assert isinstance(issue(reader).sections[0].blocks[0], Item | Prose)


def test_the_sponsor_of_the_importer_may_be_none(reader: ReadingDesk) -> None:
    place = next(f"lead-{n}" for n, block in enumerate(issue(reader).lead) if isinstance(block, Sponsor))
    choose(reader, Spot(place), "This is not a sponsor")
    assert not any(isinstance(block, Sponsor) for block in issue(reader).lead)
    assert reader.counts().sponsors == 0


def test_a_section_is_renamed_joined_and_split(reader: ReadingDesk) -> None:
    choose(reader, Spot("", "1"), "Rename section", "In the kitchen")
    assert [section.heading for section in issue(reader).sections] == ["In the beds", "In the kitchen"]
    choose(reader, Spot("0-1", "0"), "A section begins here", "Hedges")
    assert [section.heading for section in issue(reader).sections] == ["In the beds", "Hedges", "In the kitchen"]
    choose(reader, Spot("", "1"), "Join with the section before")
    assert [section.heading for section in issue(reader).sections] == ["In the beds", "In the kitchen"]


def test_undo_takes_back_one_correction_after_the_other(reader: ReadingDesk) -> None:
    before = issue(reader)
    choose(reader, Spot("", "0"), "Rename section", "One")
    choose(reader, Spot("", "1"), "Rename section", "Two")
    reader.qtbot.waitUntil(
        lambda: any(
            button.text() == "Undo" and button.isVisible() for button in reader.window.findChildren(QPushButton)
        )
    )
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [section.heading for section in issue(reader).sections] == ["One", "At the table"]
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert issue(reader) == before
    reader.settle()
    QTest.keyClick(reader.window.list.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reader.qtbot.waitUntil(lambda: reader.window.status.text() == "Nothing is corrected in this issue.")


def test_nothing_is_asked_without_words(reader: ReadingDesk) -> None:
    before = issue(reader)
    menu = reader.window.commands.corrections.menu(Spot("", "0"))
    next(action for action in menu.actions() if "Rename" in action.text()).trigger()
    dialog = reader.window.findChildren(OneLine)[-1]
    assert dialog.field.text() == "In the beds"
    dialog.field.setText("   ")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: not shiboken6.isValid(dialog))
    assert issue(reader) == before


def test_there_is_nothing_to_correct_in_other_views_and_outside_of_blocks(reader: ReadingDesk) -> None:
    corrections = reader.window.commands.corrections
    assert corrections.menu(Spot()).isEmpty()
    assert corrections.menu(Spot("9-9", "9")).isEmpty()
    reader.window.actions_["view_text"].trigger()
    reader.settle()
    assert corrections.menu(Spot("0-0", "0")).isEmpty()


@pytest.mark.parametrize("place", ["", "lead", "lead-9", "2-0", "about-0", "0-x", "-1"])
def test_a_place_that_is_none_has_no_position(reader: ReadingDesk, place: str) -> None:
    assert block_position(issue(reader), place) is None


def test_every_block_of_the_page_has_its_position(reader: ReadingDesk) -> None:
    shown = issue(reader)
    places = [f"lead-{n}" for n in range(len(shown.lead))]
    places += [f"{n}-{m}" for n, section in enumerate(shown.sections) for m in range(len(section.blocks))]
    assert [block_position(shown, place) for place in places] == list(range(len(places)))


def test_the_page_says_what_is_where_and_keeps_its_place(open_reader: OpenReader) -> None:
    long = GARDEN.replace("### [A hedge", "\n\n".join(["Words fill the bed, row after row."] * 60) + "\n\n### [A hedge")
    desk = open_reader([long], pages=True)
    web = desk.window.reader_pane.web
    assert web is not None
    answers: list[object] = []

    def asked(script: str) -> object:
        answers.clear()
        web.run(script, answers.append)
        desk.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    desk.qtbot.waitUntil(lambda: asked("document.querySelectorAll('.entry').length") == 3, timeout=20_000)
    spots: list[Spot] = []

    def heading() -> bool:
        """Ask what is at the heading, wherever the layout has it by now."""
        where = str(
            asked("{ const r = document.querySelector('h2').getBoundingClientRect(); `${r.x + 9},${r.y + 25}` }")
        )
        web.ask_spot(QPoint(*(round(float(part)) for part in where.split(","))), spots.append)
        desk.qtbot.waitUntil(lambda: bool(spots))
        return spots.pop() == Spot("", "0")

    desk.qtbot.waitUntil(heading, timeout=10_000)
    asked("document.querySelectorAll('.item a')[1].focus(); window.scrollTo(0, 700); 1")
    web.ask_spot(None, spots.append)
    desk.qtbot.waitUntil(lambda: bool(spots))
    assert spots[0].section == "0" and spots[0].block.startswith("0-")
    desk.window.actions_["correct"].trigger()
    desk.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and len(menu.actions()) > 3
    menu.close()
    desk.qtbot.waitUntil(lambda: float(str(asked("window.scrollY"))) == 700)
    choose(desk, Spot("", "1"), "Rename section", "In the kitchen")
    desk.qtbot.waitUntil(lambda: asked("[...document.querySelectorAll('h2')].at(-1).textContent") == "In the kitchen")
    desk.qtbot.waitUntil(lambda: float(str(asked("window.scrollY"))) == 700)
