"""Puts another file in the place of the library, so that at every moment there is one, and the old one is kept."""

from __future__ import annotations

import contextlib
import shutil
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from reader_app import private
from reader_app.errors import LibraryErrorKind
from reader_app.library.copying import flush
from reader_app.library.failures import failure
from reader_app.library.guarding.holding import try_lock
from reader_app.library.guarding.log_note import note_of
from reader_app.library.guarding.presence import refuse_elsewhere

_FILE_MODE: Final = 0o600
_LOG: Final = "-wal"
_HELPERS: Final = (_LOG, "-shm")


def set_aside(path: Path, label: str, moment: datetime) -> Path:
    """Keep the library at `path`, with its log, under another name beside it as well; returns the name.

    Raises OSError when there is no room, LibraryError (locked) when a program has the library open. This process must
    have closed it: looking whether it is open drops this process's own locks on it.
    """
    refuse_when_open(path)
    private.close_to_others(path)
    aside = free_name(path, label, moment)
    _link(path, aside)
    if beside(path, _LOG).exists() and beside(path, _LOG).stat().st_size:
        beside(aside, _LOG).unlink(missing_ok=True)
        _link(beside(path, _LOG), beside(aside, _LOG))
    flush(path.parent)
    return aside


def free_name(path: Path, label: str, moment: datetime) -> Path:
    """Return a name beside the library under which nothing is kept yet."""
    base = path.with_name(f"{path.name}.{label}-{moment.astimezone():%Y-%m-%d}")
    names = (base if number == 1 else base.with_name(f"{base.name}-{number}") for number in count(1))
    return next(name for name in names if not name.exists())


def put_in_place(new: Path, path: Path) -> None:
    """Make the file `new` the library at `path`. What was there must have been set aside.

    The old log goes first, since SQLite would take it for the new file's. Raises as `set_aside` does.
    """
    if path.exists():
        refuse_when_open(path)
    flush(new)
    for taken in (*(beside(path, helper) for helper in _HELPERS), note_of(path)):
        taken.unlink(missing_ok=True)
    new.replace(path)
    with contextlib.suppress(OSError):  # it is in place, whatever the folder says
        flush(path.parent)


def beside(path: Path, suffix: str) -> Path:
    """Return the name of a file that SQLite keeps beside the library at `path`."""
    return path.with_name(f"{path.name}{suffix}")


def refuse_when_open(path: Path) -> None:
    """Raise LibraryError when a program has the library at `path` open: locked, or elsewhere on another machine."""
    refuse_elsewhere(path.absolute())
    with path.open("rb+") as file:
        if not try_lock(file.fileno()):
            raise failure(LibraryErrorKind.LOCKED, path)


def _link(path: Path, name: Path) -> None:
    """Give the file at `path` another name; a copy of it where the disk knows no links."""
    with contextlib.suppress(OSError):
        name.hardlink_to(path)
        return
    name.touch(mode=_FILE_MODE, exist_ok=False)
    shutil.copyfile(path, name)
    flush(name)
