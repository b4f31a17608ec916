"""Revue's export: ``issues_….csv`` with the introductions, ``items_….json`` with all else, joined by the issue's id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.bare import find_in_body
from reader_app.importers.archives.posts import DRAFT, RECORD, VERSION, dated, facts_of
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.archives.revue_items import Items
from reader_app.importers.archives.rows import Row, as_json, read_csv, read_json, row
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.model.issue import Issue, Json, Section
from reader_app.model.origin import Imported, Origin, Unread, digest

PLATFORM: Final = "revue"
_LAST: Final = 1 << 40


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it is Revue's. Raises FileError or FormatError when it cannot be read."""
    tables = located(archive, r"issues_[^/]*\.csv|issues\.csv")
    rows = [row for name in tables for row in read_csv(archive.read(name))]
    if rows and not {"id", "subject"} <= rows[0].values.keys():
        return None
    items: defaultdict[str, list[Row]] = defaultdict(list)
    files = located(archive, r"items_[^/]*\.json|items\.json")
    for name in files:
        for item in _records(archive.read(name)):
            if item.values.keys() >= {"issue_id", "item_type"}:
                items[item.text("issue_id")].append(item)
    if not rows and not items:
        return None
    parts = [Part(_name(issue), partial(_read, issue, items.pop(issue.text("id"), []))) for issue in rows]
    parts += [
        Part(f"Revue issue {key}", partial(_read, Row({"id": key}), orphans)) for key, orphans in items.items() if key
    ]
    return PartsReader(PLATFORM, tuple(parts), frozenset((*tables, *files)))


def read(record: Row) -> Imported | Unread:
    """Return the issue in `record`, the original an earlier reading of an export kept: ``issue`` and ``items``."""
    issue = record.get("issue")
    return _read(row(issue) if isinstance(issue, dict) else Row({}), record.rows("items"))


def _records(data: bytes) -> Iterable[Row]:
    value = read_json(data)
    return (row(entry) for entry in value if isinstance(entry, dict)) if isinstance(value, list) else ()


def _name(issue: Row) -> str:
    return issue.text("subject") or f"Revue issue {issue.text('id')}"


def _order(item: Row) -> float:
    try:
        return float(item.text("order"))
    except ValueError:
        return _LAST


def _read(record: Row, items: Sequence[Row]) -> Imported | Unread:
    ordered = sorted(items, key=_order)
    whole: Json = {"issue": dict(record.values), "items": [dict(item.values) for item in ordered]}
    return made(record, ordered, as_json(whole))


def made(record: Row, items: Sequence[Row], original: bytes) -> Imported | Unread:
    """Return the issue of a `record` in the export's form with its `items` in order; `original` is what is kept."""
    name, sent = _name(record), record.text("sent_at")
    introduction = record.text("description")
    if not introduction.strip() and not items:
        return Unread(name, "It holds no text.")
    warnings: list[str] = []
    envelope = Envelope(
        title=record.text("subject"),
        preheader=record.text("preheader"),
        url=record.text("url"),
        date=dated(sent, warnings),
        name=name,
    )
    structured = find_in_body(introduction, envelope) if introduction.strip() else Structured(Issue(title=name))
    found = Items(structured.issue.title)
    found.add_all(items)
    facts = (*facts_of(envelope), ("id", record.text("id")))
    if not sent:
        warnings.append(DRAFT)
        facts = (*facts, ("status", "draft"))
    return Imported(
        _joined(structured.issue, found, envelope),
        original,
        Origin(RECORD, PLATFORM, digest(original), name, VERSION, facts),
        (*structured.warnings, *warnings),
        (*structured.removed, *found.removed),
    )


def _joined(issue: Issue, found: Items, envelope: Envelope) -> Issue:
    """Return `issue`, the introduction, with what the items make; what they say before a header goes on from it."""
    sections = list(issue.sections)
    lead = issue.lead
    if sections:
        last = sections[-1]
        sections[-1] = Section(last.heading, last.anchor, (*last.blocks, *found.lead))
    else:
        lead = (*lead, *found.lead)
    return replace(
        issue,
        title=envelope.title or issue.title,
        preheader=envelope.preheader or issue.preheader,
        url=envelope.url or issue.url,
        date=envelope.date,
        lead=lead,
        sections=(*sections, *found.sections),
    )
