"""Decides when a draft goes to the journal and to the library. Knows no clock, no thread, no disk: times are passed in.

An *edit* is counted at each change of the text. The text of edit n is journalled at most `JOURNAL` seconds after the
first edit the journal does not have, and saved `IDLE` seconds after the last edit or `LONGEST` seconds after the first
one the library does not have. A failure never loses the count: what failed is due again later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

JOURNAL: Final = 0.4
IDLE: Final = 1.0
LONGEST: Final = 4.0
RETRIES: Final = (2.0, 5.0, 15.0, 30.0)


class SaveState(StrEnum):
    """Where a draft stands: `SAVED` means the library has every letter of it."""

    SAVED = "saved"
    EDITED = "edited"
    SAVING = "saving"
    FAILED = "failed"
    CONFLICT = "conflict"


@dataclass(slots=True)
class _Copy:
    """What one of the two places (journal, library) has: `edit` is the newest one stored there."""

    edit: int = 0
    writing: int | None = None
    due: float | None = None
    failures: int = 0
    sentence: str = ""

    def begin(self, edit: int) -> int:
        self.writing, self.due = edit, None
        return edit

    def done(self, newest: int, due: float) -> None:
        """The write that was under way succeeded; if there are newer edits they are due at `due`."""
        if self.writing is not None:
            self.edit = max(self.edit, self.writing)
        self.writing, self.failures, self.sentence = None, 0, ""
        self.due = due if newest > self.edit else None

    def failed(self, sentence: str, now: float) -> None:
        self.due = now + RETRIES[min(self.failures, len(RETRIES) - 1)]
        self.writing, self.failures, self.sentence = None, self.failures + 1, sentence


class DraftSaver:
    """The state of one draft between screen, journal and library. All times are seconds of any steady clock.

    The caller asks `wait` when to come back, then `journal_due` and `save_due`, writes what is due, and reports with
    `journal_done`/`journal_failed` and `saved`/`save_failed`/`conflicts`. `revision` is the stored revision the text
    builds on; `saved_at` when the library last took it.
    """

    def __init__(self, revision: int, saved_at: datetime | None = None) -> None:
        self.revision = revision
        self.saved_at = saved_at
        self._edit = 0
        self._first_unsaved = 0.0
        self._journal = _Copy()
        self._library = _Copy()
        self._conflict = ""

    @property
    def state(self) -> SaveState:
        """Where the draft stands."""
        if self._conflict:
            return SaveState.CONFLICT
        if self._library.sentence:
            return SaveState.FAILED
        if self._library.writing is not None:
            return SaveState.SAVING
        return SaveState.SAVED if self._library.edit == self._edit else SaveState.EDITED

    @property
    def sentence(self) -> str:
        """What went wrong with the library and stands until it is mended, else ``""``."""
        return self._conflict or self._library.sentence

    @property
    def journal_sentence(self) -> str:
        """What went wrong with the journal, else ``""``."""
        return self._journal.sentence

    @property
    def all_saved(self) -> bool:
        """Whether the library has the newest text."""
        return self.state is SaveState.SAVED

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way to the journal or the library."""
        return self._library.writing is not None or self._journal.writing is not None

    @property
    def all_kept(self) -> bool:
        """Whether the newest text is on disk somewhere: in the library or the journal."""
        return self._edit in (self._library.edit, self._journal.edit)

    def edited(self, now: float) -> None:
        """The text changed at `now`."""
        if self._library.edit == self._edit or self._library.writing == self._edit:
            self._first_unsaved = now
        self._edit += 1
        if self._journal.due is None and self._journal.writing is None:
            self._journal.due = now + JOURNAL
        if self._library.writing is None and not self._library.failures:
            self._library.due = min(now + IDLE, self._first_unsaved + LONGEST)

    def hurry(self, now: float) -> None:
        """Make all that is not on disk due at once: the window lost the focus, closes, or the person asked."""
        for copy in (self._journal, self._library):
            if copy.edit != self._edit and copy.writing is None:
                copy.due = now

    def wait(self, now: float) -> float | None:
        """Return the seconds until something is due (0 if it is now), or None if nothing will be."""
        dues = [self._journal.due] if self._conflict else [self._journal.due, self._library.due]
        times = [due for due in dues if due is not None]
        return max(0.0, min(times) - now) if times else None

    def journal_due(self, now: float) -> bool:
        """Tell whether the text is to be journalled now."""
        return self._journal.writing is None and self._journal.due is not None and self._journal.due <= now

    def save_due(self, now: float) -> bool:
        """Tell whether the text is to be saved in the library now."""
        if self._conflict or self._library.writing is not None:
            return False
        return self._library.due is not None and self._library.due <= now

    def begin_journal(self) -> None:
        """The present text is on its way to the journal."""
        self._journal.begin(self._edit)

    def journal_done(self, now: float) -> None:
        """The journal has what was on its way."""
        self._journal.done(self._edit, now + JOURNAL)

    def journal_failed(self, sentence: str, now: float) -> None:
        """The journal refused."""
        self._journal.failed(sentence, now)

    def begin_save(self) -> None:
        """The present text is on its way to the library."""
        self._library.begin(self._edit)

    def saved(self, revision: int, saved_at: datetime, now: float) -> None:
        """The library has what was on its way, as `revision`."""
        self.revision, self.saved_at = revision, saved_at
        self._library.done(self._edit, min(now + IDLE, self._first_unsaved + LONGEST))
        if self._library.edit == self._edit and self._journal.writing is None:
            self._journal.due = None

    def save_failed(self, sentence: str, now: float) -> None:
        """The library refused; it is tried again, at growing intervals."""
        self._library.failed(sentence, now)

    def conflicts(self, sentence: str, now: float) -> None:
        """The stored draft is not the one this text builds on: nothing is saved until `resolved`."""
        self._library.failed(sentence, now)
        self._conflict = sentence

    def resolved(self, revision: int, saved_at: datetime) -> None:
        """The conflict is over: the library's `revision` and the text on screen are the same."""
        self.revision, self.saved_at, self._conflict = revision, saved_at, ""
        self._library = _Copy(edit=self._edit)
        self._journal.due = None
