"""What rows of each table look like, so that a page can be told to belong to a table when nothing points to it."""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from reader_app.library.migrations import NEWEST, STEPS
from reader_app.library.recovering.cells import Record, Value

# Made anew from what is kept; nothing the person said is in there, nor in the tables of a search index.
DERIVED: Final = frozenset(("items", "topics", "sponsors", "sponsor_runs", "totals"))
# Columns that triggers keep, or that follow from the text: they begin at their defaults again.
FOLLOWING: Final = {
    "publications": frozenset(("issues", "unread")),
    "issues": frozenset(("read", "starred", "shelf", "sections", "items", "sponsors", "minutes")),
    "tags": frozenset(("issues",)),
}
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}\Z")
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "INTEGER": (int,),
    "REAL": (float, int),  # a whole number is stored as one
    "TEXT": (str,),
    "BLOB": (bytes,),
}
_FEW: Final = 4  # rows of so few numbers are found in many an index as well

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is SQLite's, `key` its place in the primary key from 1 (0: not in it)."""

    name: str
    type: str
    required: bool
    default: Value
    key: int

    def takes(self, value: Value) -> bool:
        """Tell whether `value` may stand in this column."""
        return not self.required if value is None else isinstance(value, _TYPES.get(self.type, (object,)))


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its columns as records hold them.

    A `numbered` one has its primary key in the number of the row; `in_index` tells that it is WITHOUT ROWID; `fewest`
    is how many values a row of the first version had; a `kept` one is carried over to a new library.
    """

    name: str
    columns: tuple[Column, ...]
    numbered: bool
    in_index: bool
    fewest: int
    kept: bool

    def row(self, record: Record) -> Row | None:
        """Return `record` as a row of this table, None when it is none. A cut one may end within its last value."""
        values = record.values
        if len(values) > len(self.columns) or (record.whole and len(values) < self.fewest):
            return None
        row: list[Value] = []
        for place, column in enumerate(self.columns):
            value = values[place] if place < len(values) else column.default
            if self.numbered and column.key:
                value = record.number
            if not column.takes(value):
                return None
            row.append(value)
        return tuple(row)

    def may_be_guessed(self) -> bool:
        """Tell whether a page can be told to be of this table by its rows alone."""
        return not self.in_index or len(self.columns) > _FEW

    def is_likely(self, row: Row) -> bool:
        """Tell whether `row` holds what this table does: ids, digests and compressed bytes at their places."""
        return all(_is_likely(self.name, column.name, value) for column, value in zip(self.columns, row, strict=True))


def tables(version: int) -> dict[str, Table]:
    """Return all tables of schema `version` by name, of the newest one when there is no such version."""
    oldest = {name: len(columns) for name, _, _, columns in _described(1)}
    result = {}
    for name, shadow, in_index, columns in _described(version if 1 <= version <= NEWEST else NEWEST):
        numbered = not in_index and [column.type for column in columns if column.key] == ["INTEGER"]
        kept = not shadow and name not in DERIVED
        result[name] = Table(name, columns, numbered, in_index, oldest.get(name, len(columns)), kept)
    return result


def _described(version: int) -> list[tuple[str, bool, bool, tuple[Column, ...]]]:
    """Return name, whether it is of a search index, whether it is WITHOUT ROWID, and the columns of each table."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for step in STEPS[:version]:
            step(db)
        found = db.execute("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'").fetchall()
        return [
            (name, kind == "shadow", bool(in_index), _columns(db, name, bool(in_index)))
            for name, kind, in_index in found
            if kind != "virtual" and not name.startswith("sqlite_")
        ]


def _columns(db: sqlite3.Connection, table: str, in_index: bool) -> tuple[Column, ...]:
    rows: Iterable[tuple[str, str, int, str | None, int]] = db.execute(
        'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (table,)
    ).fetchall()
    if in_index:  # the key comes first
        rows = sorted(rows, key=lambda row: row[4] or len(row) + 100)
    return tuple(
        Column(name, kind, bool(required), db.execute(f"SELECT {default}").fetchone()[0] if default else None, key)
        for name, kind, required, default, key in rows
    )


def _is_likely(table: str, column: str, value: Value) -> bool:
    match column:
        case "id":
            return not isinstance(value, str) or _UUID.match(value) is not None
        case "sha256":
            return isinstance(value, str) and _DIGEST.match(value) is not None
        case "read" | "starred" | "kept":
            return value in (0, 1)
        case "data" if isinstance(value, bytes) and table != "assets":
            return _begins_as_zlib(value)
    return True


def _begins_as_zlib(value: bytes) -> bool:
    try:
        zlib.decompressobj().decompress(value[:512])
    except zlib.error:
        return False
    return True
