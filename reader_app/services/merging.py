"""Takes over from another library what this one lacks, such as from the copy that a program made of a conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from reader_app.errors import FormatError, LibraryError, LibraryErrorKind, UsageError
from reader_app.importers.rereading import reread
from reader_app.library.library import Library
from reader_app.library.types import Draft, IssueSummary, Scope, Shelf
from reader_app.model.origin import Imported

_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Merged:
    """How many issues and drafts came from the other library, and whether the person ended it before its end."""

    issues: int
    drafts: int
    cancelled: bool = False


def merge(
    library: Library,
    other_path: Path,
    *,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Merged:
    """Add to `library` the issues and drafts of the library at `other_path` that it lacks; that one is only read.

    Issues keep their stars, read marks, tags, notes, marked words and corrections, also those that are here already:
    nothing that was said of one here is taken away. A draft that went on differently in both is kept twice. What is in
    the other's trash stays there. Raises LibraryError when the other library cannot be used.
    """
    if not other_path.is_file():
        raise LibraryError(LibraryErrorKind.NO_ACCESS, f"There is no library “{other_path}”.")
    with Library.open(other_path, read_only=True) as other:
        counts = other.counts()
        total, issues, drafts = counts.issues + counts.archived + counts.drafts, 0, 0
        for done, summary in enumerate(_kept(other), start=1):
            if cancelled():
                return Merged(issues, drafts, cancelled=True)
            issues += _bring_issue(library, other, summary)
            progress(done, total)
        for summary_of_draft in other.drafts():
            draft = other.draft(summary_of_draft.id)
            if not _has_draft(library, draft):
                library.new_draft(draft.text, publication=draft.publication, number=draft.number, title=draft.title)
                drafts += 1
    return Merged(issues, drafts)


def _kept(other: Library) -> Iterator[IssueSummary]:
    page = other.summaries(Scope(shelf=Shelf.KEPT), limit=_PAGE)
    yield from page.rows
    while page.next is not None:
        page = other.summaries(Scope(shelf=Shelf.KEPT), after=page.next, limit=_PAGE)
        yield from page.rows


def _bring_issue(library: Library, other: Library, summary: IssueSummary) -> bool:
    """Bring one issue and what was said of it; returns whether it is new here."""
    here, new = summary.id, False
    if not _has_issue(library, summary.id):
        added = library.add(_imported(other, summary.id))
        here, new = added.id, added.new
    if new:
        for kept in other.corrections(summary.id):
            with suppress(UsageError):  # it has no place in the issue any more
                library.correct(here, kept.correction)
        if summary.shelf is Shelf.ARCHIVED:
            library.archive([here])
    _bring_marks(library, other, summary, here)
    return new


def _bring_marks(library: Library, other: Library, summary: IssueSummary, here: UUID) -> None:
    """Add what was said of an issue there to the issue `here`."""
    if summary.starred:
        library.set_starred([here], True)
    if summary.read:
        library.set_read([here], True)
    for tag in set(other.tags_of(summary.id)) - set(library.tags_of(here)):
        library.tag([here], tag)
    note = other.note(summary.id)
    if note is not None and library.note(here) is None:
        library.set_note(here, note.text)
    marked = {(each.quote, each.before, each.after) for each in library.highlights(here)}
    for each in other.highlights(summary.id):
        if (each.quote, each.before, each.after) not in marked:
            library.add_highlight(here, each.quote, before=each.before, after=each.after)


def _imported(other: Library, issue_id: UUID) -> Imported:
    """Return the issue as its original is read today; where that is not possible, as it is there."""
    original, origin = other.original(issue_id)
    try:
        return reread(original, origin)
    except FormatError:
        return Imported(other.issue(issue_id), original, origin, display=other.display(issue_id))


def _has_issue(library: Library, issue_id: UUID) -> bool:
    try:
        library.summary(issue_id)
    except UsageError:
        return False
    return True


def _has_draft(library: Library, draft: Draft) -> bool:
    """Tell whether a draft here has this text now, or had it in a version of the same draft."""
    size = len(draft.text.encode("utf-8", "surrogatepass"))
    if any(each.size == size and library.draft(each.id).text == draft.text for each in library.drafts()):
        return True
    try:
        revisions = library.draft_revisions(draft.id)
    except UsageError:
        return False
    return any(library.draft_revision_text(draft.id, each.number) == draft.text for each in revisions)
