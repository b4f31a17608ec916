"""Pieces of HTML within an export's record: an item's description, an introduction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reader_app.importers.archives.bare import find_in_body
from reader_app.importers.archives.lines import is_markup, line
from reader_app.importers.literal import literal
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.as_body import as_body, escaped, link
from reader_app.model.blocks import Block, Prose, Sponsor
from reader_app.model.issue import Issue
from reader_app.patterns import regex

_BLANK = regex(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The blocks a piece of HTML holds, and the visible texts that were left out on purpose."""

    blocks: tuple[Block, ...]
    removed: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The blocks as one Markdown body."""
        return "\n\n".join(filter(None, map(_body, self.blocks)))


def fragment(text: str, title: str) -> Fragment:
    """Return what `text`, HTML or plain, holds. `title` is the issue's, so that no heading is taken for it."""
    if not text.strip():
        return Fragment(())
    if not is_markup(text):
        return Fragment(tuple(Prose(literal(part)) for paragraph in _BLANK.split(text) if (part := line(paragraph))))
    structured = find_in_body(text, Envelope(title=title or "-"))
    return Fragment(tuple(_flat(structured.issue)), structured.removed)


def _flat(issue: Issue) -> Iterator[Block]:
    """Yield the blocks of `issue`; a section's heading as a deeper one, for a piece of an issue has no sections."""
    yield from issue.lead
    for section in issue.sections:
        yield Prose(f"#### {literal(section.heading)}")
        yield from section.blocks
    if issue.about is not None and issue.about.body:
        yield Prose(issue.about.body)


def _body(block: Block) -> str:
    """Return `block` as Markdown that can stand within another block's body, a sponsor with its label."""
    if isinstance(block, Sponsor):
        return f"{escaped(block.label)}: {link(block.name, block.url)}\n\n{block.body}".strip()
    return as_body(block)
