"""What a person names on the command line: an issue of the library, or a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader_app.errors import UsageError

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.library import Library
    from reader_app.library.types import Draft
    from reader_app.model.issue import Issue

_SHORTEST = 4


def find(library: Library, reference: str) -> UUID | Draft:
    """Return the id of the issue that `reference` names, or the draft whose id starts with it.

    Raises UsageError with a sentence when there is neither, or when more than one is meant.
    """
    try:
        return library.find(reference)
    except UsageError:
        draft = _draft(library, reference)
        if draft is None:
            raise
        return draft


def issue_of(library: Library, found: UUID | Draft) -> Issue:
    """Return the issue that `find` found; of a draft what its text says, under the draft's own id."""
    from reader_app.library.types import Draft

    if not isinstance(found, Draft):
        return library.issue(found)
    from reader_app.markup.parse import parse

    return parse(found.text, issue_id=found.id).issue


def original_of(library: Library, found: UUID | Draft) -> bytes:
    """Return the bytes that what `find` found was read from; of a draft its text."""
    from reader_app.library.types import Draft

    return found.text.encode() if isinstance(found, Draft) else library.original(found)[0]


def _draft(library: Library, reference: str) -> Draft | None:
    wanted = reference.strip().lower().replace("-", "")
    if len(wanted) < _SHORTEST:
        return None
    found = [draft.id for draft in library.drafts() if draft.id.hex.startswith(wanted)]
    if len(found) > 1:
        raise UsageError(f"Several drafts have an id that starts with “{reference}”; give more of it.")
    return library.draft(found[0]) if found else None
