"""Text copied from a web page: one line a paragraph, free-standing short lines as headings, lists set in.

Such a text has no marks at all. Here it gets those of other plain texts, which the page of segments is made from.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from reader_app.importers.literal import ADDRESS
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.furniture_words import is_social, is_view_online
from reader_app.importers.structure.names import is_dateline
from reader_app.importers.structure.outline_words import is_call, is_closing, is_greeting
from reader_app.importers.text_lines import squeeze
from reader_app.patterns import any_case, regex

_LONG: Final = 90
_UNEVEN: Final = 15  # what is wrapped ends a word's length before the same column
_FOLLOWING: Final = 60
_MOST_WRAPPED: Final = 0.2
_LEAST_LONG: Final = 3
_LONG_SHARE: Final = 0.6
_WIDE_FROM: Final = "\u2e80"
_LONGEST_HEADING: Final = 80
_LONGEST_TITLE: Final = 150
_MOST_WORDS: Final = 11
_MOST_RULES: Final = 3
_MOST_AT_THE_TOP: Final = 6
_SET_IN: Final = 2
_LEAST_HEADINGS: Final = 2
_MOST_IN_A_ROW: Final = 2
_FIRST_WORDS: Final = 3
_LIST: Final = "  - "
_MARKED = regex(r"#{1,6}\s+\S|[*_]{2}\S|(?:[-=_*~]\s?){4,}\s*\Z|={3,}\s*\S")
_BULLET = regex(r"\s*(?:[-*+•●▪◦‣·–—]|\d{1,2}[.)])\s+\S")
_NUMBERED = regex(r"\d{1,2}[.)]\s+\S")
_ENDS = regex(r".*[.,;:!…。，；：！、»”\"]\s*\Z")
_BEGINS = regex(r"[^\w\s]{0,3}\s*(?:[^\W_a-zà-öø-ÿа-яёα-ω]|\d)|[¿¡«„“\"‘']")
_CODE = regex(r".*[;{}]\s*\Z|\s*(?:[$%>#<|]|//)|.*(?:=>|\(\)|==|</)")
_NO_HEADING = any_case(
    r"(?:by|von|par|por|di|door|av)\s+\S.{0,40}|(?:photo|image|picture|source|credit|foto|bild|quelle|crédit|fuente)s?\b"
    r"\s*(?:[:：]|by|von|par)?.*|(?:read|learn|see|continue|show|view|listen|play|watch|open|like|restack|reply"
    r"|share|save|subscribe|upgrade|get|loading|download)"
    r"(?: (?:more|now|reading|all|less|in app|in the app|on the web|post|this))*"
    r"|\d+(?: (?:likes?|comments?|restacks?|shares?|min(?:ute)?s?(?: read)?|replies))?"
    r"|advertisement|anzeige|publicit[ée]"
)


class _Line(NamedTuple):
    """A line: where it stands, its words, how far it is set in, and whether it is alone or right over a paragraph."""

    at: int
    text: str
    indent: int
    alone: bool


def with_marks(lines: Sequence[str]) -> list[str]:
    """Return the `lines` of a text copied from a web page with marks for its title, headings and lists.

    Other texts stay as they are. Headings are free-standing short lines that end as no sentence does and stand over a
    paragraph or a list; several one after the other are a list, as lines set in are.
    """
    if not _is_clipped(lines):
        return list(lines)
    said = [line for line in _said(lines) if line.text]
    heads, entries = _divided(said)
    heads = heads if len(heads) >= _LEAST_HEADINGS else set()
    marked = list(lines)
    for at in heads:
        marked[at] = f"## {squeeze(lines[at])}\n"
    top = next((line.at for one, line in pairwise(said) if line.at > one.at + 1), 0)  # the first group ends there
    for line in said:
        apart = line.at < min(top, _MOST_AT_THE_TOP) or _width(line.text) > _LONG
        if line.at not in heads and apart and not (line.indent or _BULLET.match(line.text)):
            marked[line.at] = f"{line.text}\n"
    first = said[0]
    if first.at not in entries and _is_title(first.text):
        marked[first.at] = f"# {first.text}\n"
    return "\n".join(_listed(marked, said, entries)).split("\n")


def _is_clipped(lines: Sequence[str]) -> bool:
    """Tell whether nothing wraps a text's lines, and no marks or rules divide it."""
    sizes = [_width(line) for line in lines]
    long = [size for size in sizes if size > _LONG]
    if len(long) < _LEAST_LONG or sum(long) < _LONG_SHARE * sum(sizes):
        return False
    pairs = zip(pairwise(sizes), lines[1:], strict=True)
    broken = sorted(
        one for (one, other), line in pairs if one > _LONG and other > _FOLLOWING and not _BULLET.match(line)
    )
    wrapped = max((bisect_right(broken, one + _UNEVEN) - at for at, one in enumerate(broken)), default=0)
    if wrapped > _MOST_WRAPPED * len(long):
        return False
    return sum(1 for line in lines if _MARKED.match(line)) <= _MOST_RULES


