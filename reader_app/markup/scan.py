"""Cuts a text into units by its lines alone: front matter, title, section headings, items, divs, running text.

All structure stands at column 0: ``##`` opens a section, ``###`` an item, ``:::`` a div; code fences hide what is in
them. A unit is parsed on its own (units.py), so an edit costs the parsing of the unit it falls into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reader_app.markup.guards import strip_comments
from reader_app.model.problems import Problem, Severity
from reader_app.model.text import next_fence

_SECTION = re.compile(r"##(?:[ \t]|$)")
_ITEM = re.compile(r"###(?:[ \t]|$)")
_TITLE = re.compile(r"#(?:[ \t]|$)")
_DIV = re.compile(r":::+[ \t]*(.*?)[ \t]*$")
_OPENING = re.compile(r"(\{.*\}|[^\s{}:]+)(?:[ \t]+:+)?$")
_NO_SPLIT = frozenset(" \t-+*0123456789")


class UnitKind(Enum):
    """What a unit holds."""

    TITLE = auto()
    SECTION = auto()
    ITEM = auto()
    DIV = auto()
    PROSE = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """The lines [start, end) of the text, without its blank lines at the end; `text` has no comments in it."""

    kind: UnitKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A text cut into units.

    `lines` are those after the front matter was blanked and comments were taken out;
    `front_matter` holds the lines between its fences, or None; its closing line is `body_start` - 1.
    """

    lines: tuple[str, ...]
    front_matter: tuple[str, ...] | None
    body_start: int
    units: tuple[Unit, ...]
    problems: tuple[Problem, ...]


def scan(text: str) -> Scan:
    """Cut `text` into units. Never fails."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    problems: list[Problem] = []
    front, start = _front_matter(lines, problems)
    body = lines[start:]
    if "<!--" in text:
        body, unclosed = strip_comments(body)
        if unclosed is not None:
            problems.append(Problem(Severity.WARNING, "This comment is not closed with “-->”.", start + unclosed + 1))
    kept = [""] * start + body
    scanner = _Scanner(kept, start, problems)
    return Scan(tuple(kept), front, start, tuple(scanner.units()), tuple(problems))


def _front_matter(lines: Sequence[str], problems: list[Problem]) -> tuple[tuple[str, ...] | None, int]:
    if lines[0].rstrip() != "---":
        return None, 0
    for number in range(1, len(lines)):
        if lines[number].rstrip() in ("---", "..."):
            return tuple(lines[1:number]), number + 1
    if len(lines) > 1 and re.match(r"[\w-]+:", lines[1]):
        problems.append(Problem(Severity.WARNING, "The front matter is not closed with “---”.", 1))
    return None, 0


class _Scanner:
    """One pass over the lines of a text."""

    def __init__(self, lines: list[str], start: int, problems: list[Problem]) -> None:
        self._lines = lines
        self._start = start
        self._problems = problems
        self._fenced, self._div_ends, self._openings = self._marks()

    def units(self) -> list[Unit]:
        """Return the units in order."""
        found: list[Unit] = []
        number, begin, kind = self._start, self._start, UnitKind.PROSE
        seen_section = seen_title = False
        while number < len(self._lines):
            line = self._lines[number]
            boundary = None if not line or number in self._fenced else self._boundary(number, line, kind)
            if boundary is UnitKind.TITLE and (seen_section or seen_title):
                boundary = UnitKind.PROSE if kind is UnitKind.PROSE else None
            if boundary is None:
                number += 1
                continue
            self._close(found, kind, begin, number)
            begin, kind = number, boundary
            seen_section |= boundary is UnitKind.SECTION
            seen_title |= boundary is UnitKind.TITLE
            if boundary in (UnitKind.DIV, UnitKind.SECTION, UnitKind.TITLE):
                number = self._end_of_div(number) if boundary is UnitKind.DIV else number + 1
                self._close(found, kind, begin, number)
                begin, kind = number, UnitKind.PROSE
            else:
                number += 1
        self._close(found, kind, begin, len(self._lines))
        return found

    def _boundary(self, number: int, line: str, kind: UnitKind) -> UnitKind | None:
        if line[0] == "#":
            if _SECTION.match(line):
                return UnitKind.SECTION
            if _ITEM.match(line):
                return UnitKind.ITEM
            if _TITLE.match(line):
                return UnitKind.TITLE
        elif number in self._openings:
            return UnitKind.DIV
        if kind is UnitKind.PROSE and line[0] not in _NO_SPLIT and not self._lines[number - 1].strip():
            return UnitKind.PROSE
        return None

    def _close(self, found: list[Unit], kind: UnitKind, begin: int, end: int) -> None:
        lines = self._lines
        while end > begin and not lines[end - 1].strip():
            end -= 1
        while begin < end and not lines[begin].strip():
            begin += 1
        if begin < end:
            found.append(Unit(kind, begin, end, "\n".join(lines[begin:end])))

    def _end_of_div(self, number: int) -> int:
        end = self._div_ends.get(number)
        if end is not None:
            return end + 1
        self._problems.append(Problem(Severity.WARNING, "This block is not closed with “:::”.", number + 1))
        for later in range(number + 1, len(self._lines)):
            if later not in self._fenced and _SECTION.match(self._lines[later]):
                return later
        return len(self._lines)

    def _marks(self) -> tuple[set[int], dict[int, int], set[int]]:
        """Return the lines in code fences, the closing line of each closed div, and the lines that open a div."""
        fenced: set[int] = set()
        ends: dict[int, int] = {}
        openings: set[int] = set()
        stack: list[int] = []
        fence, fence_line = "", 0
        for number in range(self._start, len(self._lines)):
            line = self._lines[number]
            first = line[:1]
            if first in "`~" and first:
                before, fence = fence, next_fence(fence, line)
                if fence and not before:
                    fence_line = number
                if before or fence:
                    fenced.add(number)
                    continue
            if fence:
                fenced.add(number)
            elif first == ":":
                self._note_div(number, line, stack, ends, openings)
        if fence:
            self._problems.append(Problem(Severity.WARNING, "This code block is not closed.", fence_line + 1))
        return fenced, ends, openings

    def _note_div(self, number: int, line: str, stack: list[int], ends: dict[int, int], openings: set[int]) -> None:
        match = _DIV.match(line)
        if match is None:
            return
        if is_closing(line):
            if stack:
                ends[stack.pop()] = number
            else:
                self._problems.append(
                    Problem(Severity.WARNING, "This “:::” closes a block that was never opened.", number + 1)
                )
                self._lines[number] = ""
        elif _OPENING.match(match[1]):
            stack.append(number)
            openings.add(number)


def is_closing(line: str) -> bool:
    """Tell whether `line` closes a div."""
    return line.startswith(":::") and not line.strip(" \t:")


def opening_of(line: str) -> str | None:
    """Return what stands after the colons of a line that opens a div (``sponsor``, ``{.note}``), else None."""
    match = _DIV.match(line)
    found = _OPENING.match(match[1]) if match else None
    return found[1] if found else None
