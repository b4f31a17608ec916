"""Pieces of HTML within an export's record: an item's description, an introduction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader_app.importers.archives.lines import is_markup, line
from reader_app.importers.literal import literal
from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.find import find
from reader_app.markup.write import write_block
from reader_app.model.blocks import Block, Figure, Item, LinkList, Prose
from reader_app.model.issue import Issue
from reader_app.model.walk import block_texts

_BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The blocks a piece of HTML holds, and the visible texts that were left out on purpose."""

    blocks: tuple[Block, ...]
    removed: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The blocks as one Markdown body."""
        return "\n\n".join(filter(None, (part for block in self.blocks for part in _bodies(block))))


def fragment(text: str, title: str) -> Fragment:
    """Return what `text`, HTML or plain, holds. `title` is the issue's, so that no heading is taken for it."""
    if not text.strip():
        return Fragment(())
    if not is_markup(text):
        return Fragment(tuple(Prose(literal(part)) for paragraph in _BLANK.split(text) if (part := line(paragraph))))
    structured = find(text, Envelope(title=title or "-"))
    return Fragment(tuple(_flat(structured.issue)), structured.removed)


def _flat(issue: Issue) -> Iterator[Block]:
    """Yield the blocks of `issue`; a section's heading as a deeper one, for a piece of an issue has no sections."""
    yield from issue.lead
    for section in issue.sections:
        yield Prose(f"#### {literal(section.heading)}")
        yield from section.blocks
    if issue.about is not None and issue.about.body:
        yield Prose(issue.about.body)


def _bodies(block: Block) -> Iterator[str]:
    """Yield the parts of `block` as Markdown that can stand within another block's body."""
    match block:
        case Prose(body=body):
            yield body
        case Figure(src=src) if src:
            yield write_block(block).strip()
        case Item():
            yield linked(block.title, block.url) + (f" — {literal(block.source)}" if block.source else "")
            yield block.body
        case LinkList(items=items):
            yield "\n".join(f"- {linked(item.title, item.url)}" for item in items)
        case _:
            yield from (literal(text) for text in block_texts(block))


def linked(text: str, url: str) -> str:
    """Return `text` as Markdown, a link where there is an address."""
    if not url:
        return literal(text)
    target = re.sub(r"[<>\s\\]", lambda match: f"%{ord(match[0]):02X}", url)
    return f"[{literal(text) or literal(url)}](<{target}>)" if text else f"<{target}>"
