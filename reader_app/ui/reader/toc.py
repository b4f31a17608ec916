"""The contents of the issue shown, beside its page: sections with counts, sponsors, podcasts; follows the scrolling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyleOptionViewItem, QWidget

from reader_app.services.reading_values import ContentsEntry
from reader_app.ui import dates
from reader_app.ui.library.rows import counted
from reader_app.ui.theme import Theme
from reader_app.ui.widgets import text_lines
from reader_app.ui.widgets.entries import ENTRY_ROLE, EntryDelegate, EntryModel, Index
from reader_app.ui.widgets.plain_tip import plain_tip
from reader_app.ui.widgets.row_view import RowView

ALIGN = Qt.AlignmentFlag
LINE, LEFT, RIGHT = 17.5, 22, 18


class _ContentsModel(EntryModel[ContentsEntry]):
    """The entries of one issue."""

    def told(self, entry: ContentsEntry, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.label(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.label) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._sentence(entry)
        return None

    def label(self, entry: ContentsEntry) -> str:
        """Return what the line says."""
        match entry.kind:
            case "lead":
                return self.tr("Lead")
            case "sponsor":
                return self.tr("Sponsor")
            case "podcast":
                return self.tr("Podcast")
            case "feedback":
                return self.tr("Feedback")
            case _:
                return entry.label or self.tr("Untitled section")

    def count(self, entry: ContentsEntry) -> str:
        """Return what stands at the end of the line."""
        if entry.minutes:
            return self.tr("%1 min").replace("%1", dates.number(entry.minutes))
        return dates.number(entry.count) if entry.count else ""

    def _sentence(self, entry: ContentsEntry) -> str:
        if entry.kind == "section":
            return ", ".join((self.label(entry), counted("%n item", "%n items", entry.count)))
        return ", ".join(filter(None, (self.label(entry), entry.label, self.count(entry))))


class _ContentsDelegate(EntryDelegate):
    """Draws the lines; the one being read has a bar in front."""

    def __init__(self, theme: Theme, model: _ContentsModel) -> None:
        super().__init__(theme, left=12, bottom=8)
        self._model = model

    def row_height(self, index: QModelIndex, width: int) -> int:
        entry = index.data(ENTRY_ROLE.value)
        return self._px(LINE) * self._lines(entry, width, 400) + self._px(8)

    def group(self, _index: QModelIndex) -> str:
        return self._model.tr("In this issue")

    def heading_height(self, _first: bool) -> int:
        return self._px(50)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = self._theme, index.data(ENTRY_ROLE.value)
        rect = QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here:
            painter.fillRect(QRect(rect.left() + self._px(12), rect.top(), 2, rect.height()), theme.colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            ring = QRectF(rect).adjusted(self._px(12) + 0.5, 0.5, -self._px(8) - 0.5, -0.5)
            painter.drawRoundedRect(ring, self._px(4), self._px(4))
        # The line being read is heavier, unless that would take it one more line and move all below it.
        heavy = here and self._lines(entry, rect.width(), 600) == self._lines(entry, rect.width(), 400)
        font = theme.font(12.5, weight=600 if heavy else 400)
        painter.setFont(font)
        inner = QRectF(rect).adjusted(self._px(LEFT), self._px(4), -self._px(RIGHT), -self._px(4))
        token = "sponsor_ink" if entry.kind == "sponsor" else "ink" if here else "muted"
        if not here and option.state & QStyle.StateFlag.State_MouseOver and token == "muted":
            token = "ink"
        painter.setPen(theme.colour(token))
        first_line = QRectF(inner.left(), inner.top(), inner.width(), self._px(LINE))
        painter.drawText(first_line, ALIGN.AlignRight | ALIGN.AlignVCenter, self._model.count(entry))
        inner.setRight(inner.right() - self._count_room(entry, QFontMetricsF(font)))
        ink = text_lines.Ink(theme.colour(token), theme.colour("mark"))
        text_lines.draw(painter, inner, self._model.label(entry), font, ink, self._px(LINE))
        painter.restore()

    def _lines(self, entry: ContentsEntry, width: int, weight: int) -> int:
        """Return how many lines the label takes in a list `width` pixels wide."""
        font = self._theme.font(12.5, weight=weight)
        room = width - self._px(LEFT) - self._px(RIGHT) - self._count_room(entry, QFontMetricsF(font))
        return max(1, text_lines.lines_taken(self._model.label(entry), font, room, 3))

    def _count_room(self, entry: ContentsEntry, metrics: QFontMetricsF) -> float:
        count = self._model.count(entry)
        return metrics.horizontalAdvance(count) + self._px(8) if count else 0.0

    def _px(self, designed: float) -> int:
        return self._theme.pixels(designed)


class Contents(RowView):
    """The list "In this issue".

    Signals: `chosen(str)` with the selector of the place the person wants to see.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._model = _ContentsModel()
        super().__init__(_ContentsDelegate(theme, self._model), parent)
        self._model.setParent(self)
        self._following = False
        self.setModel(self._model)
        self.setProperty("kind", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("In this issue"))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(ENTRY_ROLE.value).selector))
        theme.changed.connect(self.viewport().update)

    def show_entries(self, entries: Sequence[ContentsEntry]) -> None:
        """List `entries`, the first being read."""
        self._model.set_entries(entries)
        self.follow(0)

    def selectors(self) -> list[str]:
        """Return the selectors of all entries, in order."""
        rows = range(self._model.rowCount())
        return [self._model.index(row, 0).data(ENTRY_ROLE.value).selector for row in rows]

    def places(self) -> list[tuple[str, str]]:
        """Return what each line says, with the selector of its place."""
        indexes = [self._model.index(row, 0) for row in range(self._model.rowCount())]
        return [(index.data(), index.data(ENTRY_ROLE.value).selector) for index in indexes]

    def follow(self, row: int) -> None:
        """Show entry number `row` as the one being read."""
        self._following = True
        self.setCurrentIndex(self._model.index(row, 0))
        self._following = False

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._following and self.hasFocus():
            self.chosen.emit(current.data(ENTRY_ROLE.value).selector)
