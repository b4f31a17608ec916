"""The lists of an archive site: by year, publication, section and sponsor; its feeds, its sitemap, its style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from reader_app.exporters import site_feeds as feeds
from reader_app.exporters import site_names as names
from reader_app.exporters import site_pages as pages
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.site import Entry, Row, Site, loaded
from reader_app.services.archive_issues import IssuePages, digest_of

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import IssueSummary
    from reader_app.services.buckets import Buckets
    from reader_app.services.site_folder import SiteFolder

T = TypeVar("T")


class Lists:
    """Writes everything of a site but the pages of issues and the search."""

    def __init__(self, library: Library, folder: SiteFolder, site: Site, issues: IssuePages) -> None:
        self._library, self._folder, self._site, self._issues = library, folder, site, issues
        self._shared = digest_of(site, pages.templates_digest())
        self._pages: list[tuple[str, str]] = []  # for the sitemap: path, day

    def write(self) -> None:
        """Write what changed of all lists."""
        rows = [row for row, _, _ in reversed(self._issues.rows)]
        years = _grouped(rows, lambda row: row.day[:4])
        by_publication = _grouped(list(reversed(self._issues.rows)), lambda entry: entry[1].publication)
        publications = {name: [row for row, _, _ in found] for name, found in by_publication.items()}
        self._pages = [(names.INDEX, ""), *((row.path, row.day) for row in rows)]
        self._once(names.INDEX, (rows, list(publications)), lambda: self._index(rows, years, publications))
        for year, found in years.items():
            path = names.year_page(year or names.UNDATED)
            self._list(path, year or self._site.words.undated, found)
        for name, found in publications.items() if self._site.many else ():
            if name:
                self._list(names.publication_page(name), name, found)
        self._entries(names.SECTIONS, self._issues.sections, self._site.words.sections)
        self._entries(names.SPONSORS, self._issues.sponsors, self._site.words.sponsors)
        self._once(names.SEARCH, (), lambda: pages.search_page(self._site))
        self._folder.write(names.STYLE, "", pages.style(self._site.look))
        self._folder.write(names.SCRIPT, "", pages.script())
        self._feeds()
        if self._site.url:
            self._folder.write(names.SITEMAP, "", feeds.sitemap(self._site, self._pages))

    def _index(self, rows: Sequence[Row], years: dict[str, list[Row]], publications: dict[str, list[Row]]) -> bytes:
        by_name = sorted(publications.items(), key=lambda entry: entry[0].casefold())
        return pages.index_page(
            self._site,
            rows,
            [(year, len(found)) for year, found in years.items()],
            [(name, len(found)) for name, found in by_name],
        )

    def _list(self, path: str, title: str, rows: Sequence[Row]) -> None:
        self._pages.append((path, ""))
        self._once(path, rows, lambda: pages.issues_page(self._site, path, title, rows))

    def _entries(self, path: str, found: Buckets, kind: str) -> None:
        """Write the pages of all sections, or of all sponsors, and the page `path` that lists them."""
        listed: list[tuple[str, str, int]] = []
        for page, lines in found.groups():
            name = loaded(lines[-1]).name
            listed.append((page, name, len(lines)))
            self._pages.append((page, ""))
            self._entry_pages(page, name, kind, lines)
        listed.sort(key=lambda entry: (-entry[2], entry[1].casefold(), entry[1]))
        self._pages.append((path, ""))
        self._once(path, listed, lambda: pages.names_page(self._site, path, listed))

    def _entry_pages(self, page: str, name: str, kind: str, lines: Sequence[str]) -> None:
        paths = pages.entries_paths(page, len(lines))
        inputs = digest_of(self._shared, name, lines)
        if all(self._folder.is_fresh(path, inputs) for path in paths):
            return
        entries: list[Entry] = [loaded(line) for line in lines]
        for path, data in pages.entries_pages(self._site, page, name, kind, entries).items():
            self._folder.write(path, inputs, data)

    def _feeds(self) -> None:
        newest = list(reversed(self._issues.rows[-feeds.NEWEST :]))
        stamps = self._library.stamps(summary.id for _, summary, _ in newest)
        inputs = digest_of(self._shared, stamps, [row for row, _, _ in newest])
        if all(self._folder.is_fresh(path, inputs) for path in (names.ATOM, names.JSON_FEED)):
            return
        entries = list(self._feed_entries(newest))
        self._folder.write(names.ATOM, inputs, feeds.atom(self._site, entries))
        self._folder.write(names.JSON_FEED, inputs, feeds.json_feed(self._site, entries))

    def _feed_entries(self, rows: Sequence[tuple[Row, IssueSummary, str]]) -> Iterator[feeds.FeedEntry]:
        options = ExportOptions(asset=self._library.asset)
        for row, summary, _ in rows:
            issue = self._library.issue(summary.id)
            body = pages.feed_body(self._site, issue, options)
            yield feeds.FeedEntry(issue, row, summary.date or summary.received, body)

    def _once(self, path: str, values: object, make: Callable[[], bytes]) -> None:
        """Write a page unless it is there, made of the same `values`."""
        inputs = digest_of(self._shared, values)
        if not self._folder.is_fresh(path, inputs):
            self._folder.write(path, inputs, make())


def _grouped(values: Sequence[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for value in values:
        found.setdefault(key(value), []).append(value)
    return found
