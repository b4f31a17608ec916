"""JSON Feed, version 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.rows import Row, known, read_record
from reader_app.importers.source import Source
from reader_app.model.issue import Json
from reader_app.model.origin import Imported, Unread
from reader_app.patterns import regex

_VERSION = regex(rb'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/')
_START: Final = 65_536
_SPOKEN: Final = ("audio/", "video/")


class JsonFeed:
    """Reads the entries of a JSON Feed."""

    kind = "feed"
    suffixes: tuple[str, ...] = (".json",)

    def certainty(self, source: Source) -> float:
        """Return 1 for a file that names the format's version."""
        start = source.data[:_START]
        return 1.0 if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _VERSION.search(start) else 0.0

    def read(self, source: Source) -> Iterator[Imported | Unread]:
        """Yield the entries as issues. Raises FormatError when the file is broken or has no entry."""
        from reader_app.importers.feeds.entries import read as read_entry

        feed = read_record(source.data)
        items = feed.rows("items")
        if not items:
            raise FormatError("The feed holds no entries.")
        for item in items:
            yield read_entry(_record(item, feed))


def _record(item: Row, feed: Row) -> Row:
    link = item.text("url", "external_url")
    sounds: list[Json] = [
        {"url": part.text("url"), "minutes": _minutes(part)}
        for part in item.rows("attachments")
        if part.text("url") and part.text("mime_type").startswith(_SPOKEN)
    ]
    return known(
        feed=feed.text("title"),
        title=item.text("title"),
        content=item.text("content_html", "content_text"),
        summary=item.text("summary"),
        link=link,
        id=item.text("id"),
        authors=_authors(item) or _authors(feed),
        date=item.text("date_published", "date_modified"),
        language=item.text("language") or feed.text("language"),
        site=feed.text("home_page_url", "feed_url"),
        image=item.text("image", "banner_image"),
        sounds=sounds,
        tags=_tags(item),
    )


def _authors(record: Row) -> list[Json]:
    author = record.get("author")
    single = (Row(author),) if isinstance(author, dict) else ()
    return [name for entry in (*record.rows("authors"), *single) if (name := entry.text("name"))]


def _minutes(attachment: Row) -> Json:
    seconds = attachment.get("duration_in_seconds")
    return max(1, round(seconds / 60)) if isinstance(seconds, int | float) and 0 < seconds < 1e6 else None


def _tags(item: Row) -> list[Json]:
    tags = item.get("tags")
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
