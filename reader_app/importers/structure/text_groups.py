"""The lines of a plain text in groups: paragraphs, rules, lists, as blank lines and rules divide them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from reader_app.importers.literal import ADDRESS
from reader_app.importers.structure.furniture_words import is_view_online
from reader_app.importers.text_lines import squeeze
from reader_app.patterns import regex

RULE = regex(
    r"\s*+(?:([-=_*~#—–+.─━═▬■□◆◇＊＝－～〜＿])\s?(?:\1\s?){4,}|([-=_*~])\2{2,3}"
    r"|(?=(?:[-=_*~#+─━═]\s?){8})(?:[-=_*~#+─━═]{2,}+\s?+)++)\Z"
)
"""A line drawn across a text."""

BULLET = regex(r"\s*(?:(?P<mark>[*+•●▪◦‣·o–—-]|>>+)|(?P<number>\d{1,2})[.)])\s+(?=\S)")
"""What an entry of a list begins with."""

_SIDES = regex(r"\s*(?P<side>[*|#+│║┃:])\s+(?P<text>\S(?:.*\S)?)\s+(?P=side)\s*\Z")
_CORNER = regex(r"\s*[┏┌╔╭┣├╠┗└╚╰].*[━─═]")
_BOTTOMS: Final = "┗└╚╰"
_SIDE = regex(r"\A\s*[┃│║|]\s?|\s*[┃│║|]\s*\Z")
_DASHES: Final = dict.fromkeys(map(ord, "━─═┏┌╔╭┣├╠┗└╚╰┓┐╗╮┫┤╣┛┘╝╯"), "--")
_NEVER_WRAPPED: Final = 120
_LEAST_LONG: Final = 3
_MOST_ABOVE: Final = 12
_WIKI = regex(r"(?P<signs>={2,5})\s+(?P<text>[^\s=].*?)\s+(?P=signs)\s*\Z")
_SEVERAL: Final = 2
_NEAR_TOP: Final = 2
_LONGEST_OFFER: Final = 160


def groups_of(lines: list[str]) -> list[list[str]]:
    """Return the lines in groups that hang together; a rule is a group of its own.

    In a text whose lines nothing wraps, each line is one.
    """
    return _unwrapped(_shown_apart(_groups(_ranked(lines))))


def _ranked(lines: list[str]) -> list[str]:
    """Return `lines` with headings in signs of equality as wikis have them ("=== Lamps ===") marked with ``#``.

    Where all have as many, they are of one rank as other headings between lines are.
    """
    found = {at: match for at, line in enumerate(lines) if line[:2] == "==" and (match := _WIKI.match(line))}
    if len({match["signs"] for match in found.values()}) < _SEVERAL:
        return lines
    return [
        f"{'#' * len(found[at]['signs'])} {found[at]['text']}" if at in found else line for at, line in enumerate(lines)
    ]


def _groups(lines: list[str]) -> list[list[str]]:
    """Return the lines in groups that blank lines divide; a rule is a group of its own."""
    groups: list[list[str]] = [[]]
    for line in _unboxed(_straightened(lines)):
        if RULE.match(line):
            groups += [[line], []]
        elif line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return _unstarred([group for group in groups if group])


def _unstarred(groups: list[list[str]]) -> list[list[str]]:
    """Return `groups` without the stars that mail services put before headings: "** News" over a rule."""
    for group, following in pairwise(groups):
        if len(group) == 1 and group[0].startswith("** ") and RULE.match(following[0]):
            group[0] = group[0].lstrip("* ")
    return groups


def _shown_apart(groups: list[list[str]]) -> list[list[str]]:
    """Return `groups` with the line near the top apart that offers the issue in a browser."""
    parted: list[list[str]] = []
    for at, group in enumerate(groups):
        offer = next((n for n, line in enumerate(group) if is_view_online(line)), -1) if at < _NEAR_TOP else -1
        alone = len(group) > 1 and offer >= 0 and len(group[offer]) <= _LONGEST_OFFER
        parts = (group[:offer], [group[offer]], group[offer + 1 :]) if alone else (group,)
        parted += [part for part in parts if part]
    return parted


def _unwrapped(groups: list[list[str]]) -> list[list[str]]:
    """Return `groups` with every line as a group of its own, in a text whose lines nothing wraps.

    Lists, and lines that lead to an address, hang together there too.
    """
    if sum(len(line) > _NEVER_WRAPPED for group in groups for line in group) < _LEAST_LONG:
        return groups
    parted: list[list[str]] = []
    for group in groups:
        hangs = any(BULLET.match(line) or ADDRESS.search(line) for line in group)
        parted += [group] if hangs else [[line] for line in group]
    return parted


def _straightened(lines: list[str]) -> list[str]:
    """Return `lines` with the tops and bottoms of boxes as rules ("┏[PR]━━┓" is "--[PR]------"), and no sides."""
    kept: list[str] = []
    inside = False
    for line in lines:
        if _CORNER.match(line):
            inside = line.lstrip()[0] not in _BOTTOMS
            kept.append(straight(line))
        else:
            kept.append(_SIDE.sub("", line) if inside else line)
    return kept


def straight(line: str) -> str:
    """Return `line` with every piece of a drawn line as two dashes, so that one piece tells it from a word's dash."""
    return line if line.isascii() else line.translate(_DASHES)


def _unboxed(lines: list[str]) -> list[str]:
    """Return `lines` without the sides of the boxes drawn around them: "*  HARBOUR POST   *" between rules of stars."""
    if not any(map(_SIDES.match, lines)):
        return lines
    kept: list[str] = []
    inside = False
    for line in lines:
        match = _SIDES.match(line)
        inside = bool(match) and (inside or not kept or RULE.match(kept[-1]) is not None)
        kept.append(match["text"] if match and inside else line)
    return kept


def contents(groups: list[list[str]]) -> frozenset[str]:
    """Return the entries of the numbered lists at the top, which stand over their sections again."""
    found: set[str] = set()
    for group in groups[:_MOST_ABOVE]:
        entries = [line for line in group if (match := BULLET.match(line)) and match["number"]]
        found.update(squeeze(line).casefold() for line in entries if len(entries) > 1)
    return frozenset(found)
