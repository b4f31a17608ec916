"""A segmented control takes less room beside its texts where there is less, and never less than the texts need."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

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


def test_with_too_little_room_the_texts_stay_whole(segments: Segmented) -> None:
    segments.fit(10)
    assert all(given >= needed for given, needed in zip(widths(segments), texts(segments), strict=True))
