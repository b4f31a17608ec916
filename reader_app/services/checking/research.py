"""Asks the library what the checks want to know: where links were given before, and what pictures it keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reader_app.exporters.pictures import identify
from reader_app.model.urls import canonical, has_merge_tag
from reader_app.services.checking.subject import ASSET, EarlierLink, Knowledge, PictureFacts, Subject
from reader_app.services.publications import publication_named

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.library import Library

_WEB: Final = ("http://", "https://")
_WEB_ADDRESS: Final = re.compile(r'https?://(?:[^\s<>"()\[\]]|\([^\s<>"()]*\))+')


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be found out for one draft: canonical addresses, the SHA-256 of pictures, links as written."""

    publication: str
    number: str
    addresses: frozenset[str]
    pictures: frozenset[str]
    links: frozenset[str] = frozenset()


def question(subject: Subject) -> Question:
    """Return what the library may know about `subject`."""
    issue = subject.issue
    addresses = frozenset(canonical(link.url) for link in subject.links if link.url.startswith(_WEB))
    pictures = frozenset(
        picture.url.removeprefix(ASSET).lower() for picture in subject.pictures if picture.url.startswith(ASSET)
    )
    links = frozenset(link.url for link in subject.links if link.url.startswith(_WEB) and not has_merge_tag(link.url))
    return Question(issue.publication, issue.number, addresses, pictures, links)


class Research:
    """Looks things up for one draft, `own`, and remembers the other drafts until they change.

    Used by one thread at a time, the one that owns the library.
    """

    def __init__(self, own: UUID | None = None) -> None:
        self._own = own
        self._drafts: dict[UUID, tuple[int, frozenset[str]]] = {}
        self._pictures: dict[str, PictureFacts | None] = {}

    def answer(self, library: Library, asked: Question) -> Knowledge:
        """Return what `library` knows. Raises LibraryError."""
        earlier = self._in_issues(library, asked)
        for address, links in self._in_drafts(library, asked).items():
            earlier[address] = (*links, *earlier.get(address, ()))
        pictures = {sha256: self._picture(library, sha256) for sha256 in asked.pictures}
        return Knowledge(earlier, pictures, publication_named(library, asked.publication))

    def _in_issues(self, library: Library, asked: Question) -> dict[str, tuple[EarlierLink, ...]]:
        found: dict[str, tuple[EarlierLink, ...]] = {}
        mine = asked.publication.casefold()
        for address, runs in library.linked(sorted(asked.addresses), asked.publication).items():
            found[address] = tuple(
                EarlierLink(
                    run.issue,
                    run.publication,
                    run.number,
                    bool(mine) and run.publication.casefold() == mine,
                    date=run.date,
                )
                for run in runs
                if not _is_same_issue(asked, run.publication, run.number)
            )
        return found

    def _in_drafts(self, library: Library, asked: Question) -> dict[str, tuple[EarlierLink, ...]]:
        """Look into the other drafts of the same publication, which are issues the person wrote."""
        found: dict[str, tuple[EarlierLink, ...]] = {}
        if not asked.publication:
            return found
        for summary in library.drafts():
            mine = summary.publication.casefold() == asked.publication.casefold()
            if not mine or summary.id == self._own or _is_same_issue(asked, summary.publication, summary.number):
                continue
            link = EarlierLink(
                summary.id, summary.publication, summary.number, mine=True, draft=True, date=summary.saved
            )
            for address in self._links(library, summary.id, summary.revision) & asked.addresses:
                found[address] = (*found.get(address, ()), link)
        return found

    def _links(self, library: Library, draft: UUID, revision: int) -> frozenset[str]:
        known = self._drafts.get(draft)
        if known is None or known[0] != revision:
            text = library.draft(draft).text
            known = revision, frozenset(canonical(match[0]) for match in _WEB_ADDRESS.finditer(text))
            self._drafts[draft] = known
        return known[1]

    def _picture(self, library: Library, sha256: str) -> PictureFacts | None:
        if self._pictures.get(sha256) is None:
            found = library.asset(sha256)
            if found is None:
                return None
            picture = identify(found[0])
            width, height = (picture.width, picture.height) if picture else (0, 0)
            kind = picture.media_type if picture else found[1]
            self._pictures[sha256] = PictureFacts(kind, len(found[0]), width, height)
        return self._pictures[sha256]


def _is_same_issue(asked: Question, publication: str, number: str) -> bool:
    """Tell whether that is the issue itself, come back as a mail or another draft of it."""
    same = publication.casefold() == asked.publication.casefold()
    return same and bool(number) and number == asked.number
