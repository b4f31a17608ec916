"""What an archive site tells to programs: Atom (RFC 4287), JSON Feed 1.1, sitemap (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final
from uuid import UUID, uuid5

from reader_app.exporters.language import language_tag
from reader_app.exporters.site import Row, Site
from reader_app.exporters.site_names import INDEX, address
from reader_app.exporters.site_templates import site_template
from reader_app.model.issue import Issue

NEWEST: Final = 20  # issues in a feed
MOST_PAGES: Final = 50_000  # in a sitemap
_SITES: Final = UUID("0b2c9bd0-3a34-4b9c-8f4e-6d5f5f1a7c11")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One issue in a feed; `date` is its own, or when it came into the library; `body` is its text as HTML."""

    issue: Issue
    row: Row
    date: datetime
    body: str

    @property
    def moment(self) -> str:
        """The date as RFC 3339 has it."""
        return f"{self.date:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote it: its authors, else its publication."""
        return self.issue.authors or ((self.issue.publication,) if self.issue.publication else ())

    @property
    def lang(self) -> str:
        """The language it is in."""
        return language_tag(self.issue.lang)


def atom(site: Site, entries: Sequence[FeedEntry]) -> bytes:
    """Return the Atom feed of `entries`, newest first, at least one. Its addresses are relative where `site` has none.

    Its id depends on the site's title alone, so that it stays when the site moves.
    """
    page = site_template("feed.xml").render(
        site=site,
        lang=language_tag(site.lang),
        id=f"urn:uuid:{uuid5(_SITES, site.title)}",
        updated=max(entry.moment for entry in entries),
        entries=entries,
    )
    return page.encode()


def json_feed(site: Site, entries: Iterable[FeedEntry]) -> bytes:
    """Return the JSON feed of `entries`, newest first. Addresses that are not known are left out."""
    items = [
        {
            "id": f"urn:uuid:{entry.issue.id}",
            "url": site.url + address(entry.row.path) if site.url else "",
            "title": entry.row.title,
            "content_html": entry.body or "<p></p>",
            "summary": entry.issue.preheader,
            "date_published": entry.moment,
            "authors": [{"name": author} for author in entry.authors],
            "tags": list(entry.issue.tags),
            "language": entry.lang,
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "home_page_url": site.url,
        "feed_url": site.url and f"{site.url}feed.json",
        "language": language_tag(site.lang),
        "items": [_given(item) for item in items],
    }
    return (json.dumps(_given(feed) | {"items": feed["items"]}, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(site: Site, pages: Iterable[tuple[str, str]]) -> bytes:
    """Return the sitemap of `pages`, each a path with a day or ``""``. `site` must have an address."""
    listed = (("" if path == INDEX else path, day) for path, day in islice(pages, MOST_PAGES))
    return site_template("sitemap.xml").render(site=site, pages=listed).encode()


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}
