"""Tells small lines over big headlines that are sections from those that only announce the headline.

A letter of a few articles has over each of them, in small capitals, what it is about: "TODAY IN BOATS". The headline is
an item's then, however much larger it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.names import is_dateline
from reader_app.importers.structure.ranks import Heading, Style
from reader_app.importers.structure.segment import Kind, Page
from reader_app.patterns import regex

KICKER: Final = 0.2
"""How much more prominent a headline is than its kicker."""

_LONGEST: Final = 40
_SEVERAL: Final = 2
_LEAST_ALIKE: Final = 5
_LEAST_SHARE: Final = 0.6
_COUNTED = regex(r"[\W\d_]+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|[ivx]+)\b")

Pair = tuple[Heading, Heading | None]
"""Two headings with no word between them; None stands for the end of the issue."""


class Kickers(NamedTuple):
    """The numbers of what opens sections, kickers or the bands over them, of the headlines, and of mere kickers."""

    sections: frozenset[int] = frozenset()
    headlines: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()


def neighbours(page: Page, body: Sequence[int], found: Sequence[Heading]) -> list[Pair]:
    """Return each heading that another follows without a word between, with that one, and the last over nothing."""
    by_number = {each.number: each for each in found}
    pairs: list[Pair] = []
    before: Heading | None = None
    for number in body:
        heading = by_number.get(number)
        if page.segments[number].kind is not Kind.TEXT and heading is None:
            continue
        if before is not None and heading is not None:
            pairs.append((before, heading))
        before = heading
    return pairs if before is None else [*pairs, (before, None)]


def kickers(page: Page, pairs: Sequence[Pair], found: Sequence[Heading]) -> Kickers:
    """Return the kickers that are the sections: several of one look, each in other words, over headlines of one look.

    Two in capitals are enough, of others it takes one more. They are none where a look that comes back is more
    prominent than their headlines: that one has the sections. Where a look that comes back stands right over a kicker,
    that look groups the headlines, and the kickers only say of whom each is.
    """
    over: dict[tuple[Style, Style], list[tuple[Heading, Heading]]] = defaultdict(list)
    for before, heading in pairs:
        if heading is not None and _may_be(before, heading):
            over[before.style, heading.style].append((before, heading))
    both = max(over.values(), key=len, default=[])
    if len(both) < _SEVERAL + (not all(page.segments[each.number].upper for each, _ in both)):
        return Kickers()
    kicker, headline = both[0]
    alike = [each for each in found if each.style == kicker.style and not (each.linked or sponsor_label(each.text))]
    counts = Counter(each.style for each in found if each.prominence > headline.prominence and not each.linked)
    said = {_COUNTED.sub("", each.text.casefold()) for each in alike}
    if max(counts.values(), default=0) > 1:
        return Kickers()
    headlines = frozenset(each.number for _, each in both)
    bands = _bands(pairs, found, kicker, headline)
    if bands:
        return Kickers(bands, headlines, frozenset(each.number for each in alike))
    if len(said) < len(alike) or not (len(both) >= _LEAST_SHARE * len(alike) or _are_many(page, alike)):
        return Kickers()
    return Kickers(frozenset(each.number for each in alike), headlines)


def _bands(pairs: Sequence[Pair], found: Sequence[Heading], kicker: Heading, headline: Heading) -> frozenset[int]:
    """Return the headings of a look that comes back, between kicker and headline, that stands right over a kicker."""
    over = {
        before.style
        for before, heading in pairs
        if heading is not None and heading.style == kicker.style and not before.linked and before.strong
        if kicker.prominence + KICKER < before.prominence < headline.prominence
    }
    alike = [each for each in found if each.style in over and not each.linked and not sponsor_label(each.text)]
    return frozenset(each.number for each in alike) if len(over) == 1 and len(alike) >= _SEVERAL else frozenset()


def _are_many(page: Page, alike: Sequence[Heading]) -> bool:
    """Tell whether bold kickers in capitals, surely headings, are so many that they label more than two headlines."""
    looks = (page.segments[each.number] for each in alike)
    return len(alike) >= _LEAST_ALIKE and all(each.strong for each in alike) and all(s.bold and s.upper for s in looks)


def _may_be(kicker: Heading, headline: Heading) -> bool:
    """Tell whether a heading may be a kicker of the one under it: less prominent, short, no date, no label.

    It is surely a heading itself or in capitals.
    """
    if (
        kicker.linked
        or not (kicker.strong or kicker.style.upper)
        or len(kicker.text) > _LONGEST
        or headline.text.isupper()
    ):
        return False
    if headline.prominence <= kicker.prominence + KICKER or sponsor_label(kicker.text):
        return False
    return not is_dateline(kicker.text) and re.search(r"[^\W\d_]{2}", kicker.text) is not None
