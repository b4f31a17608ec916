"""Keeps a draft: carries its text to the journal and to the library as `DraftSaver` decides, off the GUI thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from reader_app.errors import FileError, LibraryError, LibraryErrorKind, MastheadError, UsageError
from reader_app.services.journal import Entry, Journal
from reader_app.services.saving import DraftSaver, SaveState
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Draft


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is stored of a draft: its text, and what lists show of it."""

    text: str
    title: str = ""
    publication: str = ""
    number: str = ""


class DraftKeeper(QObject):
    """The one way from the screen to the disk for one draft.

    `read` gives the present text; it is called when something is due, in the GUI thread.

    Signals: `changed()` when what there is to say about saving is another thing; `loaded(object)` with the stored
    `Draft` when the person chose to go on with that one; `moved_on(object)` when it was changed elsewhere while there
    was nothing to save here.
    """

    changed = Signal()
    loaded = Signal(object)
    moved_on = Signal(object)
    _journal_answered = Signal(object)

    def __init__(self, worker: LibraryWorker, journal: Journal, draft: Draft, read: Callable[[], Snapshot]) -> None:
        super().__init__()
        self.draft_id: UUID = draft.id
        self.saver = DraftSaver(draft.revision, draft.saved)
        self._worker = worker
        self._journal = journal
        self._read = read
        self._restored: tuple[Entry, ...] = ()
        self._is_closed = False
        self._stored: Draft | None = None  # what the library took, until that is told here
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        self._journal_answered.connect(self._note_journal)

    def edited(self) -> None:
        """The text changed."""
        now = time.monotonic()
        before = self.saver.state
        self.saver.edited(now)
        self._schedule(now)
        if self.saver.state is not before:
            self.changed.emit()

    def hurry(self) -> None:
        """Store at once what is not stored yet."""
        self.saver.hurry(time.monotonic())
        self._work()

    def restored(self, entries: tuple[Entry, ...]) -> None:
        """The text came from journal entries of an earlier session: they go when the library has it."""
        self._restored += entries
        self.edited()

    def keep_as_new(self) -> None:
        """After a conflict: store the text on screen as a draft of its own, and go on with that one."""
        snapshot, old = self._read(), self.draft_id

        def done(draft: Draft) -> None:
            if self._is_closed:
                return  # what was not told in time stays in the journal of the old draft
            self.draft_id = draft.id
            self._writer.submit(self._journal.clear, old)
            self.saver.resolved(draft.revision, draft.saved)
            if self._read().text != snapshot.text:
                self.edited()
            self.changed.emit()

        self._worker.submit(
            lambda library: library.new_draft(
                snapshot.text, publication=snapshot.publication, number=snapshot.number, title=snapshot.title
            ),
            done,
            self._note_failure,
        )

    def load_stored(self) -> None:
        """After a conflict: hand over the stored draft with `loaded`, to go on with that one."""
        self._worker.submit(lambda library: library.draft(self.draft_id), self._hand_over, self._note_failure)

    def look_again(self) -> None:
        """Show what was stored elsewhere meanwhile, if there is nothing to save here."""
        if self.saver.all_saved:
            draft_id = self.draft_id
            self._worker.submit(
                lambda library: library.draft(draft_id), self._compare, lambda _error: None, topic=f"again {draft_id}"
            )

    def close(self) -> None:
        """End: whatever is not stored stays in the journal. What a closed worker stored and could not tell counts."""
        self._is_closed = True
        self._timer.stop()
        if self._stored is not None:
            self.saver.saved(self._stored.revision, self._stored.saved, time.monotonic())
        if self.saver.all_saved:
            self._forget_journal()
        elif not self.saver.all_kept:
            self._record(self._read())
        self._writer.shutdown(wait=True)

    def _compare(self, draft: Draft) -> None:
        if draft.id == self.draft_id and draft.revision > self.saver.revision and self.saver.all_saved:
            self._hand_over(draft)
            self.moved_on.emit(draft)

    def _hand_over(self, draft: Draft) -> None:
        if not self._is_closed:
            self.loaded.emit(draft)
            self.saver.resolved(draft.revision, draft.saved)
            self._forget_journal()
            self.changed.emit()

    def _schedule(self, now: float) -> None:
        wait = self.saver.wait(now)
        if wait is None:
            self._timer.stop()
            return
        milliseconds = int(wait * 1000) + 1
        if not self._timer.isActive() or self._timer.remainingTime() > milliseconds:
            self._timer.start(milliseconds)

    def _work(self) -> None:
        if self._is_closed:
            return
        now = time.monotonic()
        if self.saver.journal_due(now) or self.saver.save_due(now):
            snapshot = self._read()
            if self.saver.journal_due(now):
                self._record(snapshot)
            if self.saver.save_due(now):
                self._save(snapshot)
        self._timer.stop()
        self._schedule(now)

    def _record(self, snapshot: Snapshot) -> None:
        self.saver.begin_journal()
        future = self._writer.submit(self._journal.record, self.draft_id, snapshot.text, self.saver.revision)
        future.add_done_callback(self._journal_answered.emit)

    def _note_journal(self, future: Future[None]) -> None:
        if self._is_closed:
            return
        now = time.monotonic()
        error = future.exception()
        if error is None:
            self.saver.journal_done(now)
            if self.saver.all_saved:
                self._forget_journal()
        elif isinstance(error, FileError):
            self.saver.journal_failed(error.sentence, now)
        else:
            raise error
        self._schedule(now)
        self.changed.emit()

    def _save(self, snapshot: Snapshot) -> None:
        self.saver.begin_save()
        draft_id, revision = self.draft_id, self.saver.revision

        def job(library: Library) -> Draft:
            self._stored = library.save_draft(
                draft_id,
                snapshot.text,
                base_revision=revision,
                title=snapshot.title,
                publication=snapshot.publication,
                number=snapshot.number,
            )
            return self._stored

        self._worker.submit(job, self._note_saved, self._note_failure)
        self.changed.emit()

    def _note_saved(self, draft: Draft) -> None:
        if self._is_closed:
            return
        self._stored = None
        now = time.monotonic()
        self.saver.saved(draft.revision, draft.saved, now)
        if self.saver.all_saved:
            self._forget_journal()
        self._schedule(now)
        self.changed.emit()

    def _note_failure(self, error: MastheadError) -> None:
        if self._is_closed:
            return
        now = time.monotonic()
        moved_on = isinstance(error, LibraryError) and error.kind is LibraryErrorKind.CONFLICT
        if moved_on or isinstance(error, UsageError) or self.saver.state is SaveState.CONFLICT:
            self.saver.conflicts(error.sentence, now)
        else:
            self.saver.save_failed(error.sentence, now)
        self._schedule(now)
        self.changed.emit()

    def _forget_journal(self) -> None:
        """The library has the text: the copies in the journal are done with. Left-over ones only cost a notice."""
        self._writer.submit(self._journal.clear, self.draft_id)
        for entry in self._restored:
            self._writer.submit(self._journal.discard, entry)
        self._restored = ()
