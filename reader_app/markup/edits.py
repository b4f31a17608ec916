"""Outline moves and form entries as small text edits: the lines concerned change, no other byte does.

Every function takes the text and what it was parsed to, and returns the edits to make; `apply` makes them. Lines are
counted from 0. An editor applies them as one undo step of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from reader_app.markup.front_matter import format_list, format_scalar
from reader_app.markup.natural import inline
from reader_app.markup.parsed import Parsed, Part, PartKind

# A line of front matter up to its comment: a value in quotes or brackets may hold the mark of one.
_COMMENT = re.compile(
    r"""[\w-]+[ \t]*:[ \t]*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\]]*\]|[^\s"'\[#][^\n]*?)?([ \t]+#.*)$"""
)
MOVABLE = (PartKind.SECTION, PartKind.BLOCK, PartKind.ABOUT)


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replaces the lines [start, end) by `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def apply(text: str, edit: TextEdit) -> str:
    """Return `text` with `edit` made."""
    lines = text.split("\n")
    return "\n".join([*lines[: edit.start], *edit.lines, *lines[edit.end :]])


def move_part(text: str, parsed: Parsed, index: int, before: int | None) -> TextEdit | None:
    """Return the edit that moves part `index` of ``parsed.parts`` to stand before part `before` (None: to the end).

    None when the part cannot move or already stands there. Only the lines between the two places are touched.
    """
    part = parsed.parts[index]
    if part.kind not in MOVABLE:
        return None
    lines = text.split("\n")
    end = _end_with_blank(lines, part)
    target = len(lines) if before is None else parsed.parts[before].start
    if part.start <= target <= end:
        return None
    moved, tail = _ending_blank(lines[part.start : end])
    if target > part.start:
        between, _ = _ending_blank(lines[end:target])
        return TextEdit(part.start, target, (*between, *moved[:-1], *tail) if before is None else (*between, *moved))
    between, end_tail = lines[target : part.start], tail
    if end == len(lines):
        between = _without_blank_end(between)
        return TextEdit(target, end, (*moved, *between, *end_tail))
    return TextEdit(target, end, (*moved, *between))


def move_section(text: str, parsed: Parsed, index: int, to: int) -> TextEdit | None:
    """Return the edit that makes section `index` the section number `to`; None when it already is."""
    places = [number for number, part in enumerate(parsed.parts) if part.kind is PartKind.SECTION]
    if index == to or not (0 <= index < len(places) and 0 <= to < len(places)):
        return None
    after = to if to < index else to + 1
    return move_part(text, parsed, places[index], places[after] if after < len(places) else None)


def step(parsed: Parsed, index: int, direction: int) -> int | None:
    """Return the place before which part `index` must stand to move one step up (-1) or down (+1).

    The answer is an index in ``parsed.parts``, or ``len(parsed.parts)`` for the end; None when there is no step.
    Sections step over sections; blocks over blocks, and over a heading into the section beside.
    """
    part = parsed.parts[index]
    if part.kind is PartKind.SECTION:
        places = [number for number, other in enumerate(parsed.parts) if other.kind is PartKind.SECTION]
        at = places.index(index) + (direction if direction < 0 else 2)
        return None if at < 0 or at > len(places) else (places[at] if at < len(places) else len(parsed.parts))
    steps = [number for number, other in enumerate(parsed.parts) if other.kind in MOVABLE]
    at = steps.index(index) + (-1 if direction < 0 else 2)
    if at < 0 or at > len(steps):
        return None
    return steps[at] if at < len(steps) else len(parsed.parts)


def move_parts(text: str, parsed: Parsed, indexes: Collection[int], before: int | None) -> TextEdit | None:
    """Return the edit that moves several parts, in their order, to stand before part `before` (None: to the end).

    Parts that cannot move, and those that lie in another one that moves, are left to it. None when nothing changes.
    """
    chosen = outermost(parsed, indexes)
    if len(chosen) == 1:
        return move_part(text, parsed, chosen[0], before)
    lines = text.split("\n")
    spans = [(parsed.parts[index].start, _end_with_blank(lines, parsed.parts[index])) for index in chosen]
    target = len(lines) if before is None else parsed.parts[before].start
    target = next((start for start, end in reversed(spans) if start <= target < end), target)
    if not spans:
        return None
    start, end = min(spans[0][0], target), max(spans[-1][1], target)
    moving = {number for span in spans for number in range(*span)}
    above = [lines[number] for number in range(start, target) if number not in moving]
    below = [lines[number] for number in range(target, end) if number not in moving]
    moved = [line for span in spans for line in _ending_blank(lines[slice(*span)])[0]]
    if end < len(lines):
        return _unless_same(lines, TextEdit(start, end, (*above, *moved, *below)))
    tail = lines[len(_without_blank_end(lines)) :]
    above = _ending_blank(above)[0] if above else above
    return _unless_same(lines, TextEdit(start, end, (*_without_blank_end([*above, *moved, *below]), *tail)))


def outermost(parsed: Parsed, indexes: Collection[int]) -> list[int]:
    """Return those of `indexes` that can move, in the order of the text, without what lies in another of them."""
    chosen: list[int] = []
    end = -1
    for index in sorted(set(indexes), key=lambda index: (parsed.parts[index].start, -parsed.parts[index].end)):
        part = parsed.parts[index]
        if part.kind in MOVABLE and part.start >= end:
            chosen.append(index)
            end = part.end
    return chosen


def next_section(parsed: Parsed, index: int) -> int:
    """Return the first section or footer at or after part `index`, ``len(parsed.parts)`` when none follows."""
    ends = (PartKind.SECTION, PartKind.ABOUT)
    found = (number for number, part in enumerate(parsed.parts) if number >= index and part.kind in ends)
    return next(found, len(parsed.parts))


def remove_parts(text: str, parsed: Parsed, indexes: Collection[int]) -> tuple[TextEdit, ...]:
    """Return the edits, the last part first, that take several parts out, each with the blank lines after it."""
    return tuple(remove_part(text, parsed, index) for index in reversed(outermost(parsed, indexes)))


def remove_part(text: str, parsed: Parsed, index: int) -> TextEdit:
    """Return the edit that takes part `index` out, with the blank lines after it."""
    lines = text.split("\n")
    part = parsed.parts[index]
    return TextEdit(part.start, _end_with_blank(lines, part), ())


def rename_section(text: str, parsed: Parsed, section: int, heading: str) -> TextEdit | None:
    """Return the edit that gives section number `section` the plain text `heading`; its attributes stay."""
    part = next((part for part in parsed.parts if part.kind is PartKind.SECTION and part.section == section), None)
    if part is None:
        return None
    line = text.split("\n")[part.start]
    braces = re.search(r"[ \t]+\{#[^{}]*\}[ \t]*$", line)
    return TextEdit(
        part.start, part.start + 1, (f"## {inline(heading)}{braces[0].rstrip() if braces else ''}".rstrip(),)
    )


def insert_block(text: str, parsed: Parsed, section: int, block_text: str) -> TextEdit:
    """Return the edit that puts `block_text` at the end of section number `section` (-1: of the lead)."""
    kind = PartKind.LEAD if section < 0 else PartKind.SECTION
    part = next(part for part in parsed.parts if part.kind is kind and part.section == section)
    return insert_at(text, part.end, block_text)


def insert_at(text: str, line: int, block_text: str) -> TextEdit:
    """Return the edit that puts `block_text` before `line`, with one blank line on either side."""
    lines = text.split("\n")
    start = line
    while start > 0 and not lines[start - 1].strip():
        start -= 1
    new = ([""] if start > 0 else []) + block_text.rstrip("\n").split("\n") + [""]
    return TextEdit(start, line, tuple(new))


def set_front_matter(text: str, key: str, value: str | tuple[str, ...]) -> TextEdit:
    """Return the edit that gives the fact `key` the text or the list `value` in the front matter.

    An empty one takes its line out. Comments, order and unknown keys stay. A text without front matter gets one.
    """
    lines = text.split("\n")
    said = format_list(value) if isinstance(value, tuple) else format_scalar(key, value)
    new = (f"{key}: {said}",) if said else ()
    closing = _closing_fence(lines)
    if closing is None:
        return TextEdit(0, 0, ("---", *new, "---", "") if new else ())
    for number in range(1, closing):
        if re.match(rf"{re.escape(key)}[ \t]*:", lines[number]):
            end = number + 1
            while end < closing and (lines[end][:1] in (" ", "\t") or lines[end].startswith("- ")):
                end += 1
            comment = _COMMENT.match(lines[number])
            if comment:
                new = (f"{key}: {said}".rstrip() + comment[1],)
            return TextEdit(number, end, new)
    return TextEdit(closing, closing, new)


def _unless_same(lines: list[str], edit: TextEdit) -> TextEdit | None:
    return None if tuple(lines[edit.start : edit.end]) == edit.lines else edit


def _closing_fence(lines: list[str]) -> int | None:
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return None
    return next((number for number in range(1, len(lines)) if lines[number].rstrip() in ("---", "...")), None)


def _end_with_blank(lines: list[str], part: Part) -> int:
    end = part.end
    while end < len(lines) and not lines[end].strip():
        end += 1
    return end


def _ending_blank(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines ending in exactly one blank line, and the blank lines they had at their end."""
    kept = _without_blank_end(lines)
    return [*kept, ""], lines[len(kept) :]


def _without_blank_end(lines: list[str]) -> list[str]:
    end = len(lines)
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
