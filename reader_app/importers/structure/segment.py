"""A segment: one paragraph, heading, picture or rule of a flattened page, with what it looks like."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from reader_app.importers.structure.looks import Look

if TYPE_CHECKING:
    from reader_app.importers.structure.disclosing import Disclosed

FENCE: Final = "fence"
"""The colour of a disclosure that plain text drew a fence around."""


class Kind(Enum):
    """What a segment is. HIDDEN is text that a reader cannot see."""

    TEXT = auto()
    PICTURE = auto()
    RULE = auto()
    HIDDEN = auto()


class Run(NamedTuple):
    """A piece of text of one look. `href` is where it leads; `src` makes it a small picture with `text` as its alt."""

    text: str
    look: Look
    href: str = ""
    src: str = ""


class Place(NamedTuple):
    """Where in a list a segment stands. `number` counts all items of a page; `depth` begins at 1."""

    depth: int
    ordered: bool
    number: int
    ordinal: int


@dataclass(slots=True)
class Node:
    """A container (cell, table, box): the one around it and the numbers of its first segment and of the one after."""

    parent: int
    tag: str
    start: int
    end: int = -1
    boxed: bool = False


@dataclass(slots=True)
class Segment:
    """One block of a page. `text` is what a reader sees, on one line; the other fields are its cues.

    `level` is 1 to 6 for an ``h1`` to ``h6``; `href` the address when all of it is one link; `node` the number of the
    container it stands in; `quote` how many quotations deep; `told` what a sentence in it says of who paid, and `alone`
    that it says nothing more; `mark` a word beside its link that marks it as paid.
    """

    kind: Kind
    text: str
    runs: list[Run] = field(default_factory=list)
    level: int = 0
    size: float = 16.0
    bold: bool = False
    italic: bool = False
    upper: bool = False
    center: bool = False
    bg: str = ""
    color: str = ""
    href: str = ""
    node: int = 0
    place: Place | None = None
    quote: int = 0
    pre: bool = False
    button: bool = False
    tight: bool = False
    src: str = ""
    width: int = 0
    height: int = 0
    told: Disclosed | None = None
    alone: bool = False
    mark: str = ""

    def links(self) -> list[tuple[str, str]]:
        """Return (text, address) of the links in it, in order; pieces of one link are joined."""
        found: list[tuple[str, str]] = []
        for run in self.runs:
            if not run.href:
                continue
            if found and found[-1][1] == run.href:
                found[-1] = (found[-1][0] + run.text, run.href)
            else:
                found.append((run.text, run.href))
        return [(" ".join(text.split()), href) for text, href in found if text.strip()]


@dataclass(slots=True)
class Page:
    """A flattened page: its segments in order and the containers they stand in."""

    segments: list[Segment]
    nodes: list[Node]


def is_web(href: str) -> bool:
    """Tell whether `href` is an address a reader can open: on the web, or a merge tag that will become one."""
    return href.startswith(("http://", "https://", "{{", "*|", "%%"))
