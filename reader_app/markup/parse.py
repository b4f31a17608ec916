"""Text to issue, from nothing. For a text that is being edited see incremental.py."""

from __future__ import annotations

from uuid import UUID

from reader_app.markup.incremental import IncrementalParser
from reader_app.markup.parsed import Parsed, Part, PartKind
from reader_app.model.issue import NO_ID

__all__ = ["Parsed", "Part", "PartKind", "parse"]


def parse(text: str, *, issue_id: UUID = NO_ID) -> Parsed:
    """Return the issue in `text` with the places of its parts and its problems. Never fails.

    `issue_id` is the issue's id unless the front matter names one.
    """
    return IncrementalParser(issue_id).parse(text)
