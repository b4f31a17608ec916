"""The model behind every list: rows that come in pages from the library's thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reader_app.errors import MastheadError
from reader_app.ui.library.row_store import RowStore
from reader_app.ui.library.rows import Kind, Row, unmarked
from reader_app.ui.widgets.plain_tip import plain_tip

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.types import Cursor

Index = QModelIndex | QPersistentModelIndex
State = Literal["loading", "ready", "failed"]
RowPage = tuple[list[Row], "Cursor | None"]
Fetch = Callable[["Cursor | None", Callable[[RowPage], None], Callable[[MastheadError], None]], None]
ROW_ROLE = Qt.ItemDataRole.UserRole


class RowModel(QAbstractListModel):
    """Rows of one list, fetched page by page.

    `fetch(after, done, failed)` of `show` asks for the page after a cursor and answers later, in this thread.

    Signals: `state_changed(str)` with "loading" while the first page is on its way, then "ready" or "failed";
    `failed(MastheadError)`; `filled()` whenever a page has come.
    """

    state_changed = Signal(str)
    failed = Signal(object)
    filled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = RowStore()
        self._fetch: Fetch | None = None
        self._next: Cursor | None = None
        self._more = False
        self._pending = False
        self._generation = 0
        self.state: State = "ready"

    def show(self, fetch: Fetch, *, keep: bool = False) -> None:
        """List what `fetch` brings, from its start. With `keep`, the old rows stay until the new ones are there."""
        self._fetch = fetch
        self._generation += 1
        self._pending = False
        if not keep:
            self._replace([], None)
            self._more = False
            self._set_state("loading")
        self._ask(None, first=True)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """List `rows`, which are all there are."""
        self._generation += 1
        self._pending = False
        self._replace(list(rows), None)
        self._set_state("ready")
        self.filled.emit()

    def row(self, index: Index | int) -> Row:
        """Return the row at `index`."""
        return self._rows[index if isinstance(index, int) else index.row()]

    def find(self, kind: Kind, row_id: UUID, position: int = -1) -> QModelIndex:
        """Return the index of the row with this key; invalid if it is not among the loaded ones."""
        key = (kind, row_id, position)
        numbers = (number for number in self._rows.numbers((row_id,)) if self._rows[number].key == key)
        return next((self.index(number, 0) for number in numbers), QModelIndex())

    def find_unread(self, first: int) -> QModelIndex:
        """Return the index of the first unread row from number `first` on; invalid if none is among the loaded ones."""
        number = self._rows.unread(first)
        return self.index(number, 0) if number >= 0 else QModelIndex()

    def change(self, row_id: UUID, *, position: int | None = None, **changes: Any) -> None:
        """Change fields of the rows of the issue `row_id`; with `position`, only of that item's row."""
        self.change_all(
            (row_id,), lambda row: row.position == position if position is not None else row.position < 0, **changes
        )

    def change_all(self, ids: Collection[UUID], meant: Callable[[Row], bool], **changes: Any) -> None:
        """Change fields of the rows of the issues `ids` that are `meant`."""
        numbers = [number for number in self._rows.numbers(ids) if meant(self._rows[number])]
        for number in numbers:
            self._rows.replace(number, replace(self._rows[number], **changes))
        if numbers:
            self.dataChanged.emit(self.index(numbers[0], 0), self.index(numbers[-1], 0))

    def drop(self, row_id: UUID) -> None:
        """Take the rows of the issue or draft `row_id` out of the list."""
        self.drop_all((row_id,))

    def drop_all(self, ids: Collection[UUID], gone: Callable[[Row], bool] = lambda _row: True) -> None:
        """Take the rows of the issues `ids` that are `gone` out of the list, those that follow each other at once."""
        runs: list[tuple[int, int]] = []
        for number in self._rows.numbers(ids):
            if gone(self._rows[number]):
                first = runs.pop()[0] if runs and runs[-1][1] == number - 1 else number
                runs.append((first, number))
        for first, last in reversed(runs):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._rows.remove(first, last)
            self.endRemoveRows()

    def is_complete(self) -> bool:
        """Tell whether all rows there are have been loaded."""
        return not self._more and not self._pending

    # What QAbstractListModel asks of a model

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return unmarked(row.title)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(row.text) if row.kind == "report" else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.sentence
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.group
            case ROW_ROLE.value:
                return row
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._pending

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._ask(self._next, first=False)

    def _ask(self, after: Cursor | None, *, first: bool) -> None:
        assert self._fetch is not None
        self._pending = True
        generation = self._generation

        def done(page: RowPage) -> None:
            if generation == self._generation:
                self._take(page, first=first)

        def failed(error: MastheadError) -> None:
            if generation == self._generation:
                self._pending = self._more = False
                self._set_state("failed")
                self.failed.emit(error)

        self._fetch(after, done, failed)

    def _take(self, page: RowPage, *, first: bool) -> None:
        rows, self._next = page
        self._pending, self._more = False, self._next is not None
        if first:
            self._replace(rows, self._next)
            self._set_state("ready")
        elif rows:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()
        self.filled.emit()

    def _replace(self, rows: list[Row], following: Cursor | None) -> None:
        self.beginResetModel()
        self._rows, self._next = RowStore(rows), following
        self.endResetModel()

    def _set_state(self, state: State) -> None:
        self.state = state
        self.state_changed.emit(state)


def row_at(index: Index) -> Row:
    """Return the row an index of a `RowModel` stands for."""
    return cast(Row, index.data(ROW_ROLE.value))
