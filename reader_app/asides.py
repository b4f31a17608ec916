"""Files that are written aside and then take the place of another, and clearing away those a killed program left.

Their names begin with a dot and end in a number that nobody else has and a word of ours, so that no file of another
program is ever taken for one. One that was not written to for an hour belongs to no work that still goes on.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path
from typing import Final
from uuid import uuid4

_END: Final = "masthead-part"
_OURS: Final = re.compile(rf"\..+\.[0-9a-f]{{32}}\.{_END}(?:\.rows)?(?:-(?:journal|wal|shm|note))?", re.DOTALL)
_OLD: Final = 3600.0  # seconds
_LONGEST: Final = 40  # characters of a name that go into the other: names have at most 255 bytes
_COMPANIONS: Final = tuple(
    f"{rows}{helper}" for rows in ("", ".rows") for helper in ("", "-journal", "-wal", "-shm", "-note")
)

_looked: dict[Path, float] = {}  # when a folder was last looked through, by the steady clock


def aside(path: Path) -> Path:
    """Return a new name beside `path` for what is to take its place."""
    return path.with_name(f".{path.name[:_LONGEST]}.{uuid4().hex}.{_END}")


def rows_of(part: Path) -> Path:
    """Return the name of a second file that is needed to make `part`."""
    return part.with_name(f"{part.name}.rows")


def discard(part: Path) -> None:
    """Remove the file `part`, if it is there, with all that was put beside it. Raises OSError."""
    for suffix in _COMPANIONS:
        part.with_name(f"{part.name}{suffix}").unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Remove from `folder` the old files of this kind; nothing happens to one that cannot be removed.

    A folder is looked through once an hour at most, so this may be asked before every single file.
    """
    now = time.monotonic()
    if now - _looked.get(folder, now - _OLD) < _OLD:
        return
    _looked[folder] = now
    before = time.time() - _OLD
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name):
                _remove(entry, before)


def _remove(entry: os.DirEntry[str], before: float) -> None:
    with contextlib.suppress(OSError):
        if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mtime < before:
            Path(entry.path).unlink()
