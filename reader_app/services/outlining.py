"""The outline of a draft, as values: one row for each part of the text worth going to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from reader_app.markup.parsed import Parsed, PartKind
from reader_app.model.blocks import (
    Block,
    Button,
    Feedback,
    Figure,
    Item,
    LinkList,
    Note,
    Podcast,
    Prose,
    Sponsor,
    Unknown,
)
from reader_app.model.issue import Section


class RowKind(Enum):
    """What a row stands for."""

    LEAD = auto()
    SECTION = auto()
    ITEM = auto()
    LINKS = auto()
    SPONSOR = auto()
    PODCAST = auto()
    FEEDBACK = auto()
    FIGURE = auto()
    BUTTON = auto()
    NOTE = auto()
    UNKNOWN = auto()
    ABOUT = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is drawn. `count` is words for the lead, items for a section, entries for links, else 0."""

    kind: RowKind
    title: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows, with the index of each in `Parsed.parts` and the line each begins at (counted from 0)."""

    rows: tuple[Row, ...] = ()
    parts: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()

    def row_at(self, line: int) -> int:
        """Return the row whose part `line` falls into or follows; -1 before the first."""
        return bisect_right(self.starts, line) - 1


def outline(parsed: Parsed, words: Callable[[Block], int]) -> Outline:
    """Return the outline of `parsed`; `words` counts those of one block."""
    rows, parts, starts = [], [], []
    for index, part in enumerate(parsed.parts):
        row: Row | None = None
        if part.kind is PartKind.LEAD:
            if parsed.issue.lead:
                row = Row(RowKind.LEAD, "", sum(map(words, parsed.issue.lead)))
        elif part.kind is PartKind.SECTION and isinstance(part.value, Section):
            row = Row(RowKind.SECTION, part.value.heading, items_in(part.value))
        elif part.kind is PartKind.ABOUT:
            row = Row(RowKind.ABOUT)
        elif part.kind is PartKind.BLOCK:
            row = _block_row(part.value)  # type: ignore[arg-type]  # a BLOCK part holds a block
        if row is not None:
            rows.append(row)
            parts.append(index)
            starts.append(part.start)
    return Outline(tuple(rows), tuple(parts), tuple(starts))


def row_weights(shown: Outline, parsed: Parsed, blocks: Mapping[tuple[int, int], int]) -> tuple[int, ...]:
    """Return for each row of `shown` the bytes it has in the mail; `blocks` has those of each block, the lead is -1.

    A section, and the lead, weigh what their blocks do together.
    """
    sections: dict[int, int] = {}
    for (section, _), weight in blocks.items():
        sections[section] = sections.get(section, 0) + weight
    parts = (parsed.parts[index] for index in shown.parts)
    return tuple(
        sections.get(part.section, 0)
        if part.kind in (PartKind.LEAD, PartKind.SECTION)
        else blocks.get((part.section, part.block), 0)
        for part in parts
    )


def items_in(section: Section) -> int:
    """Return how many items a section holds, the entries of its link lists included."""
    return sum(
        1 if isinstance(block, Item) else len(block.items)
        for block in section.blocks
        if isinstance(block, Item | LinkList)
    )


def _block_row(block: Block) -> Row | None:
    if isinstance(block, Prose):
        return None
    if isinstance(block, LinkList):
        return Row(RowKind.LINKS, "", len(block.items))
    kind, title = _ROWS[type(block)]
    return Row(kind, getattr(block, title) if title else "")


_ROWS: Final[Mapping[type[Block], tuple[RowKind, str]]] = {
    Item: (RowKind.ITEM, "title"),
    Sponsor: (RowKind.SPONSOR, "name"),
    Podcast: (RowKind.PODCAST, "title"),
    Feedback: (RowKind.FEEDBACK, ""),
    Figure: (RowKind.FIGURE, "alt"),
    Button: (RowKind.BUTTON, "text"),
    Note: (RowKind.NOTE, ""),
    Unknown: (RowKind.UNKNOWN, "opening"),
}
