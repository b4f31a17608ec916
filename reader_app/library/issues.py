"""Writes issues: adding, deriving again, removing. Every function runs inside the caller's write transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from reader_app.library.derive import Derived, ItemRow, SearchTexts
from reader_app.library.duplicates import Verdict, judge
from reader_app.library.keys import key_of
from reader_app.library.moments import first_key, free_key, restored, stored
from reader_app.library.types import Added
from reader_app.model.issue import NO_ID


def add_many(db: sqlite3.Connection, batch: Sequence[Derived], received: datetime) -> list[Added]:
    """Add what is new of `batch`, attach the origins of what is not, and say of each what became of it."""
    results: list[Added] = []
    texts: list[tuple[int, SearchTexts]] = []
    for derived in batch:
        verdict = judge(db, derived)
        if verdict.key is None:
            key, result = _insert(db, derived, verdict, received)
            texts.append((key, derived.search))
        else:
            key, result = verdict.key, Added(_id_of(db, verdict.key), new=False, reason=verdict.reason)
        _attach_origin(db, key, derived, received)
        results.append(result)
    # In ascending order, or the index would write out a piece of its own for each issue.
    for key, search in sorted(texts, key=lambda entry: entry[0]):
        _index(db, key, search)
    return results


def replace_derived(db: sqlite3.Connection, issue_id: UUID, derived: Derived, moment: datetime) -> None:
    """Put `derived` in the place of what was derived of the issue before; marks stay with the issue and its items.

    An item keeps its marks by its address, else by its title; marks of items that are gone wait for their return.
    """
    key = key_of(db, issue_id)
    key = _moved(db, key, derived)
    counts = derived.counts
    issue = derived.imported.issue
    db.execute(
        "UPDATE issues SET publication = ?, number = ?, title = ?, preheader = ?, date = ?, sections = ?, items = ?,"
        " sponsors = ?, minutes = ?, fingerprint = ?, importer = ? WHERE key = ?",
        (
            _publication(db, issue.publication),
            issue.number,
            issue.title,
            issue.preheader,
            None if issue.date is None else stored(issue.date),
            counts.sections,
            counts.items,
            counts.sponsors,
            counts.minutes,
            derived.fingerprint,
            derived.imported.origin.importer,
            key,
        ),
    )
    _rematch(db, key, derived.items)
    for table in ("documents", "items", "sponsor_runs"):
        db.execute(f"DELETE FROM {table} WHERE issue = ?", (key,))
    _insert_derived(db, key, derived)
    db.execute(
        "UPDATE items SET (read, starred) = (m.read, m.starred) FROM item_marks m WHERE items.issue = ?"
        " AND m.issue = items.issue AND m.link = items.link AND m.occurrence = items.occurrence",
        (key,),
    )
    _index(db, key, derived.search)
    _attach_origin(db, key, derived, moment)


def remove(db: sqlite3.Connection, ids: Iterable[UUID]) -> None:
    """Remove the issues with all that belongs to them alone. Ids that are not here are passed over."""
    for issue_id in ids:
        originals = db.execute(
            "SELECT o.original FROM issues i JOIN origins o ON o.issue = i.key WHERE i.id = ?", (str(issue_id),)
        ).fetchall()
        db.execute("DELETE FROM search WHERE rowid = (SELECT key FROM issues WHERE id = ?)", (str(issue_id),))
        db.execute("DELETE FROM issues WHERE id = ?", (str(issue_id),))
        db.executemany("DELETE FROM originals WHERE key = ? AND key NOT IN (SELECT original FROM origins)", originals)


def _insert(db: sqlite3.Connection, derived: Derived, verdict: Verdict, received: datetime) -> tuple[int, Added]:
    issue, counts = derived.imported.issue, derived.counts
    issue_id = uuid4() if verdict.id_taken or issue.id == NO_ID else issue.id
    key = free_key(db, issue.date or received)
    row = (
        key,
        str(issue_id),
        _publication(db, issue.publication),
        issue.number,
        issue.title,
        issue.preheader,
        None if issue.date is None else stored(issue.date),
        stored(received),
        counts.sections,
        counts.items,
        counts.sponsors,
        counts.minutes,
        derived.fingerprint,
        derived.imported.origin.importer,
    )
    db.execute(
        "INSERT INTO issues (key, id, publication, number, title, preheader, date, received, sections, items, sponsors,"
        f" minutes, fingerprint, importer) VALUES ({', '.join('?' * len(row))})",
        row,
    )
    _insert_derived(db, key, derived)
    return key, Added(issue_id, new=True, reason=verdict.reason)


def _insert_derived(db: sqlite3.Connection, key: int, derived: Derived) -> None:
    db.execute(
        "INSERT INTO documents (issue, data, warnings, removed) VALUES (?, ?, ?, ?)",
        (key, derived.document, derived.warnings, derived.removed),
    )
    publication = db.execute("SELECT publication FROM issues WHERE key = ?", (key,)).fetchone()[0]
    topics = {row.section: _topic(db, row.section) for row in derived.items}
    db.executemany(
        "INSERT INTO items (issue, position, publication, topic, section, title, url, source, link, occurrence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                key,
                n,
                publication,
                topics[row.section],
                row.section,
                row.title,
                row.url,
                row.source,
                row.link,
                row.occurrence,
            )
            for n, row in enumerate(derived.items)
        ),
    )
    for position, sponsor in enumerate(derived.sponsors):
        named = _interned(db, "sponsors", "name", sponsor.name)
        db.execute(
            "INSERT INTO sponsor_runs (issue, position, sponsor, url, label, slot) VALUES (?, ?, ?, ?, ?, ?)",
            (key, position, named, sponsor.url, sponsor.label, sponsor.slot),
        )


def _index(db: sqlite3.Connection, key: int, search: SearchTexts) -> None:
    db.execute(
        "INSERT INTO search (rowid, title, publication, items, sponsors, text) VALUES (?, ?, ?, ?, ?, ?)",
        (key, search.title, search.publication, search.items, search.sponsors, search.text),
    )


def _attach_origin(db: sqlite3.Connection, key: int, derived: Derived, moment: datetime) -> None:
    """Store the original bytes, if they are new, and that `key` was read from them; the newest rules are noted."""
    origin, size = derived.imported.origin, len(derived.imported.original)
    db.execute(
        "INSERT INTO originals (sha256, size, data) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (derived.sha256, size, derived.original),
    )
    db.execute(
        "INSERT INTO origins (issue, original, kind, platform, name, importer, added)"
        " SELECT ?, key, ?, ?, ?, ?, ? FROM originals WHERE sha256 = ?"
        " ON CONFLICT (issue, original) DO UPDATE SET importer = max(importer, excluded.importer)",
        (key, origin.kind, origin.platform, origin.name, origin.importer, stored(moment), derived.sha256),
    )


def _moved(db: sqlite3.Connection, key: int, derived: Derived) -> int:
    """Take the issue out of the index and give it the key of its new date; returns the key it has now."""
    db.execute("DELETE FROM search WHERE rowid = ?", (key,))
    received = db.execute("SELECT received FROM issues WHERE key = ?", (key,)).fetchone()[0]
    moment = derived.imported.issue.date or restored(received)
    if first_key(moment) == key - key % first_key(restored(1_000_000)):
        return key
    new_key = free_key(db, moment)
    db.execute("UPDATE issues SET key = ? WHERE key = ?", (new_key, key))
    return new_key


def _rematch(db: sqlite3.Connection, key: int, rows: Sequence[ItemRow]) -> None:
    """Give the marks of items whose address changed to the first new item with the same title."""
    names = {(row.link, row.occurrence) for row in rows}
    marked = db.execute(
        "SELECT i.title, i.link, i.occurrence FROM item_marks m JOIN items i ON i.issue = m.issue AND i.link = m.link"
        " AND i.occurrence = m.occurrence WHERE m.issue = ? ORDER BY i.position",
        (key,),
    ).fetchall()
    taken = {(link, occurrence) for _, link, occurrence in marked}
    for title, link, occurrence in marked:
        if (link, occurrence) in names:
            continue
        fitting = (row for row in rows if row.title == title and (row.link, row.occurrence) not in taken)
        row = next(fitting, None)
        if row is not None:
            taken.add((row.link, row.occurrence))
            db.execute(
                "UPDATE OR REPLACE item_marks SET link = ?, occurrence = ?"
                " WHERE issue = ? AND link = ? AND occurrence = ?",
                (row.link, row.occurrence, key, link, occurrence),
            )


def _id_of(db: sqlite3.Connection, key: int) -> UUID:
    return UUID(db.execute("SELECT id FROM issues WHERE key = ?", (key,)).fetchone()[0])


def _publication(db: sqlite3.Connection, name: str) -> int:
    row = db.execute("SELECT key FROM publications WHERE name = ?", (name,)).fetchone()
    if row is None:
        row = db.execute(
            "INSERT INTO publications (name, folded) VALUES (?, ?) RETURNING key", (name, name.casefold())
        ).fetchone()
    return int(row[0])


def _topic(db: sqlite3.Connection, heading: str) -> int:
    return _interned(db, "topics", "folded", heading.casefold())


def _interned(db: sqlite3.Connection, table: str, column: str, value: str) -> int:
    row = db.execute(f"SELECT key FROM {table} WHERE {column} = ?", (value,)).fetchone()
    if row is None:
        row = db.execute(f"INSERT INTO {table} ({column}) VALUES (?) RETURNING key", (value,)).fetchone()
    return int(row[0])
