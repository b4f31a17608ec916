"""Draws text on a fixed number of lines, the last one cut short with an ellipsis, parts of it marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

MARK_START, MARK_END = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of text: its own and the one behind marked parts."""

    text: QColor
    mark: QColor


def split_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `text` without marks, and where its marked parts start and how long they are (in UTF-16 units)."""
    if MARK_START not in text and MARK_END not in text:
        return text, []
    plain: list[str] = []
    ranges: list[tuple[int, int]] = []
    length, start = 0, -1
    for character in text:
        if character == MARK_START:
            start = length
        elif character == MARK_END:
            if start >= 0:
                ranges.append((start, length - start))
            start = -1
        else:
            plain.append(character)
            length += 2 if ord(character) > 0xFFFF else 1
    return "".join(plain), ranges


def lines_needed(text: str, metrics: QFontMetricsF, width: float, most: int) -> int:
    """Return about how many lines of `width` pixels `text` takes, at most `most`; 0 for no text.

    It does not break the text into words, so that it is quick enough for lists of any length; see `lines_taken`.
    """
    if not text:
        return 0
    return min(most, 1 + int(metrics.horizontalAdvance(text) // max(1.0, width)))


def lines_taken(text: str, font: QFont, width: float, most: int) -> int:
    """Return exactly how many lines of `width` pixels `draw` makes of `text`, at most `most`; 0 for no text."""
    layout = QTextLayout(text, font)
    layout.setTextOption(_wrapped(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    lines = 0
    while text and lines < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        lines += 1
    layout.endLayout()
    return lines


def draw(painter: QPainter, rect: QRectF, text: str, font: QFont, ink: Ink, line_height: float) -> None:
    """Draw `text` into `rect`, as many lines of `line_height` as fit; the last one ends in an ellipsis if need be."""
    plain, ranges = split_marks(text)
    lines = max(1, int((rect.height() + 0.5) // line_height))
    layout = QTextLayout(plain, font)
    direction = Qt.LayoutDirection.RightToLeft if plain.isascii() is False and _starts_right(plain) else None
    option = _wrapped(Qt.AlignmentFlag.AlignRight if direction else Qt.AlignmentFlag.AlignLeft)
    if direction:
        option.setTextDirection(direction)
    layout.setTextOption(option)
    layout.setFormats([_marked(start, length, ink.mark) for start, length in ranges])
    layout.beginLayout()
    last_start = 0
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, number * line_height + (line_height - line.height()) / 2))
        last_start = line.textStart()
    layout.endLayout()
    painter.setPen(ink.text)
    shown = layout.lineCount()
    last = layout.lineAt(shown - 1)
    if last_start + last.textLength() >= _units(plain):
        layout.draw(painter, rect.topLeft())
        return
    for number in range(shown - 1):
        layout.lineAt(number).draw(painter, rect.topLeft())
    rest = _from(plain, last_start).replace("\n", " ")
    cut = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, rect.width())
    moved = [(start - last_start, length) for start, length in ranges if start >= last_start]
    _one_line(painter, QPointF(rect.x(), rect.y() + last.y()), rect.width(), cut, font, option, moved, ink)


def _one_line(
    painter: QPainter,
    at: QPointF,
    width: float,
    text: str,
    font: QFont,
    option: QTextOption,
    ranges: list[tuple[int, int]],
    ink: Ink,
) -> None:
    layout = QTextLayout(text, font)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    inside = _units(text)
    layout.setFormats([_marked(start, length, ink.mark) for start, length in ranges if start + length < inside])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    line.setPosition(QPointF(0, 0))
    layout.endLayout()
    layout.draw(painter, at)


def _wrapped(side: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(side)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _marked(start: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    marked.start = start
    marked.length = length
    marked.format = QTextCharFormat()
    marked.format.setBackground(colour)
    return marked


def _units(text: str) -> int:
    """Return the length of `text` as Qt counts: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _from(text: str, units: int) -> str:
    return text[units:] if text.isascii() else text.encode("utf-16-le")[2 * units :].decode("utf-16-le", "ignore")


def _starts_right(text: str) -> bool:
    """Tell whether the first letter of `text` that has a direction is written from right to left."""
    import unicodedata

    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
