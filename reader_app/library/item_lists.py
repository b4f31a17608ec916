"""Lists of single items over all issues: issues newest first, the items of one in their order, in pages.

A section and the starred items have indexes of their own; every other list follows the list of issues.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from reader_app.library import linked
from reader_app.library.lists import LAST_KEY, Chosen
from reader_app.library.types import Cursor, ItemChoice, ItemSummary, Page, Scope

_COLUMNS: Final = (
    "t.issue, t.position, i.id, t.title, t.url, t.source, t.section, p.name, i.number, t.read OR i.read, t.starred,"
    " t.hidden, t.link, i.title"
)
_NEWEST_ITEMS: Final = 20_000
_MOST_OTHERS: Final = 2  # issues named that link the same

Query = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items: of the issues `chosen`, of one topic (its key), starred; hidden ones or those that are not."""

    chosen: Chosen
    topic: int | None = None
    starred: bool = False
    hidden: bool = False

    def tables(self) -> str:
        """Return the FROM clause that gives the items in order without sorting."""
        by_item = "items t INDEXED BY {} CROSS JOIN issues i ON i.key = t.issue"
        if self.chosen.tag is None:
            if self.hidden:
                return by_item.format("items_hidden")
            if self.starred:
                return by_item.format("items_starred")
            if self.topic is not None:
                of_all = self.chosen.publication is None
                return by_item.format("items_by_topic" if of_all else "items_by_publication_and_topic")
        return f"{self.chosen.tables()} CROSS JOIN items t ON t.issue = i.key"

    def terms(self) -> tuple[list[str], list[Any]]:
        """Return the conditions with their values."""
        where, values = self.chosen.terms()
        where.append(f"t.hidden = {int(self.hidden)}")
        if self.chosen.scope.unread:
            where.append("t.read = 0")
        if self.starred:
            where.append("t.starred = 1")
        if self.topic is not None:
            where.append("t.topic = ?")
            values.append(self.topic)
            if self.chosen.publication is not None:
                where.append("t.publication = ?")
                values.append(self.chosen.publication)
        return where, values

    @property
    def order(self) -> str:
        """The column that leads the order: of the table that leads the join."""
        by_issue = self.chosen.tag is not None or not (self.hidden or self.starred or self.topic is not None)
        return self.chosen.order if by_issue else "t.issue"


def items(
    db: sqlite3.Connection, scope: Scope, choice: ItemChoice, after: Cursor | None, limit: int
) -> Page[ItemSummary]:
    """Return one page of the items that `choice` takes."""
    filtered = wanted(db, scope, choice)
    if filtered is None:
        return Page(())
    rows: list[tuple[Any, ...]] = []
    if after is not None:
        rows = db.execute(*rest_query(filtered, after, limit)).fetchall()
    if len(rows) < limit:
        rows += db.execute(*items_query(filtered, after, limit - len(rows)))
    more = Cursor(rows[-1][0], rows[-1][1]) if rows and len(rows) == limit else None
    return Page(tuple(_summary(db, row) for row in rows), more)


def wanted(db: sqlite3.Connection, scope: Scope, choice: ItemChoice) -> ItemFilter | None:
    """Return which items `choice` takes of those in `scope`; None when one of them names what is not here."""
    topic = None
    if choice.section is not None:
        row = db.execute("SELECT key FROM topics WHERE folded = ?", (choice.section.casefold(),)).fetchone()
        topic = int(row[0]) if row else 0
    chosen = Chosen.of(db, scope)
    if topic == 0 or chosen.is_empty():
        return None
    return ItemFilter(chosen, topic, choice.starred, choice.hidden)


def sections(db: sqlite3.Connection, limit: int) -> tuple[str, ...]:
    """Return the headings that the newest items stand under, the most frequent first."""
    rows = db.execute(
        "SELECT max(section) FROM (SELECT section, topic FROM items ORDER BY issue DESC, position LIMIT ?)"
        " WHERE section <> '' GROUP BY topic ORDER BY count(*) DESC, topic LIMIT ?",
        (_NEWEST_ITEMS, limit),
    )
    return tuple(row[0] for row in rows)


def items_query(filtered: ItemFilter, after: Cursor | None, limit: int) -> Query:
    """Return the SQL of the items of all issues after the one that `after` lies in."""
    where, values = filtered.terms()
    order = filtered.order
    sql = (
        f"SELECT {_COLUMNS} FROM {filtered.tables()} CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {' AND '.join([*where, f'{order} < ?'])} ORDER BY {order} DESC, t.position LIMIT ?"
    )
    return sql, [*values, after.key if after else LAST_KEY, limit]


def rest_query(filtered: ItemFilter, after: Cursor, limit: int) -> Query:
    """Return the SQL of the items that follow `after` in the same issue."""
    where, values = filtered.terms()
    tagged = "" if filtered.chosen.tag is None else " CROSS JOIN issue_tags g ON g.issue = i.key"
    sql = (
        f"SELECT {_COLUMNS} FROM items t CROSS JOIN issues i ON i.key = t.issue{tagged}"
        " CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {' AND '.join([*where, 't.issue = ?', 't.position > ?'])} ORDER BY t.position LIMIT ?"
    )
    return sql, [*values, after.key, after.position, limit]


def _summary(db: sqlite3.Connection, row: tuple[Any, ...]) -> ItemSummary:
    key, position, issue, title, url, source, section, publication, number, *marks, link, issue_title = row
    read, starred, hidden = map(bool, marks)
    return ItemSummary(
        UUID(issue),
        position,
        title,
        url,
        source,
        section,
        publication,
        number,
        read,
        starred,
        hidden,
        linked.others(db, link, key, _MOST_OTHERS) if url else (),
        issue_title,
    )
