"""The sentences of Markdown that say who paid: the paragraph is parted there, and what speaks of them taken with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from reader_app.importers.foreign_brands import markdown_of
from reader_app.importers.inline_words import parted, words_of
from reader_app.importers.structure.disclosing import (
    Disclosed,
    continued,
    disclosed,
    goes_on,
    leads_elsewhere,
    may_disclose,
    speaks_of,
)
from reader_app.model.blocks import Block, Figure, Item, Prose
from reader_app.patterns import regex

_LIST = regex(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_LONGEST: Final = 3000
_MOST_FOLLOWING: Final = 4


class Told(NamedTuple):
    """A paragraph in three parts: before the disclosure, this itself with what speaks of the sponsor, and after it."""

    before: str
    body: str
    after: str
    found: Disclosed


def told(block: Block, houses: Collection[str]) -> Told | None:
    """Return what a paragraph says of who paid for the issue, else None. A quotation stays whole, as a box does."""
    if not isinstance(block, Prose) or len(block.body) > _LONGEST or _LIST.match(block.body):
        return None
    if not may_disclose(block.body):
        return None
    words, places = words_of(block.body)
    found = disclosed(words, houses)
    if found is None:
        return None
    quoted = block.body.lstrip().startswith(">")
    if quoted:
        return Told("", block.body, "", found) if found.start == 0 else None
    stop = goes_on(words, found)
    if found.start == 0 and (not leads_elsewhere(words, found) or stop >= len(words.text)):
        return Told("", block.body, "", found)
    parts = parted(block.body, places, found.start, stop)
    return Told(*parts, found) if parts else None


def told_too(block: Block, houses: Collection[str]) -> Told | None:
    """Return what a paragraph after a disclosure says that goes on with its sentence: "And by Oakwood", else None."""
    if not isinstance(block, Prose) or len(block.body) > _LONGEST or block.body[:1] in ("#", "|", ">", "-"):
        return None
    words, _ = words_of(block.body)
    found = continued(words, houses)
    return Told("", block.body, "", found) if found else None


def following(blocks: Sequence[Block], at: int, found: Disclosed) -> int:
    """Return the place after the blocks from `at` on that speak of whom a disclosure names; a rule ends them."""
    last = at
    for end, block in enumerate(blocks[at : at + _MOST_FOLLOWING], start=at + 1):
        if not isinstance(block, Prose | Figure | Item):
            break
        words, _ = words_of(markdown_of(block))
        urls = [link.url for link in (*words.links, *words.bare)]
        said = f"{words.text} {block.alt}" if isinstance(block, Figure) else words.text
        if not any(map(str.isalnum, said)) and not urls:
            break
        if speaks_of(said, urls, found.names):
            last = end
    return last
