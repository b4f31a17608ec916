"""Curated's export: one JSON file an issue, the only one that keeps sections and sponsors."""

from __future__ import annotations

import re
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.categories import Categories
from reader_app.importers.archives.fragments import fragment
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.posts import DRAFT, RECORD, VERSION, dated, facts_of
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.archives.rows import read_record
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported, Origin, digest

PLATFORM: Final = "curated"
_FILE: Final = r"issues/(?:[\w-]+/)?(?P<number>\d+)/(?P=number)\.json"


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it is Curated's. Raises FileError or FormatError when it cannot be read."""
    names = sorted(located(archive, _FILE), key=lambda name: (int(re.findall(r"\d+", name)[-1]), name))
    if not names:
        return None
    publication = ""
    for name in located(archive, r"(?:data-export/)?publication\.json"):
        publication = read_record(archive.read(name)).text("title", "name")
    parts = (Part(name, lambda name=name: read(archive.read(name), name, publication)) for name in names)  # type: ignore[misc]
    return PartsReader(PLATFORM, tuple(parts), frozenset(names))


def read(data: bytes, name: str, publication: str = "") -> Imported:
    """Return the issue in the JSON file `data` called `name`. Raises FormatError when it is none."""
    record = read_record(data)
    if "categories" not in record.values:
        raise FormatError("The file is JSON, but not an issue of Curated.")
    warnings: list[str] = []
    published = record.text("published_at")
    title = line(record.text("title"))
    envelope = Envelope(
        publication=publication,
        title=title,
        number=record.text("number"),
        url=record.text("url"),
        date=dated(published, warnings),
    )
    summary = fragment(record.text("summary"), title)
    reading = Categories(title, list(summary.blocks), [*summary.removed])
    for category in record.rows("categories"):
        reading.take(category)
    issue = Issue(
        publication=publication,
        number=envelope.number,
        title=title or f"{publication} {envelope.number}".strip() or name,
        date=envelope.date,
        url=envelope.url,
        lead=tuple(reading.lead),
        sections=reading.sections(),
    )
    facts = facts_of(envelope)
    if not published:
        warnings.append(DRAFT)
        facts = (*facts, ("status", "draft"))
    origin = Origin(RECORD, PLATFORM, digest(data), name, VERSION, facts)
    return Imported(issue, data, origin, tuple(warnings), tuple(reading.removed))
