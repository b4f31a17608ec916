"""After a crash: which drafts have text in the journal that the library does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader_app.errors import UsageError
from reader_app.services.journal import Entry, Journal

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Draft


def drafts_to_restore(library: Library, journal: Journal) -> tuple[Draft, ...]:
    """Return the drafts to open at start, each once: their windows show what the journal has of them.

    The text of a draft that is not in the library (any more) becomes a new draft. Entries that say nothing new go.
    Raises LibraryError and FileError; the journal then still has everything.
    """
    found: dict[object, Draft] = {}
    for entry in journal.pending():
        draft = _draft(library, entry)
        if draft is None:
            new = library.new_draft(entry.text)
            found[new.id] = new
            journal.discard(entry)
        elif draft.text == entry.text:
            journal.discard(entry)
        else:
            found[draft.id] = draft
    return tuple(found.values())


def _draft(library: Library, entry: Entry) -> Draft | None:
    try:
        return library.draft(entry.draft)
    except UsageError:
        return None
