"""Tells when the same draft is open elsewhere, and when it was changed there: nothing is overwritten unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader_app.services.journal import Journal
from reader_app.ui import dates
from reader_app.ui.editor.keeper import DraftKeeper
from reader_app.ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.types import Draft


class Neighbour(QObject):
    """Looks out for another window or program on the draft of `keeper`, and says so in `messages`."""

    def __init__(self, journal: Journal, keeper: DraftKeeper, messages: MessageBar) -> None:
        super().__init__()
        self._journal = journal
        self._messages = messages
        self._claimed: UUID | None = None
        keeper.moved_on.connect(self._tell_change)

    def begin(self, draft_id: UUID) -> None:
        """The draft is shown now."""
        if self._journal.claim(draft_id):
            self._claimed = draft_id
            return
        self._messages.show_message(
            self.tr(
                "This draft is open in another window of Masthead too. Nothing is overwritten: whoever saves second is "
                "asked which text to keep."
            ),
            kind="note",
        )

    def end(self) -> None:
        """The draft is not shown any more."""
        if self._claimed is not None:
            self._journal.release(self._claimed)

    def _tell_change(self, draft: Draft) -> None:
        text = self.tr(
            "This draft was changed elsewhere at {time} and is shown as it is now. Undo brings back what was here."
        )
        self._messages.show_message(text.format(time=dates.moment(draft.saved)), kind="note")
