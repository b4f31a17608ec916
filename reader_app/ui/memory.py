"""Gives the system back the pages of program code that only starting needed.

Loading WebEngine reads tables of 12 MB and runs code of 40 MB that is not needed again. The system counts these pages
as this process's own until it runs short of memory. What is given back here comes back by itself, from the file it was
mapped from, when it is used again.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

_DO_NOT_NEED = 4  # MADV_DONTNEED of Linux
_MAPS = Path("/proc/self/smaps")


def give_back_code() -> Thread | None:
    """Give back the pages of mapped files that nothing was written to, in the thread returned; on Linux only."""
    if sys.platform != "linux":
        return None
    thread = Thread(target=_give_back, name="give back", daemon=True)
    thread.start()
    return thread


def _give_back() -> None:
    with suppress(OSError, AttributeError):  # no /proc, or another C library: then nothing is given back
        advise = ctypes.CDLL(None).madvise
        advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
        with _MAPS.open(encoding="utf-8", errors="replace") as lines:
            found = list(unwritten(lines))
        for start, length in found:
            advise(start, length, _DO_NOT_NEED)


def unwritten(lines: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield start and length of each map of `lines`, which are those of /proc/PID/smaps, that can be given back.

    It is of a file, cannot be written to, and holds no page that was ever changed; the loader changes some.
    """
    span, is_of_a_file = "", False
    for line in lines:
        fields = line.split()
        if not fields[0].endswith(":"):
            span, rights = fields[:2]
            is_of_a_file = rights in ("r-xp", "r--p") and len(fields) > 5 and fields[5].startswith("/")
        elif fields[0] == "Anonymous:" and is_of_a_file and fields[1] == "0":
            start, end = (int(number, 16) for number in span.split("-"))
            yield start, end - start
