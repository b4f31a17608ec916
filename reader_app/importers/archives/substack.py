"""Substack's export: ``posts.csv`` and ``posts/<id>.<slug>.html``."""

from __future__ import annotations

import html
from dataclasses import replace
from functools import partial
from typing import Final
from urllib.parse import unquote

from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.reader import Part, PartsReader, below, folder_of, located, stem
from reader_app.importers.archives.rows import Row, read_csv
from reader_app.importers.decoding import decode
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.blocks import Podcast
from reader_app.model.origin import Imported, Unread
from reader_app.patterns import any_case

PLATFORM: Final = "substack"
_AUDIO: Final = "podcast-url"
_FETCH = any_case(
    r"https?://(?:[\w-]+\.)?(?:substackcdn|cdn\.substack)\.com/image/fetch/[^\s\"'<>]*?(?P<target>https?(?:%3A|:)[^\s\"'<>&]+)",
)


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it is Substack's. Raises FileError or FormatError when it cannot be read."""
    for table in located(archive, r"posts\.csv"):
        rows = read_csv(archive.read(table))
        inside = below(archive, folder_of(table) + "posts/")
        files = {stem(name): name for name in inside if name.lower().endswith((".html", ".htm"))}
        if not rows or "post_id" not in rows[0].values or not ("is_published" in rows[0].values or files):
            continue
        by_number = {key.partition(".")[0]: key for key in files}
        parts: list[Part] = []
        for row in rows:
            post_id = row.text("post_id").strip()
            key = post_id if post_id in files else by_number.get(post_id.partition(".")[0], "")
            file = files.pop(key, "")
            parts.append(Part(row.text("title") or post_id, partial(_read, archive, row, file)))
        parts += [Part(stem(file), partial(_read, archive, Row({}), file)) for file in files.values()]
        return PartsReader(PLATFORM, tuple(parts), frozenset((table, *inside)))
    return None


def prepared(post: Post) -> Post:
    """Return `post` with its episode, and the addresses of Substack's picture server as those of the pictures."""
    body = _FETCH.sub(lambda match: html.escape(unquote(match["target"])), post.body)
    sound = next((value for name, value in post.facts if name == _AUDIO), "")
    above = (Podcast(post.envelope.title or post.name, audio=sound),) if sound else ()
    return replace(post, body=body, above=above)


def _read(archive: Archive, row: Row, file: str) -> Imported | Unread:
    slug = stem(file).partition(".")[2] or stem(file)
    name = row.text("title", "post_id") or slug
    if not file:
        return Unread(name, "The export lists this post but does not hold its text.")
    original = archive.read(file)
    decoded = decode(original)
    warnings = list(decoded.warnings)
    envelope = Envelope(
        title=row.text("title"),
        preheader=row.text("subtitle"),
        date=dated(row.text("post_date", "email_sent_at"), warnings),
        name=slug,
    )
    post = Post(
        PLATFORM,
        name,
        decoded.text,
        Form.HTML,
        original,
        envelope,
        is_file=True,
        facts=tuple((fact, row.text(fact.replace("-", "_"))) for fact in ("post-id", "type", "audience", _AUDIO)),
        draft=row.flag("is_published") is False,
        warnings=tuple(warnings),
    )
    return imported(prepared(post))
