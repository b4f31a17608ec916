"""Saves what can be read of a damaged library: a new one takes its place, and the damaged file is kept beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from reader_app import asides
from reader_app.errors import FileError, LibraryError, LibraryErrorKind, MastheadError
from reader_app.importers import registry
from reader_app.importers.rereading import reread
from reader_app.importers.source import Source
from reader_app.library.guarding.foreign_logs import settle_closed
from reader_app.library.library import Library
from reader_app.library.recovering.rebuild import Rebuilt, finish, kept_bytes, rebuild
from reader_app.library.recovering.salvage import Progress
from reader_app.library.replacing import put_in_place, set_aside
from reader_app.library.types import Counts
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported

_UNREAD = "Its original is kept, but could not be read again."


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a damaged library: what the new one holds, where the damaged one is kept, and what is lost."""

    counts: Counts
    aside: Path
    lost: tuple[str, ...]


def recover(
    path: Path,
    *,
    damaged: Path | None = None,
    progress: Progress = lambda _done, _total: None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Recovered:
    """Put a library with all that can be read of `damaged` (by default what is at `path`) at `path`.

    What was at `path` is kept under another name beside it. Raises LibraryError when nothing can be read, or a program
    has the library open, FileError when a file cannot be read or written; all is as it was then. `progress` is told how
    far each step is (pages read, issues listed, originals read again); it ends the work by raising something.
    """
    source = damaged or path
    asides.clear(path.parent)
    new = asides.aside(path)
    try:
        if not source.is_file():
            raise LibraryError(LibraryErrorKind.NO_ACCESS, f"There is no library “{source}”.")
        notice = settle_closed(source, clock())
        rebuilt = rebuild(source, new, progress)
        if rebuilt is None:
            sentence = f"Nothing of a library can be read in “{source}”; it was left as it is. Restore a backup."
            raise LibraryError(LibraryErrorKind.FOREIGN, sentence)
        lost, counts = _read_again(new, rebuilt, progress)
        aside = set_aside(path, "damaged", clock()) if path.exists() else source
        put_in_place(new, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileError(f"“{path}” cannot be recovered: {reason}; nothing was changed.") from error
    finally:
        asides.discard(new)
    return Recovered(counts, aside, (notice, *lost) if notice else lost)


def _read_again(new: Path, rebuilt: Rebuilt, progress: Progress) -> tuple[tuple[str, ...], Counts]:
    """Derive from the originals what is missing; returns what is lost, and what there is."""
    lost = list(rebuilt.lost)
    total = len(rebuilt.unknown) + len(rebuilt.read_again)
    with Library.open(new) as library:
        for number, sha256 in enumerate(rebuilt.unknown, start=1):
            lost += _read_unknown(library, sha256)
            progress(number, total)
        for number, issue_id in enumerate(rebuilt.read_again, start=len(rebuilt.unknown) + 1):
            lost += _read_known(library, issue_id)
            progress(number, total)
        lost += library.verify()
        counts = library.counts()
    return (*lost, *finish(new)), counts


def _read_unknown(library: Library, sha256: str) -> list[str]:
    """Import an original of which nothing is known but its bytes."""
    try:
        library.add_many(registry.read(Source("recovered", kept_bytes(library.path, sha256))))
    except MastheadError:
        return [f"An original of which no issue is known could not be read; its bytes are kept ({sha256[:12]})."]
    return []


def _read_known(library: Library, issue_id: UUID) -> list[str]:
    """Derive an issue from its original once more; one that cannot be read keeps it and says so."""
    original, origin = library.original(issue_id)
    summary = library.summary(issue_id)
    try:
        imported = reread(original, origin)
    except MastheadError:
        issue = Issue(publication=summary.publication, number=summary.number, title=summary.title, date=summary.date)
        imported = Imported(issue, original, origin, warnings=(_UNREAD,))
        library.replace_derived(issue_id, imported)
        return [f"The text of the issue “{summary.title}” could not be read again; its original is here."]
    library.replace_derived(issue_id, imported)
    return []
