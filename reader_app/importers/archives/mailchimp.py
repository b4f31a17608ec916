"""Mailchimp's export: a table of campaigns and ``campaigns_content`` with the HTML and the text of each."""

from __future__ import annotations

import re
from collections import defaultdict
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
    named: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        for name in _names(key):
            named[name].append(key)
    used: set[str] = set()
    found: list[tuple[Row, str]] = []
    for row in rows:
        texts = (row.text("unique_id", "campaign_id", "id"), row.text("title"), row.text("subject"))
        fit = (key for text in texts if text for key in named.get(_plain(text), ()) if key not in used)
        key = next(fit, "")
        used.add(key)
        found.append((row, key))
    return found + [(Row({}), key) for key in keys if key not in used]


def _names(key: str) -> set[str]:
    """Return what the campaign of the file `key` may be called: its id stands before or after its title, or alone."""
    name = _plain(key.rpartition("/")[2])
    before, _, title = name.partition("-")
    other, _, after = name.rpartition("-")
    return {name, before, title, other, after} - {""}


def _plain(text: str) -> str:
    return slug(text).replace("_", "-")


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
