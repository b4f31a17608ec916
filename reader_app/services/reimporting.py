"""Reads the originals in the library again with the importers of today; what the person said of the issues stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final
from uuid import UUID

from reader_app.importers.rereading import version_of
from reader_app.library.types import Cursor, IssueSummary, Scope, Shelf
from reader_app.services.import_known import Here
from reader_app.services.import_pool import Place, Pool, Result
from reader_app.services.import_reading import Found, Outcome, outcomes
from reader_app.services.import_units import Refused, Unit
from reader_app.services.importing import Progress

if TYPE_CHECKING:
    from reader_app.library.library import Library

_BATCH: Final = 100
_FEW: Final = 10


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one issue: a sentence when it could not be read again, else ``""``."""

    issue_id: UUID
    title: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ReimportReport:
    """What reading again did: issues that came out differently, those that did not, those that could not be read."""

    changed: tuple[Reread, ...] = ()
    unchanged: int = 0
    failed: tuple[Reread, ...] = ()
    cancelled: bool = False


def reimport(
    library: Library,
    issues: Sequence[UUID] | None = None,
    *,
    publication: str | None = None,
    everything: bool = False,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    dry_run: bool = False,
) -> ReimportReport:
    """Read the originals of `issues` again, of all there are (of `publication`, if it is given) without them.

    Without `everything`, only those that an older importer read. An issue that cannot be read again stays as it is.
    With `dry_run` nothing is written. Cancelling keeps what was done. Raises LibraryError when the library cannot be
    used, UsageError when an issue is not there, FileError when no process can be started.
    """
    rows = _chosen(library, issues, publication)
    run = _Run(library, dry_run=dry_run)
    stopped = False
    total = len(issues) if issues is not None else _count(library, publication)
    with Pool() as pool:
        try:
            for unit, outcome in _read(run.units(rows, everything=everything), pool):
                if outcome is not None:
                    run.take(unit, outcome)
                elif progress:
                    progress(Progress(run.seen, max(total, run.seen), unit.path))
                if cancelled and cancelled():
                    stopped = True
                    break
        except KeyboardInterrupt:
            stopped = True
    run.flush()
    return ReimportReport(tuple(run.changed), run.unchanged, tuple(run.failed), stopped)


class _Run:
    """One reading again: which issues, and what became of them."""

    def __init__(self, library: Library, *, dry_run: bool) -> None:
        self.changed: list[Reread] = []
        self.unchanged = 0
        self.failed: list[Reread] = []
        self.seen = 0
        self._library = library
        self._dry_run = dry_run
        self._titles: dict[str, str] = {}
        self._waiting: list[tuple[UUID, Found]] = []

    def units(self, rows: Iterator[IssueSummary], *, everything: bool) -> Iterator[Unit | Refused]:
        """Yield what is to be read."""
        for row in rows:
            origin = self._library.origins(row.id)[0]
            if everything or origin.importer < version_of(origin.kind):
                self._titles[str(row.id)] = row.title
                yield Unit(self._library.path, "kept", str(row.id))

    def take(self, unit: Place, outcome: Outcome | Here) -> None:
        """Keep one outcome for the next batch."""
        assert isinstance(unit, Unit)
        assert not isinstance(outcome, Here), "all that is kept is read"
        self.seen += 1
        if isinstance(outcome, Found):
            self._waiting.append((UUID(unit.part), outcome))
        else:
            self.failed.append(Reread(UUID(unit.part), self._titles.pop(unit.part), outcome.sentence))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits, in one transaction."""
        waiting, self._waiting = self._waiting, []
        batch = [(issue_id, found.derived) for issue_id, found in waiting]
        if not batch:
            return
        differ = self._library.replace_many(batch, dry_run=self._dry_run)
        for (issue_id, derived), differs in zip(batch, differ, strict=True):
            title = self._titles.pop(str(issue_id))
            if differs:
                self.changed.append(Reread(issue_id, derived.facts.title or title))
            else:
                self.unchanged += 1


def _read(source: Iterator[Unit | Refused], pool: Pool) -> Iterator[Result]:
    first = list(islice(source, _FEW + 1))
    if len(first) > _FEW:
        yield from pool.read(chain(first, source))
        return
    for unit in first:
        assert isinstance(unit, Unit)
        for outcome in outcomes(unit):
            yield unit, outcome
        yield unit, None


def _chosen(library: Library, issues: Sequence[UUID] | None, publication: str | None) -> Iterator[IssueSummary]:
    if issues is not None:
        yield from (library.summary(issue_id) for issue_id in issues)
        return
    after: Cursor | None = None
    while True:
        page = library.summaries(Scope(publication=publication, shelf=Shelf.KEPT), after=after)
        yield from page.rows
        if page.next is None:
            return
        after = page.next


def _count(library: Library, publication: str | None) -> int:
    if publication is None:
        counts = library.counts()
        return counts.issues + counts.archived
    facts = library.publication(publication)
    return facts.issues + facts.archived
