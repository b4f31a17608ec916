"""Headings that are pictures: strips of one size with a few words as text alternative, each over what it names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from reader_app.importers.structure.furniture_words import is_social
from reader_app.importers.structure.outline_words import is_call
from reader_app.importers.structure.ranks import Heading, Style
from reader_app.importers.structure.segment import Kind, Page, Segment

_LEAST: Final = 2
_LEAST_LETTERS: Final = 3
_LONGEST: Final = 60
_TALLEST: Final = 60
_LEAST_RATIO: Final = 3
_PROMINENCE: Final = 1.6
_SHARE: Final = 0.75


def banners(page: Page, body: Sequence[int]) -> list[Heading]:
    """Return the pictures among the segments numbered in `body` that are headings, in order."""
    alike: dict[tuple[int, int], list[int]] = defaultdict(list)
    followed: dict[tuple[int, int], int] = defaultdict(int)
    for place, number in enumerate(body):
        segment = page.segments[number]
        if not _is_strip(segment):
            continue
        size = (segment.width, segment.height)
        alike[size].append(number)
        after = [page.segments[each] for each in body[place + 1 : place + 3]]
        if len(after) > 1 and after[0].kind is Kind.PICTURE and not _is_strip(after[0]):
            after = after[1:]
        followed[size] += bool(after) and after[0].kind is Kind.TEXT
    found = []
    for size, numbers in alike.items():
        words = {page.segments[number].text.casefold() for number in numbers}
        if _LEAST <= len(words) == len(numbers) and followed[size] >= _SHARE * len(numbers):
            style = Style(0, 0.0, False, False, f"picture {size[0]}x{size[1]}", "")
            found += [
                Heading(number, page.segments[number].text, style, _PROMINENCE, strong=True, linked=False)
                for number in numbers
            ]
    return sorted(found, key=lambda each: each.number)


def _is_strip(segment: Segment) -> bool:
    """Tell whether a picture has the form and the words of a heading."""
    leads = segment.href != "" and not segment.href.startswith("#")
    if segment.kind is not Kind.PICTURE or segment.runs or leads or not 0 < segment.height <= _TALLEST:
        return False
    if segment.width < _LEAST_RATIO * segment.height or not _LEAST_LETTERS <= len(segment.text) <= _LONGEST:
        return False
    return any(map(str.isalpha, segment.text)) and not is_social(segment.text) and not is_call(segment.text)
