"""The outline as a Qt list model: keeps what did not change, so the view redraws only what did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from reader_app.services.outlining import Outline, Row, RowKind
from reader_app.ui.widgets.plain_tip import plain_tip

PART_TYPE: Final = "application/x-masthead-part"
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_FIXED = (RowKind.LEAD,)
NAMED: Final = frozenset(
    {
        RowKind.SECTION,
        RowKind.ITEM,
        RowKind.SPONSOR,
        RowKind.PODCAST,
        RowKind.FIGURE,
        RowKind.BUTTON,
    }
)
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class OutlineModel(QAbstractListModel):
    """One row for each part of the issue.

    Signals: `move_requested(rows, to_row)` after a drop: these parts are to stand before `to_row`;
    `rename_requested(row, name)` after a name was typed over; `dropped(data, to_row)` with what came from elsewhere in
    one of the formats `foreign`. The model itself changes nothing: the text does, and the new outline follows from it.
    """

    move_requested = Signal(object, int)
    rename_requested = Signal(int, str)
    dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.outline = Outline()
        self.weights: tuple[int, ...] = ()
        self.foreign: tuple[str, ...] = ()
        self._notes: Mapping[Row, str] = {}

    def show(self, outline: Outline) -> None:
        """Show `outline`, telling views no more than what differs."""
        old, new = self.outline.rows, outline.rows
        start = _shared(old, new)
        tail = min(_shared(old[::-1], new[::-1]), min(len(old), len(new)) - start)
        removed, added = len(old) - tail - start, len(new) - tail - start
        same = min(removed, added)
        if same:
            self.outline = Outline(old[:start] + new[start : start + same] + old[start + same :])
            self.dataChanged.emit(self.index(start), self.index(start + same - 1))
        if removed > same:
            self.beginRemoveRows(_ROOT, start + same, start + removed - 1)
            self.outline = outline
            self.endRemoveRows()
        elif added > same:
            self.beginInsertRows(_ROOT, start + same, start + added - 1)
            self.outline = outline
            self.endInsertRows()
        self.outline = outline

    def show_notes(self, notes: Mapping[Row, str]) -> None:
        """Say something more of some rows."""
        if notes != self._notes:
            self._notes = dict(notes)
            if self.outline.rows:
                self.dataChanged.emit(self.index(0), self.index(len(self.outline.rows) - 1))

    def note(self, row: Row) -> str:
        """Return what more is said of `row`."""
        return self._notes.get(row, "")

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.outline.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.outline.rows):
            return None
        row = self.outline.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role == Qt.ItemDataRole.EditRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.note(row).replace(":\n", ": ").replace("\n", "; ")
            return ", ".join(filter(None, (self.title(row), self.count(row), said)))
        if role == Qt.ItemDataRole.ToolTipRole:
            name = row.title if len(row.title) > 30 else ""
            return plain_tip("\n".join(filter(None, (name, self.note(row), self._weight(index.row()))))) or None
        return None

    def _weight(self, number: int) -> str:
        weight = self.weights[number] if number < len(self.weights) else 0
        return self.tr("{n} KB of the mail").format(n=f"{weight / 1024:.1f}") if weight else ""

    def title(self, row: Row) -> str:
        """Return what is written in `row`."""
        match row.kind:
            case RowKind.SECTION | RowKind.ITEM:
                return row.title or self.tr("Without a title")
            case RowKind.SPONSOR:
                return self.tr("Sponsor · {name}").format(name=row.title)
            case RowKind.FIGURE:
                return self.tr("Picture · {text}").format(text=row.title) if row.title else self.tr("Picture")
            case RowKind.BUTTON:
                return self.tr("Button · {text}").format(text=row.title)
        return {
            RowKind.LEAD: self.tr("Lead"),
            RowKind.LINKS: self.tr("Links"),
            RowKind.PODCAST: self.tr("Podcast"),
            RowKind.FEEDBACK: self.tr("Feedback"),
            RowKind.NOTE: self.tr("Note"),
            RowKind.UNKNOWN: self.tr("Other block"),
        }.get(row.kind, self.tr("About"))

    def count(self, row: Row) -> str:
        """Return what stands at the right of `row`."""
        match row.kind:
            case RowKind.LEAD:
                return self.tr("1 word") if row.count == 1 else self.tr("{n} words").format(n=row.count)
            case RowKind.SECTION if row.count:
                return self.tr("1 item") if row.count == 1 else self.tr("{n} items").format(n=row.count)
            case RowKind.LINKS:
                return str(row.count)
            case RowKind.PODCAST:
                return "1"
        return ""

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.outline.rows[index.row()]
        if row.kind in NAMED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags if row.kind in _FIXED else flags | Qt.ItemFlag.ItemIsDragEnabled

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        name = str(value).strip()
        if name and name != self.outline.rows[index.row()].title:
            self.rename_requested.emit(index.row(), name)
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [PART_TYPE, *self.foreign]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(PART_TYPE, ",".join(map(str, rows)).encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: _Index) -> bool:
        target = row if row >= 0 else (parent.row() if parent.isValid() else self.rowCount())
        if data.hasFormat(PART_TYPE):
            rows = bytes(data.data(PART_TYPE).data()).decode("ascii").split(",")
            self.move_requested.emit([int(each) for each in rows if each], target)
        elif any(data.hasFormat(form) for form in self.foreign):
            self.dropped.emit(data, target)
        return False  # else the view would take the row away by itself


def _shared(one: Sequence[Row], other: Sequence[Row]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left is not right and left != right:
            break
        count += 1
    return count
