"""Gives a plain-text document a line pitch of its own: Qt's layout for it knows none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout


class SpacedLayout(QPlainTextDocumentLayout):
    """Lays the lines of every block `pitch` pixels apart, each in the middle of its band.

    Text that runs from right to left begins at the right.

    Qt lays a block out when its rectangle is first asked for, the first line at 0. So a first line that is elsewhere
    says that the block has its spacing already. The document is to have no margin.
    """

    def __init__(self, document: QTextDocument, pitch: float) -> None:
        super().__init__(document)
        self._pitch = pitch
        self._blocks = document.blockCount()
        self._in_one_block = False
        document.contentsChange.connect(self._note_change)

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

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Lay out what changed.

        New colours in a line report its whole length as taken away and put there again. Qt adds the two up, believes
        that the lines below changed too, and paints all of them again with every letter one types.
        """
        if self._in_one_block:
            block = self.document().findBlock(start)
            if start + added <= block.position() + block.length():
                removed = 0
        super().documentChanged(start, removed, added)

    def _note_change(self, start: int, _removed: int, added: int) -> None:
        """Note whether the change is within one line: as many lines as before, and no end of a line among the new."""
        document = self.document()
        before, self._blocks = self._blocks, document.blockCount()
        block = document.findBlock(start)
        self._in_one_block = before == self._blocks and start + added < block.position() + block.length()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        # Qt asks this for every line in sight at every key, so the usual case comes first.
        layout = block.layout()
        count = layout.lineCount()
        if count:
            first = layout.lineAt(0)
            if first.y():
                return QRectF(0.0, 0.0, first.width(), count * self._pitch)
        rect = super().blockBoundingRect(block)
        if block.isVisible():
            self._space(layout, is_rtl=block.textDirection() == Qt.LayoutDirection.RightToLeft)
            rect.setHeight(layout.lineCount() * self._pitch)
        return rect

    def _space(self, layout: QTextLayout, *, is_rtl: bool) -> None:
        """Put the lines of a block, laid out by Qt, where they belong."""
        above = float(max(1, round((self._pitch - layout.lineAt(0).height()) / 2)))
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            left = max(0.0, line.width() - line.naturalTextWidth()) if is_rtl else line.x()
            line.setPosition(QPointF(left, above + number * self._pitch))
