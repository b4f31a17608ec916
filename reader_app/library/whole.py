"""Whole lists: the ids of all issues of a list or a search, without what a row of it shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, overload
from uuid import UUID

from reader_app.library import search
from reader_app.library.lists import Chosen
from reader_app.library.types import Scope

_ID: Final = 16  # bytes


class Ids(Sequence[UUID]):
    """Ids of issues, packed: those of 100,000 take 1.6 MB, a tenth of what a tuple of them takes."""

    def __init__(self, ids: Iterable[UUID] = ()) -> None:
        self._packed = b"".join(each.bytes for each in ids)

    def __len__(self) -> int:
        return len(self._packed) // _ID

    def __iter__(self) -> Iterator[UUID]:
        return (UUID(bytes=self._packed[at : at + _ID]) for at in range(0, len(self._packed), _ID))

    def __contains__(self, each: object) -> bool:
        at = self._packed.find(each.bytes) if isinstance(each, UUID) else -1
        while at % _ID and at >= 0:  # the end of one id and the start of another
            at = self._packed.find(each.bytes, at + 1) if isinstance(each, UUID) else -1
        return at >= 0

    @overload
    def __getitem__(self, place: int) -> UUID: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[UUID, ...]: ...

    def __getitem__(self, place: int | slice) -> UUID | tuple[UUID, ...]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(len(self))))
        at = range(len(self))[place] * _ID
        return UUID(bytes=self._packed[at : at + _ID])


def listed(db: sqlite3.Connection, scope: Scope) -> Ids:
    """Return all issues in `scope`, newest first."""
    chosen = Chosen.of(db, scope)
    if chosen.is_empty():
        return Ids()
    where, values = chosen.terms()
    sql = f"SELECT i.id FROM {chosen.tables()} WHERE {' AND '.join(where)} ORDER BY {chosen.order} DESC"
    return Ids(UUID(row[0]) for row in db.execute(sql, values))


def found(db: sqlite3.Connection, text: str) -> Ids:
    """Return all issues that the query `text` finds, newest first."""
    sql, values = search.ids_query(db, text)
    return Ids(UUID(row[0]) for row in db.execute(sql, values)) if sql else Ids()
