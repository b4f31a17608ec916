"""Tags on issues. A tag is the same whatever its case; one that no issue carries any more stays until it is deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from reader_app.errors import UsageError
from reader_app.library.keys import key_of
from reader_app.library.person_types import TagCount
from reader_app.model.text import clean_line

LONGEST: Final = 60


def tags(db: sqlite3.Connection) -> tuple[TagCount, ...]:
    """Return all tags in alphabetical order."""
    return tuple(TagCount(*row) for row in db.execute("SELECT name, issues FROM tags ORDER BY folded"))


def of_issue(db: sqlite3.Connection, issue_id: UUID) -> tuple[str, ...]:
    """Return the tags of one issue in alphabetical order."""
    rows = db.execute(
        "SELECT t.name FROM issue_tags g JOIN tags t ON t.key = g.tag WHERE g.issue = ? ORDER BY t.folded",
        (key_of(db, issue_id),),
    )
    return tuple(row[0] for row in rows)


def tag(db: sqlite3.Connection, ids: Iterable[UUID], name: str) -> tuple[UUID, ...]:
    """Give issues the tag `name`, made if it is new; return those that had it not. Raises UsageError for no name."""
    name = _named(name)
    db.execute("INSERT INTO tags (name, folded) VALUES (?, ?) ON CONFLICT (folded) DO NOTHING", (name, name.casefold()))
    return _changed(
        db,
        ids,
        "INSERT INTO issue_tags (tag, issue) SELECT ?, key FROM issues WHERE id = ?"
        " ON CONFLICT (tag, issue) DO NOTHING",
        _key(db, name),
    )


def untag(db: sqlite3.Connection, ids: Iterable[UUID], name: str) -> tuple[UUID, ...]:
    """Take the tag `name` off issues; return those that had it."""
    return _changed(
        db,
        ids,
        "DELETE FROM issue_tags WHERE tag = ? AND issue = (SELECT key FROM issues WHERE id = ?)",
        _key(db, name),
    )


def rename(db: sqlite3.Connection, name: str, new: str) -> None:
    """Rename a tag; when there is a tag of the new name already, the two become one.

    Raises UsageError when there is no tag `name`, or `new` is no name.
    """
    new = _named(new)
    key = _key(db, name)
    other = key_or_none(db, new)
    if other is not None and other != key:
        db.execute(
            "INSERT INTO issue_tags (tag, issue) SELECT ?, issue FROM issue_tags WHERE tag = ?"
            " ON CONFLICT (tag, issue) DO NOTHING",
            (other, key),
        )
        delete(db, name)
    else:
        db.execute("UPDATE tags SET name = ?, folded = ? WHERE key = ?", (new, new.casefold(), key))


def delete(db: sqlite3.Connection, name: str) -> tuple[UUID, ...]:
    """Take a tag off all issues and forget it; return those that had it. Raises UsageError when there is none."""
    key = _key(db, name)
    rows = db.execute(
        "SELECT i.id FROM issue_tags g JOIN issues i ON i.key = g.issue WHERE g.tag = ?", (key,)
    ).fetchall()
    db.execute("DELETE FROM tags WHERE key = ?", (key,))
    return tuple(UUID(row[0]) for row in rows)


def key_or_none(db: sqlite3.Connection, name: str) -> int | None:
    """Return the key of the tag `name`, whatever its case, None when there is none."""
    row = db.execute("SELECT key FROM tags WHERE folded = ?", (clean_line(name).casefold(),)).fetchone()
    return int(row[0]) if row else None


def _key(db: sqlite3.Connection, name: str) -> int:
    key = key_or_none(db, name)
    if key is None:
        raise UsageError(f"There is no tag “{name}” in the library.")
    return key


def _named(name: str) -> str:
    cleaned = clean_line(name)
    if not cleaned:
        raise UsageError("A tag needs a name.")
    if len(cleaned) > LONGEST:
        raise UsageError(f"A tag has at most {LONGEST} characters.")
    return cleaned


def _changed(db: sqlite3.Connection, ids: Iterable[UUID], sql: str, key: int) -> tuple[UUID, ...]:
    return tuple(issue_id for issue_id in ids if db.execute(sql, (key, str(issue_id))).rowcount)
