"""Brings files into the library: finds them, has them read on all cores, writes them here, never stops at a bad one."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from reader_app.importers import registry
from reader_app.model.issue import NO_ID
from reader_app.model.origin import Imported
from reader_app.services.import_ahead import Ahead
from reader_app.services.import_known import Here, originals_of, told_apart
from reader_app.services.import_pool import Place, Pool, Result
from reader_app.services.import_reading import Failed, Found, Outcome, outcomes, read_source
from reader_app.services.import_units import Refused, Unit, units, weight

if TYPE_CHECKING:
    from reader_app.library.derive import Derived
    from reader_app.library.known import Known
    from reader_app.library.library import Library
    from reader_app.library.trial import Trial
    from reader_app.library.types import Added

_BATCH: Final = 500
_BATCH_BYTES: Final = 16_000_000
_BATCH_SECONDS: Final = 2.0
_PROGRESS_SECONDS: Final = 0.05
# So few and small are read at once, without waiting for processes to start.
_FEW: Final = 20
_SMALL: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: `done` of about `total` files and messages; `path` is the file being read, or the last.

    `total` is an estimate until all files were found, then exact.
    """

    done: int
    total: int
    path: Path


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one issue or file: where it came from, one sentence, and the issue where there is one.

    `part` names it within its file: "message 17" of an mbox, the file within an export; empty for a file of its own.
    """

    path: Path
    sentence: str
    issue_id: UUID | None = None
    title: str = ""
    part: str = ""

    @property
    def where(self) -> str:
        """The path and the part of it, as a person would say it."""
        return f"{self.path}, {self.part}" if self.part else str(self.path)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, in the order of the files. With `cancelled` it was ended early; what it did is kept."""

    added: tuple[Entry, ...] = ()
    duplicates: tuple[Entry, ...] = ()
    failed: tuple[Entry, ...] = ()
    cancelled: bool = False


def read_file(path: Path) -> tuple[Imported, ...]:
    """Return the issues in the file at `path`. Raises FileError or FormatError with one sentence."""
    return registry.read(read_source(path))


