"""A lock on an open file that the system frees when the process ends, however it ends."""

from __future__ import annotations

import sys
from typing import IO

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def try_lock(handle: IO[bytes]) -> bool:
        """Lock the open file for this process; return False when another one holds it."""
        try:
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(handle: IO[bytes]) -> bool:
        """Lock the open file for this process; return False when another one holds it."""
        # flock, not lockf: a POSIX record lock would be lost when any other descriptor of the file is closed.
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
