"""Lists of issues, newest first, in pages that start at a key: a page costs the same anywhere in the list."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Self
from uuid import UUID

from reader_app.library import searches, tags
from reader_app.library.keys import key_of
from reader_app.library.moments import restored, restored_or_none
from reader_app.library.types import Counts, Cursor, IssueSummary, Page, PublicationCount, Scope, Shelf

SUMMARY: Final = (
    "i.key, i.id, p.name, i.number, i.title, i.preheader, i.date, i.received, i.read, i.starred,"
    " i.sections, i.items, i.sponsors, i.minutes, i.shelf"
)
SHELVES: Final = (Shelf.LISTED, Shelf.ARCHIVED, Shelf.TRASHED)  # as the column `shelf` counts them
LAST_KEY: Final = (1 << 63) - 1

Query = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A scope with the keys of its publication and tag: None where it names none, 0 for one that is not here.

    With `read` only the part of it that was read, or was not.
    """

    scope: Scope
    publication: int | None = None
    tag: int | None = None
    read: bool | None = None

    @classmethod
    def of(cls, db: sqlite3.Connection, scope: Scope) -> Self:
        """Return `scope` with its keys."""
        tag = None if scope.tag is None else tags.key_or_none(db, scope.tag) or 0
        return cls(scope, _publication_key(db, scope), tag)

    def is_empty(self) -> bool:
        """Tell whether the scope names what is not here."""
        return 0 in (self.publication, self.tag)

    def tables(self) -> str:
        """Return the FROM clause that gives the issues `i` in order, from the index that lists them.

        Only what is kept of one publication, the archive included, has no index in order: it is sorted.
        """
        if self.tag is not None:
            return "issue_tags g CROSS JOIN issues i ON i.key = g.issue"
        name = self._index()
        return f"issues i INDEXED BY issues_{name}" if name else "issues i NOT INDEXED"

    @property
    def order(self) -> str:
        """The column by which the issues come in order: of the table that leads."""
        return "i.key" if self.tag is None else "g.issue"

    def terms(self) -> tuple[list[str], list[Any]]:
        """Return the conditions on the issues `i` with their values."""
        scope, where, values = self.scope, [self._shelf()], []
        if self.tag is not None:
            where.append("g.tag = ?")
            values.append(self.tag)
        if self.publication is not None:
            where.append("i.publication = ?")
            values.append(self.publication)
        if scope.unread:
            where.append("i.read = 0")
        if self.read is not None:
            where.append(f"i.read = {int(self.read)}")
        if scope.starred:
            where.append("i.starred = 1")
        return where, values

    def _index(self) -> str:
        """Return the index that lists just these, "" where the table itself does."""
        scope = self.scope
        if scope.shelf in (Shelf.ARCHIVED, Shelf.TRASHED):
            return str(scope.shelf.value)
        if scope.starred:
            return "starred"
        if scope.shelf is Shelf.KEPT:
            return "unread" if scope.unread else "by_number" if self.publication is not None else ""
        by_read = scope.unread or self.read is not None
        if self.publication is None:
            return "by_read" if by_read else "listed"
        return "by_publication_and_read" if by_read else "listed_by_publication"

    def _shelf(self) -> str:
        shelf = self.scope.shelf
        if shelf is None:
            shelf = Shelf.KEPT if self.scope.starred or self.scope.tag is not None else Shelf.LISTED
        return "i.shelf < 2" if shelf is Shelf.KEPT else f"i.shelf = {SHELVES.index(shelf)}"


def summaries(db: sqlite3.Connection, scope: Scope, after: Cursor | None, limit: int) -> Page[IssueSummary]:
    """Return one page of the issues in `scope`."""
    chosen = Chosen.of(db, scope)
    if chosen.is_empty():
        return Page(())
    rows = db.execute(*issues_query(chosen, after, limit)).fetchall()
    more = Cursor(rows[-1][0]) if rows and len(rows) == limit else None
    return Page(tuple(summary(row) for row in rows), more)


def issues_query(chosen: Chosen, after: Cursor | None, limit: int) -> Query:
    """Return the SQL of one page of issues."""
    where, values = chosen.terms()
    sql = (
        f"SELECT {SUMMARY} FROM {chosen.tables()} CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {' AND '.join([*where, f'{chosen.order} < ?'])} ORDER BY {chosen.order} DESC LIMIT ?"
    )
    return sql, [*values, after.key if after else LAST_KEY, limit]


def summary_of(db: sqlite3.Connection, issue_id: UUID) -> IssueSummary:
    """Return the summary of one issue; raises UsageError when it is not here."""
    sql = f"SELECT {SUMMARY} FROM issues i JOIN publications p ON p.key = i.publication WHERE i.key = ?"
    return summary(db.execute(sql, (key_of(db, issue_id),)).fetchone())


def summary(row: Sequence[Any]) -> IssueSummary:
    """Return the summary of a row of the columns `SUMMARY`."""
    _, issue_id, publication, number, title, preheader, date, received, read, starred = row[:10]
    sections, items, sponsors, minutes, shelf = row[10:]
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
        sections,
        items,
        sponsors,
        minutes,
        SHELVES[shelf],
    )


def counts(db: sqlite3.Connection) -> Counts:
    """Return the numbers that the triggers keep."""
    row = db.execute(
        "SELECT issues, unread, starred, items, drafts, clips, sponsors, archived, trashed FROM totals"
    ).fetchone()
    issues, unread, starred, items, drafts, clips, sponsors, archived, trashed = row
    publications = db.execute(
        "SELECT name, issues, unread FROM publications WHERE issues > 0 AND name <> ''"
    ).fetchall()
    publications.sort(key=lambda entry: (entry[0].casefold(), entry[0]))
    named = tuple(PublicationCount(*entry) for entry in publications)
    return Counts(
        issues,
        unread,
        starred,
        items,
        drafts,
        clips,
        sponsors,
        named,
        archived,
        trashed,
        tags.tags(db),
        searches.searches(db),
    )


def _publication_key(db: sqlite3.Connection, scope: Scope) -> int | None:
    """Return the key of the publication that `scope` names: None when it names none, 0 when it is not here."""
    if scope.publication is None:
        return None
    row = db.execute("SELECT key FROM publications WHERE name = ?", (scope.publication,)).fetchone()
    return int(row[0]) if row else 0
