"""Curated's export: one JSON file an issue, the only one that keeps sections and sponsors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.fragments import fragment
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.posts import DRAFT, RECORD, VERSION, dated, facts_of
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.archives.rows import Row, read_record
from reader_app.importers.archives.sponsors import Paid, paid, sponsor
from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.blocks import Block, Item, Prose
from reader_app.model.issue import Issue, Section
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
    reading = _Reading(title, list(summary.blocks), [*summary.removed])
    for category in record.rows("categories"):
        reading.take(category)
    issue = Issue(
        publication=publication,
        number=envelope.number,
        title=title or f"{publication} {envelope.number}".strip() or name,
        date=envelope.date,
        url=envelope.url,
        lead=tuple(reading.lead),
        sections=tuple(Section(heading, "", tuple(blocks)) for heading, blocks in reading.sections),
    )
    facts = facts_of(envelope)
    if not published:
        warnings.append(DRAFT)
        facts = (*facts, ("status", "draft"))
    origin = Origin(RECORD, PLATFORM, digest(data), name, VERSION, facts)
    return Imported(issue, data, origin, tuple(warnings), tuple(reading.removed))


class _Reading:
    """The blocks of one issue, category after category."""

    def __init__(self, title: str, lead: list[Block], removed: list[str]) -> None:
        self.lead = lead
        self.sections: list[tuple[str, list[Block]]] = []
        self.removed = removed
        self._title = title

    def take(self, category: Row) -> None:
        """Add a category: a section, or sponsors where its code or its name says so."""
        heading = line(category.text("name"))
        code = category.text("code").lower()
        label = sponsor_label(heading)
        if code.startswith("sponsor") or label:
            self.removed.append(heading)
            blocks = self.sections[-1][1] if self.sections else self.lead
            for entry in category.rows("items"):
                blocks.append(self._sponsor(entry, Paid(label.label if label else "")))
            return
        blocks = self.lead if code == "introduction" and not self.sections else []
        if blocks is not self.lead:
            self.sections.append((heading, blocks))
        for entry in category.rows("items"):
            blocks.extend(self._blocks(entry))

    def _blocks(self, entry: Row) -> Iterator[Block]:
        title = line(entry.text("title"))
        disclosed = paid(title, entry.text("url"))
        if disclosed:
            yield self._sponsor(entry, disclosed)
        elif title:
            yield Item(title, url=entry.text("url"), image=entry.text("image"), body=self._body(entry))
        elif body := self._body(entry):
            yield Prose(body)

    def _sponsor(self, entry: Row, disclosed: Paid) -> Block:
        title, footer = line(entry.text("title")), sponsor_label(line(entry.text("footer")))
        named = paid(title) or disclosed
        found = Paid(disclosed.label or named.label, named.name or (footer.name if footer else ""), named.title)
        return sponsor(found, entry.text("url"), self._body(entry), "" if paid(title) else title)

    def _body(self, entry: Row) -> str:
        texts = [entry.text("description_markdown").strip()]
        for name in ("description", "footer"):
            if name == "footer" or not texts[0]:
                piece = fragment(entry.text(name), self._title)
                self.removed += piece.removed
                texts.append(piece.body)
        return "\n\n".join(filter(None, texts))
