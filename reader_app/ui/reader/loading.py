"""Fetches what the reading pane shows of one issue or draft; runs in the library's thread, not in the GUI's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from reader_app.services.reading_values import ContentsEntry, Head, Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader_app.library.library import Library
    from reader_app.model.issue import Issue

View = Literal["sections", "original", "text"]
VIEWS: tuple[View, ...] = ("sections", "original", "text")
PLAIN_KINDS = frozenset({"text", "markdown", "json"})  # forms whose original is text that can be shown as it is


@dataclass(frozen=True)
class Request:
    """What to show: an issue or (with `draft`) a draft, how, and where: at an item, or where the words are found."""

    id: UUID
    view: View = "sections"
    look: Look = field(default_factory=Look)
    draft: bool = False
    item: int = -1
    selector: str = ""
    sponsor: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A page ready to be shown.

    `has_original` tells whether the view "original" has something to show; `read` and `starred` are the issue's own
    marks, `marks` those of its items (see `services.reading.page`).
    """

    request: Request
    issue: Issue
    head: Head
    html: str
    contents: tuple[ContentsEntry, ...]
    marks: Mapping[int, str]
    has_original: bool
    remote_pictures: int
    warnings: tuple[str, ...]
    read: bool = False
    starred: bool = False


def load(library: Library, request: Request) -> Reading:
    """Return the page that `request` asks for.

    Raises UsageError when the issue or draft is not there, LibraryError when the library cannot be read.
    """
    # Loaded here and not with this file: none of it is needed for the first paint.
    from reader_app.services import reading
    from reader_app.ui.reader.words import head

    marks: dict[int, str] = {}
    original: str | None = None
    warnings: tuple[str, ...] = ()
    read = starred = False
    if request.draft:
        from reader_app.markup.parse import parse

        issue = parse(library.draft(request.id).text).issue
    else:
        issue = library.issue(request.id)
        found = library.item_marks(request.id)
        marks = {place: ("s" if mark.starred else "") + ("r" if mark.read else "") for place, mark in found.items()}
        original, warnings = _original(library, request), library.warnings(request.id)
        summary = library.summary(request.id)
        read, starred = summary.read, summary.starred
    shown = head(issue)
    if request.view == "original" and original is not None:
        html = reading.original_page(issue, request.look, original)
    elif request.view == "text":
        html = reading.text_page(issue, request.look, shown)
    else:
        html = reading.page(issue, request.look, shown, marks=marks)
    return Reading(
        request=request,
        issue=issue,
        head=shown,
        html=html,
        contents=reading.contents(issue) if request.view == "sections" else (),
        marks=marks,
        has_original=original is not None,
        remote_pictures=reading.remote_pictures(issue),
        warnings=warnings,
        read=read,
        starred=starred,
    )


def _original(library: Library, request: Request) -> str | None:
    """Return the original of an issue as text; empty while it is not asked for, None if it is no text."""
    origins = library.origins(request.id)
    if not origins or origins[0].kind not in PLAIN_KINDS:
        return None
    if request.view != "original":
        return ""
    from reader_app.importers.decoding import decode

    return decode(library.original(request.id)[0]).text
