"""Sorts any number of lines by a key, with little memory: what does not fit waits in files."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_COUNT: Final = 64
_MOST_WAITING: Final = 1_000_000  # characters


class Buckets:
    """Lines by key. `folder` is for the files; it is made when it is first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[list[str]] = [[] for _ in range(_COUNT)]
        self._waiting = 0

    def add(self, key: str, line: str) -> None:
        """Note `line` under `key`; neither holds a line break, and the key no tab. Raises OSError."""
        self._lines[zlib.crc32(key.encode()) % _COUNT].append(f"{key}\t{line}\n")
        self._waiting += len(key) + len(line)
        if self._waiting > _MOST_WAITING:
            self._put_aside()

    def groups(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each key with its lines, in the order in which they were added; keys come in the same order always."""
        for number, waiting in enumerate(self._lines):
            groups: dict[str, list[str]] = {}
            for line in (*self._aside(number), *waiting):
                key, _, text = line.rstrip("\n").partition("\t")
                groups.setdefault(key, []).append(text)
            for key in sorted(groups):
                yield key, groups[key]

    def _put_aside(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number, lines in enumerate(self._lines):
            with self._file(number).open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
            lines.clear()
        self._waiting = 0

    def _aside(self, number: int) -> Iterator[str]:
        if self._folder.is_dir():
            with self._file(number).open(encoding="utf-8", newline="\n") as file:
                yield from file

    def _file(self, number: int) -> Path:
        return self._folder / f"{number:02}"
