"""Law 5 of docs/format.md, checked from the outside: what a page shows stands in the issue, in order.

The words of the page are taken from the browser parser's tree, not from the importer's own segments.
"""

from __future__ import annotations

import re
from collections import Counter

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
        elif tag not in _INLINE and lines[-1]:
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
    around = " ".join(["", *words(" ".join([*head, *foot])), ""])
    removed = Counter(" ".join(words(text)) for text in found.removed)
    taken = " ".join(["", *words(" ".join(found.removed)), ""])
    missing = []
    position = 0
    for line in lines_of(html):
        wanted = " ".join(words(line))
        place = shown.find(f" {wanted} ", position)
        if place >= 0 and (len(wanted) > 12 or place - position < 200 or not removed[wanted]):
            position = place + len(wanted) + 1
        elif removed[wanted]:
            removed[wanted] -= 1
        elif f" {wanted} " not in around and f" {wanted} " not in taken:
            end = _in_pieces(wanted.split(" "), shown, position)
            if end < 0:
                missing.append(line.strip())
            position = max(end, position)
    return missing


def _in_pieces(wanted: list[str], shown: str, position: int) -> int:
    """Where the words end that follow each other in `shown` with few others between, else -1."""
    for word in wanted:
        place = shown.find(f" {word} ", position)
        if place < 0 or place - position > 600:
            return -1
        position = place + len(word) + 1
    return position


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
