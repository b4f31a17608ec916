"""beehiiv's export: ``posts.csv`` with the whole page of each post, its body in ``#content-blocks``."""

from __future__ import annotations

from functools import partial
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.archives.rows import Row, read_csv
from reader_app.importers.html_depth import flattened
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.origin import Imported, Unread

PLATFORM: Final = "beehiiv"
_DRAFTS: Final = frozenset({"draft", "pending", "scheduled"})


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it is beehiiv's. Raises FileError or FormatError when it cannot be read."""
    for table in located(archive, r"(?:[\w -]*[ _-])?posts?(?:[ _-][\w -]*)?\.csv"):
        rows = read_csv(archive.read(table))
        if rows and "content_html" in rows[0].values and "web_title" in rows[0].values:
            parts = (Part(row.text("web_title", "id"), partial(read, row)) for row in rows)
            return PartsReader(PLATFORM, tuple(parts), frozenset({table}))
    return None


def read(row: Row) -> Imported | Unread:
    """Return the issue in one row of the table."""
    warnings: list[str] = []
    title = row.text("web_title")
    envelope = Envelope(
        title=title,
        preheader=row.text("email_preview_text", "web_subtitle"),
        url=row.text("url"),
        authors=tuple(name for part in row.text("authors", "author").split(",") if (name := part.strip())),
        date=dated(row.text("publish_date", "displayed_date", "created_at"), warnings),
        subject=row.text("email_subject_line"),
        name=row.text("slug", "id"),
    )
    post = Post(
        PLATFORM,
        title or row.text("id"),
        _content(row.text("content_html")),
        Form.HTML,
        row.data(),
        envelope,
        facts=(("id", row.text("id")), ("subject", row.text("email_subject_line")), ("audience", row.text("audience"))),
        tags=tuple(name for part in row.text("content_tags").replace(";", ",").split(",") if (name := part.strip())),
        draft=row.text("status").lower() in _DRAFTS,
        warnings=tuple(warnings),
    )
    return imported(post)


def _content(page: str) -> str:
    """Return the body of a post's page, the whole page where the body is not marked."""
    found = LexborHTMLParser(flattened(page)).css_first("#content-blocks") if "content-blocks" in page else None
    return page if found is None else found.html or page
