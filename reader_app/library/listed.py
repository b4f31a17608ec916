"""Writes what lists and the search show of an issue. Every function runs inside the caller's write transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader_app.library.listing import ItemRow, Listing, SearchTexts


def insert(db: sqlite3.Connection, key: int, listing: Listing) -> None:
    """Store the items and sponsors of the issue `key`, whose row is there; its words follow by `index`."""
    publication = db.execute("SELECT publication FROM issues WHERE key = ?", (key,)).fetchone()[0]
    topics = {heading: _topic(db, heading) for heading in {row.section for row in listing.items}}
    db.executemany(
        "INSERT INTO items (issue, position, publication, topic, section, title, url, source, link, occurrence)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(key, n, publication, topics[row.section], *row) for n, row in enumerate(listing.items)],
    )
    for position, sponsor in enumerate(listing.sponsors):
        named = _interned(db, "sponsors", "name", sponsor.name)
        db.execute(
            "INSERT INTO sponsor_runs (issue, position, sponsor, url, label, slot) VALUES (?, ?, ?, ?, ?, ?)",
            (key, position, named, *sponsor[1:]),
        )


def index(db: sqlite3.Connection, key: int, search: SearchTexts) -> None:
    """Put the words of the issue into the search index."""
    db.execute(
        "INSERT INTO search (rowid, title, publication, items, sponsors, text) VALUES (?, ?, ?, ?, ?, ?)",
        (key, search.title, search.publication, search.items, search.sponsors, search.text),
    )


def unindex(db: sqlite3.Connection, key: int) -> None:
    """Take the words of the issue out of the search index."""
    db.execute("DELETE FROM search WHERE rowid = ?", (key,))


def replace(db: sqlite3.Connection, key: int, listing: Listing) -> None:
    """Put `listing` in the place of what was listed of the issue, whose words are not in the index; marks stay.

    An item keeps its marks by its address, else by its title; marks of items that are gone wait for their return.
    """
    counts = listing.counts
    db.execute(
        "UPDATE issues SET sections = ?, items = ?, sponsors = ?, minutes = ? WHERE key = ?",
        (counts.sections, counts.items, counts.sponsors, counts.minutes, key),
    )
    _rematch(db, key, listing.items)
    for table in ("items", "sponsor_runs"):
        db.execute(f"DELETE FROM {table} WHERE issue = ?", (key,))
    insert(db, key, listing)
    db.execute(
        "UPDATE items SET (read, starred, hidden) = (m.read, m.starred, m.hidden) FROM item_marks m"
        " WHERE items.issue = ? AND m.issue = items.issue AND m.link = items.link AND m.occurrence = items.occurrence",
        (key,),
    )
    index(db, key, listing.search)


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


def _topic(db: sqlite3.Connection, heading: str) -> int:
    return _interned(db, "topics", "folded", heading.casefold())


def _interned(db: sqlite3.Connection, table: str, column: str, value: str) -> int:
    row = db.execute(f"SELECT key FROM {table} WHERE {column} = ?", (value,)).fetchone()
    if row is None:
        row = db.execute(f"INSERT INTO {table} ({column}) VALUES (?) RETURNING key", (value,)).fetchone()
    return int(row[0])
