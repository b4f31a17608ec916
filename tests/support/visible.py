"""Law 5 of docs/format.md, checked from the outside: what a page shows stands in the issue, in order.

The words of the page are taken from the browser parser's tree, not from the importer's own segments.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader_app.importers.structure.envelope import Structured
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Block, Feedback, Figure, Item, LinkList, Podcast, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.walk import block_texts

_UNSEEN = frozenset(
    "script style title template iframe noembed noframes object applet svg math audio video canvas xml head".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code em font i kbd label mark nobr q s samp small span strike strong sub sup tt"
    " u var wbr ins del dfn time data".split()
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_MOST_PLACES = 200
_FARTHEST = 600
_LONGEST_LINE = 40


def words(text: str) -> list[str]:
    """The words of a text, whatever stands between them."""
    return re.findall(r"\w+", _INVISIBLE.sub("", text).replace("_", " "))


def lines_of(html: str) -> list[str]:
    """The lines of text in a page, in order, hidden ones too: one for each block."""
    body = LexborHTMLParser(html).body
    lines: list[str] = [""]
    if body is None:
        return []
    node: LexborNode | None = body
    while node is not None:
        tag = node.tag
        if tag == "-text":
            lines[-1] += node.text_content or ""
        elif lines[-1] and (tag not in _INLINE or "none" in (node.attributes.get("style") or "")):
            lines.append("")
        child = node.first_child if tag not in _UNSEEN and tag not in ("-text", "-comment") else None
        while child is None and node is not None and node.next is None and node.mem_id != body.mem_id:
            node = node.parent
            if node is not None and node.tag not in _INLINE and lines[-1]:
                lines.append("")
        if child is None and (node is None or node.mem_id == body.mem_id):
            break
        node = child or (node.next if node is not None else None)
    return [line for line in lines if words(line)]


def body_words(issue: Issue) -> list[str]:
    """The words a reader meets in the lead and the sections, in order."""
    texts = [text for block in issue.lead for text in _texts(block)]
    for section in issue.sections:
        texts.append(section.heading)
        texts += [text for block in section.blocks for text in _texts(block)]
    return [word for text in texts for word in words(text)]


def lost(html: str, found: Structured) -> list[str]:
    """The lines of `html` that stand neither in the issue, in order, nor among what was removed on purpose."""
    issue = found.issue
    about = issue.about
    head = [issue.publication, issue.number, issue.title, issue.preheader, *issue.authors]
    foot = [about.tagline, about.curator, about.address, plain_words(about.body)] if about else []
    shown = " ".join(["", *body_words(issue), ""])
    elsewhere = " ".join(["", *words(" ".join([*head, *foot, *found.removed])), ""])
    lines = [(line, " ".join(words(line))) for line in lines_of(html)]
    places = _in_order([wanted for _, wanted in lines], shown)
    missing = []
    position = 0
    for (line, wanted), place in zip(lines, places, strict=True):
        if place >= 0:
            position = place + len(wanted) + 1
        elif f" {wanted} " not in elsewhere and not _in_pieces(wanted.split(" "), shown, position):
            missing += [] if _in_two(wanted.split(" "), shown + elsewhere) else [line.strip()]
    return missing


def _in_two(wanted: list[str], everywhere: str) -> bool:
    """Whether a line stands in two parts, as one does whose first half was hidden and taken out."""
    cuts = range(1, min(len(wanted), _LONGEST_LINE))
    halves = ((" ".join(wanted[:cut]), " ".join(wanted[cut:])) for cut in cuts)
    return any(f" {first} " in everywhere and f" {second} " in everywhere for first, second in halves)


def _in_order(wanted: list[str], shown: str) -> list[int]:
    """Where each line stands in `shown`, so that as many as can be are in order; -1 for the others.

    The longest increasing subsequence of the places where each stands (Hunt and Szymanski, 1977).
    """
    ends: list[int] = []
    chain: list[tuple[int, int, int]] = []
    tops: list[int] = []
    for number, text in enumerate(wanted):
        for place in reversed(_places(text, shown)):
            at = bisect_left(ends, place)
            before = tops[at - 1] if at else -1
            chain.append((number, place, before))
            if at == len(ends):
                ends.append(place)
                tops.append(len(chain) - 1)
            else:
                ends[at], tops[at] = place, len(chain) - 1
    found = [-1] * len(wanted)
    link = tops[-1] if tops else -1
    while link >= 0:
        number, place, link = chain[link]
        found[number] = place
    return found


def _places(text: str, shown: str) -> list[int]:
    places: list[int] = []
    place = shown.find(f" {text} ")
    while place >= 0 and len(places) < _MOST_PLACES:
        places.append(place)
        place = shown.find(f" {text} ", place + 1)
    return places


def _in_pieces(wanted: list[str], shown: str, position: int) -> bool:
    """Whether the words follow each other in `shown` from `position` on with few others between."""
    for word in wanted:
        place = shown.find(f" {word} ", position)
        if place < 0 or place - position > _FARTHEST:
            return False
        position = place + len(word) + 1
    return True


def _texts(block: Block) -> list[str]:
    if isinstance(block, Sponsor):
        return [block.label, block.name, plain_words(block.body)]
    if isinstance(block, Item | Podcast):
        source = [block.source, block.author] if isinstance(block, Item) else []
        return [block.title, *source, plain_words(block.body)]
    if isinstance(block, LinkList):
        return [text for item in block.items for text in _texts(item)]
    if isinstance(block, Figure):
        return [block.alt, block.caption]
    if isinstance(block, Feedback):
        return [block.question]
    return [plain_words(text) for text in block_texts(block)]
