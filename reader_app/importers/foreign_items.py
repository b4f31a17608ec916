"""Ends the items of Markdown that other tools wrote where they end: at a rule, or where a disclosure begins."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reader_app.importers.foreign_blocks import discloses, is_rule
from reader_app.importers.foreign_told import told
from reader_app.model.blocks import Block, Item, Prose
from reader_app.patterns import regex

_FENCE = regex(r"(?m)^ {0,3}(?:```|~~~)")
_BLANK = regex(r"\n[ \t]*\n+")


def ended(blocks: Sequence[Block], houses: Collection[str]) -> Iterator[Block]:
    """Yield `blocks`; what stands after a rule, or from a disclosure on, is no longer part of the item above it."""
    for block in blocks:
        yield from _ended(block, houses) if isinstance(block, Item) and "\n" in block.body else (block,)


def _ended(item: Item, houses: Collection[str]) -> Iterator[Block]:
    if _FENCE.search(item.body):
        yield item
        return
    paragraphs = [Prose(part) for part in _BLANK.split(item.body) if part.strip()]
    end = next((at for at, part in enumerate(paragraphs) if is_rule(part) or (at and _begins(part, houses))), None)
    if end is None:
        yield item
        return
    yield replace(item, body="\n\n".join(part.body for part in paragraphs[:end]))
    yield from paragraphs[end:]


def _begins(part: Prose, houses: Collection[str]) -> bool:
    """Tell whether a paragraph says at its beginning that what it is, or what follows, is paid for."""
    if discloses(part):
        return True
    found = told(part, houses)
    return found is not None and not found.before
