"""The strip left of the source: line numbers, and a mark at lines that have a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from reader_app.ui.editor.source_edit import SourceEdit


class Gutter(QWidget):
    """Draws the numbers of the lines the source shows; a click puts the cursor into the line."""

    def __init__(self, source: SourceEdit) -> None:
        super().__init__(source)
        self._source = source
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("Line numbers"))

    def sizeHint(self) -> QSize:
        return QSize(self._source.gutter_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        source, theme = self._source, self._source.theme
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("field"))
        painter.setFont(source.font())
        right = self.width() - theme.pixels(16)
        number_pen, current_pen = theme.colour("faint"), theme.colour("muted")
        current = source.textCursor().blockNumber()
        for block, top, height in source.visible_blocks():
            if top > event.rect().bottom() or top + height < event.rect().top():
                continue
            if block.blockNumber() == current:
                painter.fillRect(QRectF(0, top, self.width(), height), theme.colour("current_line"))
            painter.setPen(current_pen if block.blockNumber() == current else number_pen)
            band = QRectF(0, top, right, source.line_pitch())
            painter.drawText(
                band, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(block.blockNumber() + 1)
            )
            mark = source.line_mark(block.blockNumber())
            if mark is not None:
                self._draw_mark(painter, band, theme.colour(mark))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for block, top, height in self._source.visible_blocks():
            if top <= event.position().y() < top + height:
                self._source.go_to_line(block.blockNumber())
                return

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _draw_mark(self, painter: QPainter, band: QRectF, colour: QColor) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(self.width() - 7.0, band.center().y()), 3.0, 3.0)
        painter.restore()
