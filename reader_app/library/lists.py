"""Lists of issues, newest first, in pages that start at a key: a page costs the same anywhere in the list."""

from __future__ import annotations

import sqlite3
from typing import Any, Final
from uuid import UUID

from reader_app.library.keys import key_of
from reader_app.library.moments import restored, restored_or_none
from reader_app.library.types import Counts, Cursor, IssueSummary, Page, PublicationCount, Scope, SponsorRun

SUMMARY: Final = (
    "i.key, i.id, p.name, i.number, i.title, i.preheader, i.date, i.received, i.read, i.starred,"
    " i.sections, i.items, i.sponsors, i.minutes"
)
LAST_KEY: Final = (1 << 63) - 1

Query = tuple[str, list[Any]]


def summaries(db: sqlite3.Connection, scope: Scope, after: Cursor | None, limit: int) -> Page[IssueSummary]:
    """Return one page of the issues in `scope`."""
    publication = publication_key(db, scope)
    if publication == 0:
        return Page(())
    rows = db.execute(*issues_query(scope, publication, after, limit)).fetchall()
    more = Cursor(rows[-1][0]) if rows and len(rows) == limit else None
    return Page(tuple(summary(row) for row in rows), more)


def issues_query(scope: Scope, publication: int | None, after: Cursor | None, limit: int) -> Query:
    """Return the SQL of one page of issues; `publication` is the key of `scope.publication`."""
    where, values = scope_terms(scope, publication)
    sql = (
        f"SELECT {SUMMARY} FROM issues i {index_hint(scope, publication)}"
        " CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {' AND '.join([*where, 'i.key < ?'])} ORDER BY i.key DESC LIMIT ?"
    )
    return sql, [*values, after.key if after else LAST_KEY, limit]


def summary_of(db: sqlite3.Connection, issue_id: UUID) -> IssueSummary:
    """Return the summary of one issue; raises UsageError when it is not here."""
    sql = f"SELECT {SUMMARY} FROM issues i JOIN publications p ON p.key = i.publication WHERE i.key = ?"
    return summary(db.execute(sql, (key_of(db, issue_id),)).fetchone())


def index_hint(scope: Scope, publication: int | None) -> str:
    """Return which index of `issues` lists `scope` in order; the table itself lists all."""
    names = [name for name, wanted in (("starred", scope.starred), ("unread", scope.unread)) if wanted]
    if publication is not None:
        names += ["by", "publication"]
    return f"INDEXED BY issues_{'_'.join(names)}" if names else "NOT INDEXED"


def scope_terms(scope: Scope, publication: int | None) -> tuple[list[str], list[Any]]:
    """Return the conditions of `scope` on ``issues i`` with their values."""
    where: list[str] = []
    values: list[Any] = []
    if publication is not None:
        where.append("i.publication = ?")
        values.append(publication)
    if scope.unread:
        where.append("i.read = 0")
    if scope.starred:
        where.append("i.starred = 1")
    return where, values


def publication_key(db: sqlite3.Connection, scope: Scope) -> int | None:
    """Return the key of the publication that `scope` names: None when it names none, 0 when it is not here."""
    if scope.publication is None:
        return None
    row = db.execute("SELECT key FROM publications WHERE name = ?", (scope.publication,)).fetchone()
    return int(row[0]) if row else 0


def summary(row: tuple[Any, ...]) -> IssueSummary:
    """Return the summary of a row of the columns `SUMMARY`."""
    _, issue_id, publication, number, title, preheader, date, received, read, starred, *counts = row
    return IssueSummary(
        UUID(issue_id),
        publication,
        number,
        title,
        preheader,
        restored_or_none(date),
        restored(received),
        bool(read),
        bool(starred),
        *counts,
    )


def counts(db: sqlite3.Connection) -> Counts:
    """Return the numbers that the triggers keep."""
    row = db.execute("SELECT issues, unread, starred, items, drafts, sponsors FROM totals").fetchone()
    issues, unread, starred, items, drafts, sponsors = row
    publications = db.execute(
        "SELECT name, issues, unread FROM publications WHERE issues > 0 AND name <> ''"
    ).fetchall()
    publications.sort(key=lambda entry: (entry[0].casefold(), entry[0]))
    named = tuple(PublicationCount(*entry) for entry in publications)
    return Counts(issues, unread, starred, items, drafts, 0, sponsors, named)


def sponsors(db: sqlite3.Connection) -> tuple[SponsorRun, ...]:
    """Return every sponsor block of every issue, newest first."""
    rows = db.execute(
        "SELECT s.name, i.id, p.name, i.number, i.date, r.url, r.label FROM issues i NOT INDEXED"
        " CROSS JOIN sponsor_runs r ON r.issue = i.key CROSS JOIN sponsors s ON s.key = r.sponsor"
        " CROSS JOIN publications p ON p.key = i.publication ORDER BY i.key DESC, r.position"
    )
    return tuple(
        SponsorRun(name, UUID(issue), publication, number, restored_or_none(date), url, label)
        for name, issue, publication, number, date, url, label in rows
    )
