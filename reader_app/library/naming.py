"""What issues and publications are called in lists. Every function runs inside the caller's transaction.

A person may give a publication another name than the one that is read in its issues. The issues keep what was read;
the given name takes its place when they are read, and in lists and the search in the transaction that gives it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader_app.errors import UsageError
from reader_app.library import listed
from reader_app.library.listing import publication_text
from reader_app.library.moments import first_key, free_key, restored
from reader_app.library.types import Renamed
from reader_app.model.issue import Issue
from reader_app.model.text import clean_line

if TYPE_CHECKING:
    from reader_app.library.derive import Derived, Facts


def given_names(db: sqlite3.Connection) -> dict[str, str]:
    """Return the names that were given, by those that are read."""
    return dict(db.execute("SELECT found, shown FROM publication_names"))


def called(db: sqlite3.Connection, issue: Issue) -> Issue:
    """Return `issue` with the name its publication was given."""
    row = db.execute("SELECT shown FROM publication_names WHERE found = ?", (issue.publication,)).fetchone()
    return replace(issue, publication=row[0]) if row else issue


def as_called(derived: Derived, names: dict[str, str]) -> Derived:
    """Return `derived` with the one of the given `names` that is its publication's in all lists and the search."""
    facts = derived.facts
    name = names.get(facts.publication)
    if name is None:
        return derived
    search = derived.listing.search._replace(publication=publication_text(name, facts.number))
    listing = derived.listing._replace(search=search)
    return derived._replace(facts=facts._replace(publication=name), listing=listing)


def publication_key(db: sqlite3.Connection, name: str) -> int:
    """Return the key of the publication `name`, which is made if there is none."""
    row = db.execute("SELECT key FROM publications WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = db.execute(
            "INSERT INTO publications (name, folded) VALUES (?, ?) RETURNING key", (name, name.casefold())
        ).fetchone()
    return int(row[0])


def call(db: sqlite3.Connection, key: int, facts: Facts) -> int:
    """Give the issue `key` the facts it has now, and return the key of its date; its words leave the search index."""
    listed.unindex(db, key)
    received = db.execute("SELECT received FROM issues WHERE key = ?", (key,)).fetchone()[0]
    moment = restored(received if facts.date is None else facts.date)
    if first_key(moment) != key - key % first_key(restored(1_000_000)):
        key, old = free_key(db, moment), key
        db.execute("UPDATE issues SET key = ? WHERE key = ?", (key, old))
    db.execute(
        "UPDATE issues SET publication = ?, number = ?, title = ?, preheader = ?, date = ? WHERE key = ?",
        (publication_key(db, facts.publication), facts.number, facts.title, facts.preheader, facts.date, key),
    )
    return key


def rename(db: sqlite3.Connection, old: str, new: str) -> Renamed:
    """Call the publication `old` `new` from now on, also issues of it that are still to come.

    Where `new` is a publication already, the two become one; it keeps its own settings. Returns what `undo` needs.
    Raises UsageError when `new` is empty, or when no issue is of `old`.
    """
    new = clean_line(new)
    if not new:
        raise UsageError("A publication needs a name.")
    issues = _issues_of(db, old)
    if not old or not issues:
        raise UsageError(f"There is no publication “{old}” in the library.")
    before = tuple(sorted(given_names(db).items()))
    if new == old:
        return Renamed(old, new, (), before)
    db.execute("UPDATE publication_names SET shown = ? WHERE shown = ?", (new, old))
    db.execute("INSERT OR REPLACE INTO publication_names (found, shown) VALUES (?, ?)", (old, new))
    db.execute("DELETE FROM publication_names WHERE found = shown")
    _move(db, issues, new)
    took = db.execute("UPDATE OR IGNORE publication_settings SET name = ? WHERE name = ?", (new, old)).rowcount == 1
    clips = db.execute("UPDATE clips SET publication = ? WHERE publication = ? RETURNING id", (new, old)).fetchall()
    return Renamed(old, new, tuple(issues), before, tuple(row[0] for row in clips), settings=took)


def undo(db: sqlite3.Connection, renamed: Renamed) -> None:
    """Take back what `rename` did. Issues that went elsewhere since, or are gone, are passed over."""
    db.execute("DELETE FROM publication_names")
    db.executemany("INSERT INTO publication_names (found, shown) VALUES (?, ?)", renamed.names)
    still = set(_issues_of(db, renamed.new))
    _move(db, [issue for issue in renamed.issues if issue in still], renamed.old)
    if renamed.settings:
        db.execute("UPDATE OR IGNORE publication_settings SET name = ? WHERE name = ?", (renamed.old, renamed.new))
    changed = [(renamed.old, clip, renamed.new) for clip in renamed.clips]
    db.executemany("UPDATE clips SET publication = ? WHERE id = ? AND publication = ?", changed)


def _issues_of(db: sqlite3.Connection, name: str) -> list[str]:
    rows = db.execute(
        "SELECT i.id FROM publications p JOIN issues i ON i.publication = p.key WHERE p.name = ? ORDER BY i.key",
        (name,),
    )
    return [row[0] for row in rows]


def _move(db: sqlite3.Connection, issues: Sequence[str], name: str) -> None:
    """Put issues, oldest first, under the publication `name` in all lists and in the search."""
    publication = publication_key(db, name)
    for issue_id in issues:
        key, number = db.execute(
            "UPDATE issues SET publication = ? WHERE id = ? RETURNING key, number", (publication, issue_id)
        ).fetchone()
        db.execute("UPDATE items SET publication = ? WHERE issue = ?", (publication, key))
        words = publication_text(name, number)
        db.execute("UPDATE search SET publication = ? WHERE rowid = ?", (words, key))