def import_paths(
    library: Library | None,
    paths: Sequence[Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    added: Callable[[Entry], None] | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Import `paths`: files, and folders with all in them. What cannot be read is reported; the others go on.

    `added` is called for each new issue once it is on disk. With `dry_run` nothing is written: `library` is only asked
    what it has, None stands for an empty one. Cancelling, and Ctrl+C where it is not handled, keeps what was read until
    then. Raises LibraryError when the library itself cannot be used, FileError when no process can be started.
    """
    store = _trial(library) if dry_run or library is None else library
    run = _Run(store, added, dry_run=store is not library)
    meter = _Meter(progress, paths)
    stopped = False
    with contextlib.ExitStack() as stack:
        source = told_apart(meter.counted(units(paths)), stack.enter_context(originals_of(library)))
        pool = stack.enter_context(Pool())
        results = stack.enter_context(contextlib.closing(_results(source, pool, cancelled)))
        try:
            for unit, outcome in results:
                if outcome is None:
                    meter.finish(unit)
                else:
                    run.take(unit.path, outcome)
                if cancelled and cancelled():
                    stopped = True
                    break
            else:
                stopped = bool(cancelled and cancelled())
        except KeyboardInterrupt:
            stopped = True
        if stopped:
            pool.stop()
    run.end()
    if not stopped:
        meter.end()
    return ImportReport(tuple(run.added), tuple(run.duplicates), tuple(run.failed), stopped)


def _trial(library: Library | None) -> Trial:
    from reader_app.library.trial import Trial  # loaded here: only a dry run needs it

    return Trial(library)


def _results(
    source: Iterator[Place], pool: Pool, cancelled: Callable[[], bool] | None
) -> Generator[Result, None, None]:
    """Yield what is read of `source` in order: right here when it is little, else in processes.

    These are not waited for once `cancelled` says so.
    """
    first = list(islice(source, _FEW + 1))
    expected = sum(unit.issues for unit in first if isinstance(unit, Unit))
    size = sum(unit.size for unit in first if isinstance(unit, Unit))
    if len(first) > _FEW or expected > _FEW or size > _SMALL:
        # Reading goes on while a batch is written.
        with Ahead(pool.read(chain(first, source)), _size, cancelled) as results:
            yield from results
            if cancelled and cancelled():
                pool.stop()  # or leaving would wait for what is being read
        return
    yield from _read_here(first)


def _read_here(found: Iterable[Place]) -> Iterator[Result]:
    for unit in found:
        if isinstance(unit, Unit):
            for outcome in outcomes(unit):
                yield unit, outcome
        else:
            yield unit, unit if isinstance(unit, Here) else Failed("", unit.sentence)
        yield unit, None


class _Run:
    """What one import does with what was read: writes it in batches and keeps account."""

    def __init__(self, library: Library | Trial, on_added: Callable[[Entry], None] | None, *, dry_run: bool) -> None:
        self.added: list[Entry] = []
        self.duplicates: list[Entry] = []
        self.failed: list[Entry] = []
        self._library = library
        self._on_added = on_added
        self._dry_run = dry_run
        self._waiting: list[tuple[Path, Found | Here]] = []
        self._bytes = 0
        self._since = 0.0

    def take(self, path: Path, outcome: Outcome | Here) -> None:
        """Keep one outcome for the next batch."""
        if isinstance(outcome, Failed):
            self.failed.append(Entry(path, outcome.sentence, part=outcome.part))
            return
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((path, outcome))
        self._bytes += _stored_size(outcome)
        late = time.monotonic() - self._since > _BATCH_SECONDS
        if len(self._waiting) >= _BATCH or self._bytes >= _BATCH_BYTES or late:
            self.flush()

    def end(self) -> None:
        """Write what waits still."""
        self.flush()
        if self._dry_run:
            self._library.close()

    def flush(self) -> None:
        """Write what waits, in one transaction unless an original is not as it was known any more: that one is read."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        while waiting:
            results = self._library.add_derived([_entry_of(outcome) for _, outcome in waiting])
            for (path, outcome), result in zip(waiting, results, strict=False):
                self._tell(path, outcome, result)
            waiting = waiting[len(results) :]
            if waiting:
                path, outcome = waiting[0]
                assert isinstance(outcome, Here), "only what was not read may be left over"
                waiting[:1] = self._read(path, outcome.unit)

    def _read(self, path: Path, unit: Unit) -> list[tuple[Path, Found | Here]]:
        found: list[tuple[Path, Found | Here]] = []
        for outcome in outcomes(unit):
            if isinstance(outcome, Failed):
                self.take(path, outcome)
            else:
                found.append((path, outcome))
        return found

    def _tell(self, path: Path, outcome: Found | Here, result: Added) -> None:
        if isinstance(outcome, Here):
            self.duplicates.append(Entry(path, result.reason, result.id, outcome.known.title, outcome.unit.part))
            return
        facts = outcome.derived.facts
        issue_id: UUID | None = result.id
        if result.new and self._dry_run:
            issue_id = None if facts.id == NO_ID else facts.id
        entry = Entry(path, result.reason, issue_id, facts.title, outcome.part)
        (self.added if result.new else self.duplicates).append(entry)
        if result.new and self._on_added and not self._dry_run:
            self._on_added(entry)


class _Meter:
    """Tells how far an import is, a few times a second at most."""

    def __init__(self, tell: Callable[[Progress], None] | None, paths: Sequence[Path]) -> None:
        self._tell = tell
        self._weight = weight(paths) if tell else 0
        self._found = 0
        self._found_weight = 0
        self._complete = False
        self._done = 0
        self._last = Path()
        self._told = 0.0

    def counted(self, source: Iterator[Unit | Refused]) -> Iterator[Unit | Refused]:
        """Yield `source`, taking note of it as it passes."""
        for unit in source:
            self._found += unit.issues
            self._found_weight += unit.size
            yield unit
        self._complete = True

    def finish(self, unit: Place) -> None:
        """Take note that `unit` is read."""
        self._done += unit.issues
        self._last = unit.path
        now = time.monotonic()
        if self._tell and now - self._told >= _PROGRESS_SECONDS:
            self._told = now
            self._tell(Progress(self._done, self._total(), unit.path))

    def end(self) -> None:
        """Tell that all is done."""
        if self._tell and self._found:
            self._tell(Progress(self._done, self._done, self._last))

    def _total(self) -> int:
        if self._complete or not self._found_weight:
            return self._found
        return max(self._found, round(self._found * self._weight / self._found_weight))


def _size(result: Result) -> int:
    outcome = result[1]
    return 0 if outcome is None or isinstance(outcome, Failed) else _stored_size(outcome)


def _entry_of(outcome: Found | Here) -> Derived | Known:
    return outcome.known if isinstance(outcome, Here) else outcome.derived


def _stored_size(outcome: Found | Here) -> int:
    if isinstance(outcome, Here):
        return 0
    derived = outcome.derived
    return len(derived.original) + len(derived.display) + sum(len(asset.data) for asset in derived.assets)
