"""Tells headings of single stories and of advertisements that look as those of sections do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Final

from reader_app.importers.structure.brands import core_of
from reader_app.importers.structure.cues import may_be_anyone, sponsor_label
from reader_app.importers.structure.ranks import Heading
from reader_app.importers.structure.segment import Kind, Page, Segment, is_web
from reader_app.importers.structure.spelling import only_letters

_LEAST: Final = 3
_LEAST_FIELDS: Final = 2
_MOST_IN_AD: Final = 8
_LONGEST_FIELD: Final = 25


def advertised(page: Page, body: Sequence[int], opened: Collection[int]) -> set[int]:
    """Return which of the `opened` headings head an advertisement: right under a disclosure, over one sponsor's words.

    All that leads anywhere under it leads to one site; where the disclosure has a name, it is said there again.
    """
    found = set()
    for at, number in enumerate(body[1:], start=1):
        above = page.segments[body[at - 1]]
        if number not in opened or above.kind is not Kind.TEXT or body[at - 1] in opened:
            continue
        label = sponsor_label(above.text, alone=True)
        if label is None or may_be_anyone(label.label):
            continue
        part = [page.segments[each] for each in takewhile(lambda each: each not in opened, body[at + 1 :])]
        part = [page.segments[number], *takewhile(_goes_on, part)]
        if _is_of_one(part) and only_letters(label.name) in only_letters(" ".join(each.text for each in part)):
            found.add(number)
    return found


def _goes_on(segment: Segment) -> bool:
    """Tell whether an advertisement may go on with `segment`: neither a rule nor another disclosure ends it."""
    return segment.kind is not Kind.RULE and sponsor_label(segment.text, alone=True) is None


def _is_of_one(part: Sequence[Segment]) -> bool:
    """Tell whether all links of a few paragraphs, none of them an entry of a list, lead to one site."""
    if len(part) > _MOST_IN_AD or any(each.place for each in part):
        return False
    return len({core_of(href) or href for each in part for _, href in each.links() if is_web(href)}) == 1


def headlines(found: Sequence[Heading], opened: Collection[int]) -> tuple[set[int], set[int]]:
    """Return which of the `opened` headings head a story each, and the headings of the fields within these.

    Nearly all have the same short headings under them: "Source", "Tags" and "Summary" are the fields of a form.
    """
    under: dict[int, set[str]] = {}
    current: set[str] = set()
    for each in found:
        if each.number in opened:
            current = under[each.number] = set()
        elif len(each.text) <= _LONGEST_FIELD:
            current.add(each.text.casefold())
    if len(under) < _LEAST:
        return set(), set()
    counts = Counter(text for texts in under.values() for text in texts)
    fields = {text for text, times in counts.items() if times >= len(under) - 1}
    filled = {number for number, texts in under.items() if len(texts & fields) >= _LEAST_FIELDS}
    if len(filled) < max(_LEAST, len(under) - 1):
        return set(), set()
    return filled, {each.number for each in found if each.number not in opened and each.text.casefold() in fields}
