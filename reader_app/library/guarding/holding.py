"""The library files that this process has open, each held by one descriptor as long as any connection uses it.

Closing any descriptor of a file drops all locks that its process has on it (POSIX), those of SQLite as well. So a file
is opened here before SQLite opens it, closed after SQLite has closed it, and looked at through this descriptor only.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

HEAD: Final = 100  # bytes: "Database File Format", section 1.3
_CHUNK: Final = 1 << 20
# What every connection to a file in WAL mode holds a shared lock on: SQLite's os.h, SHARED_FIRST and SHARED_SIZE.
_SHARED_FIRST: Final = 0x40000002
_SHARED_SIZE: Final = 510

Identity = tuple[int, int]


class Held:
    """One library file that is open in this process. Made by `hold`."""

    def __init__(self, descriptor: int, writable: bool) -> None:
        state = os.fstat(descriptor)
        self.identity: Identity = (state.st_dev, state.st_ino)
        self.users = 0
        self.writable = writable
        self._descriptor = descriptor
        self._reading = threading.Lock()

    def head(self) -> bytes:
        """Return the first bytes of the file as they are on disk, whatever a log beside it says."""
        with self._reading:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            return os.read(self._descriptor, HEAD)

    def copy(self, target: Path) -> None:
        """Write the bytes of the file to `target`. Raises OSError."""
        with self._reading, target.open("wb") as file:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            while chunk := os.read(self._descriptor, _CHUNK):
                file.write(chunk)

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Keep others from opening the library meanwhile; gives False when one has it open, or none can be kept off.

        Only for a file that no connection of this process has open: their locks would be lost.
        """
        if not self.writable or not try_lock(self._descriptor):
            yield False
            return
        try:
            yield True
        finally:
            unlock(self._descriptor)

    def is_lost(self) -> bool:
        """Tell whether the file has no name any more: it is gone when the last program closes it."""
        return os.fstat(self._descriptor).st_nlink == 0

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self._descriptor)


_files: dict[Identity, Held] = {}
_changing = threading.RLock()


def hold(path: Path, first: Callable[[Held], None]) -> Held:
    """Return the file at `path`, held until `release`; `first` looks at it when no connection here has it open yet.

    Raises OSError when it cannot be opened.
    """
    with _changing:
        state = path.stat()
        held = _files.get((state.st_dev, state.st_ino))
        if held is None:
            held = _opened(path)
            try:
                first(held)
            except BaseException:
                held.close()
                raise
            _files[held.identity] = held
        held.users += 1
        return held


def release(held: Held) -> None:
    """Let go of the file; the last one closes it. SQLite must have closed it before."""
    with _changing:
        held.users -= 1
        if held.users == 0:
            del _files[held.identity]
            held.close()


def is_held(path: Path) -> bool:
    """Tell whether the file at `path` is a library that this process has open."""
    return bool(_files) and identity_of(path) in _files


def identity_of(path: Path) -> Identity | None:
    """Return what tells the file at `path` from every other on this machine, None when there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


def _opened(path: Path) -> Held:
    binary = getattr(os, "O_BINARY", 0)
    try:
        return Held(os.open(path, os.O_RDWR | binary), True)
    except OSError:  # a file, or a whole disk, that may only be read
        return Held(os.open(path, os.O_RDONLY | binary), False)


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def try_lock(descriptor: int) -> bool:
        """Lock the library for this process alone; return False when a program has it open."""
        os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, _SHARED_SIZE)
        except OSError:
            return False
        return True

    def unlock(descriptor: int) -> None:
        """Let others open the library again."""
        os.lseek(descriptor, _SHARED_FIRST, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, _SHARED_SIZE)
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Lock the library for this process alone; return False when a program has it open."""
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except OSError:
            return False
        return True

    def unlock(descriptor: int) -> None:
        """Let others open the library again."""
        fcntl.lockf(descriptor, fcntl.LOCK_UN, _SHARED_SIZE, _SHARED_FIRST)
