"""Lists of issues in other orders than newest first: oldest, by publication, by title, unread first.

Each order has an index for the long lists. A list that is short beside the whole library (a tag, a small publication)
is sorted as it is: that costs less than passing over all that is not in it.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from reader_app.library.lists import SUMMARY, Chosen, Query, issues_query, summary
from reader_app.library.types import Cursor, IssueSummary, Page, Scope, Shelf, Sort

_SHARE: Final = 10  # a list shorter than this part of the library is sorted as it is
_FROM_PUBLICATION: Final = " CROSS JOIN publications p ON p.key = i.publication"
_BY_NAME: Final = "p.folded, p.name, i.key DESC"
_BY_TITLE: Final = "i.title COLLATE NOCASE, i.key DESC"

Rows = list[Any]


def summaries(db: sqlite3.Connection, scope: Scope, sort: Sort, after: Cursor | None, limit: int) -> Page[IssueSummary]:
    """Return one page of the issues in `scope`, in the order `sort`, which is not the usual one."""
    chosen = Chosen.of(db, scope)
    if chosen.is_empty():
        return Page(())
    pages = {Sort.OLDEST: _oldest, Sort.PUBLICATION: _by_publication, Sort.TITLE: _by_title, Sort.UNREAD: _unread}
    rows, more = pages[sort](db, chosen, after, limit)
    return Page(tuple(summary(row) for row in rows), more if len(rows) == limit else None)


def oldest_query(chosen: Chosen, after: Cursor | None, limit: int) -> Query:
    """Return the SQL of one page, oldest first."""
    where, values = chosen.terms()
    if after is not None:
        where.append(f"{chosen.order} > ?")
        values.append(after.key)
    sql = f"SELECT {SUMMARY} FROM {chosen.tables()}{_FROM_PUBLICATION} WHERE {' AND '.join(where)}"
    return f"{sql} ORDER BY {chosen.order} LIMIT ?", [*values, limit]


def title_query(chosen: Chosen, after: Cursor | None, limit: int, *, indexed: bool) -> Query:
    """Return the SQL of one page by title, the newest of the same title first; `indexed` says from which end."""
    tagged = "" if chosen.tag is None else " CROSS JOIN issue_tags g ON g.issue = i.key"
    tables = f"issues i INDEXED BY issues_by_title{tagged}" if indexed else chosen.tables()
    where, values = chosen.terms()
    if after is not None:
        where.append("(i.title COLLATE NOCASE > ? OR i.title COLLATE NOCASE = ? AND i.key < ?)")
        where.append("i.title COLLATE NOCASE >= ?")
        values += [after.text, after.text, after.key, after.text]
    sql = f"SELECT {SUMMARY} FROM {tables}{_FROM_PUBLICATION} WHERE {' AND '.join(where)}"
    return f"{sql} ORDER BY {_BY_TITLE} LIMIT ?", [*values, limit]


def _oldest(db: sqlite3.Connection, chosen: Chosen, after: Cursor | None, limit: int) -> tuple[Rows, Cursor | None]:
    rows = db.execute(*oldest_query(chosen, after, limit)).fetchall()
    return rows, _at(rows)


def _by_title(db: sqlite3.Connection, chosen: Chosen, after: Cursor | None, limit: int) -> tuple[Rows, Cursor | None]:
    rows = db.execute(*title_query(chosen, after, limit, indexed=_is_long(db, chosen))).fetchall()
    return rows, Cursor(rows[-1][0], text=rows[-1][4]) if rows else None


def _unread(db: sqlite3.Connection, chosen: Chosen, after: Cursor | None, limit: int) -> tuple[Rows, Cursor | None]:
    """Return a page of the unread ones; when they are all listed, of the others. `Cursor.position` says which."""
    rows: Rows = []
    reading = after.position if after is not None else 0
    for read in range(reading, 2):
        place = after if read == reading else None
        half = Chosen(chosen.scope, chosen.publication, chosen.tag, read=bool(read))
        found = db.execute(*issues_query(half, place, limit - len(rows))).fetchall()
        rows += found
        if len(rows) == limit:
            return rows, Cursor(rows[-1][0], read)
    return rows, None


def _by_publication(
    db: sqlite3.Connection, chosen: Chosen, after: Cursor | None, limit: int
) -> tuple[Rows, Cursor | None]:
    scope = chosen.scope
    if scope.shelf in (None, Shelf.LISTED) and not scope.starred and chosen.tag is None:
        rows = _publication_after_publication(db, chosen, after, limit)
    else:
        rows = db.execute(*name_query(chosen, after, limit)).fetchall()
    return rows, Cursor(rows[-1][0], text=rows[-1][2]) if rows else None


def name_query(chosen: Chosen, after: Cursor | None, limit: int) -> Query:
    """Return the SQL of one page by the publications' names, which sorts the whole list."""
    where, values = chosen.terms()
    if after is not None:
        where.append("((p.folded, p.name) > (?, ?) OR p.name = ? AND i.key < ?)")
        values += [after.text.casefold(), after.text, after.text, after.key]
    sql = f"SELECT {SUMMARY} FROM {chosen.tables()}{_FROM_PUBLICATION} WHERE {' AND '.join(where)}"
    return f"{sql} ORDER BY {_BY_NAME} LIMIT ?", [*values, limit]


def _publication_after_publication(db: sqlite3.Connection, chosen: Chosen, after: Cursor | None, limit: int) -> Rows:
    """Return a page by the publications' names, each list from its own index."""
    counted = "unread" if chosen.scope.unread else "issues"
    name = after.text if after is not None else ""
    publications = db.execute(
        f"SELECT key, name FROM publications WHERE {counted} > 0 AND (folded, name) >= (?, ?) ORDER BY folded, name",
        (name.casefold(), name),
    ).fetchall()
    rows: Rows = []
    for key, each in publications:
        if chosen.publication not in (None, key):
            continue
        place = after if after is not None and each == name else None
        rows += db.execute(*issues_query(Chosen(chosen.scope, key), place, limit - len(rows)))
        if len(rows) == limit:
            break
    return rows


def _is_long(db: sqlite3.Connection, chosen: Chosen) -> bool:
    """Tell whether the list is a good part of the library, so that an index over all of it serves best."""
    total, listed, unread, starred, archived, trashed = db.execute(
        "SELECT issues + archived + trashed, issues, unread, starred, archived, trashed FROM totals"
    ).fetchone()
    scope = chosen.scope
    counts = [archived if scope.shelf is Shelf.ARCHIVED else trashed if scope.shelf is Shelf.TRASHED else listed]
    if scope.shelf in (None, Shelf.LISTED):
        counts += [unread] * scope.unread
    counts += [starred] * scope.starred
    if chosen.publication is not None:
        counts += db.execute("SELECT issues FROM publications WHERE key = ?", (chosen.publication,)).fetchone()
    if chosen.tag is not None:
        counts += db.execute("SELECT issues FROM tags WHERE key = ?", (chosen.tag,)).fetchone()
    return int(min(counts)) * _SHARE >= int(total)


def _at(rows: Rows) -> Cursor | None:
    return Cursor(rows[-1][0]) if rows else None
