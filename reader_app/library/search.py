"""Full-text search: newest first, in pages, with the matches marked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from reader_app.library import item_hits, tags
from reader_app.library import query as queries
from reader_app.library.lists import LAST_KEY, SUMMARY, Chosen, summary
from reader_app.library.lone_letters import LoneLetters
from reader_app.library.moments import first_key
from reader_app.library.query import Query
from reader_app.library.script import SEPARATOR, joined
from reader_app.library.types import MARK_END, MARK_START, Cursor, IssueSummary, ItemHit, Page, Scope, SearchHit, Shelf

_FIRST_KEY: Final = -(1 << 63)
_FIELDS: Final = ("title", "publication", "items", "sponsors", "text")
_SNIPPET_WORDS: Final = 32
# Where a snippet is taken from when several fields match: what says most about the issue first.
_PREFERENCE: Final = ("text", "items", "sponsors", "publication", "title")
_TOUCHING: Final = re.compile(f"{MARK_END}{SEPARATOR}?{MARK_START}")


def search(db: sqlite3.Connection, text: str, after: Cursor | None, limit: int) -> Page[SearchHit]:
    """Return one page of the issues that `text` finds; an empty query finds nothing."""
    asked = _asked(db, text)
    if asked is None:
        return Page(())
    sql, values = search_query(asked[0], after, limit, asked[1])
    rows = db.execute(sql, values).fetchall()
    more = Cursor(rows[-1][0]) if rows and len(rows) == limit else None
    lone = LoneLetters.of(asked[0].match)
    return Page(tuple(_hit(row, item_hits.item_hits(db, text, row[0], lone), lone) for row in rows), more)


def search_query(query: Query, after: Cursor | None, limit: int, tagged: Sequence[int] = ()) -> tuple[str, list[Any]]:
    """Return the SQL of one page of hits; `tagged` are the keys of the query's tags.

    An issue's key is its row in the index, so no hit is sorted or skipped.
    """
    marks = "i.title, '', '', '', i.preheader"
    if query.match:
        marks = ", ".join(_marked(column) for column in range(len(_FIELDS)))
    return _select(f"{SUMMARY}, {marks}", query, after, limit, tagged)


def ids_query(db: sqlite3.Connection, text: str) -> tuple[str, list[Any]]:
    """Return the SQL that gives the ids of all issues that `text` finds, newest first; empty when it finds nothing."""
    asked = _asked(db, text)
    return ("", []) if asked is None else _select("i.id", asked[0], None, -1, asked[1])


def _asked(db: sqlite3.Connection, text: str) -> tuple[Query, list[int]] | None:
    """Return the query that `text` means with the keys of its tags; None when it can find nothing."""
    query = queries.parse(text)
    keys = [tags.key_or_none(db, name) for name in query.tags]
    if query.is_empty() or None in keys:
        return None
    return query, [key for key in keys if key is not None]


def _select(
    columns: str, query: Query, after: Cursor | None, limit: int, tagged: Sequence[int]
) -> tuple[str, list[Any]]:
    shelf = Shelf.ARCHIVED if query.archived else Shelf.KEPT
    leading = tagged[0] if tagged and not query.match else None
    chosen = Chosen(Scope(unread=query.unread, starred=query.starred, shelf=shelf), tag=leading)
    terms, values = chosen.terms()
    for tag in tagged[leading is not None :]:
        terms.append("EXISTS (SELECT 1 FROM issue_tags x WHERE x.tag = ? AND x.issue = i.key)")
        values.append(tag)
    lower = first_key(query.after) if query.after else _FIRST_KEY
    upper = min(after.key if after else LAST_KEY, first_key(query.before) if query.before else LAST_KEY)
    key, source = chosen.order, chosen.tables()
    if query.match:
        key, source = "search.rowid", f"search CROSS JOIN {_looked_up(query)} ON i.key = search.rowid"
        terms, values = ["search MATCH ?", *terms], [query.match, *values]
    where = " AND ".join([*terms, f"{key} >= ?", f"{key} < ?"])
    sql = (
        f"SELECT {columns} FROM {source} CROSS JOIN publications p ON p.key = i.publication"
        f" WHERE {where} ORDER BY {key} DESC LIMIT ?"
    )
    return sql, [*values, lower, upper, limit]


def _looked_up(query: Query) -> str:
    """Return the issues in the index that lists the fewest of those wanted.

    A word that nearly every issue holds, and few of those wanted, then costs a look into a small index for each issue
    and not one into the whole table.
    """
    names = {"archived": query.archived, "starred": query.starred, "unread": query.unread}
    name = next((name for name, wanted in names.items() if wanted), "")
    return f"issues i INDEXED BY issues_{name}" if name else "issues i"


def _marked(column: int) -> str:
    marks = "char(2), char(3)"
    if column == 0:
        return f"highlight(search, 0, {marks})"
    return f"snippet(search, {column}, {marks}, '…', {_SNIPPET_WORDS})"


def _hit(row: tuple[Any, ...], items: tuple[ItemHit, ...], lone: LoneLetters) -> SearchHit:
    issue: IssueSummary = summary(row[: -len(_FIELDS)])
    marked = dict(zip(_FIELDS, row[-len(_FIELDS) :], strict=True))
    where = next((name for name in _PREFERENCE if MARK_START in marked[name]), "text")
    return SearchHit(issue, _shown(marked["title"], lone), _shown(marked[where], lone), where, items)


def _shown(text: str, lone: LoneLetters) -> str:
    """Return a marked text for people: neighbouring matches as one, on one line, without the separators."""
    return " ".join(joined(_TOUCHING.sub("", lone.only_whole(text))).split())
