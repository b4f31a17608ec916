"""Copies the whole library to another file while it is in use."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from reader_app.errors import FileError, LibraryError, LibraryErrorKind
from reader_app.library.copying import copy_aside
from reader_app.library.failures import failure
from reader_app.library.migrations import APPLICATION_ID

_HEADER: Final = b"SQLite format 3\x00"
_APPLICATION_ID_AT: Final = 68  # "Database File Format", section 1.3
_OF_THE_LIBRARY: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def back_up(db: sqlite3.Connection, library: Path, target: Path) -> None:
    """Write a sound copy of the library to `target`, or leave `target` as it was.

    Raises FileError when `target` cannot be written or holds something else than a library, LibraryError when the
    library itself cannot be read.
    """
    try:
        _refuse_other_files(library, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        sound = copy_aside(db, target, check=True)
    except OSError as error:
        raise _unwritable(target) from error
    except sqlite3.Error as error:
        if error.sqlite_errorcode & 0xFF in _OF_THE_LIBRARY:
            raise
        raise _unwritable(target) from error
    if not sound:
        raise _damaged(library)


def _refuse_other_files(library: Path, target: Path) -> None:
    if target.is_dir():
        raise FileError(f"“{target}” is a folder; name a file for the backup.")
    if not target.exists():
        return
    if target.samefile(library):
        raise FileError(f"“{target}” is the library itself; name another file for the backup.")
    with target.open("rb") as file:
        start = file.read(_APPLICATION_ID_AT + 4)
    ours = start.startswith(_HEADER) and start[_APPLICATION_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")
    if start and not ours:
        raise FileError(f"“{target}” exists and is not a Masthead library; name another file for the backup.")


def _unwritable(target: Path) -> FileError:
    return FileError(f"The backup “{target}” cannot be written; choose a folder with room where you may write.")


def _damaged(library: Path) -> LibraryError:
    return failure(LibraryErrorKind.DAMAGED, library)
