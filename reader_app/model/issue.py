"""The issue: the one model every other part of Masthead reads or writes.

See docs/format.md for the model, its Markdown form and its JSON form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from reader_app.model.blocks import Attributes, Block, Item, LinkList, Prose, _Value
from reader_app.model.text import clean_characters, clean_line

NO_ID: Final = UUID(int=0)
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
FACTS: Final = frozenset("id publication number title preheader date authors url lang tags".split())
MAX_KEY: Final = 128
MAX_DEPTH: Final = 16
_ANCHOR = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class About(_Value):
    """Who stands behind an issue: its footer. `body` holds what else the footer says, as Markdown."""

    tagline: str = ""
    curator: str = ""
    site: str = ""
    subscribe: str = ""
    unsubscribe: str = ""
    address: str = ""
    body: str = ""
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the blocks under it. `anchor` is its address in a page; empty means derived from the heading."""

    heading: str
    anchor: str = ""
    blocks: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "heading", clean_line(self.heading))
        object.__setattr__(self, "anchor", _ANCHOR.sub("-", clean_line(self.anchor)).strip("-"))


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a newsletter.

    `number` is text ("177", "S02E05"); `date` is aware and in UTC, or None; `lang` is a BCP 47 tag; `lead` is all that
    comes before the first section; `extra` holds front-matter keys this version does not know, as JSON values.
    `id` is `NO_ID` until a library gives it one.
    """

    id: UUID = NO_ID
    publication: str = ""
    number: str = ""
    title: str = ""
    preheader: str = ""
    date: datetime | None = None
    authors: tuple[str, ...] = ()
    url: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    lead: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    about: About | None = None
    extra: Mapping[str, Json] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for name in ("publication", "number", "title", "preheader", "url", "lang"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        for name in ("authors", "tags"):
            cleaned = tuple(line for line in map(clean_line, getattr(self, name)) if line)
            object.__setattr__(self, name, cleaned)
        if self.date is not None:
            moment = self.date if self.date.tzinfo else self.date.replace(tzinfo=UTC)
            object.__setattr__(self, "date", in_utc(moment))
        object.__setattr__(self, "extra", clean_extra(self.extra))

    def blocks(self) -> Iterator[tuple[Section | None, Block]]:
        """Yield every block in order with its section (None in the lead)."""
        for block in self.lead:
            yield None, block
        for section in self.sections:
            for block in section.blocks:
                yield section, block

    def items(self) -> Iterator[tuple[Section | None, Item]]:
        """Yield every item and every link-list entry in order with its section (None in the lead)."""
        for section, block in self.blocks():
            if isinstance(block, Item):
                yield section, block
            elif isinstance(block, LinkList):
                for entry in block.items:
                    yield section, entry

    def is_empty(self) -> bool:
        """Tell whether there is nothing to read: no block but blank prose, and no footer."""
        if self.about is not None or self.sections:
            return False
        return all(isinstance(block, Prose) and not block.body for block in self.lead)


def in_utc(moment: datetime) -> datetime:
    """Return an aware `moment` in UTC; one that leaves the calendar (year 0, 10000) is clamped to it."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return moment.replace(tzinfo=UTC)


def clean_extra(extra: Mapping[str, Json]) -> dict[str, Json]:
    """Return `extra` with clean, short keys and without the names of the issue's own facts."""
    named = ((clean_line(key)[:MAX_KEY].strip(), value) for key, value in extra.items())
    return {key: clean_json(value) for key, value in named if key and key not in FACTS}


def clean_json(value: Json, depth: int = 0) -> Json:
    """Return `value` with its texts free of control characters, its numbers finite and its depth bounded."""
    if isinstance(value, str):
        return clean_characters(value)
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, list | dict) and depth >= MAX_DEPTH:
        return None
    if isinstance(value, list):
        return [clean_json(entry, depth + 1) for entry in value]
    if isinstance(value, dict):
        return {clean_line(str(key))[:MAX_KEY].strip(): clean_json(entry, depth + 1) for key, entry in value.items()}
    return value
