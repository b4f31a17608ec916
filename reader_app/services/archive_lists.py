"""The lists of an archive site: by year, publication, section and sponsor; its feeds, its sitemap, its style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.exporters import site_feeds as feeds
from reader_app.exporters import site_names as names
from reader_app.exporters import site_pages as pages
from reader_app.exporters.pictures import ASSET
from reader_app.exporters.site import Row, Site, loaded, loaded_entry
from reader_app.library.site_issues import SECTION, SPONSOR, NowIssue, SiteIssues
from reader_app.services.archive_issues import digest_of, have_picture
from reader_app.services.exporting import picture_options

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.site_folder import SiteFolder


class Lists:
    """Writes everything of a site but the pages of issues and the search."""

    def __init__(self, library: Library, folder: SiteFolder, site: Site) -> None:
        self._library, self._folder, self._site = library, folder, site
        self._issues = SiteIssues(folder.store)
        self._shared = digest_of(site, pages.templates_digest())
        self._pages: list[str] = []  # the lists, for the sitemap

    def write(self) -> None:
        """Write what changed of all lists."""
        years = self._issues.years()
        publications = sorted(self._issues.publications(), key=lambda entry: (entry[0].casefold(), entry[0]))
        self._index(years, publications)
        for year, count in years:
            title = year or self._site.words.undated
            self._list(names.year_page(year or names.UNDATED), title, count, self._issues.of_year(year))
        for name, count in publications if self._site.many else ():
            if name:
                self._list(names.publication_page(name), name, count, self._issues.of_publication(name))
        self._entries(names.SECTIONS, SECTION, self._site.words.sections)
        self._entries(names.SPONSORS, SPONSOR, self._site.words.sponsors)
        self._once(names.SEARCH, (), lambda: pages.search_page(self._site))
        if self._site.header:
            have_picture(self._library, self._folder, self._site.header, self._site.look.header.removeprefix(ASSET))
        self._folder.write(names.STYLE, "", pages.style(self._site.look))
        self._folder.write(names.SCRIPT, "", pages.script())
        self._feeds()
        if self._site.url:
            listed = chain([(names.INDEX, "")], self._issues.pages(), ((path, "") for path in self._pages))
            self._folder.write(names.SITEMAP, "", feeds.sitemap(self._site, listed))

    def _index(self, years: list[tuple[str, int]], publications: list[tuple[str, int]]) -> None:
        rows, count = self._issues.shown(pages.NEWEST), self._issues.count()
        self._once(
            names.INDEX,
            (rows, count, years, publications),
            lambda: pages.index_page(self._site, list(map(loaded, rows)), count, years, publications),
        )

    def _list(self, path: str, title: str, count: int, shown: Iterator[str]) -> None:
        """Write the pages of a list of issues; `shown` are all of it, oldest first."""
        self._pages.append(path)
        for part in pages.list_parts(path, count, pages.ROWS):
            self._list_part(part, title, list(islice(shown, part.size)))

    def _list_part(self, part: pages.Part, title: str, shown: Sequence[str]) -> None:
        def make() -> bytes:
            return pages.issues_page(self._site, part, title, list(map(loaded, shown)))

        self._once(part.path, (part, title, shown), make)

    def _entries(self, path: str, kind: str, called: str) -> None:
        """Write the pages of all sections, or of all sponsors, and the page `path` that lists them."""
        listed = self._issues.entry_pages(kind)
        for page, name, count in listed:
            self._pages.append(page)
            found = self._issues.entries(kind, page)
            for part in pages.list_parts(page, count, pages.ENTRIES):
                self._entries_part(part, name, called, list(islice(found, part.size)))
        listed.sort(key=lambda entry: (-entry[2], entry[1].casefold(), entry[1]))
        self._pages.append(path)
        self._once(path, listed, lambda: pages.names_page(self._site, path, listed))

    def _entries_part(self, part: pages.Part, name: str, called: str, found: Sequence[tuple[str, str, str]]) -> None:
        def make() -> bytes:
            entries = [loaded_entry(loaded(shown), each, line) for shown, each, line in found]
            return pages.entries_page(self._site, part, name, called, entries)

        self._once(part.path, (part, name, found), make)

    def _feeds(self) -> None:
        newest = self._issues.newest(feeds.NEWEST)
        inputs = digest_of(self._shared, newest)
        if all(self._folder.is_fresh(path, inputs) for path in (names.ATOM, names.JSON_FEED)):
            return
        rows = map(loaded, self._issues.shown(feeds.NEWEST))
        entries = list(self._feed_entries(newest, rows))
        self._folder.write(names.ATOM, inputs, feeds.atom(self._site, entries))
        self._folder.write(names.JSON_FEED, inputs, feeds.json_feed(self._site, entries))

    def _feed_entries(self, newest: Sequence[NowIssue], rows: Iterator[Row]) -> Iterator[feeds.FeedEntry]:
        options = picture_options(self._library)
        for now, row in zip(newest, rows, strict=True):
            issue, summary = self._library.issue(UUID(now.id)), self._library.summary(UUID(now.id))
            body = pages.feed_body(self._site, issue, options)
            yield feeds.FeedEntry(issue, row, summary.date or summary.received, body)

    def _once(self, path: str, values: object, make: Callable[[], bytes]) -> None:
        """Write a page unless it is there, made of the same `values`."""
        inputs = digest_of(self._shared, values)
        if not self._folder.is_fresh(path, inputs):
            self._folder.write(path, inputs, make())
