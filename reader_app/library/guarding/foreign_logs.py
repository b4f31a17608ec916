"""Keeps a write-ahead log that an ended program left from being written over a library it was not made for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from reader_app import asides
from reader_app.library import verify
from reader_app.library.copying import flush
from reader_app.library.guarding.holding import Held, hold, release
from reader_app.library.guarding.log_note import LOG, MAGIC, Fit, fit, note_of, salts
from reader_app.library.migrations import APPLICATION_ID, NEWEST

_INDEX: Final = "-shm"
_APPLICATION_ID: Final = slice(68, 72)
_MODE: Final = 0o600
_SENTENCE: Final = (
    "The library “{path}” is another file than the one Masthead last wrote to, and a log of changes to that one lay "
    "beside it. The log was not used; it is kept as “{aside}”."
)


def settle(path: Path, held: Held, moment: datetime) -> str:
    """Put the log beside the library aside if it belongs to another file; returns the sentence for the person, or "".

    The library must not be open in this process. A log that another program is using is left alone. Raises OSError when
    the log cannot be put aside.
    """
    if not salts(path):
        return ""
    with held.alone() as alone:
        if not alone or _belongs(path, held):
            return ""
        aside = _set_aside(path, moment)
    return _SENTENCE.format(path=path, aside=aside)


def settle_closed(path: Path, moment: datetime) -> str:
    """Do the same for a library that is not opened now."""
    found: list[str] = []
    release(hold(path, lambda held: found.append(settle(path, held, moment))))
    return "".join(found)


def _belongs(path: Path, held: Held) -> bool:
    head = held.head()
    found = fit(path, head)
    if found is not Fit.UNKNOWN:
        return found is Fit.YES
    ours = head.startswith(MAGIC) and int.from_bytes(head[_APPLICATION_ID], "big") == APPLICATION_ID
    return not ours or _makes_sense(path, held)


def _makes_sense(path: Path, held: Held) -> bool:
    """Tell whether a copy of the library is sound with the log; where there is no room for one, SQLite's sums must do.

    A library that is not sound without the log either is none the worse for it.
    """
    copy = asides.aside(path)
    log = _beside(copy, LOG)
    try:
        copy.touch(_MODE, exist_ok=False)
        log.touch(_MODE, exist_ok=False)
        held.copy(copy)
        log.write_bytes(_beside(path, LOG).read_bytes())
        if _is_sound(copy):
            return True
        log.unlink(missing_ok=True)
        _beside(copy, _INDEX).unlink(missing_ok=True)
        held.copy(copy)
        return not _is_sound(copy)
    except OSError:
        return True
    finally:
        asides.discard(copy)


def _is_sound(copy: Path) -> bool:
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            if db.execute("PRAGMA user_version").fetchone()[0] != NEWEST:
                return bool(db.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok")
            if verify.everything(db):
                return False
            db.execute("BEGIN")
            return not verify.search_index(db)
    except sqlite3.Error:
        return False


def _set_aside(path: Path, moment: datetime) -> Path:
    """Copy the log, so that a program that still has it open takes nothing from the copy, then take it away."""
    log = _beside(path, LOG)
    aside = next(name for name in _names(path, moment) if not name.exists())
    try:
        aside.touch(_MODE, exist_ok=False)
        aside.write_bytes(log.read_bytes())
        flush(aside)
    except OSError:  # no room for a copy
        log.replace(aside)
    flush(path.parent)
    for taken in (log, _beside(path, _INDEX), note_of(path)):
        taken.unlink(missing_ok=True)
    flush(path.parent)
    return aside


def _names(path: Path, moment: datetime) -> Iterator[Path]:
    base = f"{path.name}.set-aside-{moment.astimezone():%Y-%m-%d}"
    for number in count(1):
        yield path.with_name(f"{base}{LOG}" if number == 1 else f"{base}-{number}{LOG}")


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f"{path.name}{suffix}")
