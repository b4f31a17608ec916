"""Finds the headings of a page by how they look, and tells sections from items and deeper headings.

Headings that look alike are of one rank. A heading that is a link is an item's title; others are sections, but for
those that stand under a more prominent rank which comes back again and again.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final, NamedTuple

from reader_app.importers.structure.banners import banners
from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.headlines import advertised, headlines
from reader_app.importers.structure.kickers import KICKER, Pair, kickers, neighbours
from reader_app.importers.structure.names import is_dateline, may_begin, normal
from reader_app.importers.structure.outline_words import (
    is_about,
    is_call,
    is_closing,
    is_contents,
    is_greeting,
    may_frame,
)
from reader_app.importers.structure.ranks import Heading, Style, sections
from reader_app.importers.structure.segment import Kind, Page, Segment
from reader_app.patterns import regex

_LONGEST: Final = 150
_LONGEST_WEAK: Final = 90
_SHORT: Final = 60
_LARGER: Final = 1.17
_MUCH_LARGER: Final = 1.4
_LEAST_WEAK: Final = 3
_LEAST_CELLS: Final = 3
_MOST_CELLS: Final = 30
_LONGEST_STRIP: Final = 40
_LONGEST_CELL: Final = 40
_LEAST_KICKERS: Final = 3
_MOST_RANKED: Final = 400
_NEAR_END: Final = 0.6
_MOST_OVER_CONTENTS: Final = 3
_LEAST_LISTED: Final = 2
_MOSTLY: Final = 0.6
_SENTENCE_END = regex(r"(?:[.,;:。，；：]|[.!?]\s+\S.*[.!?])\s*\Z")
_WHOLE_SENTENCES = regex(r"[a-z]{2}\. .*\.\Z|.{90}[.;:]\Z")
_WORD = regex(r"[^\W\d_]+|\d[^\W_]+")
_EMOJI = regex("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


class Role(Enum):
    """What a heading opens. PLAIN is a line that looks like a heading and opens nothing."""

    SECTION = auto()
    ITEM = auto()
    PLAIN = auto()


class Usual(NamedTuple):
    """How most of a page's text looks."""

    size: float
    bg: str
    color: str


def usual(page: Page, body: Sequence[int]) -> Usual:
    """Return how most of the text in the segments numbered in `body` looks."""
    found: dict[Usual, int] = {}
    for number in body:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT:
            look = Usual(segment.size, segment.bg, segment.color)
            found[look] = found.get(look, 0) + len(segment.text)
    return max(found, key=lambda look: found[look]) if found else Usual(16.0, "", "")


def headings(page: Page, body: Sequence[int]) -> list[Heading]:
    """Return the headings among the segments numbered in `body`, sure and unsure ones, in order."""
    common = usual(page, body)
    found = []
    for number in body:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT and len(segment.text) <= _LONGEST:
            heading = _heading(number, segment, common)
            if heading and not _in_grid(page, number):
                found.append(heading)
    strips = banners(page, body)
    return sorted([*found, *strips], key=lambda each: each.number) if strips else found


def roles(
    page: Page, body: Sequence[int], found: Sequence[Heading], aside: Collection[int] = (), house: str = ""
) -> dict[int, Role]:
    """Return what each heading opens, by the number of its segment; those that open nothing are not in it.

    Those numbered in `aside` belong to the masthead; `house` is the publication, of which an issue speaks at its end.
    """
    labels = [each for each in found if sponsor_label(each.text, alone=True)]
    pairs = neighbours(page, body, found)
    kicked = kickers(page, pairs, found)
    given = {n: role for n, role in _without_content(found, pairs).items() if n not in kicked.sections}
    given.update(dict.fromkeys(kicked.headlines, Role.ITEM))
    given.update(dict.fromkeys(kicked.topics, Role.PLAIN))
    places = _places(page, body)
    dated = [each for each in found if is_dateline(each.text)]
    framing = ({*aside} | {each.number for each in dated if len(dated) == 1}) - kicked.sections
    for each in found:
        if each.number in framing or _opens_nothing(page.segments[each.number], each, places[each.number], house):
            given[each.number] = Role.PLAIN
    given.update(dict.fromkeys(_over_contents(page, body, found), Role.PLAIN))
    given.update(dict.fromkeys(_disclosed(page, body, found), Role.PLAIN))
    labelled = {each.number for each in labels}
    open_ones = [each for each in found if each.number not in given and each.number not in labelled]
    own = [each for each in open_ones if not each.linked]
    opened = _strong(own, labels, places)
    weak = _repeated([each for each in own if not each.strong])
    if not opened or (len(opened) == 1 and len(weak) >= _LEAST_WEAK and own[0].number in opened):
        opened = sections(weak[:_MOST_RANKED], places)
    opened = set(kicked.sections) or opened
    highest = max((each.prominence for each in open_ones if each.number in opened), default=math.inf)
    for each in open_ones:
        frames = not each.linked and each.prominence > highest
        given[each.number] = Role.SECTION if each.number in opened else Role.PLAIN if frames else Role.ITEM
    given.update(_empty(page, body, open_ones, opened))
    given.update(dict.fromkeys(advertised(page, body, opened), Role.ITEM))
    stories, fields = headlines(open_ones, opened)
    given.update({**dict.fromkeys(stories, Role.ITEM), **dict.fromkeys(fields, Role.PLAIN)})
    styles = {each.style for each in open_ones if each.number in opened}
    for each in labels:
        given[each.number] = Role.SECTION if each.style in styles else Role.PLAIN
    return given