def _width(line: str) -> int:
    """Return how wide a line is: letters of Chinese, Japanese and Korean are two wide."""
    return len(line) if line.isascii() else len(line) + sum(1 for letter in line if letter >= _WIDE_FROM)


def _said(lines: Sequence[str]) -> list[_Line]:
    blank = [not line.strip() for line in lines]
    return [
        _Line(
            at,
            squeeze(line),
            len(line) - len(line.lstrip()),
            (at == 0 or blank[at - 1]) and (at + 1 == len(lines) or blank[at + 1] or len(lines[at + 1]) > _LONG),
        )
        for at, line in enumerate(lines)
    ]


def _divided(said: Sequence[_Line]) -> tuple[set[int], set[int]]:
    """Return where headings stand, each over a paragraph or a list, and where lines that are a list without marks."""
    like = [at > 0 and _is_heading(line) for at, line in enumerate(said)]
    heads: set[int] = set()
    entries: set[int] = set()
    at = 0
    while at < len(said):
        end = at
        while end < len(said) and like[end]:
            end += 1
        under = said[end] if end < len(said) else None
        opens = under is not None and (under.indent >= _SET_IN or len(under.text) > len(said[end - 1].text))
        row = {line.at for line in said[at:end] if not _asks(line.text)}
        if len(row) > _MOST_IN_A_ROW and opens:
            entries |= row
        elif opens and not _is_address(under):
            heads |= row
        at = max(end, at + 1)
    return heads, entries


def _asks(text: str) -> bool:
    """Tell whether a line begins as the words of a button do, however it goes on: "Learn more about ropes"."""
    return is_call(" ".join(text.split()[:_FIRST_WORDS]))


def _is_address(line: _Line | None) -> bool:
    """Tell whether what stands under a heading is nothing but an address."""
    return line is None or ADDRESS.fullmatch(line.text) is not None


def _is_heading(line: _Line) -> bool:
    text = line.text
    if not line.alone or line.indent or len(text) > _LONGEST_HEADING or text.count(" ") >= _MOST_WORDS:
        return False
    if _ENDS.match(text) or not _BEGINS.match(text) or _CODE.match(text):
        return False
    if _BULLET.match(text) and not _NUMBERED.match(text):
        return False
    if "@" in text or ADDRESS.search(text) or _NO_HEADING.fullmatch(text):
        return False
    if (
        is_dateline(text)
        or is_social(text)
        or is_view_online(text)
        or is_greeting(text)
        or is_closing(text)
        or is_call(text)
    ):
        return False
    date = find_date(text)
    return date is None or date[1] > 0


def _is_title(text: str) -> bool:
    """Tell whether the first line of a text is its title: no sentence, no greeting, no date."""
    if len(text) > _LONGEST_TITLE or _ENDS.match(text) or is_greeting(text) or ADDRESS.search(text):
        return False
    return not ("@" in text or is_dateline(text) or is_view_online(text))


def _listed(lines: Sequence[str], said: Sequence[_Line], entries: set[int]) -> list[str]:
    """Return `lines` with those at `entries` and those that are set in as lists, without blank lines within them."""
    kept = list(lines)
    inner = [line for line in said if line.indent >= _SET_IN]
    if not any(_CODE.match(line.text) or _BULLET.match(line.text) for line in inner):
        entries = entries | {line.at for line in inner}
    for at in entries:
        kept[at] = f"{_LIST}{squeeze(lines[at])}"
    pairs = [(one.at, other.at) for one, other in pairwise(said) if one.at in entries and other.at in entries]
    within = {between for one, other in pairs for between in range(one + 1, other)}
    return [line for at, line in enumerate(kept) if at not in within]
