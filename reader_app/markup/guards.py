"""Private comments, and the backslash that lets a text show what would otherwise be markup of the dialect.

``<!-- … -->`` is a private comment of the writer. A line of a body that begins with ``:::`` and a literal ``<!--`` are
written with a backslash before them; reading takes one backslash away, so every body survives a round trip.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader_app.model.text import next_fence

_GUARDED = re.compile(r"\\(\\*)(?=<!--)|^\\(\\*)(?=:::)", re.MULTILINE)
_TO_GUARD = re.compile(r"(?<!\\)(\\*)(?=<!--)|^(\\*)(?=:::)", re.MULTILINE)
_TOKEN = re.compile(r"(?P<ticks>`+)|(?P<escaped>\\+<!--)|<!--")


def unguard(body: str) -> str:
    """Return the text a guarded `body` stands for."""
    if "\\" not in body:
        return body
    return _GUARDED.sub(lambda match: match[1] or match[2] or "", body)


def guard(body: str) -> str:
    """Return `body` so that neither comment nor div begins in it; `unguard` gives it back."""
    if "<!--" not in body and ":::" not in body:
        return body
    return _TO_GUARD.sub(lambda match: "\\" + (match[1] or match[2] or ""), body)


def strip_comments(lines: Sequence[str]) -> tuple[list[str], int | None]:
    """Return `lines` without private comments, as many as before, and the number of a line with an unclosed comment.

    What stands in code fences at column 0 and in code spans on one line is no comment. An unclosed comment stays text.
    """
    kept: list[str] = []
    fence, number = "", 0
    unclosed: int | None = None
    while number < len(lines):
        line = lines[number]
        fence_before, fence = fence, next_fence(fence, line)
        if fence_before or fence or "<!--" not in line or unclosed is not None:
            kept.append(line)
            number += 1
            continue
        stripped, consumed, open_here = _strip_from(lines, number)
        kept.extend(stripped)
        number += consumed
        if open_here:
            unclosed = number - 1
    return kept, unclosed


def _strip_from(lines: Sequence[str], first: int) -> tuple[list[str], int, bool]:
    """Strip the comments that begin in line `first`; return the lines, how many they are, whether one stays open."""
    line, before, last = lines[first], "", first
    while True:
        start = _comment_start(line)
        if start < 0:
            break
        end, at = _comment_end(lines, last, line, start)
        if end < 0:
            return _joined(before + line, first, last), last - first + 1, True
        before += line[:start]
        line, last = (line if end == last else lines[end])[at:], end
    rest = before + line
    return _joined(rest if rest.strip() else "", first, last), last - first + 1, False


def _joined(text: str, first: int, last: int) -> list[str]:
    return [text] + [""] * (last - first)


def _comment_start(line: str) -> int:
    position = 0
    while True:
        match = _TOKEN.search(line, position)
        if match is None:
            return -1
        if match["ticks"]:
            closing = re.compile(f"(?<!`){match['ticks']}(?!`)").search(line, match.end())
            position = closing.end() if closing else match.end()
        elif match["escaped"]:
            position = match.end()
        else:
            return match.start()


def _comment_end(lines: Sequence[str], last: int, line: str, start: int) -> tuple[int, int]:
    """Return (line number, offset after ``-->``); (-1, 0) when nothing closes the comment."""
    found = line.find("-->", start + 4)
    if found >= 0:
        return last, found + 3
    for number in range(last + 1, len(lines)):
        found = lines[number].find("-->")
        if found >= 0:
            return number, found + 3
    return -1, 0
