"""How many lines a text takes: what a row leaves room for must be what is drawn in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from reader_app.ui.theme import Theme
from reader_app.ui.widgets.text_lines import Ink, draw, lines_taken

LINE = 20
TITLES = ("Cloud and infrastructure", "What everybody is talking about this week", "Donaudampfschifffahrtsgesellschaft")


def lines_with_ink(theme: Theme, text: str, width: int) -> int:
    """Draw `text` with room for six lines and count those that have something in them."""
    picture = QImage(width, LINE * 6, QImage.Format.Format_RGB32)
    picture.fill(theme.colour("paper"))
    painter = QPainter(picture)
    ink = Ink(theme.colour("ink"), theme.colour("mark"))
    draw(painter, QRectF(0, 0, width, LINE * 6), text, theme.font(12.5), ink, LINE)
    painter.end()
    blank = theme.colour("paper").rgb()
    marked = [any(picture.pixel(x, y) != blank for x in range(width)) for y in range(LINE * 6)]
    return sum(any(marked[top : top + LINE]) for top in range(0, LINE * 6, LINE))


@pytest.mark.parametrize("title", TITLES)
def test_a_title_has_room_for_as_many_lines_as_are_drawn(qtbot: QtBot, theme: Theme, title: str) -> None:
    for width in range(100, 190, 6):
        assert lines_taken(title, theme.font(12.5), width, 6) == lines_with_ink(theme, title, width), width


def test_no_more_lines_are_counted_than_are_wanted(qtbot: QtBot, theme: Theme) -> None:
    assert lines_taken("word " * 500, theme.font(12.5), 60, 3) == 3
    assert lines_taken("", theme.font(12.5), 60, 3) == 0
    assert lines_taken("word", theme.font(12.5), -5, 9) == 4
