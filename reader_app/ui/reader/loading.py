"""Fetches what the reading pane shows of one issue or draft; runs in the library's thread, not in the GUI's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from reader_app.services.reading_values import ContentsEntry, Head, Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reader_app.library.library import Library
    from reader_app.library.person_types import Highlight, Position, PublicationSettings, RemotePicture
    from reader_app.model.issue import Issue

View = Literal["sections", "original", "text"]
VIEWS: tuple[View, ...] = ("sections", "original", "text")
PLAIN_KINDS = frozenset({"text", "markdown", "json"})  # forms whose original is text that can be shown as it is


def _usual() -> PublicationSettings:
    from reader_app.library.person_types import PublicationSettings

    return PublicationSettings()


@dataclass(frozen=True)
class Request:
    """What to show: an issue or (with `draft`) a draft, and how.

    With `usual`, the view that is set for its publication comes before `view`. And where: at an item, at what a CSS
    selector or the name of a sponsor finds, where the words are found, or `top` pixels down.
    """

    id: UUID
    view: View = "sections"
    look: Look = field(default_factory=Look)
    draft: bool = False
    usual: bool = False
    item: int = -1
    selector: str = ""
    sponsor: str = ""
    words: tuple[str, ...] = ()
    top: float = 0.0


@dataclass(frozen=True)
class Reading:
    """A page ready to be shown.

    `blocked` are the addresses of remote pictures the view leaves out and nobody asked for yet, `failed` those that
    could not be fetched; `settings` are those of the publication, `leaving` the addresses to unsubscribe at; `position`
    is how far the issue was read last, `note` and `highlights` what the person left in it. `has_original` tells whether
    the view "original" has something to show, `is_display` whether the HTML the issue was sent in is what is shown;
    `read` and `starred` are the issue's own marks, `marks` those of its items (see `services.reading.page`).
    """

    request: Request
    issue: Issue
    head: Head
    html: str
    contents: tuple[ContentsEntry, ...]
    marks: Mapping[int, str]
    has_original: bool
    is_display: bool
    blocked: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    settings: PublicationSettings = field(default_factory=_usual)
    leaving: tuple[str, ...] = ()
    position: Position | None = None
    note: str = ""
    highlights: tuple[Highlight, ...] = ()
    warnings: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False


@dataclass(frozen=True)
class _Original:
    """What the view "original" has to show: the HTML it came in, else its text; both empty while not asked for."""

    there: bool = False
    display: str = ""
    text: str = ""


def load(library: Library, request: Request) -> Reading:
    """Return the page that `request` asks for.

    Raises UsageError when the issue or draft is not there, LibraryError when the library cannot be read.
    """
    # Loaded here and not with this file: none of it is needed for the first paint.
    if request.draft:
        from reader_app.markup.parse import parse

        return _reading(request, parse(library.draft(request.id).text).issue, {}, _Original(), lambda _address: None)
    from reader_app.services import leaving, pictures

    issue = library.issue(request.id)
    settings = library.publication_settings(issue.publication)
    if request.usual and settings.view in VIEWS:
        request = replace(request, view=settings.view)
    found = library.item_marks(request.id)
    marks = {place: ("s" if mark.starred else "") + ("r" if mark.read else "") for place, mark in found.items()}
    original = _original(library, request)
    remote = _RemotePictures(library, pictures.of_display(original.display))
    made = _reading(request, issue, marks, original, remote.find)
    summary = library.summary(request.id)
    wanted = [url for url, known in remote.seen.items() if pictures.is_wanted(url, known, again=True)]
    return replace(
        made,
        blocked=tuple(url for url in wanted if remote.seen[url] is None),
        failed=tuple(url for url in wanted if remote.seen[url] is not None),
        settings=settings,
        leaving=leaving.ways(issue, library.origins(request.id)),
        position=library.position(request.id),
        note=note.text if (note := library.note(request.id)) is not None else "",
        highlights=library.highlights(request.id),
        warnings=library.warnings(request.id),
        read=summary.read,
        starred=summary.starred,
    )


class _RemotePictures:
    """What the library knows of the remote pictures a page shows; those of the page itself show while it is made."""

    def __init__(self, library: Library, addresses: tuple[str, ...]) -> None:
        self._library = library
        known = library.remote_pictures(addresses)
        self.seen: dict[str, RemotePicture | None] = {address: known.get(address) for address in addresses}

    def find(self, address: str) -> str | None:
        """Return the digest of the picture at `address`, None when it is not in the library."""
        if address not in self.seen:
            self.seen[address] = self._library.remote_pictures((address,)).get(address)
        picture = self.seen[address]
        return picture.asset or None if picture is not None else None


def _reading(
    request: Request, issue: Issue, marks: Mapping[int, str], original: _Original, find: Callable[[str], str | None]
) -> Reading:
    from reader_app.services import reading
    from reader_app.ui.reader.words import head

    look, shown = request.look, head(issue)
    if original.display:
        html = reading.display_page(issue, look, original.display, find=find)
    elif request.view == "original" and original.there:
        html = reading.original_page(issue, look, original.text)
    elif request.view == "text":
        html = reading.text_page(issue, look)
    else:
        html = reading.page(issue, look, shown, marks=marks, find=find)
    return Reading(
        request=request,
        issue=issue,
        head=shown,
        html=html,
        contents=reading.contents(issue) if request.view == "sections" else (),
        marks=marks,
        has_original=original.there,
        is_display=bool(original.display),
    )


def _original(library: Library, request: Request) -> _Original:
    wanted = request.view == "original"
    display = library.display(request.id)
    if display:
        return _Original(True, display if wanted else "")
    origins = library.origins(request.id)
    if not origins or origins[0].kind not in PLAIN_KINDS:
        return _Original()
    if not wanted:
        return _Original(True)
    from reader_app.importers.decoding import decode

    return _Original(True, text=decode(library.original(request.id)[0]).text)
