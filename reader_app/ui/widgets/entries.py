"""What short lists of entries share: a model of values that are all there, and headings over their groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QPainter

from reader_app.ui.theme import Theme
from reader_app.ui.widgets.row_view import RowDelegate

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole
_HEADING = 11  # size of the font, in designed pixels


class EntryModel(QAbstractListModel, Generic[T]):
    """A list of entries, each given whole for `ENTRY_ROLE`; a subclass says what is `told` of one for other roles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: Sequence[T] = ()

    def told(self, entry: T, role: int) -> Any:
        """Return what is told of `entry` for a role of Qt's; None for nothing."""
        raise NotImplementedError

    def identity(self, entry: T) -> object:
        """Return what tells `entry` from the others, whatever else of it changes."""
        return entry

    def set_entries(self, entries: Sequence[T]) -> None:
        """List `entries`. Where they are the same ones as before, the rows stay, and with them what is chosen."""
        same = list(map(self.identity, entries)) == list(map(self.identity, self.entries))
        if same and entries:
            self.entries = entries
            self.dataChanged.emit(self.index(0, 0), self.index(len(entries) - 1, 0))
        else:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    # What QAbstractListModel asks of a model

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.entries):
            return None
        entry = self.entries[index.row()]
        return entry if role == ENTRY_ROLE.value else self.told(entry, role)


class EntryDelegate(RowDelegate):
    """Draws the headings of groups `left` and `bottom` designed pixels from the edges of their room."""

    def __init__(self, theme: Theme, left: int, bottom: int) -> None:
        super().__init__()
        self._theme = theme
        self._left, self._bottom = left, bottom

    def paint_heading(self, painter: QPainter, rect: QRect, text: str) -> None:
        font = self._theme.font(_HEADING, weight=600)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        inner = rect.adjusted(self._theme.pixels(self._left), 0, 0, -self._theme.pixels(self._bottom))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text.upper())
