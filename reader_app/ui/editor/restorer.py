"""Brings back what an earlier session left in the journal: shown at once where it fits, offered where it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader_app.errors import FileError, MastheadError
from reader_app.services.journal import Entry, Journal
from reader_app.ui import dates
from reader_app.ui.editor.keeper import DraftKeeper
from reader_app.ui.editor.restoring import plan
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from reader_app.library.types import Draft


class Restorer(QObject):
    """Looks into the journal for one draft when its window opens."""

    def __init__(
        self,
        worker: LibraryWorker,
        journal: Journal,
        keeper: DraftKeeper,
        source: SourceEdit,
        messages: MessageBar,
        open_editor: Callable[[Draft], object],
    ) -> None:
        super().__init__()
        self._worker = worker
        self._journal = journal
        self._keeper = keeper
        self._source = source
        self._messages = messages
        self._open_editor = open_editor

    def restore(self, draft: Draft) -> None:
        """Show the newest text the journal has of `draft`, as one step of undo; offer what does not fit."""
        found = plan(draft, self._journal.pending(draft.id))
        for entry in found.done:
            self._discard(entry)
        if found.apply is not None:
            self._source.apply_text(found.apply.text)
            self._keeper.restored((found.apply,))
            text = self.tr("What you typed until {time} was brought back from the journal. Undo shows what was saved.")
            self._messages.show_message(text.format(time=dates.moment(found.apply.written)), kind="note")
        elif found.offer:
            self._offer(draft, found.offer[-1])

    def _offer(self, draft: Draft, entry: Entry) -> None:
        text = self.tr("The journal has another text of this draft, typed until {time} on an older version.")
        self._messages.show_message(
            text.format(time=dates.moment(entry.written)),
            [
                (self.tr("Open it as a new draft"), lambda: self._open_as_new(draft, entry)),
                (self.tr("Let it go"), lambda: self._let_go(entry)),
            ],
            kind="note",
        )

    def _open_as_new(self, draft: Draft, entry: Entry) -> None:
        def done(new: Draft) -> None:
            self._let_go(entry)
            self._open_editor(new)

        self._worker.submit(
            lambda library: library.new_draft(
                entry.text, publication=draft.publication, number=draft.number, title=draft.title
            ),
            done,
            self._tell,
        )

    def _let_go(self, entry: Entry) -> None:
        self._discard(entry)
        self._messages.clear()

    def _discard(self, entry: Entry) -> None:
        try:
            self._journal.discard(entry)
        except FileError as error:
            self._tell(error)

    def _tell(self, error: MastheadError) -> None:
        self._messages.show_message(error.sentence)
