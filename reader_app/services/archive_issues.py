"""The pages of the issues of an archive site, and what its lists need to know of each issue."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.exporters import site_names as names
from reader_app.exporters.site import Row, Site, dumped, dumped_entry, row_of, sections_of, sponsors_of, visible_text
from reader_app.exporters.site_pages import issue_page, templates_digest
from reader_app.exporters.site_search import search_id, words_of
from reader_app.library.site_issues import SECTION, SPONSOR, NowIssue, SiteEntry, SiteIssues, SiteNote
from reader_app.model.issue import Issue
from reader_app.model.walk import file_stem
from reader_app.services.exporting import picture_options

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.archive_search import SearchIndex
    from reader_app.services.site_folder import SiteFolder


class IssuePages:
    """Writes the pages of issues. What is noted of an issue is kept, so one that did not change is not read again."""

    def __init__(self, library: Library, folder: SiteFolder, site: Site, search: SearchIndex) -> None:
        self._library, self._folder, self._site, self._search = library, folder, site, search
        self._issues = SiteIssues(folder.store)
        self._shared = digest_of(site.title, site.url, site.header, site.look.header_alt, templates_digest())
        self._options = picture_options(library)

    def write(self) -> Iterator[int]:
        """Write the page of each issue of the run, oldest first, and yield how many are done after each."""
        self._search.remove(self._issues.settle())
        for issue in self._issues.all(unplaced=True):
            self._issues.place(issue, self._free_path(issue))
        for number, issue in enumerate(self._issues.all(), 1):
            self._write(issue)
            yield number

    def _write(self, now: NowIssue) -> None:
        """Write one page unless it stands there already."""
        before, after = (_link(each) for each in self._issues.neighbours(now))
        inputs = digest_of(now.stamp, now.path, self._shared, before, after)
        old = self._issues.note(now.id)
        same = old is not None and old.stamp == now.stamp and self._search.is_sound
        if old and same and self._folder.is_fresh(now.path, inputs) and self._have(json.loads(old.pictures)):
            return
        issue = self._library.issue(UUID(now.id))
        row = row_of(issue, now.path)
        page = issue_page(self._site, issue, row, self._options, before=before, after=after)
        self._folder.write(now.path, inputs, page.html)
        self._have(page.pictures)
        search = old.search if old else search_id(now.id, row.day, self._issues.has_search)
        entries = _entries(issue, row)
        pictures = json.dumps(page.pictures)
        self._issues.put(now.id, SiteNote(now.path, now.stamp, search, row.day, dumped(row), pictures), entries)
        if not same:
            titles = " ".join((row.title, *(entry.name for entry in entries)))
            self._search.index(search, words_of(titles), words_of(visible_text(page.body)))

    def _have(self, pictures: Sequence[tuple[str, str, str]]) -> bool:
        """Have the files of `pictures` in the site; tell whether the library still has those alone."""
        for name, sha256, src in pictures:
            if src and (self._options.fetched(src) or "") != sha256:
                return False
            if name and not have_picture(self._library, self._folder, name, sha256):
                return False
        return True

    def _free_path(self, now: NowIssue) -> str:
        """Return a page named for the issue that no other has."""
        stem = file_stem(Issue(publication=now.publication, number=now.number, title=now.title))
        path, number = names.issue_page_path(stem), 2
        while self._issues.has_page(path):
            path, number = names.issue_page_path(stem, number), number + 1
        return path


def have_picture(library: Library, folder: SiteFolder, name: str, sha256: str) -> bool:
    """Have a picture of the library in the file `name` of the site; tell whether the library has it."""
    if not folder.is_fresh(name, sha256):
        found = library.asset(sha256)
        if found is None:
            return False
        folder.write(name, sha256, found[0])
    return True


def digest_of(*inputs: object) -> str:
    """Return a digest of `inputs`, which are plain values."""
    return hashlib.blake2b(repr(inputs).encode("utf-8", "replace"), digest_size=12).hexdigest()


def _link(now: NowIssue | None) -> Row | None:
    """Return what the page of a neighbour says of an issue."""
    if now is None:
        return None
    name = now.title or " ".join(part for part in (now.publication, now.number) if part) or "…"
    return Row(now.id, now.path, name)


def _entries(issue: Issue, row: Row) -> list[SiteEntry]:
    sections = (
        SiteEntry(SECTION, names.section_page(entry.name), entry.name, dumped_entry(entry))
        for entry in sections_of(issue, row)
    )
    sponsors = (
        SiteEntry(SPONSOR, names.sponsor_page(entry.name), entry.name, dumped_entry(entry))
        for entry in sponsors_of(issue, row)
    )
    return [*sections, *sponsors]
