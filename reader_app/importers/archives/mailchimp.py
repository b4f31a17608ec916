"""Mailchimp's export: a table of campaigns and ``campaigns_content`` with the HTML and the text of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.reader import Part, PartsReader, folder_of, located, stem
from reader_app.importers.archives.rows import Row, read_csv
from reader_app.importers.decoding import decode
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.origin import Imported, Unread
from reader_app.model.walk import slug

PLATFORM: Final = "mailchimp"
_DATES: Final = ("send_date", "send_time", "date_sent", "sent")


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it is Mailchimp's. Raises FileError or FormatError when it cannot be read."""
    content = located(archive, r"campaigns_content/(?:.*/)?[^/]+\.(?:html?|txt)")
    tables = [name for name in located(archive, r"[^/]*campaigns?[^/]*\.csv") if name not in content]
    rows = tuple(row for table in tables for row in read_csv(archive.read(table)) if row.text("subject", "title"))
    if not content or not (rows or tables):
        return None
    files: dict[str, dict[bool, str]] = {}
    for name in content:
        is_text = name.lower().endswith(".txt")
        files.setdefault(folder_of(name) + stem(name), {})[is_text] = name
    parts: list[Part] = []
    for row, key in _matched(rows, tuple(files)):
        name = row.text("title", "subject") or key.rpartition("/")[2]
        pair = files.get(key, {})
        parts.append(Part(name, partial(_read, archive, row, name, pair.get(False, ""), pair.get(True, ""))))
    return PartsReader(PLATFORM, tuple(parts), frozenset((*tables, *content)))


def _matched(rows: Sequence[Row], keys: Sequence[str]) -> list[tuple[Row, str]]:
    """Return each campaign with the key of its content (``""`` for none), then the content no campaign names."""
    left = {key: slug(key.rpartition("/")[2]) for key in keys}
    found: list[tuple[Row, str]] = []
    for row in rows:
        names = [
            slug(text) for text in (row.text("unique_id", "campaign_id", "id"), row.text("title"), row.text("subject"))
        ]
        key = next((key for name in names if name for key in left if _is_named(left[key], name)), "")
        left.pop(key, None)
        found.append((row, key))
    return found + [(Row({}), key) for key in left]


def _is_named(file: str, name: str) -> bool:
    """Tell whether the slug `file` is `name`, alone or with an id before or after it."""
    return file == name or file.endswith((f"-{name}", f"_{name}")) or file.startswith((f"{name}-", f"{name}_"))


def _read(archive: Archive, row: Row, name: str, page: str, text: str) -> Imported | Unread:
    if not page and not text:
        return Unread(name, "The export lists this campaign but does not hold its text.")
    original = archive.read(page or text)
    decoded = decode(original)
    warnings = list(decoded.warnings)
    form = Form.HTML if page else Form.TEXT
    date = row.text(*_DATES)
    envelope = Envelope(
        title=row.text("subject"),
        preheader=row.text("preview_text"),
        url=row.text("archive_url", "long_archive_url"),
        date=dated(re.sub(r"\s+(?=[ap]m\Z)", " ", date), warnings),
        sender=row.text("from_name"),
        name=row.text("title") or stem(page or text),
    )
    post = Post(
        PLATFORM,
        name,
        decoded.text,
        form,
        original,
        envelope,
        is_file=True,
        facts=(("id", row.text("unique_id", "campaign_id", "id")), ("campaign", row.text("title"))),
        draft=bool(row.values) and not date,
        warnings=tuple(warnings),
    )
    return imported(post)
