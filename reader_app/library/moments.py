"""Moments as the library stores them (microseconds since 1970 UTC) and the keys that put issues in order of date."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_SLOTS: Final = 12  # bits: how many issues of one second keep their place, 4096


def stored(moment: datetime) -> int:
    """Return the aware `moment` as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def restored(value: int) -> datetime:
    """Return the moment in UTC that `stored` made `value` of."""
    return _EPOCH + timedelta(microseconds=value)


def restored_or_none(value: int | None) -> datetime | None:
    """Return the moment of `value`, None for None."""
    return None if value is None else restored(value)


def first_key(moment: datetime) -> int:
    """Return the smallest key of an issue dated `moment` or later; issues dated earlier have smaller ones."""
    return stored(moment) // 1_000_000 << _SLOTS


def free_key(db: sqlite3.Connection, moment: datetime) -> int:
    """Return the key for a new issue dated `moment`: after all others of the same second, so keys order by date.

    More than 4096 issues of one second take the places of the next seconds.
    """
    first = first_key(moment)
    while True:
        beyond = first + (1 << _SLOTS)
        last = db.execute("SELECT max(key) FROM issues WHERE key >= ? AND key < ?", (first, beyond)).fetchone()[0]
        if last is None:
            return first
        if last + 1 < beyond:
            return int(last) + 1
        first = beyond
