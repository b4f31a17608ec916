"""For who writes: where an address was linked before, over all issues, and which sponsors ran.

Addresses are found by the digest of their canonical form, which has an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from reader_app.library.keys import key_of
from reader_app.library.listing import link_number
from reader_app.library.moments import restored_or_none
from reader_app.library.types import LinkRun
from reader_app.model.blocks import Item

_MOST: Final = 6
_RUNS: Final = (
    "SELECT DISTINCT i.id, p.name, i.number, t.title, i.date, i.title, t.issue FROM items t INDEXED BY items_by_link"
    " CROSS JOIN issues i ON i.key = t.issue CROSS JOIN publications p ON p.key = i.publication"
)


def linked(db: sqlite3.Connection, addresses: Iterable[str], publication: str) -> dict[str, tuple[LinkRun, ...]]:
    """Return for each of `addresses` the newest issues that have it as an item, those of `publication` first."""
    found: dict[str, tuple[LinkRun, ...]] = {}
    for address in addresses:
        rows = db.execute(
            f"{_RUNS} WHERE t.link = ? AND i.shelf < 2 ORDER BY p.folded = ? DESC, t.issue DESC LIMIT ?",
            (link_number(Item("", address)), publication.casefold(), _MOST),
        )
        runs = tuple(_run(row) for row in rows)
        if runs:
            found[address] = runs
    return found


def also_in(db: sqlite3.Connection, issue_id: UUID) -> dict[int, tuple[LinkRun, ...]]:
    """Return for items of the issue, by position, the newest other issues that link the same address."""
    key = key_of(db, issue_id)
    rows = db.execute("SELECT position, link FROM items WHERE issue = ? AND url <> ''", (key,)).fetchall()
    found = {position: others(db, link, key, _MOST) for position, link in rows}
    return {position: runs for position, runs in found.items() if runs}


def others(db: sqlite3.Connection, link: int, besides: int, most: int) -> tuple[LinkRun, ...]:
    """Return the newest issues with the link number `link`, but for the one with the key `besides`."""
    rows = db.execute(
        f"{_RUNS} WHERE t.link = ? AND t.issue <> ? AND i.shelf < 2 ORDER BY t.issue DESC LIMIT ?",
        (link, besides, most),
    )
    return tuple(_run(row) for row in rows)


def _run(row: tuple[Any, ...]) -> LinkRun:
    issue, publication, number, title, date, issue_title, _ = row
    return LinkRun(UUID(issue), publication, number, title, restored_or_none(date), issue_title)
