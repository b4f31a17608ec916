"""Where an address was linked before, over all issues: by the digest of its canonical form, which has an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from uuid import UUID

from reader_app.library.listing import link_number
from reader_app.library.types import LinkRun
from reader_app.model.blocks import Item

_MOST = 6


def linked(db: sqlite3.Connection, addresses: Iterable[str], publication: str) -> dict[str, tuple[LinkRun, ...]]:
    """Return for each of `addresses` the newest issues that have it as an item, those of `publication` first."""
    found: dict[str, tuple[LinkRun, ...]] = {}
    for address in addresses:
        rows = db.execute(
            "SELECT DISTINCT i.id, p.name, i.number, t.title, t.issue FROM items t INDEXED BY items_by_link"
            " CROSS JOIN issues i ON i.key = t.issue CROSS JOIN publications p ON p.key = i.publication"
            " WHERE t.link = ? ORDER BY p.folded = ? DESC, t.issue DESC LIMIT ?",
            (link_number(Item("", address)), publication.casefold(), _MOST),
        )
        runs = tuple(LinkRun(UUID(issue), name, number, title) for issue, name, number, title, _ in rows)
        if runs:
            found[address] = runs
    return found
