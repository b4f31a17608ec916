"""Gives a plain-text document a line pitch of its own: Qt's layout for it knows none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class SpacedLayout(QPlainTextDocumentLayout):
    """Lays the lines of every block `pitch` pixels apart, each in the middle of its band.

    Text that runs from right to left begins at the right.

    Qt lays a block out when its rectangle is first asked for, the first line at 0. So a first line that is elsewhere
    says that the block has its spacing already.
    """

    def __init__(self, document: QTextDocument, pitch: float) -> None:
        super().__init__(document)
        self._pitch = pitch

    @property
    def pitch(self) -> float:
        """The distance from one line to the next in pixels."""
        return self._pitch

    def set_pitch(self, pitch: float) -> None:
        """Lay all lines out anew, `pitch` pixels apart."""
        self._pitch = pitch
        block = self.document().firstBlock()
        while block.isValid():
            block.layout().clearLayout()
            block = block.next()
        self.requestUpdate()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        rect = super().blockBoundingRect(block)
        if not block.isVisible():
            return rect
        layout = block.layout()
        count = layout.lineCount()
        if count:
            first = layout.lineAt(0)
            above = float(max(1, round((self._pitch - first.height()) / 2)))
            if first.y() != above:
                is_rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
                for number in range(count):
                    line = layout.lineAt(number)
                    left = max(0.0, line.width() - line.naturalTextWidth()) if is_rtl else line.x()
                    line.setPosition(QPointF(left, above + number * self._pitch))
            last = 0.0 if block.next().isValid() else self.document().documentMargin()
            rect.setHeight(count * self._pitch + last)
        return rect
