"""The automatic backups of a library: copies beside it, a few of each age, and bringing one of them back."""

from __future__ import annotations

import glob
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from reader_app import asides, private
from reader_app.errors import FileError, LibraryError, LibraryErrorKind
from reader_app.library.connection import connect, translating
from reader_app.library.copying import copy_aside
from reader_app.library.failures import failure
from reader_app.library.migrations import APPLICATION_ID, NEWEST
from reader_app.library.replacing import beside, put_in_place, set_aside

DAYS: Final = 7
WEEKS: Final = 4
_DUE: Final = timedelta(hours=20)
_NAME: Final = "%Y-%m-%dT%H-%M-%SZ.masthead"
_ROOM_LEFT: Final = 100_000_000  # bytes that a backup leaves free on the disk


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the library as it was at `made` (in UTC), of `size` bytes."""

    path: Path
    made: datetime
    size: int


def folder_of(library: Path) -> Path:
    """Return where the automatic backups of the library are; the folder may not exist."""
    return beside(library, ".backups")


def backups(library: Path) -> tuple[Backup, ...]:
    """Return the backups of the library, the newest first: the automatic ones, and those made before an update."""
    found = []
    for path in folder_of(library).glob("*.masthead"):
        try:
            made = datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(Backup(path, made, path.stat().st_size))
    for path in library.parent.glob(f"{glob.escape(library.name)}.version-*"):
        state = path.stat()
        found.append(Backup(path, datetime.fromtimestamp(state.st_mtime, UTC), state.st_size))
    return tuple(sorted(found, key=lambda each: (each.made, each.path), reverse=True))


def is_due(library: Path, now: datetime) -> bool:
    """Tell whether the library changed since its newest automatic backup, and that is most of a day old.

    One from the future (the clock was set back) does not count.
    """
    made = [each.made for each in backups(library) if each.path.parent == folder_of(library) and each.made <= now]
    if not made:
        return True
    files = (library, beside(library, "-wal"))
    changed = max(file.stat().st_mtime for file in files if file.exists())
    return now - max(made) >= _DUE and changed > max(made).timestamp()


def next_file(library: Path, now: datetime) -> Path:
    """Return the file for a backup made `now`. Raises FileError when its disk has too little room for one."""
    folder = folder_of(library)
    try:
        private.make_folder(folder)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise FileError(f"The folder of backups “{folder}” cannot be used: {error.strerror}.") from error
    if free < library.stat().st_size + _ROOM_LEFT:
        raise FileError(f"There is too little room for a backup in “{folder}”; free some space on its disk.")
    return folder / f"{now.astimezone(UTC):{_NAME}}"


def clear(library: Path) -> None:
    """Remove what a program left beside the library and its backups when it was killed before it was done."""
    for folder in (library.parent, folder_of(library)):
        asides.clear(folder)


def thin(library: Path) -> None:
    """Delete the automatic backups that need not be kept any more."""
    automatic = [each for each in backups(library) if each.path.parent == folder_of(library)]
    for backup in superfluous(automatic):
        backup.path.unlink(missing_ok=True)


def superfluous(newest_first: Sequence[Backup]) -> tuple[Backup, ...]:
    """Return those of the backups that may go.

    Kept are the last one of each of the newest `DAYS` days that have any, and of each of the newest `WEEKS` weeks.
    """
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in newest_first:
        local = backup.made.astimezone()
        days.setdefault(local.date(), backup)
        weeks.setdefault(local.isocalendar()[:2], backup)
    kept = [*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]]
    return tuple(backup for backup in newest_first if backup not in kept)


def restore(library: Path, backup: Path, now: datetime) -> Path | None:
    """Put a copy of `backup` in the place of the library; returns the name under which the old one is kept, if any.

    The program must have closed the library. Raises LibraryError when the backup cannot be used or a program has the
    library open, FileError when there is no room; all is as it was then.
    """
    _check(backup)
    new = asides.aside(library)
    try:
        with translating(backup), closing(connect(backup.absolute(), "ro")) as db:
            copy_aside(db, new, check=True)
        aside = set_aside(library, "replaced", now) if library.exists() else None
        put_in_place(new, library)
    except OSError as error:
        raise FileError(f"“{library}” cannot be replaced: {error.strerror}; nothing was changed.") from error
    finally:
        asides.discard(new)
    return aside


def _check(backup: Path) -> None:
    """Raise LibraryError when `backup` is no sound library that this program knows."""
    if not backup.is_file():
        raise LibraryError(LibraryErrorKind.NO_ACCESS, f"There is no backup “{backup}”.")
    with translating(backup), closing(connect(backup.absolute(), "ro")) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise failure(LibraryErrorKind.FOREIGN, backup)
        if db.execute("PRAGMA user_version").fetchone()[0] > NEWEST:
            raise failure(LibraryErrorKind.NEWER, backup)
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("malformed")
