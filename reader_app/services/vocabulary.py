"""What the library offers to who writes: sponsors, tags, publications, clips and recent links, as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader_app.library.library import Library

RECENT: Final = 400  # links of the newest issues


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A link with its title; `where` names the issue it is from, `clip` tells that it was clipped."""

    title: str
    url: str
    where: str = ""
    clip: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be offered. `sponsors` are names with the address they last ran with; clips come before other links."""

    sponsors: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    links: tuple[KnownLink, ...] = ()


EMPTY: Final = Vocabulary()


def read_vocabulary(library: Library) -> Vocabulary:
    """Return what `library` offers. Raises LibraryError."""
    from reader_app.library.types import Scope

    links: dict[str, KnownLink] = {}
    for clip in library.clips():
        if clip.url:
            links.setdefault(
                clip.url, KnownLink(clip.title, clip.url, _named(clip.publication, clip.number), clip=True)
            )
    for item in library.items(Scope(), limit=RECENT).rows:
        if item.url:
            links.setdefault(item.url, KnownLink(item.title, item.url, _named(item.publication, item.number)))
    publications = {own.name: None for own in library.own_publications()}
    publications |= {draft.publication: None for draft in library.drafts() if draft.publication}
    return Vocabulary(
        library.sponsor_addresses(),
        tuple(tag.name for tag in library.tags()),
        tuple(publications),
        tuple(links.values()),
    )


def _named(publication: str, number: str) -> str:
    mark = f"#{number}" if number.isdecimal() else number
    return f"{publication} {mark}".strip()
