"""The pages of the issues of an archive site, and what its lists need to know of each issue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from reader_app.exporters import site_names as names
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.site import Row, Site, dumped, row_of, sections_of, sponsors_of, visible_text
from reader_app.exporters.site_pages import IssuePage, issue_page, templates_digest
from reader_app.exporters.site_search import words_of
from reader_app.model.issue import Issue
from reader_app.model.walk import file_stem
from reader_app.services.buckets import Buckets

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import IssueSummary
    from reader_app.services.archive_search import SearchIndex
    from reader_app.services.site_folder import SiteFolder

Note = dict[str, Any]


@dataclass(slots=True)
class Edition:
    """One issue of the site: its summary, a digest of what it holds, and the path of its page once it has one."""

    summary: IssueSummary
    stamp: str
    path: str = ""

    @property
    def id(self) -> str:
        """Its id as text."""
        return str(self.summary.id)

    @property
    def link(self) -> Row:
        """What the page of a neighbour says of it."""
        summary = self.summary
        name = summary.title or " ".join(part for part in (summary.publication, summary.number) if part) or "…"
        return Row(self.id, self.path, name)


class IssuePages:
    """Writes the pages of issues. What is noted of an issue is kept, so one that did not change is not read again.

    Afterwards `rows` are all issues with their summaries and their ids in the search, oldest first; `sections` and
    `sponsors` hold entries (see exporters/site.py) by the path of their page.
    """

    def __init__(self, library: Library, folder: SiteFolder, site: Site, search: SearchIndex) -> None:
        self.rows: list[tuple[Row, IssueSummary, str]] = []
        self.sections = Buckets(folder.workshop / "sections")
        self.sponsors = Buckets(folder.workshop / "sponsors")
        self._library, self._folder, self._site, self._search = library, folder, site, search
        self._shared = digest_of(site.title, site.url, templates_digest())
        self._options = ExportOptions(asset=library.asset)

    def write(self, editions: Sequence[Edition]) -> Iterator[int]:
        """Write the page of each of `editions`, oldest first, and yield how many are done after each."""
        lines = self._folder.issues()
        known: dict[str, str] = {}
        for issue_id, line in lines.all():
            note = json.loads(line)
            known[issue_id] = note["path"]
            self._search.know(issue_id, note["search"])
        self._search.keep_only(edition.id for edition in editions)
        _place(editions, known)
        neighbours = _neighbours(editions)
        with self._folder.noting() as notes:
            noted = lines.lines(edition.id for edition in editions)
            for number, (edition, old) in enumerate(zip(editions, noted, strict=True), 1):
                note = self._issue(edition, json.loads(old) if old else None, *neighbours[edition.id])
                notes.write(f"{edition.id}\t{json.dumps(note, ensure_ascii=False)}\n")
                yield number

    def _issue(self, edition: Edition, old: Note | None, before: Row | None, after: Row | None) -> Note:
        """Write one page unless it stands there already, and return what is noted of the issue."""
        inputs = digest_of(edition.stamp, edition.path, self._shared, before, after)
        same = old is not None and old["stamp"] == edition.stamp and self._search.is_sound
        if old is not None and same and self._folder.is_fresh(edition.path, inputs) and self._have(old["pictures"]):
            note = old
        else:
            issue = self._library.issue(edition.summary.id)
            row = row_of(issue, edition.path)
            page = issue_page(self._site, issue, row, self._options, before=before, after=after)
            self._folder.write(edition.path, inputs, page.html)
            self._have(page.pictures)
            note = _note(edition, issue, row, page, self._search.id_of(edition.id, row.day))
            if not same:
                titles = (row.title, *(name for _, name, _ in note["sections"] + note["sponsors"]))
                self._search.index(note["search"], words_of(" ".join(titles)), words_of(visible_text(page.body)))
        self.rows.append((Row(**note["row"]), edition.summary, note["search"]))
        for bucket, kind in ((self.sections, "sections"), (self.sponsors, "sponsors")):
            for path, _, line in note[kind]:
                bucket.add(path, line)
        return note

    def _have(self, pictures: Sequence[tuple[str, str]]) -> bool:
        """Have the files of `pictures` in the site; tell whether all of them are in the library."""
        for name, sha256 in pictures:
            if not self._folder.is_fresh(name, sha256):
                found = self._library.asset(sha256)
                if found is None:
                    return False
                self._folder.write(name, sha256, found[0])
        return True


def digest_of(*inputs: object) -> str:
    """Return a digest of `inputs`, which are plain values."""
    return hashlib.blake2b(repr(inputs).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _note(edition: Edition, issue: Issue, row: Row, page: IssuePage, search: str) -> Note:
    sections = [(names.section_page(entry.name), entry.name, dumped(entry)) for entry in sections_of(issue, row)]
    sponsors = [(names.sponsor_page(entry.name), entry.name, dumped(entry)) for entry in sponsors_of(issue, row)]
    return {
        "stamp": edition.stamp,
        "path": edition.path,
        "search": search,
        "row": asdict(row),
        "pictures": page.pictures,
        "sections": sections,
        "sponsors": sponsors,
    }


def _place(editions: Sequence[Edition], known: dict[str, str]) -> None:
    """Give each edition its page: the one it has, else one named for it that no other has."""
    taken = {known[edition.id] for edition in editions if edition.id in known}
    for edition in editions:
        edition.path = known.get(edition.id) or _free_path(edition.summary, taken)
        taken.add(edition.path)


def _free_path(summary: IssueSummary, taken: set[str]) -> str:
    named = Issue(publication=summary.publication, number=summary.number, title=summary.title)
    path, number = names.issue_page_path(file_stem(named)), 2
    while path in taken:
        path, number = names.issue_page_path(file_stem(named), number), number + 1
    return path


def _neighbours(editions: Sequence[Edition]) -> dict[str, tuple[Row | None, Row | None]]:
    """Return the issue before and the issue after each, of the same publication."""
    found: dict[str, tuple[Row | None, Row | None]] = {}
    last: dict[str, Edition] = {}
    for edition in editions:
        before = last.get(edition.summary.publication)
        found[edition.id] = (before.link if before else None, None)
        if before is not None:
            found[before.id] = (found[before.id][0], edition.link)
        last[edition.summary.publication] = edition
    return found
