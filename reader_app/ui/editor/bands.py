"""Paints what lies under the text of the source: the page, the line of the cursor, the selection in whole bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QTextBlock, QTextCursor

if TYPE_CHECKING:
    from reader_app.ui.editor.source_edit import SourceEdit


def paint_bands(painter: QPainter, source: SourceEdit, area: QRect) -> None:
    """Paint the page and them for the lines in sight of `source`; `painter` paints in its viewport, `area` of it."""
    painter.fillRect(area, source.theme.colour("field"))
    cursor = source.textCursor()
    line, has_selection = cursor.blockNumber(), cursor.hasSelection()
    for block, top, height in source.visible_blocks():
        if block.blockNumber() == line:
            painter.fillRect(QRectF(0, top, source.viewport().width(), height), source.theme.colour("current_line"))
            if not has_selection:
                break
        if has_selection:
            _paint_selection(painter, source, block, top, cursor)


def _paint_selection(painter: QPainter, source: SourceEdit, block: QTextBlock, top: float, cursor: QTextCursor) -> None:
    """Fill the whole band of selected lines: Qt fills the height of the letters only."""
    start = max(0, cursor.selectionStart() - block.position())
    end = min(block.length(), cursor.selectionEnd() - block.position())
    if start >= end:
        return
    colour, layout, left, pitch = (
        source.theme.colour("selection"),
        block.layout(),
        source.text_left(),
        source.line_pitch(),
    )
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first > last or (first == last and end <= last):
            continue
        xs = (line.cursorToX(first)[0], line.cursorToX(last)[0])  # type: ignore[index]
        width = max(abs(xs[1] - xs[0]), 4.0)
        painter.fillRect(QRectF(left + min(xs), top + number * pitch, width, pitch), colour)
