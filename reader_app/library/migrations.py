"""Brings a library file to the newest schema: numbered steps, each in one transaction, none using live code.

Version 0 is an empty file. A file from an earlier version is copied aside before its first step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library import schema_0001, schema_0002, schema_0003, schema_0004
from reader_app.library.copying import copy_aside
from reader_app.library.failures import failure
from reader_app.library.guarding.log_note import renew

APPLICATION_ID: Final = 0x4D617374  # "Mast"

Step = Callable[[sqlite3.Connection], None]

STEPS: Final[tuple[Step, ...]] = (schema_0001.create, schema_0002.extend, schema_0003.extend, schema_0004.extend)
NEWEST: Final = len(STEPS)


def copy_name(path: Path, version: int) -> Path:
    """Return where the library at `path` is copied to before it leaves schema `version`."""
    return path.with_name(f"{path.name}.version-{version}")


def migrate(db: sqlite3.Connection, path: Path, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps that the library lacks. Step number n takes a file of version n to version n + 1.

    Another process may do the same at the same time: each step looks at the version again once it may write. When a
    step fails the file stays at the version before it.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    copied = False
    while True:
        db.execute("BEGIN IMMEDIATE")
        try:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > len(steps):
                raise failure(LibraryErrorKind.NEWER, path)
            if version == len(steps):
                db.execute("ROLLBACK")
                break
            if version and not copied:
                _copy_aside(path, version)
                copied = True
            # A new file gets all steps at once: no other process ever sees it half made.
            following = steps[version:] if version == 0 else steps[version : version + 1]
            _run(db, following, version + len(following), path)
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    db.execute("PRAGMA foreign_keys = ON")


def _copy_aside(path: Path, version: int) -> None:
    """Copy the library as it is while the caller's transaction keeps others from changing it."""
    reader = sqlite3.connect(path, isolation_level=None)
    try:
        copy_aside(reader, copy_name(path, version))
    except OSError as error:
        sentence = (
            f"The library “{path}” must be brought up to date, but first a copy of it has to be written to "
            f"“{copy_name(path, version)}”, and that failed; make room there, then open it again."
        )
        raise LibraryError(LibraryErrorKind.NO_ACCESS, sentence) from error
    finally:
        reader.close()


def _run(db: sqlite3.Connection, steps: Sequence[Step], version: int, path: Path) -> None:
    for step in steps:
        step(db)
    if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise failure(LibraryErrorKind.DAMAGED, path)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")
    renew(db)
    db.execute("COMMIT")
