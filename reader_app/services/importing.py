"""Brings files into the library: finds them, reads each, and never stops at a bad one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from reader_app.errors import FileError, MastheadError
from reader_app.model.issue import NO_ID
from reader_app.model.origin import Imported

if TYPE_CHECKING:
    from reader_app.library.library import Library

_BATCH: Final = 50
MAX_FILE: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of `total` files; `path` is the one being read, at the end the last."""

    done: int
    total: int
    path: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one issue or file: where it came from, one sentence, and the issue where there is one."""

    path: Path
    sentence: str
    issue_id: UUID | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `cancelled` tells that it was ended early; what it did until then is kept."""

    added: tuple[Entry, ...] = ()
    duplicates: tuple[Entry, ...] = ()
    failed: tuple[Entry, ...] = ()
    cancelled: bool = False


def read_file(path: Path) -> tuple[Imported, ...]:
    """Return the issues in the file at `path`. Raises FileError or FormatError with one sentence."""
    from reader_app.importers.registry import Source, read

    try:
        if path.stat().st_size > MAX_FILE:
            raise FileError(f"The file is larger than {MAX_FILE // 1_000_000} MB; no newsletter is.")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise FileError("There is no such file.") from error
    except IsADirectoryError as error:
        raise FileError("This is a folder, not a file.") from error
    except PermissionError as error:
        raise FileError("The file may not be read: its permissions forbid it.") from error
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror or 'the disk reports an error'}.") from error
    return read(Source(path.name, data))


def import_paths(
    library: Library | None,
    paths: Sequence[Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    added: Callable[[Entry], None] | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import `paths`: files, and folders with all in them. A file that cannot be read is reported; the others go on.

    `added` is called for each new issue once it is on disk. With `dry_run` nothing is written and `library` may be
    None. Raises LibraryError when the library itself cannot be used.
    """
    run = _Run(None if dry_run else library, added)
    files = list(_files(paths, run.failed))
    stopped = False
    for number, path in enumerate(files):
        if cancelled and cancelled():
            stopped = True
            break
        if progress:
            progress(Progress(number, len(files), path))
        run.take(path)
    run.flush()
    if progress and files and not stopped:
        progress(Progress(len(files), len(files), files[-1]))
    return ImportReport(tuple(run.added), tuple(run.duplicates), tuple(run.failed), stopped)


class _Run:
    """One import: reads file after file and writes in batches."""

    def __init__(self, library: Library | None, on_added: Callable[[Entry], None] | None) -> None:
        self.added: list[Entry] = []
        self.duplicates: list[Entry] = []
        self.failed: list[Entry] = []
        self._library = library
        self._on_added = on_added
        self._waiting: list[tuple[Path, Imported]] = []

    def take(self, path: Path) -> None:
        """Read one file and keep its issues for the next batch."""
        try:
            found = read_file(path)
        except MastheadError as error:
            self.failed.append(Entry(path, error.sentence))
            return
        self._waiting.extend((path, imported) for imported in found)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        waiting, self._waiting = self._waiting, []
        if self._library is None:
            for path, imported in waiting:
                issue_id = None if imported.issue.id == NO_ID else imported.issue.id
                self.added.append(Entry(path, "It would be added.", issue_id, imported.issue.title))
            return
        if not waiting:
            return
        results = self._library.add_many([imported for _, imported in waiting])
        for (path, imported), result in zip(waiting, results, strict=True):
            entry = Entry(path, result.reason, result.id, imported.issue.title)
            (self.added if result.new else self.duplicates).append(entry)
            if result.new and self._on_added:
                self._on_added(entry)


def _files(paths: Sequence[Path], failed: list[Entry]) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path.is_dir():
            yield from _inside(path, seen, failed)
        else:
            yield path


def _inside(folder: Path, seen: set[tuple[int, int]], failed: list[Entry]) -> Iterator[Path]:
    """Yield the files in `folder` and below by name; hidden ones are left out, a folder is entered once."""
    try:
        stat = folder.stat()
        if (stat.st_dev, stat.st_ino) in seen:
            return
        seen.add((stat.st_dev, stat.st_ino))
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        failed.append(Entry(folder, f"The folder cannot be read: {error.strerror or 'the disk reports an error'}."))
        return
    for path in paths:
        if path.is_dir():
            yield from _inside(path, seen, failed)
        elif path.is_file():
            yield path
