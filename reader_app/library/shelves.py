"""Puts issues into the archive and the trash and back. They stay what they are: only lists no longer show them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from reader_app.library import issues
from reader_app.library.moments import stored


def archive(db: sqlite3.Connection, ids: Iterable[UUID], archived: bool) -> tuple[UUID, ...]:
    """Archive issues or take them out of the archive; return those that were not so before."""
    return _set(db, ids, "archived", int(archived), "coalesce(m.archived, 0) <> ?")


def trash(db: sqlite3.Connection, ids: Iterable[UUID], moment: datetime) -> tuple[UUID, ...]:
    """Put issues into the trash; return those that were not there before."""
    return _set(db, ids, "deleted", stored(moment), "m.deleted IS NULL AND ? IS NOT NULL")


def restore(db: sqlite3.Connection, ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """Take issues out of the trash, back to where they were; return those that were there."""
    return _set(db, ids, "deleted", None, "m.deleted IS NOT NULL AND ? IS NULL")


def empty(db: sqlite3.Connection, before: datetime | None) -> int:
    """Remove for good what went to the trash before `before`, all of it for None; return how many issues that were."""
    latest = None if before is None else stored(before)
    rows = db.execute(
        "SELECT i.id FROM marks m JOIN issues i ON i.key = m.issue WHERE m.deleted IS NOT NULL"
        " AND (?1 IS NULL OR m.deleted < ?1)",
        (latest,),
    ).fetchall()
    issues.remove(db, [UUID(row[0]) for row in rows])
    return len(rows)


def _set(
    db: sqlite3.Connection, ids: Iterable[UUID], column: str, value: int | None, condition: str
) -> tuple[UUID, ...]:
    """Set `column` to `value` where `condition` holds of the marks `m` (with the value); return which issues changed.

    Ids that are not here are passed over.
    """
    changed: list[UUID] = []
    for issue_id in ids:
        row = db.execute(
            f"SELECT i.key FROM issues i LEFT JOIN marks m ON m.issue = i.key WHERE i.id = ? AND {condition}",
            (str(issue_id), value),
        ).fetchone()
        if row is not None:
            db.execute(
                f"INSERT INTO marks (issue, {column}) VALUES (?, ?)"
                f" ON CONFLICT (issue) DO UPDATE SET {column} = excluded.{column}",
                (row[0], value),
            )
            changed.append(issue_id)
    return tuple(changed)
