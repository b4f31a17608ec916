"""What the library knows of publications and sponsors: how often one comes, who runs in it, where a sponsor ran."""

from __future__ import annotations

import sqlite3
from typing import Any, Final
from uuid import UUID

from reader_app.library.lists import LAST_KEY
from reader_app.library.moments import restored, restored_or_none
from reader_app.library.types import Cursor, Page, PublicationFacts, SponsorCount, SponsorRun

_NEWEST: Final = 1000  # issues of a publication that its sponsors and sections are taken from
_DATES: Final = 60
_MOST: Final = 30  # sponsors or sections named
_RUN: Final = "s.name, i.id, p.name, i.number, i.date, r.url, r.label"
_OF_IT: Final = "FROM issues i INDEXED BY issues_by_number WHERE i.publication = ?"


def publication(db: sqlite3.Connection, name: str) -> PublicationFacts:
    """Return what is known of the publication `name`; nothing when it is not here."""
    row = db.execute("SELECT key, issues, unread FROM publications WHERE name = ?", (name,)).fetchone()
    if row is None:
        return PublicationFacts(name)
    key, issues, unread = row
    archived = db.execute(f"SELECT count(*) {_OF_IT} AND i.shelf = 1", (key,)).fetchone()[0]
    newest = db.execute(
        f"SELECT i.key, i.id, i.date {_OF_IT} AND i.shelf < 2 ORDER BY i.key DESC LIMIT ?", (key, _NEWEST)
    )
    rows = newest.fetchall()
    first = db.execute(f"SELECT min(i.date) {_OF_IT} AND i.shelf < 2", (key,)).fetchone()[0]
    return PublicationFacts(
        name,
        issues,
        unread,
        archived,
        first=restored_or_none(first),
        newest=UUID(rows[0][1]) if rows else None,
        dates=tuple(restored(date) for _, _, date in rows[:_DATES] if date is not None),
        sponsors=_most_frequent(db, "SELECT s.name FROM sponsor_runs r JOIN sponsors s ON s.key = r.sponsor", rows),
        sections=_most_frequent(db, "SELECT DISTINCT r.section FROM items r", rows[:_DATES]),
    )


def sponsor_names(db: sqlite3.Connection) -> tuple[SponsorCount, ...]:
    """Return every sponsor that ran in an issue that is kept, the one seen last first."""
    rows = db.execute(
        "SELECT s.name, s.runs, (SELECT max(r.issue) FROM sponsor_runs r JOIN issues i ON i.key = r.issue"
        " WHERE r.sponsor = s.key AND i.shelf < 2) AS last FROM sponsors s WHERE s.runs > 0 ORDER BY last DESC, s.name"
    ).fetchall()
    return tuple(SponsorCount(name, runs, *_last(db, last)) for name, runs, last in rows)


def sponsor_addresses(db: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
    """Return the name of each sponsor with the address of its newest block, in alphabetical order."""
    rows = db.execute(
        "SELECT name, (SELECT r.url FROM sponsor_runs r WHERE r.sponsor = s.key ORDER BY r.issue DESC LIMIT 1)"
        " FROM sponsors s WHERE s.runs > 0"
    ).fetchall()
    return tuple(sorted(((name, url or "") for name, url in rows), key=lambda pair: (pair[0].casefold(), pair[0])))


def sponsor_runs(db: sqlite3.Connection, name: str, after: Cursor | None, limit: int) -> Page[SponsorRun]:
    """Return one page of the blocks of the sponsor `name`, newest first."""
    rows = db.execute(
        f"SELECT {_RUN}, r.issue, r.position FROM sponsors s"
        " CROSS JOIN sponsor_runs r INDEXED BY sponsor_runs_by_sponsor"
        " ON r.sponsor = s.key CROSS JOIN issues i ON i.key = r.issue CROSS JOIN publications p"
        " ON p.key = i.publication WHERE s.name = ? AND i.shelf < 2 AND (r.issue, r.position) < (?, ?)"
        " ORDER BY r.issue DESC, r.position DESC LIMIT ?",
        (name, after.key if after else LAST_KEY, after.position if after else 0, limit),
    ).fetchall()
    more = Cursor(*rows[-1][-2:]) if rows and len(rows) == limit else None
    return Page(tuple(_run(row) for row in rows), more)


def all_runs(db: sqlite3.Connection) -> tuple[SponsorRun, ...]:
    """Return every sponsor block of every issue that is kept, newest first."""
    rows = db.execute(
        f"SELECT {_RUN} FROM issues i NOT INDEXED CROSS JOIN sponsor_runs r ON r.issue = i.key CROSS JOIN sponsors s"
        " ON s.key = r.sponsor CROSS JOIN publications p ON p.key = i.publication"
        " WHERE i.shelf < 2 ORDER BY i.key DESC, r.position"
    )
    return tuple(_run(row) for row in rows)


def _most_frequent(db: sqlite3.Connection, select: str, issues: list[Any]) -> tuple[tuple[str, int], ...]:
    """Return the names that `select` gives of the issues, each with how often, the most frequent first."""
    counts: dict[str, int] = {}
    for key, *_ in issues:
        for (name,) in db.execute(f"{select} WHERE r.issue = ?", (key,)):
            if name:
                counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts.items(), key=lambda entry: -entry[1])[:_MOST])


def _last(db: sqlite3.Connection, key: int | None) -> tuple[Any, str]:
    """Return the date of the issue `key` and the publication it is of."""
    date, name = db.execute(
        "SELECT i.date, p.name FROM issues i JOIN publications p ON p.key = i.publication WHERE i.key = ?", (key,)
    ).fetchone() or (None, "")
    return restored_or_none(date), name


def _run(row: Any) -> SponsorRun:
    name, issue, publication, number, date, url, label = row[:7]
    return SponsorRun(name, UUID(issue), publication, number, restored_or_none(date), url, label)
