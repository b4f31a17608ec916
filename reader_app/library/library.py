"""The facade of the library: the one class other layers use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self
from uuid import UUID

from reader_app.library import lists
from reader_app.library.connection import CACHE, WAIT, now, open_database
from reader_app.library.facade_lists import ListsFacade
from reader_app.library.facade_reading import ReadingFacade
from reader_app.library.facade_shelves import ShelvesFacade
from reader_app.library.facade_writing import WritingFacade
from reader_app.library.guarding import presence
from reader_app.library.guarding.presence import Around
from reader_app.library.lazily import Lazily
from reader_app.library.types import Sort

if TYPE_CHECKING:
    from reader_app.library import (
        assets,
        backup,
        corrections,
        derive,
        drafts,
        issues,
        marks,
        reading,
        search,
        sorting,
        stamps,
        verify,
    )
    from reader_app.library.derive import Derived
    from reader_app.library.known import Known
    from reader_app.library.types import (
        Added,
        Counts,
        Cursor,
        Draft,
        DraftSummary,
        IssueSummary,
        ItemMarks,
        KeptCorrection,
        Page,
        Revision,
        Scope,
        SearchHit,
    )
    from reader_app.model.corrections import Correction
    from reader_app.model.issue import Issue
    from reader_app.model.origin import Imported, Origin
else:
    assets = Lazily("reader_app.library.assets")
    backup = Lazily("reader_app.library.backup")
    corrections = Lazily("reader_app.library.corrections")
    derive = Lazily("reader_app.library.derive")
    drafts = Lazily("reader_app.library.drafts")
    issues = Lazily("reader_app.library.issues")
    marks = Lazily("reader_app.library.marks")
    reading = Lazily("reader_app.library.reading")
    search = Lazily("reader_app.library.search")
    sorting = Lazily("reader_app.library.sorting")
    stamps = Lazily("reader_app.library.stamps")
    verify = Lazily("reader_app.library.verify")


class Library(ListsFacade, ShelvesFacade, ReadingFacade, WritingFacade):
    """One library file: issues with their originals, what the person said of them, drafts, assets.

    The contract:

    * An instance is used by one thread at a time. Each thread, and each process, opens its own on the same file; they
      see each other's changes as soon as these are written. One writes at a time, the others wait up to `wait` seconds.
    * A method that writes is done when it returns: all of it is on disk then. If it raises, nothing of it is.
    * What the world does to the file ends in LibraryError with a `kind` and one sentence (see errors.py); no sqlite3
      error leaves this package. What is not here (an issue, an item, a draft) ends in UsageError with a sentence.
    * Lists come newest first in pages: pass `page.next` as `after` to go on. A page costs the same anywhere in a list.
    * Dates are aware and in UTC.
    """

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        wait: float = WAIT,
        clock: Callable[[], datetime] = now,
        cache: int = CACHE,
    ) -> Self:
        """Open the library at `path`; without `read_only` make it, with its folders, if it is not there.

        A library of an older Masthead is copied aside (``NAME.version-N``), then brought up to date. Raises
        LibraryError: locked, full, damaged, foreign (some other file), newer, read-only, no-access, elsewhere (open for
        writing on another machine that shares the folder; see guarding/presence.py). `wait` is how many
        seconds to wait for another writer; `clock` gives the present moment; `cache` is how many megabytes of the file
        may be kept in memory, which is for who writes much.
        """
        return cls(open_database(path, read_only=read_only, wait=wait, cache=cache), clock)

    @property
    def path(self) -> Path:
        """The library's file, as an absolute path."""
        return self._database.path

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences for the person about what was found when the library was opened."""
        return self._database.notices

    @property
    def rescued(self) -> Path | None:
        """Where closing put a copy of the library, because another file had taken the place of the only one."""
        return self._database.rescued

    def around(self) -> Around:
        """Return what other machines that share the folder say and left beside the library."""
        return presence.around(self.path)

    def was_moved(self) -> bool:
        """Tell whether another file, or none, is now where this one was opened; nothing can be read or written then."""
        return self._database.was_moved()

    def close(self) -> None:
        """Close the file. The instance is not used after that; closing again is allowed."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Issues

    def add(self, imported: Imported) -> Added:
        """Keep an imported issue with its original bytes, unless it is here already (see `add_many`)."""
        return self.add_many((imported,))[0]

    def add_many(self, batch: Iterable[Imported]) -> list[Added]:
        """Keep a batch of issues in one transaction; returns what became of each, in order.

        Not new is an issue read from bytes that are here, one that equals the issue with the same id, and one of the
        same publication and number with nearly the same words. Its bytes are then kept as another source of the issue
        that is here. An issue without an id, or whose id belongs to another text, gets an id of its own.
        """
        return self.add_derived([derive.derive(imported) for imported in batch])

    def add_derived(self, batch: Sequence[Derived | Known]) -> list[Added]:
        """Do what `add_many` does with issues that went through `derive` already, perhaps in another process.

        In the place of an issue may stand what `known` returned of its original. Where that does not hold any more the
        batch ends early: the one after the last result is to be read, and the others given again after it.
        """
        with self._database.writing() as db:
            return issues.add_many(db, batch, self._clock())

    def replace_derived(self, issue_id: UUID, imported: Imported) -> None:
        """Put what a better importer made of an original in the place of what was stored.

        What the person said of the issue stays: marks, stars, corrections.
        """
        derived = derive.derive(imported)
        with self._database.writing() as db:
            issues.replace_derived(db, issue_id, derived, self._clock())

    def replace_many(self, batch: Sequence[tuple[UUID, Derived]], *, dry_run: bool = False) -> list[bool]:
        """Do what `replace_derived` does for many issues, which went through `derive` already, in one transaction.

        Returns of each whether it differs from what was stored; with `dry_run` only that. What is not here any more is
        passed over.
        """
        with self._database.reading() if dry_run else self._database.writing() as db:
            differ = [issues.differs(db, issue_id, derived) for issue_id, derived in batch]
            for (issue_id, derived), differs in zip(batch, differ, strict=True):
                if not dry_run and differs is not None:
                    issues.replace_derived(db, issue_id, derived, self._clock())
            return [bool(differs) for differs in differ]

    def remove(self, ids: Iterable[UUID]) -> None:
        """Remove issues with all that belongs to them alone: marks, corrections, original bytes, pictures.

        A picture stays that was added by hand (`add_asset`), or that a draft shows.
        """
        with self._database.writing() as db:
            issues.remove(db, ids)

    def issue(self, issue_id: UUID) -> Issue:
        """Return the issue, with the person's corrections."""
        with self._database.reading() as db:
            return reading.issue(db, issue_id)

    def summary(self, issue_id: UUID) -> IssueSummary:
        """Return the row that lists show of the issue: its counts and the marks it has now."""
        with self._database.reading() as db:
            return lists.summary_of(db, issue_id)

    def original(self, issue_id: UUID) -> tuple[bytes, Origin]:
        """Return the bytes the issue was first read from, untouched, and where they came from."""
        with self._database.reading() as db:
            origin = reading.origins(db, issue_id)[0]
            return reading.original(db, origin.sha256), origin

    def display(self, issue_id: UUID) -> str:
        """Return the sanitized HTML that shows the issue as it was sent, ``""`` when it came without any."""
        with self._database.reading() as db:
            return reading.display(db, issue_id)

    def origins(self, issue_id: UUID) -> tuple[Origin, ...]:
        """Return every source of the issue, the first one first."""
        with self._database.reading() as db:
            return reading.origins(db, issue_id)

    def warnings(self, issue_id: UUID) -> tuple[str, ...]:
        """Return what the importer was unsure of, in sentences."""
        with self._database.reading() as db:
            return reading.warnings(db, issue_id)

    def removed(self, issue_id: UUID) -> tuple[str, ...]:
        """Return the visible texts that the importer left out on purpose."""
        with self._database.reading() as db:
            return reading.removed(db, issue_id)

    def stamps(self, ids: Iterable[UUID]) -> tuple[str, ...]:
        """Return a digest of each issue with its corrections: another one when the issue may have changed."""
        with self._database.reading() as db:
            return stamps.stamps(db, ids)

    def find(self, reference: str) -> UUID:
        """Return the id of the issue that a person names: an id, the unique start of one, or ``Publication#177``."""
        with self._database.reading() as db:
            return reading.find(db, reference)

    # Lists

    def summaries(
        self, scope: Scope, *, sort: Sort = Sort.NEWEST, after: Cursor | None = None, limit: int = 100
    ) -> Page[IssueSummary]:
        """Return a page of the issues in `scope`, newest first (by date, by arrival where there is none), or sorted."""
        with self._database.reading() as db:
            if sort is Sort.NEWEST:
                return lists.summaries(db, scope, after, max(1, limit))
            return sorting.summaries(db, scope, sort, after, max(1, limit))

    def counts(self) -> Counts:
        """Return the numbers for the sidebar. They are kept up to date, not counted: this is quick at any size."""
        with self._database.reading() as db:
            return lists.counts(db)

    def search(self, query: str, *, limit: int = 50, after: Cursor | None = None) -> Page[SearchHit]:
        """Return a page of the issues that `query` finds, newest first. Any text is valid (see query.py)."""
        with self._database.reading() as db:
            return search.search(db, query, after, max(1, limit))

    # What the person says of issues and items

    def set_read(self, ids: Iterable[UUID], read: bool) -> tuple[UUID, ...]:
        """Mark issues as read or unread; return those that were not so before."""
        with self._database.writing() as db:
            return marks.set_mark(db, ids, "read", read)

    def set_starred(self, ids: Iterable[UUID], starred: bool) -> tuple[UUID, ...]:
        """Give issues a star or take it away; return those that were not so before."""
        with self._database.writing() as db:
            return marks.set_mark(db, ids, "starred", starred)

    def set_item_read(self, issue_id: UUID, position: int, read: bool) -> None:
        """Mark one item as read or unread."""
        with self._database.writing() as db:
            marks.set_item_mark(db, issue_id, position, "read", read)

    def set_item_starred(self, issue_id: UUID, position: int, starred: bool) -> None:
        """Give one item a star or take it away."""
        with self._database.writing() as db:
            marks.set_item_mark(db, issue_id, position, "starred", starred)

    def set_item_hidden(self, issue_id: UUID, position: int, hidden: bool) -> None:
        """Hide one item from the lists of items or show it again."""
        with self._database.writing() as db:
            marks.set_item_mark(db, issue_id, position, "hidden", hidden)

    def item_marks(self, issue_id: UUID) -> dict[int, ItemMarks]:
        """Return the marks of an issue's items by position; items without any are left out."""
        with self._database.reading() as db:
            return marks.item_marks(db, issue_id)

    # What the person corrects in issues

    def correct(self, issue_id: UUID, correction: Correction) -> int:
        """Keep a correction, made of the issue as it is read now, and return its number; lists follow at once.

        It takes the place of an earlier one that says otherwise of the same block. Raises UsageError when the issue has
        not what is to be corrected.
        """
        with self._database.writing() as db:
            return corrections.add(db, issue_id, correction, self._clock())

    def corrections(self, issue_id: UUID) -> tuple[KeptCorrection, ...]:
        """Return the corrections of an issue in the order they were made."""
        with self._database.reading() as db:
            return corrections.kept(db, issue_id)

    def undo_correction(self, issue_id: UUID, number: int) -> None:
        """Forget one correction; the others stay. Raises UsageError when there is none of that number."""
        with self._database.writing() as db:
            corrections.remove(db, issue_id, number)

    # Drafts

    def new_draft(self, text: str, *, publication: str = "", number: str = "", title: str = "") -> Draft:
        """Keep a new draft and return it at its first revision."""
        with self._database.writing() as db:
            draft_id = drafts.new(db, text, (publication, number, title), self._clock())
            return drafts.load(db, draft_id)

    def drafts(self) -> tuple[DraftSummary, ...]:
        """Return all drafts, the one saved last first."""
        with self._database.reading() as db:
            return drafts.summaries(db)

    def draft(self, draft_id: UUID) -> Draft:
        """Return the draft as it was last saved, its text byte for byte."""
        with self._database.reading() as db:
            return drafts.load(db, draft_id)

    def save_draft(
        self, draft_id: UUID, text: str, *, base_revision: int, title: str, publication: str, number: str
    ) -> Draft:
        """Keep `text`, made from revision `base_revision`, as the next revision and return the draft.

        Saving what is stored already changes nothing. Raises LibraryError (conflict), and overwrites nothing, when the
        draft moved on since `base_revision` or was deleted. Old revisions are thinned out (see thinning.py).
        """
        with self._database.writing() as db:
            drafts.save(db, draft_id, text, (publication, number, title), base_revision, self._clock())
            return drafts.load(db, draft_id)

    def note_export(self, draft_id: UUID, text: str, form: str) -> bool:
        """Note that the version of a draft that says `text` was exported in the format `form`: it is kept for good.

        Returns False when the draft has no such version.
        """
        with self._database.writing() as db:
            return drafts.note_export(db, draft_id, text, form, self._clock())

    def draft_revisions(self, draft_id: UUID) -> tuple[Revision, ...]:
        """Return the revisions of a draft that are kept, oldest first."""
        with self._database.reading() as db:
            return drafts.revisions(db, draft_id)

    def draft_revision_text(self, draft_id: UUID, number: int) -> str:
        """Return the text of one revision of a draft."""
        with self._database.reading() as db:
            return drafts.revision_text(db, draft_id, number)

    def delete_draft(self, draft_id: UUID) -> None:
        """Delete a draft with all its revisions."""
        with self._database.writing() as db:
            drafts.delete(db, draft_id)

    # Assets

    def add_asset(self, data: bytes, media_type: str) -> str:
        """Keep a picture or other file and return its SHA-256 in hexadecimal, for ``asset:<sha256>``."""
        with self._database.writing() as db:
            return assets.add(db, data, media_type, self._clock())

    def asset(self, sha256: str) -> tuple[bytes, str] | None:
        """Return the bytes and the media type of an asset, None when it is not here."""
        with self._database.reading() as db:
            return assets.load(db, sha256)

    # The file

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the library to `target`, checked before it replaces an older one.

        Raises FileError when `target` cannot be written or is something else than a library.
        """
        with self._database.bare() as db:
            backup.back_up(db, self.path, target.absolute())

    def verify(self) -> tuple[str, ...]:
        """Check the file, references, counts, all stored bytes and the search index; no sentence means sound.

        The index is checked last and only where the library may be written; other writers wait for that.
        """
        with self._database.reading() as db:
            found = verify.everything(db)
        if found or self._database.read_only:
            return found
        with self._database.writing(keep=False) as db:
            return verify.search_index(db)
