"""Finds the headings of a page by how they look, and tells sections from items and deeper headings.

Headings that look alike are of one rank. A heading that is a link is an item's title; others are sections, but for
those that stand under a more prominent rank which comes back again and again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

from reader_app.importers.structure.segment import Kind, Page, Segment

_LONGEST: Final = 130
_LONGEST_WEAK: Final = 90
_LARGER: Final = 1.18
_SENTENCE_END = re.compile(r"[.,;:…。，；：]\s*\Z|[.!?]\s+[A-ZÄÖÜ].*[.!?]\s*\Z")
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


class Role(Enum):
    """What a heading opens."""

    SECTION = auto()
    ITEM = auto()


class Style(NamedTuple):
    """How a heading looks: what looks alike is of one rank."""

    level: int
    size: float
    bold: bool
    upper: bool
    bg: str
    color: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the number of its segment, how it looks, how much it stands out, and whether it is surely one."""

    number: int
    style: Style
    prominence: float
    strong: bool
    linked: bool


def body_size(page: Page, body: Sequence[int]) -> float:
    """Return the size most of the text is written in."""
    sizes: dict[float, int] = {}
    for number in body:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT:
            sizes[segment.size] = sizes.get(segment.size, 0) + len(segment.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 16.0


def headings(page: Page, body: Sequence[int]) -> list[Heading]:
    """Return the headings among the segments numbered in `body`, sure and unsure ones, in order."""
    size = body_size(page, body)
    page_bg = _common_background(page, body)
    found = []
    for number in body:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT:
            heading = _heading(number, segment, size, page_bg)
            if heading:
                found.append(heading)
    return found


def roles(found: Sequence[Heading]) -> dict[int, Role]:
    """Return what each heading opens, by the number of its segment; those that open nothing are not in it."""
    sections = _sections([each for each in found if each.strong and not each.linked])
    if not sections:
        sections = _sections([each for each in found if not each.linked])
    return {each.number: Role.SECTION if each.number in sections else Role.ITEM for each in found}


def _sections(found: Sequence[Heading]) -> set[int]:
    counts: dict[Style, int] = {}
    for each in found:
        counts[each.style] = counts.get(each.style, 0) + 1
    open_prominence = 0.0
    sections = set()
    for each in found:
        if each.prominence >= open_prominence - 0.01:
            sections.add(each.number)
            if counts[each.style] >= 2:
                open_prominence = max(open_prominence, each.prominence)
    return sections


def _heading(number: int, segment: Segment, size: float, page_bg: str) -> Heading | None:
    text = segment.text
    if len(text) > _LONGEST or segment.button or segment.pre or segment.quote or not any(map(str.isalnum, text)):
        return None
    larger = segment.size >= size * _LARGER
    boxed = segment.bg != page_bg
    if segment.level:
        strong = True
    elif segment.place or len(text) > _LONGEST:
        return None
    else:
        strong = larger or (segment.bold and (boxed or segment.upper) and len(text) <= 60)
    if not strong:
        emoji = _EMOJI.match(text) is not None and len(text) <= 60
        if not (segment.bold or (segment.upper and len(text) > 3) or emoji) or len(text) > _LONGEST_WEAK:
            return None
        if _SENTENCE_END.search(text):
            return None
    prominence = segment.size / size + (0.08 * (5 - segment.level) if segment.level else 0.0)
    prominence += 0.15 * segment.bold + 0.1 * segment.upper + 0.2 * (boxed and segment.bg != "")
    style = Style(segment.level, segment.size, segment.bold, segment.upper, segment.bg, segment.color)
    return Heading(number, style, prominence, strong, bool(segment.href))


def _common_background(page: Page, body: Sequence[int]) -> str:
    found: dict[str, int] = {}
    for number in body:
        segment = page.segments[number]
        found[segment.bg] = found.get(segment.bg, 0) + len(segment.text)
    return max(found, key=lambda bg: found[bg]) if found else ""
