"""Tells the people who make a newsletter from those who pay for it: "Brought to you by Ada" at a letter's end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader_app.importers.structure.segment import Page
from reader_app.patterns import any_case

_NEAR_THE_END: Final = 8  # segments
_LETTER_LINES: Final = 12  # before it: where a letter is signed
_PORTRAIT = any_case(
    r"\A(?:(?:photo|picture|portrait|headshot|avatar|profile picture|photograph)(?: of)?|(?:foto|bild|porträt)(?: von)?"
    r"|(?:photo|portrait)(?: de| d['’])|foto(?: de| di| van)?|avatar)\b[: ]*"
)


def is_maker(page: Page, body: Sequence[int], name: str, first: int) -> bool:
    """Tell whether `name`, of what begins at the segment `first` of `body`, is of who makes the newsletter.

    A portrait beside it carries the name, or the letter above it is signed with it.
    """
    place = body.index(first) if first in body else -1
    if not name or place < 0 or place < len(body) - _NEAR_THE_END:
        return False
    plain = name.casefold()
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
