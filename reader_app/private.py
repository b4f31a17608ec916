"""Files and folders that only the person may read or change, wherever the umask stands and whoever made them before.

What a person chooses to export follows the umask instead, like any document.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path
from typing import IO, Final

FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700


def make_folder(folder: Path, *, ours: bool = True) -> None:
    """Make `folder` with those above it, where they are not there. Raises OSError.

    With `ours`, one that is there is closed to others.
    """
    if not folder.is_dir():
        make_folder(folder.parent, ours=False)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    if ours:
        close_to_others(folder)


def make_file(path: Path) -> None:
    """Make an empty file at `path`, or close the one that is there to others. Raises OSError."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except FileExistsError:
        close_to_others(path)


def open_file(path: Path, mode: str) -> IO[bytes]:
    """Return the file at `path` open for writing as Python's `mode` says. Raises OSError."""
    make_file(path)
    return path.open(mode)


def close_to_others(path: Path) -> None:
    """Take from all but the owner what they may do with `path`; nothing happens where that cannot be changed."""
    with contextlib.suppress(OSError):  # some disks know no modes, and a file may be another person's
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~stat.S_IRWXU:
            path.chmod(mode & stat.S_IRWXU)