def _over_contents(page: Page, body: Sequence[int], found: Sequence[Heading]) -> set[int]:
    """Return which of the first headings stand over nothing but short lines that say what later headings say."""
    listed = set()
    for at, each in enumerate(found[:_MOST_OVER_CONTENTS]):
        end = found[at + 1].number if at + 1 < len(found) else body[-1] + 1
        lines = [page.segments[number] for number in body if each.number < number < end]
        texts = [line.text for line in lines if line.kind is Kind.TEXT]
        while texts and len(texts[-1]) > _LONGEST_WEAK:
            texts.pop()  # what the letter begins with under the contents
        if not _LEAST_LISTED <= len(texts) <= _MOST_CELLS or any(len(text) > _LONGEST_WEAK for text in texts):
            continue
        later = [_words(other.text) for other in found[at + 1 :]]
        again = sum(any(_mostly(_words(text), words) for words in later) for text in texts)
        if again >= _LEAST_LISTED and again * 2 >= len(texts):
            listed.add(each.number)
    return listed


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _mostly(words: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two lines share most of the words of the one that has more."""
    return len(words & others) > _MOSTLY * max(len(words), len(others))


def _disclosed(page: Page, body: Sequence[int], found: Sequence[Heading]) -> set[int]:
    """Return the headings that stand right under a disclosure which names someone, where no others look as they do."""
    above = dict(zip(body[1:], body, strict=False))
    under = {each.number for each in found if _names_who_paid(page, above.get(each.number, -1))}
    others = {each.style for each in found if each.number not in under and not each.linked}
    return {each.number for each in found if each.number in under and each.style not in others} if others else set()


def _names_who_paid(page: Page, number: int) -> bool:
    label = sponsor_label(page.segments[number].text, alone=True) if number >= 0 else None
    return label is not None and label.name != ""


def _strong(own: Sequence[Heading], labels: Sequence[Heading], places: Mapping[int, float]) -> set[int]:
    """Return which of the sure headings open sections; labels count where they look as one of them does."""
    sure = [each for each in own if each.strong][:_MOST_RANKED]
    styles = {each.style for each in sure}
    beside = [each for each in labels if each.style in styles and not each.linked][:_MOST_RANKED]
    ranked = sorted([*sure, *beside], key=lambda each: each.number) if beside else sure
    return sections(ranked, places).difference(each.number for each in beside)


def _empty(page: Page, body: Sequence[int], found: Sequence[Heading], opened: Collection[int]) -> dict[int, Role]:
    """Return what the sections are of a look of their own that the next section follows without a word between.

    Over one of a look that comes back such a heading is nothing, over another it is the section and that one its item.
    """
    texts = [number for number in body if page.segments[number].kind is Kind.TEXT or number in opened]
    counts = Counter(each.style for each in found if each.number in opened)
    styles = {each.number: each.style for each in found}
    given = {}
    for one, other in pairwise(texts):
        if one in opened and other in opened and counts[styles[one]] == 1:
            again = counts[styles[other]] > 1
            given[one if again else other] = Role.PLAIN if again else Role.ITEM
    return given


def _repeated(found: Sequence[Heading]) -> list[Heading]:
    """Return the headings whose look comes back: one bold line alone is no section."""
    counts = Counter(each.style for each in found)
    return [each for each in found if counts[each.style] > 1]


def _places(page: Page, body: Sequence[int]) -> dict[int, float]:
    """Return how far down the page each segment begins, by how much is written above it: from 0 to 1."""
    total = sum(len(page.segments[number].text) for number in body) or 1
    above = 0
    places = {}
    for number in body:
        places[number] = above / total
        above += len(page.segments[number].text)
    return places


def _opens_nothing(segment: Segment, heading: Heading, place: float, house: str) -> bool:
    text = heading.text
    if place >= _NEAR_END and house and (is_about(text, house) or _says_only(text, house)):
        return True
    if heading.linked and (segment.href.startswith("#") or (is_call(text) and not segment.level)):
        return True
    if not may_frame(text):
        return False
    return is_greeting(text) or is_contents(text) or is_closing(text, near_end=place >= _NEAR_END)


def _says_only(text: str, house: str) -> bool:
    return may_begin(text, house) and normal(text) == normal(house)


def _without_content(found: Sequence[Heading], pairs: Sequence[Pair]) -> dict[int, Role]:
    """Return as plain the headings over nothing: a kicker over a headline, bold lines one after the other, the last.

    Where a kicker comes back again and again and its headline's look does not, the headline is an item's.
    """
    counts = Counter(each.style for each in found)
    given: dict[int, Role] = {}
    for before, heading in pairs:
        if heading is None:
            given.update({} if before.linked else {before.number: Role.PLAIN})
            continue
        kicker = not heading.linked and heading.prominence > before.prominence + KICKER
        if kicker and before.strong and counts[before.style] >= _LEAST_KICKERS * counts[heading.style]:
            given[heading.number] = Role.ITEM
        elif kicker or (heading.style == before.style and not before.strong and not before.linked):
            given[before.number] = Role.PLAIN
    return given


def _heading(number: int, segment: Segment, common: Usual) -> Heading | None:
    text = segment.text
    if segment.button or segment.pre or segment.quote or not any(map(str.isalnum, text)):
        return None
    boxed = segment.bg not in (common.bg, "")
    colored = segment.color != common.color
    if not segment.level:
        if not segment.href and any(run.href for run in segment.runs):
            return None
        if segment.place or (_is_sentences(text) and segment.size < common.size * _MUCH_LARGER):
            return None
        strip = boxed and colored and len(text) <= _LONGEST_STRIP
        if not (
            segment.size >= common.size * _LARGER or segment.bold or segment.upper or strip or _leads_with_emoji(text)
        ):
            return None
    strong = _is_strong(segment, common, boxed, colored)
    if not strong and (len(text) > _LONGEST_WEAK or _SENTENCE_END.search(text)):
        return None
    prominence = segment.size / common.size + (0.08 * (5 - segment.level) if segment.level else 0.0)
    prominence += 0.15 * segment.bold + 0.1 * (segment.upper and not segment.level) + 0.2 * boxed + 0.05 * colored
    upper = segment.upper and not segment.level
    style = Style(segment.level, segment.size, segment.bold, upper, segment.bg, segment.color)
    return Heading(number, text, style, prominence, strong, bool(segment.href))


def _is_sentences(text: str) -> bool:
    return text[-1] in ".;:" and _WHOLE_SENTENCES.search(text) is not None


def _in_grid(page: Page, number: int) -> bool:
    """Tell whether a segment stands in a row of three or more short cells, as figures in a table do."""
    at = page.segments[number].node
    while at >= 0 and page.nodes[at].tag != "tr":
        at = page.nodes[at].parent
    if at < 0:
        return False
    row = page.nodes[at]
    if row.end - row.start > _MOST_CELLS or not row.end - row.start >= _LEAST_CELLS:
        return False
    if not all(
        each.kind is Kind.TEXT and len(each.text) <= _LONGEST_CELL for each in page.segments[row.start : row.end]
    ):
        return False
    return len(_cells(page, at)) >= _LEAST_CELLS


def _cells(page: Page, row: int) -> list[int]:
    """Return the numbers of the cells of a row that hold something."""
    found = []
    for at in range(row + 1, len(page.nodes)):
        node = page.nodes[at]
        if node.start >= page.nodes[row].end:
            break
        if node.parent == row and node.tag in ("td", "th") and node.end > node.start:
            found.append(at)
    return found


def _is_strong(segment: Segment, common: Usual, boxed: bool, colored: bool) -> bool:
    if segment.level or segment.size >= common.size * _LARGER:
        return True
    if len(segment.text) > _SHORT or _SENTENCE_END.search(segment.text):
        return False
    return segment.bold and (boxed or colored or segment.upper)


def _leads_with_emoji(text: str) -> bool:
    return len(text) <= _SHORT and _EMOJI.match(text) is not None
