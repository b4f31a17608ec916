"""The lines of a plain text in a form the rules can read: one kind of space, no invisible padding, wraps undone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final

from reader_app.patterns import regex

_INVISIBLE = regex("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_JOINER: Final = "\u200d"
_EMOJI_JOIN = regex("(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])")
_SPACES = regex("[ \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_DIGIT = regex("[0-9]")
_BREAKS = regex("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE_END = regex("\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_WIDEST: Final = 100
_PLACEHOLDER: Final = "\ue000"


def visible(text: str) -> str:
    """Return `text` without characters that show nothing (padding of preheaders); emoji keep their joiners."""
    if text.isascii():
        return text
    if _JOINER in text:
        text = _EMOJI_JOIN.sub(_PLACEHOLDER, text)
        return _INVISIBLE.sub("", text).replace(_PLACEHOLDER, _JOINER)
    return _INVISIBLE.sub("", text)


def has_digit(text: str) -> bool:
    """Tell whether there is a digit of any script in `text`."""
    return _DIGIT.search(text) is not None if text.isascii() else any(map(str.isdigit, text))


def squeeze(text: str) -> str:
    """Return `text` with every run of white space as one space, trimmed."""
    return _SPACES.sub(" ", text).strip()


def raw_lines(text: str) -> list[str]:
    """Return the lines of `text`, whatever breaks them, without trailing space; indentation and columns stay."""
    lines = visible(_BREAKS.sub("\n", text)).expandtabs(8).split("\n")
    return [line.rstrip().rstrip("\xa0\u3000") for line in lines]


def portions(text: str, lines: int) -> Iterator[str]:
    """Yield `text` in pieces of as many `lines` each, whatever breaks them; joined they are `text`."""
    start = 0
    for match in islice(_LINE_END.finditer(text), lines - 1, None, lines):
        yield text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield text[start:]


def flat_lines(text: str) -> list[str]:
    """Return the lines of `text` squeezed; empty ones stay as ``""``."""
    return [squeeze(line) for line in raw_lines(text)]


def unwrapped(lines: list[str]) -> list[str]:
    """Return `lines` with those joined that a mail program broke at a fixed width, if there is such a width.

    A greedy wrapper breaks a line only where the next word no longer fits: that is the test for each break.
    """
    width = max((len(line) for line in lines if line.count(" ") > 2), default=0)
    if not 40 <= width <= _WIDEST or not _is_wrapped(lines, width):
        return lines
    joined: list[str] = []
    previous = ""
    for line in lines:
        if joined and _runs_on(previous, line, width):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        previous = line
    return joined


def _runs_on(line: str, following: str, width: int) -> bool:
    if not line or not following:
        return False
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width


def _is_wrapped(lines: list[str], width: int) -> bool:
    """Tell whether sentences go on from line to line just where the width is reached."""
    at_width = sum(
        1
        for line, following in pairwise(lines)
        if _runs_on(line, following, width) and line[-1] not in ".!?:" and len(line) > width * 0.6
    )
    return at_width >= 3
