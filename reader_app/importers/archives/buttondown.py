"""Buttondown's export: ``emails.csv`` or ``emails.json``, and ``emails/<slug>.md``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Final

from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.reader import Part, PartsReader, below, folder_of, located, stem
from reader_app.importers.archives.rows import Row, read_csv, read_json, row
from reader_app.importers.decoding import decode
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.origin import Imported, Unread
from reader_app.patterns import regex

PLATFORM: Final = "buttondown"
_MODE = regex(r"\s*<!--\s*buttondown-editor-mode:\s*(?P<mode>\w+)\s*-->\s*", re.IGNORECASE)
_SENT: Final = frozenset({"sent", "imported", "published", "resending", "about_to_send", "in_flight"})
_FACTS: Final = ("id", "secondary_id", "source", "email_type")


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it is Buttondown's. Raises FileError or FormatError."""
    for table in located(archive, r"emails\.(?:csv|json)"):
        rows = _rows(archive.read(table), table)
        if not rows or not {"subject", "publish_date"} <= rows[0].values.keys():
            continue
        inside = below(archive, folder_of(table) + "emails/")
        files = {stem(name): name for name in inside if name.lower().endswith(".md")}
        parts: list[Part] = []
        for record in rows:
            file = next((files.pop(key) for key in (record.text("slug"), record.text("id")) if key in files), "")
            parts.append(Part(record.text("subject", "slug", "id"), partial(_read, archive, record, file)))
        parts += [Part(stem(file), partial(_read, archive, Row({}), file)) for file in files.values()]
        return PartsReader(PLATFORM, tuple(parts), frozenset((table, *inside)))
    return None


def prepared(post: Post) -> Post:
    """Return `post` without the comment that names the editor it was written in, and in the form that editor wrote."""
    match = _MODE.match(post.body)
    if match is None:
        return post
    form = Form.HTML if match["mode"].lower() == "fancy" else Form.MARKDOWN
    return replace(post, body=post.body[match.end() :], form=form)


def _rows(data: bytes, name: str) -> tuple[Row, ...]:
    if name.lower().endswith(".csv"):
        return read_csv(data)
    value = read_json(data)
    entries = value.get("results", []) if isinstance(value, dict) else value
    return tuple(row(entry) for entry in entries if isinstance(entry, dict)) if isinstance(entries, list) else ()


def read(record: Row) -> Imported | Unread:
    """Return the issue in one record that has its text with it."""
    return _made(record, "", record.data(), record.text("body"), [])


def _read(archive: Archive, record: Row, file: str) -> Imported | Unread:
    if not file:
        return read(record)
    original = archive.read(file)
    decoded = decode(original)
    return _made(record, file, original, decoded.text, list(decoded.warnings))


def _made(record: Row, file: str, original: bytes, text: str, warnings: list[str]) -> Imported | Unread:
    name = record.text("subject", "slug", "id") or stem(file)
    date = record.text("publish_date")
    status = record.text("status").lower()
    envelope = Envelope(
        title=record.text("subject"),
        preheader=record.text("description"),
        url=record.text("absolute_url", "canonical_url"),
        date=dated(date, warnings),
        name=record.text("slug") or stem(file),
    )
    post = Post(
        PLATFORM,
        name,
        text,
        Form.MARKDOWN,
        original,
        envelope,
        is_file=bool(file),
        facts=tuple((fact.replace("_", "-"), record.text(fact)) for fact in _FACTS),
        draft=bool(record.values) and (status not in _SENT if status else not date),
        warnings=tuple(warnings),
    )
    return imported(prepared(post))
