"""What the person says of issues and items: read, starred, hidden, in tables of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Literal
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.library.keys import key_of
from reader_app.library.types import ItemMarks

Mark = Literal["read", "starred"]
ItemMark = Literal["read", "starred", "hidden"]


def set_mark(db: sqlite3.Connection, ids: Iterable[UUID], mark: Mark, value: bool) -> tuple[UUID, ...]:
    """Set `mark` of the issues to `value`; return those it was not so of. Ids that are not here are passed over."""
    sql = (
        f"INSERT INTO marks (issue, {mark}) SELECT key, ?1 FROM issues WHERE id = ?2 AND {mark} <> ?1"
        f" ON CONFLICT (issue) DO UPDATE SET {mark} = excluded.{mark}"
    )
    return tuple(issue_id for issue_id in ids if db.execute(sql, (int(value), str(issue_id))).rowcount)


def set_item_mark(db: sqlite3.Connection, issue_id: UUID, position: int, mark: ItemMark, value: bool) -> None:
    """Set `mark` of one item to `value`; raises UsageError when there is no such item."""
    key = key_of(db, issue_id)
    row = db.execute("SELECT link, occurrence FROM items WHERE issue = ? AND position = ?", (key, position)).fetchone()
    if row is None:
        raise UsageError(f"The issue {issue_id} has no item {position}.")
    db.execute(
        f"INSERT INTO item_marks (issue, link, occurrence, {mark}) VALUES (?, ?, ?, ?)"
        f" ON CONFLICT (issue, link, occurrence) DO UPDATE SET {mark} = excluded.{mark}",
        (key, *row, int(value)),
    )


def item_marks(db: sqlite3.Connection, issue_id: UUID) -> dict[int, ItemMarks]:
    """Return the marks of the issue's items by position; items without any are left out."""
    rows = db.execute(
        "SELECT position, read, starred, hidden FROM items WHERE issue = ? AND (read OR starred OR hidden)",
        (key_of(db, issue_id),),
    )
    return {position: ItemMarks(*(bool(mark) for mark in found)) for position, *found in rows}
