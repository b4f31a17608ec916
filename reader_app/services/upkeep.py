"""Looks after the library: automatic backups, and bringing one back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from reader_app.library import backups as kept
from reader_app.library.backups import Backup, backups
from reader_app.library.library import Library

__all__ = ["Backup", "backups", "keep_backup", "restore"]


def keep_backup(library: Library, now: datetime | None = None) -> Path | None:
    """Make the automatic backup of the day, if it is due, and delete those that need not be kept any more.

    Returns the file, None when none was due. Raises FileError when it cannot be written, LibraryError (damaged) when
    the library is not sound; the older backups all stay then.
    """
    kept.clear(library.path)
    moment = now or datetime.now(UTC)
    if not kept.is_due(library.path, moment):
        return None
    file = kept.next_file(library.path, moment)
    library.backup(file)
    kept.thin(library.path)
    return file


def restore(library: Path, backup: Path, now: datetime | None = None) -> Path | None:
    """Put a copy of `backup` in the place of the library; returns where the old one is kept (see `backups.restore`)."""
    return kept.restore(library, backup, now or datetime.now(UTC))
