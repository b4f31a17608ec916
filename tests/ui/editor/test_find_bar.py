"""Find and replace in the source."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reader_app.ui.editor.find_bar import FindBar
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.theme import Theme

TEXT = "One fish\ntwo FISH\nred fish 🗞 fish"


class Finder:
    """The bar with its fields at hand."""

    def __init__(self, bar: FindBar, source: SourceEdit) -> None:
        self.bar, self.source = bar, source
        self.wanted, self.new = bar.findChildren(QLineEdit)
        self.case, self.pattern = (b for b in bar.findChildren(QToolButton) if b.isCheckable())
        self.count = bar.findChild(QLabel)

    def selected(self) -> tuple[int, str]:
        cursor = self.source.textCursor()
        return cursor.blockNumber(), cursor.selectedText()


@pytest.fixture
def finder(qtbot: QtBot, theme: Theme) -> Finder:
    source = SourceEdit(theme)
    bar = FindBar(theme, source)
    qtbot.addWidget(source)
    qtbot.addWidget(bar)
    source.show()
    source.set_text(TEXT)
    bar.open()
    return Finder(bar, source)


def test_finding_as_one_types_and_around_the_end(finder: Finder, qtbot: QtBot) -> None:
    QTest.keyClicks(finder.wanted, "fish")
    assert finder.selected() == (0, "fish")
    QTest.keyClick(finder.wanted, Qt.Key.Key_Return)
    assert finder.selected() == (1, "FISH")
    for _ in range(3):
        QTest.keyClick(finder.wanted, Qt.Key.Key_Return)
    assert finder.selected() == (0, "fish")
    QTest.keyClick(finder.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder.selected() == (2, "fish")
    qtbot.waitUntil(lambda: finder.count.text() == "4 places")
    assert len(finder.source.extraSelections()) == 4


def test_case_matters_if_asked(finder: Finder, qtbot: QtBot) -> None:
    finder.case.setChecked(True)
    QTest.keyClicks(finder.wanted, "FISH")
    qtbot.waitUntil(lambda: finder.count.text() == "1 place")


def test_special_letters_are_letters_unless_it_is_an_expression(finder: Finder, qtbot: QtBot) -> None:
    QTest.keyClicks(finder.wanted, "f..h")
    qtbot.waitUntil(lambda: finder.count.text() == "Not found")
    finder.pattern.setChecked(True)
    qtbot.waitUntil(lambda: finder.count.text() == "4 places")
    finder.wanted.setText("f(")
    qtbot.waitUntil(lambda: finder.count.text() == "Not a regular expression")
    assert finder.bar.replace_all() == 0
    finder.wanted.setText("x*")
    qtbot.waitUntil(lambda: finder.count.text() == "Not found")


def test_replacing_one_by_one(finder: Finder) -> None:
    QTest.keyClicks(finder.wanted, "fish")
    finder.new.setFocus()
    QTest.keyClicks(finder.new, "bird")
    QTest.keyClick(finder.new, Qt.Key.Key_Return)
    assert finder.source.text() == TEXT.replace("One fish", "One bird")
    assert finder.selected() == (1, "FISH")


def test_replacing_all_with_groups_is_one_step_of_undo(finder: Finder) -> None:
    finder.pattern.setChecked(True)
    finder.wanted.setText(r"(\w+) fish")
    finder.new.setText(r"fish \1")
    every = next(b for b in finder.bar.findChildren(QPushButton) if b.text() == "Replace all")
    every.click()
    assert finder.source.text() == "fish One\nfish two\nfish red 🗞 fish"
    assert finder.count.text() == "3 replaced"
    finder.source.undo()
    assert finder.source.text() == TEXT


def test_replacing_with_the_same_word_in_it_ends(finder: Finder) -> None:
    finder.wanted.setText("fish")
    finder.new.setText("fishfish")
    assert finder.bar.replace_all() == 4
    finder.wanted.setText("")
    assert finder.bar.replace_all() == 0
    assert not finder.bar.find_next()


def test_escape_gives_the_source_back(finder: Finder, qtbot: QtBot) -> None:
    QTest.keyClicks(finder.wanted, "fish")
    with qtbot.waitSignal(finder.bar.closed):
        QTest.keyClick(finder.wanted, Qt.Key.Key_Escape)
    assert not finder.bar.isVisible()
    assert finder.source.extraSelections() == []


def test_the_selected_word_is_looked_for(finder: Finder) -> None:
    finder.bar.close_bar()
    finder.source.select(2, 0, 3)
    finder.bar.open()
    assert finder.wanted.text() == "red"
