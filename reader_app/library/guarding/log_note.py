"""The note that says to which state of the library the write-ahead log beside it belongs.

SQLite knows a log that an ended program left by the log's own sums and by nothing of the library: beside a library that
was replaced (by a backup, by a program that keeps two machines alike) it would be written over a file it is not of.

Every session that writes, and every new beginning of the log, puts a random number into the header of the library (as
its schema version, which only has to change when the schema does). The note names the log by its salts, and the
library by what its header said on disk when that log began. A log belongs to a file whose header says that. If the
header says what a commit in the log says, a part of the log is in the file already; then the log must be the very file
that the note is about, for a copy may end too early. Without a note of the log nothing is known. See "Database File
Format", sections 1.3 and 4.1.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sqlite3
import struct
from enum import Enum
from pathlib import Path
from typing import Final

from reader_app.library.guarding.holding import HEAD, Held

LOG: Final = "-wal"
MAGIC: Final = b"SQLite format 3\x00"
_LOG_MAGIC: Final = 0x377F0682  # its last bit says in which order bytes are summed
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_SALTS: Final = slice(16, 24)
_NOTE: Final = re.compile(r"log ([0-9a-f]{16}) of ([0-9a-f]{24}) in file ([0-9a-f]{16})\n")
_MODE: Final = 0o600


class Fit(Enum):
    """Whether a log belongs to a library."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class LogKeeper:
    """Keeps the note for one connection that writes: `mark` in a transaction, `committed` after it, `end` at last."""

    def __init__(self, path: Path, held: Held) -> None:
        self._path = path
        self._held = held
        self._salts = ""
        self._is_unmarked = True
        self._marked = False
        self._goes_on = False

    def mark(self, db: sqlite3.Connection) -> None:
        """Put a new random number into the header, if this is the first write or the log has begun anew since."""
        self._marked = self._is_unmarked
        self._goes_on = not self._marked
        if self._is_unmarked:
            renew(db)

    def end(self, db: sqlite3.Connection) -> None:
        """Mark the last state, if more was written after the last mark: an early copy of the log is no part of it."""
        if self._goes_on:
            with contextlib.suppress(sqlite3.Error):
                db.execute("PRAGMA busy_timeout = 100")
                db.execute("BEGIN IMMEDIATE")
                renew(db)
                db.execute("COMMIT")

    def committed(self) -> None:
        """Write the note, if the log has begun anew. A note that cannot be written is one that says nothing."""
        with contextlib.suppress(OSError):
            found = salts(self._path)
            if found and found != self._salts:
                _write(self._path, found, self._held.head())
            self._is_unmarked = (found != self._salts or self._is_unmarked) and not self._marked
            self._salts = found
            self._marked = False


def note_of(path: Path) -> Path:
    """Return the note's file, which is hidden: it is nothing to read, nor to import with the folder it lies in."""
    return path.with_name(f".{path.name.removeprefix('.')}-note")


def renew(db: sqlite3.Connection) -> None:
    """Put a new random number into the header of the library, as a part of the open transaction."""
    db.execute(f"PRAGMA schema_version = {secrets.randbelow(2**31 - 2) + 1}")


def salts(path: Path) -> str:
    """Return what names the present log of the library at `path`, empty when there is none that holds anything.

    Raises OSError.
    """
    try:
        with _beside(path, LOG).open("rb") as file:
            head = file.read(_LOG_HEADER + 1)
    except FileNotFoundError:
        return ""
    if len(head) <= _LOG_HEADER or int.from_bytes(head[:4], "big") & ~1 != _LOG_MAGIC:
        return ""
    return head[_SALTS].hex()


def fit(path: Path, head: bytes) -> Fit:
    """Tell whether the log beside `path` belongs to the file that begins with `head`. Raises OSError."""
    name = salts(path)
    if not name or (head and not head.startswith(MAGIC)):
        return Fit.YES  # there is nothing in the log, or no library that it could spoil
    if not head:
        return Fit.NO  # SQLite would delete it
    signature = _signature(head)
    noted = _NOTE.fullmatch(_read(path))
    _, base, file = noted.groups() if noted is not None and noted[1] == name else ("", "", "")
    if base == signature:
        return Fit.YES
    if signature in _signatures(path):
        return Fit.YES if file == _file(path) else Fit.UNKNOWN
    return Fit.NO if base else Fit.UNKNOWN


def forget(path: Path) -> None:
    """Remove the note when the log is gone."""
    with contextlib.suppress(OSError):
        if not _beside(path, LOG).exists():
            note_of(path).unlink(missing_ok=True)


def _signature(head: bytes) -> str:
    """Return the change counter, the number of pages and the schema version that the header gives."""
    return (head[24:32] + head[40:44]).hex()


def _signatures(path: Path) -> set[str]:
    """Return what the header of the library says after each change of it that the log holds."""
    found = set()
    with _beside(path, LOG).open("rb") as file:
        head = file.read(_LOG_HEADER)
        size = struct.unpack_from(">I", head, 8)[0]
        at = _LOG_HEADER
        while len(frame := file.read(_FRAME_HEADER + HEAD)) == _FRAME_HEADER + HEAD and frame[8:16] == head[_SALTS]:
            if frame[:4] == b"\0\0\0\1":
                found.add(_signature(frame[_FRAME_HEADER:]))
            at += _FRAME_HEADER + size
            file.seek(at)
    return found


def _file(path: Path) -> str:
    """Return what tells the log's file from copies of it."""
    return f"{_beside(path, LOG).stat().st_ino % 2**64:016x}"


def _write(path: Path, log: str, head: bytes) -> None:
    """Write the note in one piece, unless there is one of this log: the first one saw the library as the log began."""
    noted = _NOTE.fullmatch(_read(path))
    if noted is not None and noted[1] == log:
        return
    descriptor = os.open(note_of(path), os.O_CREAT | os.O_WRONLY, _MODE)
    try:
        os.write(descriptor, f"log {log} of {_signature(head)} in file {_file(path)}\n".encode("ascii"))
    finally:
        os.close(descriptor)


def _read(path: Path) -> str:
    try:
        return note_of(path).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(f"{path.name}{suffix}")
