"""What parsing a text gives: the issue, where each part of it stands in the text, and what is to be said about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader_app.model.blocks import Block
from reader_app.model.issue import About, Issue, Section
from reader_app.model.problems import Problem


class PartKind(StrEnum):
    """The kinds of parts of a text."""

    FRONT_MATTER = "front-matter"
    TITLE = "title"
    LEAD = "lead"
    SECTION = "section"
    BLOCK = "block"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text: its lines [start, end), counted from 0.

    `section` is the index in `Issue.sections` (-1 for the lead and what has no section); `block` the index in the lead
    or the section (-1 for anything but a block); `value` what it was read as. LEAD and SECTION span their blocks.
    """

    kind: PartKind
    start: int
    end: int
    section: int = -1
    block: int = -1
    value: Section | Block | About | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """An issue with the places of its parts, in the order of the text, and its problems, ordered by line."""

    issue: Issue
    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]

    def part_at(self, line: int) -> Part | None:
        """Return the innermost part that holds `line` (counted from 0)."""
        found = None
        for part in self.parts:
            if part.start <= line < part.end and (found is None or part.end - part.start <= found.end - found.start):
                found = part
        return found

    def block_part(self, section: int, block: int) -> Part | None:
        """Return the part of a block by its place in the issue."""
        for part in self.parts:
            if part.kind is PartKind.BLOCK and part.section == section and part.block == block:
                return part
        return None
