"""Lists of single items over all issues: issues newest first, the items of one in their order, in pages.

A section and the starred items have indexes of their own; every other list follows the list of issues.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from reader_app.library.lists import LAST_KEY, index_hint, publication_key, scope_terms
from reader_app.library.types import Cursor, ItemSummary, Page, Scope

_COLUMNS: Final = (
    "t.issue, t.position, i.id, t.title, t.url, t.source, t.section, p.name, i.number, t.read OR i.read, t.starred"
)


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items: of the issues in `scope` (its publication has the key `publication`), of one topic, starred."""

    scope: Scope
    publication: int | None = None
    topic: int | None = None
    starred: bool = False

    def tables(self) -> str:
        """Return the FROM clause that gives the items in order without sorting."""
        by_item = "items t INDEXED BY {} CROSS JOIN issues i ON i.key = t.issue"
        if self.starred:
            return by_item.format("items_starred")
        if self.topic is not None:
            return by_item.format("items_by_topic" if self.publication is None else "items_by_publication_and_topic")
        hint = index_hint(self.scope, self.publication)
        return f"issues i {hint} CROSS JOIN items t ON t.issue = i.key"

    def terms(self) -> tuple[list[str], list[Any]]:
        """Return the conditions with their values."""
        where, values = scope_terms(self.scope, self.publication)
        if self.scope.unread:
            where.append("t.read = 0")
        if self.starred:
            where.append("t.starred = 1")
        if self.topic is not None:
            where.append("t.topic = ?")
            values.append(self.topic)
            if self.publication is not None:
                where.append("t.publication = ?")
                values.append(self.publication)
        return where, values

    @property
    def order(self) -> str:
        """The column that leads the order: of the table that leads the join."""
        return "i.key" if self.topic is None and not self.starred else "t.issue"


def items(
    db: sqlite3.Connection, scope: Scope, section: str | None, starred: bool, after: Cursor | None, limit: int
) -> Page[ItemSummary]:
    """Return one page of the items; `section` is the heading they stand under, whatever its case."""
    topic = None
    if section is not None:
        row = db.execute("SELECT key FROM topics WHERE folded = ?", (section.casefold(),)).fetchone()
        topic = int(row[0]) if row else 0
    publication = publication_key(db, scope)
    if topic == 0 or publication == 0:
        return Page(())
    chosen = ItemFilter(scope, publication, topic, starred)
    rows: list[tuple[Any, ...]] = []
    if after is not None:
        rows = db.execute(*rest_query(chosen, after, limit)).fetchall()
    if len(rows) < limit:
        rows += db.execute(*items_query(chosen, after, limit - len(rows)))
    more = Cursor(rows[-1][0], rows[-1][1]) if rows and len(rows) == limit else None
    return Page(tuple(_summary(row) for row in rows), more)


def items_query(chosen: ItemFilter, after: Cursor | None, limit: int) -> tuple[str, list[Any]]:
    """Return the SQL of the items of all issues after the one that `after` lies in."""
    where, values = chosen.terms()
    sql = (
        f"SELECT {_COLUMNS} FROM {chosen.tables()} CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {' AND '.join([*where, f'{chosen.order} < ?'])} ORDER BY {chosen.order} DESC, t.position LIMIT ?"
    )
    return sql, [*values, after.key if after else LAST_KEY, limit]


def rest_query(chosen: ItemFilter, after: Cursor, limit: int) -> tuple[str, list[Any]]:
    """Return the SQL of the items that follow `after` in the same issue."""
    where, values = chosen.terms()
    sql = (
        f"SELECT {_COLUMNS} FROM items t CROSS JOIN issues i ON i.key = t.issue"
        " CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {' AND '.join([*where, 't.issue = ?', 't.position > ?'])} ORDER BY t.position LIMIT ?"
    )
    return sql, [*values, after.key, after.position, limit]


def _summary(row: tuple[Any, ...]) -> ItemSummary:
    _, position, issue, title, url, source, section, publication, number, read, starred = row
    return ItemSummary(
        UUID(issue), position, title, url, source, section, publication, number, bool(read), bool(starred)
    )
