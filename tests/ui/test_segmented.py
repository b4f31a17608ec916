"""A segmented control takes less room beside its texts where there is less; where the texts have none, it is a box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from reader_app.ui.widgets.elided_box import ElidedBox
from reader_app.ui.widgets.segmented import Segmented
from tests.ui.test_boxes import dressed

__all__ = ["dressed"]  # the fixture: a segment is as wide as the style sheet makes it

TEXTS = ("All", "Unread", "Starred", "Hidden")


@pytest.fixture
def segments(qtbot: QtBot, dressed: object) -> Segmented:
    made = Segmented([(text.lower(), text) for text in TEXTS], "Items to list")
    qtbot.addWidget(made)
    made.choose("unread")
    made.show()
    return made


def widths(segments: Segmented) -> list[int]:
    layout = segments.layout()
    assert layout is not None
    layout.activate()
    segments.adjustSize()
    return [button.width() for button in segments.findChildren(QPushButton)]


def texts(segments: Segmented) -> list[int]:
    font = QFont(segments.findChildren(QPushButton)[0].font())
    font.setWeight(QFont.Weight.DemiBold)
    return [QFontMetrics(font).horizontalAdvance(text) for text in TEXTS]


def test_it_fits_into_what_there_is(segments: Segmented) -> None:
    usual = widths(segments)
    least = sum(texts(segments))
    for width in range(least + 10, sum(usual), 7):
        segments.fit(width)
        assert sum(widths(segments)) <= width
        assert all(given >= needed for given, needed in zip(widths(segments), texts(segments), strict=True))
    segments.fit(sum(usual) + 40)
    assert widths(segments) == usual


def test_with_too_little_room_a_box_offers_the_same(qtbot: QtBot, segments: Segmented) -> None:
    segments.allow("hidden", False, "Nothing is hidden")
    segments.fit(sum(texts(segments)))
    box = segments.findChild(QComboBox)
    assert box is not None and box.isVisible() and segments.is_box()
    assert not any(button.isVisible() for button in segments.findChildren(QPushButton))
    assert ([box.itemText(n) for n in range(box.count())], box.currentText()) == (list(TEXTS), "Unread")
    assert box.accessibleName() == "Items to list"
    enabled = [bool(box.model().flags(box.model().index(n, 0)) & Qt.ItemFlag.ItemIsEnabled) for n in range(4)]
    assert enabled == [True, True, True, False]
    with qtbot.waitSignal(segments.chosen) as chosen:
        box.activated.emit(2)
    assert chosen.args == ["starred"] and segments.value() == "starred"
    segments.choose("all")
    assert box.currentText() == "All"
    segments.fit(1000)
    assert not box.isVisible() and all(button.isVisible() for button in segments.findChildren(QPushButton))


def test_the_keyboard_stays_where_it_is_when_buttons_become_a_box(qtbot: QtBot, segments: Segmented) -> None:
    segments.activateWindow()
    segments.findChildren(QPushButton)[1].setFocus()
    qtbot.waitUntil(lambda: segments.findChildren(QPushButton)[1].hasFocus())
    segments.fit(10)
    box = segments.findChild(QComboBox)
    assert box is not None and box.hasFocus()
    segments.fit(1000)
    assert segments.findChildren(QPushButton)[1].hasFocus()


def test_a_box_says_that_its_text_is_cut(qtbot: QtBot, dressed: object) -> None:
    box = ElidedBox()
    qtbot.addWidget(box)
    box.addItem("All the sections of every issue")
    box.resize(90, 30)
    box.show()
    assert box.shown().endswith("…")
    box.resize(box.sizeHint())
    assert box.shown() == box.currentText()
