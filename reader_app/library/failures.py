"""Turns what SQLite and the file system report into `LibraryError`: a kind and one sentence that says what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from reader_app.errors import LibraryError, LibraryErrorKind

_KINDS: Final = {
    sqlite3.SQLITE_BUSY: LibraryErrorKind.LOCKED,
    sqlite3.SQLITE_LOCKED: LibraryErrorKind.LOCKED,
    sqlite3.SQLITE_PROTOCOL: LibraryErrorKind.LOCKED,
    sqlite3.SQLITE_FULL: LibraryErrorKind.FULL,
    sqlite3.SQLITE_TOOBIG: LibraryErrorKind.FULL,
    sqlite3.SQLITE_CORRUPT: LibraryErrorKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: LibraryErrorKind.FOREIGN,
    sqlite3.SQLITE_READONLY: LibraryErrorKind.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: LibraryErrorKind.NO_ACCESS,
    sqlite3.SQLITE_PERM: LibraryErrorKind.NO_ACCESS,
    sqlite3.SQLITE_AUTH: LibraryErrorKind.NO_ACCESS,
    sqlite3.SQLITE_IOERR: LibraryErrorKind.NO_ACCESS,
    sqlite3.SQLITE_NOLFS: LibraryErrorKind.NO_ACCESS,
}
_SENTENCES: Final = {
    LibraryErrorKind.LOCKED: "The library “{path}” is in use by another program; wait a moment, then try again.",
    LibraryErrorKind.FULL: "There is no room left for the library “{path}”; free some space on its disk and try again.",
    LibraryErrorKind.DAMAGED: "The library “{path}” is damaged; recover what can be read of it, or restore a backup.",
    LibraryErrorKind.FOREIGN: "“{path}” is not a Masthead library; choose another file or restore a backup of it.",
    LibraryErrorKind.NEWER: "The library “{path}” was made by a newer Masthead; update Masthead to open it.",
    LibraryErrorKind.READ_ONLY: (
        "The library “{path}” cannot be changed; allow writing to the file and its folder, then try again."
    ),
    LibraryErrorKind.MOVED: (
        "The library “{path}” was moved, removed or replaced while it was open; put it back, and work goes on with it."
    ),
    LibraryErrorKind.NO_ACCESS: (
        "The library “{path}” cannot be read or written; check that its disk is there and that you may use its folder."
    ),
}
# No room for the file that SQLite keeps beside the library.
_NO_ROOM: Final = (sqlite3.SQLITE_IOERR_SHMSIZE,)
_MISSING: Final = ("no such table", "no such column", "no such index", "has no column", "malformed")


def failure(kind: LibraryErrorKind, path: Path) -> LibraryError:
    """Return the error of `kind` for the library at `path`, with its usual sentence (there is none for a conflict)."""
    return LibraryError(kind, _SENTENCES[kind].format(path=path))


def translated(error: sqlite3.Error, path: Path) -> Exception:
    """Return what to raise instead of `error`: a LibraryError when the world is to blame, else an ordinary exception.

    A table or column that is missing although the file has the right version is damage too.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        primary = sqlite3.SQLITE_FULL if code in _NO_ROOM else code & 0xFF
        if primary in _KINDS:
            return failure(_KINDS[primary], path)
        if primary == sqlite3.SQLITE_NOMEM:
            return MemoryError(str(error))
    if any(words in str(error) for words in _MISSING):
        return failure(LibraryErrorKind.DAMAGED, path)
    return RuntimeError(f"the library code is at fault: {error}")
