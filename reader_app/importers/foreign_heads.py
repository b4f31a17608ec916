"""The headings of a Markdown text by its lines: where they stand, of what rank, and which are links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader_app.model.text import next_fence
from reader_app.patterns import regex

_HEAD = regex(r"(?P<marks>#{1,6})[ \t]+(?P<text>\S.*)")
_LINKED = regex(
    r"(?:\[\]\([^()\s]*\)\s*)?(?:[*_]{0,2}(?:\d{1,3}[.)、．]|[^\w\s\[\]()*_`]{1,3})[*_]{0,2}\s*)?"
    r"[*_]{0,3}\[[^\[\]]+\]\((?!#)[^()\s]+(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)[*_]{0,3}"
    r"[\s#]*(?:\{[^{}]*\})?\s*"
)


class Head(NamedTuple):
    """A heading: the number of its line, its rank, its text, and whether all of it is a link."""

    at: int
    rank: int
    text: str
    linked: bool


def heads_of(lines: Sequence[str]) -> list[Head]:
    """Return the headings in `lines`, but for those in code."""
    return [
        Head(number, len(match["marks"]), match["text"], _LINKED.fullmatch(match["text"]) is not None)
        for number, line in outside_fences(lines)
        if line.startswith("#") and (match := _HEAD.match(line))
    ]


def outside_fences(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Return the lines that are no code, with their numbers."""
    found: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(lines):
        before, fence = fence, next_fence(fence, line)
        if not before and not fence:
            found.append((number, line))
    return found
