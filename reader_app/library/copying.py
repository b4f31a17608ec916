"""Makes a consistent copy of an open library with SQLite's backup, never by reading the live file.

Closing any descriptor of a database file drops all locks this process holds on it, so it is never opened directly.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path

from reader_app import asides
from reader_app.library.guarding.log_note import renew

_FILE_MODE = 0o600


class SourceBusyError(Exception):
    """The library stayed locked. The facade turns this into a LibraryError."""


def copy_aside(db: sqlite3.Connection, target: Path, *, check: bool = False, wait: float = 5.0) -> bool:
    """Write all that `db` sees to `target` as one file, replacing what was there once the copy is on disk.

    With `check`, the copy is read through before it replaces anything; returns False when it was not sound (the old
    `target` then stays). Raises sqlite3.Error, OSError, and SourceBusyError when `db` stays locked for `wait` seconds;
    it always is while `db` itself is in a write transaction.
    """
    asides.clear(target.parent)
    unfinished = asides.aside(target)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))
        sound = _fill(db, unfinished, check=check, wait=wait)
        if sound:
            flush(unfinished)
            unfinished.replace(target)
            with contextlib.suppress(OSError):  # not every system can flush a folder
                flush(target.parent)
    finally:
        asides.discard(unfinished)
    return sound


def _fill(db: sqlite3.Connection, path: Path, *, check: bool, wait: float) -> bool:
    end = time.monotonic() + wait

    def give_up_when_locked(status: int, _remaining: int, _total: int) -> None:
        # Left alone, Connection.backup would try again for ever.
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise SourceBusyError

    copy = sqlite3.connect(path, isolation_level=None)
    try:
        db.backup(copy, progress=give_up_when_locked)
        renew(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        return not check or copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    finally:
        copy.close()


def flush(path: Path) -> None:
    """Wait until the file or folder `path` is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
