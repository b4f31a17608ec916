"""The folder of an archive site: knows which files in it are its own, and changes them all at once or not at all.

What is new is written aside, in ``.masthead`` within the folder; only when all of it is there is each file put in its
place. A file that the site did not write is never touched: which ones it wrote stands in ``.masthead/site.json``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Final, Self

from reader_app.errors import FileError
from reader_app.services.filelock import try_lock

OWN: Final = ".masthead"
_STATE: Final = "site.json"
_ISSUES: Final = "issues.jsonl"
_FORMAT: Final = 1


class SiteFolder:
    """One archive site on the disk, for one run.

    Files are given by paths from its top, with ``/`` between their parts. Raises OSError for what the disk refuses,
    FileError with a sentence for what the folder holds.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self.settings: dict[str, str] = {}
        self.written = self.unchanged = self.removed = 0
        self._own = top / OWN
        self._aside = self._own / "aside"
        self._made: list[Path] = []
        self._lock: IO[bytes] | None = None
        self._known: dict[str, tuple[str, str]] = {}  # what the site holds now: path -> digest, made of
        self._ours: set[str] = set()
        self._kept: dict[str, tuple[str, str]] = {}
        self._staged: list[tuple[Path, str]] = []

    def __enter__(self) -> Self:
        self._make(self._own)
        lock = (self._own / "lock").open("ab")
        try:
            if not try_lock(lock):
                raise FileError(f"{self.top}: Another Masthead is writing this archive; wait until it is done.")
            self._known, self.settings = self._state(self._own / _STATE)
            unfinished, _ = self._state(self._aside / _STATE)
            self._ours = {*self._known, *unfinished}
            shutil.rmtree(self._aside, ignore_errors=True)
            self._aside.mkdir(exist_ok=True)
        except (FileError, OSError):
            lock.close()
            raise
        self._lock = lock
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._aside, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        if not self._known:  # nothing came of it: leave no trace
            for path in (self._own / "lock", self._own / _STATE):
                path.unlink(missing_ok=True)
            for folder in reversed(self._made):
                with suppress(OSError):
                    folder.rmdir()

    @property
    def workshop(self) -> Path:
        """A folder for what is needed during the run alone."""
        return self._aside / "workshop"

    def is_fresh(self, path: str, inputs: str) -> bool:
        """Tell whether the file is there, untouched, and was made of the same `inputs`; then it is kept."""
        if path in self._kept:
            return self._kept[path][1] == inputs
        entry = self._known.get(path)
        if entry is None or entry[1] != inputs or self._digest_on_disk(path) != entry[0]:
            return False
        self._kept[path] = entry
        return True

    def write(self, path: str, inputs: str, data: bytes) -> None:
        """Have `data`, made of `inputs`, in the file `path`; nothing is written when it stands there already."""
        digest = _digest(data)
        there = self._digest_on_disk(path)
        self._kept[path] = (digest, inputs)
        if there == digest:
            return
        if there is not None and path not in self._ours:
            raise FileError(f"{self.top / path}: This file is not part of the archive; move it or use another folder.")
        staged = self._aside / str(len(self._staged))
        staged.write_bytes(data)
        self._staged.append((staged, path))
        self.written += 1

    def names(self, start: str) -> list[str]:
        """Return the files that the site holds until now and whose path begins with `start`."""
        return [path for path in self._known if path.startswith(start)]

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file of the site, None when they are not what the site wrote."""
        entry = self._known.get(path)
        try:
            data = (self.top / path).read_bytes() if entry else b""
        except OSError:
            return None
        return data if entry and _digest(data) == entry[0] else None

    def issues(self) -> IssueLines:
        """Return what was noted of each issue when the site was last written."""
        return IssueLines(self._own / _ISSUES)

    def noting(self) -> IO[str]:
        """Return a file for what is noted of each issue now, a line each."""
        return (self._aside / _ISSUES).open("w", encoding="utf-8", newline="\n")

    def commit(self) -> None:
        """Put everything in its place and remove the files that are no part of the site any more."""
        state = {"format": _FORMAT, "settings": self.settings, "files": dict(sorted(self._kept.items()))}
        data = (json.dumps(state, ensure_ascii=False, indent=0) + "\n").encode()
        unfinished = self._aside / _STATE
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        for staged, path in self._staged:
            target = self.top / path
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.replace(target)
        for path in self._known.keys() - self._kept.keys():
            self._remove(path)
        _replace(self._aside / _ISSUES, self._own / _ISSUES)
        _replace(unfinished, self._own / _STATE)
        self._known = self._kept
        self.unchanged = len(self._kept) - self.written

    def _remove(self, path: str) -> None:
        """Remove a file that is as the site wrote it, and the folders that are empty then."""
        if self._digest_on_disk(path) != self._known[path][0]:
            return
        (self.top / path).unlink()
        self.removed += 1
        for folder in PurePosixPath(path).parents[:-1]:
            with suppress(OSError):
                (self.top / folder).rmdir()

    def _digest_on_disk(self, path: str) -> str | None:
        try:
            return _digest((self.top / path).read_bytes())
        except FileNotFoundError:
            return None

    def _state(self, path: Path) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
        try:
            state: Any = json.loads(path.read_bytes())
        except FileNotFoundError:
            return {}, {}
        except ValueError:
            state = None
        if not isinstance(state, dict) or state.get("format") != _FORMAT:
            sentence = "What says which files the archive wrote is damaged or newer; use another folder."
            raise FileError(f"{path}: {sentence}")
        files = {name: (digest, inputs) for name, (digest, inputs) in state["files"].items() if _is_inside(name)}
        return files, dict(state["settings"])

    def _make(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made = missing[::-1]


class IssueLines:
    """The lines noted of issues, found by id without keeping them in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, int] = {}
        if path.exists():
            with path.open("rb") as file:
                place = 0
                for line in file:
                    self._places[line.partition(b"\t")[0].decode()] = place
                    place += len(line)

    def all(self) -> Iterator[tuple[str, str]]:
        """Yield each id with its line."""
        if self._places:
            with self._path.open(encoding="utf-8", newline="\n") as file:
                for line in file:
                    issue_id, _, text = line.rstrip("\n").partition("\t")
                    yield issue_id, text

    def lines(self, ids: Iterable[str]) -> Iterator[str | None]:
        """Yield the line of each of `ids`, None for one that is not here."""
        if not self._places:
            yield from (None for _ in ids)
            return
        with self._path.open("rb") as file:
            for issue_id in ids:
                place = self._places.get(issue_id)
                if place is None:
                    yield None
                    continue
                file.seek(place)
                yield file.readline().decode().rstrip("\n").partition("\t")[2]


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and parts[0] != OWN


def _replace(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`, which stays untouched when it holds the same."""
    if old.exists() and old.read_bytes() == new.read_bytes():
        return
    new.replace(old)
