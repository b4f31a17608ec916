"""The pages of a library file as bytes, read without SQLite, so that what is damaged does not hide the rest.

What a write-ahead log beside the file has committed counts, as it does for SQLite ("Database File Format", sections 1.3
and 4.1 to 4.5).
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100
_USUAL_PAGE: Final = 4096
_PAGE_SIZES: Final = frozenset(1 << power for power in range(9, 17))
_MOST_RESERVED: Final = 32
_LOG_MAGIC: Final = 0x377F0682  # its last bit says in which order bytes are summed
_LOG_HEADER: Final = 32
_FRAME_HEADER: Final = 24
_WORD: Final = 0xFFFFFFFF


class Pages:
    """The pages of the file at `path`, numbered from 1. Raises OSError when the file cannot be read.

    `version` is the schema version that the file gives, 0 when it gives none.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._size = os.fstat(self._file.fileno()).st_size
        self._log: dict[int, bytes] = {}
        log = path.with_name(f"{path.name}-wal")
        if log.is_file():
            self._log = _committed(log.read_bytes())
        header = self._header()
        self.page_size = _page_size(header)
        reserved = header[20] if header.startswith(_MAGIC) else 0
        self.usable = self.page_size - (reserved if reserved <= _MOST_RESERVED else 0)
        self.version = int.from_bytes(header[60:64], "big") if header.startswith(_MAGIC) else 0
        self.application_id = int.from_bytes(header[68:72], "big")
        self.first_free = int.from_bytes(header[32:36], "big")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def count(self) -> int:
        """How many pages there are, also when the end of the file is cut off within one."""
        return max(-(-self._size // self.page_size), *self._log, 0)

    def page(self, number: int) -> bytes:
        """Return the page `number`, filled up with zeros where the file ends; ``b""`` when there is none."""
        if number in self._log:
            return self._log[number]
        if number < 1:
            return b""
        try:
            self._file.seek((number - 1) * self.page_size)
            return self._file.read(self.page_size).ljust(self.page_size, b"\0") if number <= self.count else b""
        except OSError:  # this part of the disk cannot be read
            return b""

    def free(self) -> Iterator[int]:
        """Yield the pages that the file says hold nothing any more, as far as their list can be read."""
        seen: set[int] = set()
        trunk = self.first_free
        while trunk not in seen and (page := self.page(trunk)):
            seen.add(trunk)
            yield trunk
            following, entries = struct.unpack_from(">II", page)
            if entries > self.usable // 4 - 2:
                return
            yield from struct.unpack_from(f">{entries}I", page, 8)
            trunk = following

    def _header(self) -> bytes:
        if 1 in self._log:
            return self._log[1][:_HEADER]
        return self._file.read(_HEADER).ljust(_HEADER, b"\0")


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18], "big")
    size = 65536 if size == 1 else size
    return size if header.startswith(_MAGIC) and size in _PAGE_SIZES else _USUAL_PAGE


def _committed(log: bytes) -> dict[int, bytes]:
    """Return the newest committed state of each page in a write-ahead log; its end may be torn off."""
    if len(log) < _LOG_HEADER:
        return {}
    magic, _, size, _, salt, other_salt, *expected = struct.unpack_from(">8I", log)
    if magic & ~1 != _LOG_MAGIC or size not in _PAGE_SIZES:
        return {}
    order = ">" if magic & 1 else "<"
    sums = _summed(log[:24], (0, 0), order)
    pages: dict[int, bytes] = {}
    if list(sums) != expected:
        return pages
    waiting: dict[int, bytes] = {}
    for start in range(_LOG_HEADER, len(log) - size - _FRAME_HEADER + 1, size + _FRAME_HEADER):
        number, commits, *salts = struct.unpack_from(">4I", log, start)
        page = log[start + _FRAME_HEADER : start + _FRAME_HEADER + size]
        sums = _summed(log[start : start + 8], sums, order)
        sums = _summed(page, sums, order)
        if salts != [salt, other_salt] or sums != struct.unpack_from(">2I", log, start + 16):
            break
        waiting[number] = page
        if commits:
            pages |= waiting
            waiting = {}
    return pages


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for one, other in zip(words, words, strict=True):
        first = (first + one + second) & _WORD
        second = (second + other + first) & _WORD
    return first, second
