"""Tells the people who make a newsletter from those who pay for it: "Brought to you by Ada" at a letter's end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from reader_app.importers.structure.naming import Advertisement
from reader_app.importers.structure.segment import Page
from reader_app.patterns import any_case

_NEAR_THE_END: Final = 8  # segments
_LETTER_LINES: Final = 12  # before it: where a letter is signed
_PORTRAIT = any_case(
    r"\A(?:(?:photo|picture|portrait|headshot|avatar|profile picture|photograph)(?: of)?|(?:foto|bild|porträt)(?: von)?"
    r"|(?:photo|portrait)(?: de| d['’])|foto(?: de| di| van)?|avatar)\b[: ]*"
)


def is_maker(page: Page, body: Sequence[int], ad: Advertisement) -> bool:
    """Tell whether what is taken for an advertisement among the segments `body` is of who makes the newsletter.

    A portrait beside it carries its name, or the letter above it is signed with it.
    """
    place = bisect_left(body, ad.numbers[0])
    if place < len(body) - _NEAR_THE_END:
        return False
    plain = ad.name.casefold()
    before = [page.segments[number] for number in body[max(0, place - _LETTER_LINES) : place]]
    pictures = [segment.text for segment in before[-3:] if segment.src]
    pictures += [run.text for segment in before[-3:] for run in segment.runs if run.src]
    if any(_PORTRAIT.match(alt) and _PORTRAIT.sub("", alt).casefold() == plain for alt in map(str.strip, pictures)):
        return True
    lines = (line for segment in before if segment.runs for line in _last_lines(segment.runs[-1].text))
    return " " in plain and any(line in (plain, plain.partition(" ")[0]) for line in lines)


def _last_lines(text: str) -> list[str]:
    """Return the last line of `text` without the marks of a signature."""
    return [line.strip(" *–—-~,.!❤️💙🙂:()").casefold() for line in text.strip().splitlines()[-1:]]
