"""Tells which headings of a page are of the highest rank: what looks alike is of one rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

_SAME_RANK: Final = 0.1
_DRIFT: Final = 1.12
_EDGE: Final = 0.06
_MOST_AT_EDGES: Final = 2
_LEAST_BETWEEN: Final = 3


class Style(NamedTuple):
    """How a heading looks: what looks alike is of one rank."""

    level: int
    size: float
    bold: bool
    upper: bool
    bg: str
    color: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the number of its segment, how it looks, how much it stands out, and whether it is surely one."""

    number: int
    text: str
    style: Style
    prominence: float
    strong: bool
    linked: bool


def alike(one: Heading, other: Heading) -> bool:
    """Tell whether two headings are of one rank: as prominent, or of one look or level whose size drifts a little."""
    if abs(one.prominence - other.prominence) <= _SAME_RANK:
        return True
    same_level = one.style.level > 0 and one.style.level == other.style.level
    if not same_level and one.style._replace(size=0.0) != other.style._replace(size=0.0):
        return False
    return max(one.style.size, other.style.size) <= _DRIFT * min(one.style.size, other.style.size)


def sections(found: Sequence[Heading], places: Mapping[int, float]) -> set[int]:
    """Return the headings of the highest rank, and those of a lower one that stand before it first comes.

    `places` tells how far down its page each stands, from 0 to 1: a rank that is found only at the very top and the
    very end frames an issue and does not divide it.
    """
    found = _without_frame(found, places)
    highest: Heading | None = None
    opened = set()
    for each in found:
        if highest is None or each.prominence >= highest.prominence or alike(each, highest):
            opened.add(each.number)
            if (highest is None or each.prominence > highest.prominence) and sum(alike(each, it) for it in found) > 1:
                highest = each
    return opened


def _without_frame(found: Sequence[Heading], places: Mapping[int, float]) -> Sequence[Heading]:
    """Return `found` without a highest rank that only stands at the edges around several headings of another.

    Headings of one tag are of one rank, however large the first of them is.
    """
    if not found:
        return found
    first = max(found, key=lambda each: each.prominence)
    top = [each for each in found if alike(each, first)]
    rest = [each for each in found if not alike(each, first)]
    at_edges = all(not _EDGE < places[each.number] < 1 - _EDGE for each in top)
    frames = len(top) == 1 or (len(top) <= _MOST_AT_EDGES and places[top[-1].number] >= 1 - _EDGE)
    same_level = first.style.level > 0 and all(each.style.level == first.style.level for each in rest)
    return rest if at_edges and frames and len(rest) >= _LEAST_BETWEEN and not same_level else found
