"""The folder of an archive site: knows which files in it are its own, and changes them all at once or not at all.

What is new is written aside, in ``.masthead`` within the folder; only when all of it is there is each file put in its
place, and what tells of them last. A file that the site did not write is never touched: which ones it wrote stands in
``.masthead/site.db``, and during the change in ``unfinished.db`` beside it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Final, Self

from reader_app.errors import FileError
from reader_app.library.site_store import SiteStore
from reader_app.services import site_before
from reader_app.services.filelock import try_lock

OWN: Final = ".masthead"
STATE: Final = "site.db"
_UNFINISHED: Final = "unfinished.db"


class SiteFolder:
    """One archive site on the disk, for one run.

    Files are given by paths from its top, with ``/`` between their parts. Raises OSError for what the disk refuses,
    FileError with a sentence for what the folder holds.
    """

    def __init__(self, top: Path) -> None:
        self.top = top
        self.written = self.unchanged = self.removed = 0
        self._own = top / OWN
        self._aside = self._own / "aside"
        self._made: list[Path] = []
        self._lock: IO[bytes] | None = None
        self._store: SiteStore | None = None

    def __enter__(self) -> Self:
        self._make(self._own)
        lock = (self._own / "lock").open("ab")
        try:
            if not try_lock(lock):
                raise FileError(f"{self.top}: Another Masthead is writing this archive; wait until it is done.")
            self._store = self._opened()
        except (FileError, OSError):
            lock.close()
            raise
        self._lock = lock
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()
        shutil.rmtree(self._aside, ignore_errors=True)
        if self._lock is not None:
            self._lock.close()
        if not any((self._own / name).exists() for name in (STATE, _UNFINISHED, site_before.STATE)):
            (self._own / "lock").unlink(missing_ok=True)  # nothing came of it: leave no trace
            for folder in reversed(self._made):
                with suppress(OSError):
                    folder.rmdir()

    @property
    def store(self) -> SiteStore:
        """What is noted of the site, while the folder is open."""
        assert self._store is not None
        return self._store

    @property
    def workshop(self) -> Path:
        """A folder for what is needed during the run alone."""
        return self._aside / "workshop"

    def is_fresh(self, path: str, inputs: str) -> bool:
        """Tell whether the file is there, untouched, and was made of the same `inputs`; then it is kept."""
        kept = self.store.kept(path)
        if kept is not None:
            return kept == inputs
        entry = self.store.known(path)
        if entry is None or entry[1] != inputs or self._digest_on_disk(path) != entry[0]:
            return False
        self.store.keep(path, *entry)
        return True

    def write(self, path: str, inputs: str, data: bytes) -> None:
        """Have `data`, made of `inputs`, in the file `path`; nothing is written when it stands there already."""
        digest = _digest(data)
        there = self._digest_on_disk(path)
        self.store.keep(path, digest, inputs)
        if there == digest:
            return
        if there is not None and not self.store.is_ours(path):
            raise FileError(f"{self.top / path}: This file is not part of the archive; move it or use another folder.")
        self.written += 1
        (self._aside / str(self.written)).write_bytes(data)
        self.store.stage(self.written, path)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file of the site, None when they are not what the site wrote."""
        entry = self.store.known(path)
        try:
            data = (self.top / path).read_bytes() if entry else b""
        except OSError:
            return None
        return data if entry and _digest(data) == entry[0] else None

    def commit(self) -> None:
        """Put everything in its place and remove the files that are no part of the site any more."""
        for path, digest in self.store.leftovers():
            self._remove(path, digest)
        changed = self.store.seal()
        unfinished = self._own / _UNFINISHED
        if changed:
            with (self._aside / STATE).open("rb+") as file:
                os.fsync(file.fileno())
            (self._aside / STATE).replace(unfinished)
        for number, path in self.store.staged():
            target = self.top / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self._aside / str(number)).replace(target)
        for path, digest in self.store.gone():
            self._remove(path, digest)
        if changed:
            unfinished.replace(self._own / STATE)
        unfinished.unlink(missing_ok=True)
        site_before.clear(self._own)
        self.unchanged = self.store.kept_count() - self.written

    def _opened(self) -> SiteStore:
        """Return what is noted of the site, with what a run that broke off may have left."""
        before = site_before.unfinished(self._own)
        shutil.rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir()
        state, copy = self._own / STATE, self._aside / STATE
        if state.exists():
            shutil.copyfile(state, copy)
        store = SiteStore(copy, self._aside / "run.db", called=state, is_inside=is_inside)
        try:
            if not state.exists():
                site_before.take_over(self._own, store)
            store.add_leftovers(before)
            if (self._own / _UNFINISHED).exists():
                store.add_unfinished(self._own / _UNFINISHED)
        except BaseException:
            store.close()
            raise
        return store

    def _remove(self, path: str, digest: str) -> None:
        """Remove a file that is as the site wrote it, and the folders that are empty then."""
        if not is_inside(path) or self._digest_on_disk(path) != digest:
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

    def _make(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made = missing[::-1]


def is_inside(path: str) -> bool:
    """Tell whether `path` is one that a file of a site may have."""
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/") and parts[0] != OWN


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=12).hexdigest()
