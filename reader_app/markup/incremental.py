"""Incremental parsing: only the units of a text that changed are parsed again.

A unit's result depends on nothing but its text and the link definitions it uses, so results are looked up by those.
Whatever did not change is the identical object as before: views redraw only what is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from reader_app.markup import front_matter, references
from reader_app.markup.front_matter import FrontMatter
from reader_app.markup.parsed import Parsed, Part, PartKind
from reader_app.markup.scan import Scan, Unit, UnitKind, scan
from reader_app.markup.units import UnitResult, heading, parse_unit
from reader_app.model.blocks import Block
from reader_app.model.issue import NO_ID, About, Issue, Section
from reader_app.model.problems import Problem, Severity

_UnitKey = tuple[UnitKind, str, tuple[str, ...]]
_SectionKey = tuple[str, tuple[int, ...]]


class _OpenSection(NamedTuple):
    """A section while its blocks are collected; `heading` is its line as written."""

    heading: str
    start: int
    part: int
    blocks: list[Block]


class IncrementalParser:
    """Parses successive versions of one text. `parse` gives what a new parser would give, sooner.

    Not safe for use by two threads at once.
    """

    def __init__(self, issue_id: UUID = NO_ID) -> None:
        self._issue_id = issue_id
        self._units: dict[_UnitKey, UnitResult] = {}
        self._sections: dict[_SectionKey, Section] = {}
        self._front: tuple[tuple[str, ...] | None, FrontMatter] = (None, front_matter.NONE)

    def parse(self, text: str) -> Parsed:
        """Return the issue in `text`, with places and problems. Never fails."""
        found = scan(text)
        if found.front_matter != self._front[0]:
            facts = front_matter.parse_front_matter(found.front_matter or ())
            self._front = (found.front_matter, facts)
        if self._front[1].has_title:
            found = _without_title(found)
        assembly = _Assembly(found, self._front[1], self._results(found))
        issue_id = self._issue_id if self._front[1].id == NO_ID else self._front[1].id
        parsed = assembly.parsed(issue_id, self._sections)
        self._sections = assembly.kept_sections
        return parsed

    def _results(self, found: Scan) -> list[UnitResult | None]:
        shared = [unit for unit in found.units if unit.kind in (UnitKind.ITEM, UnitKind.PROSE) and "]:" in unit.text]
        known = references.definitions([line for unit in shared for line in [*unit.text.split("\n"), ""]])
        results: list[UnitResult | None] = []
        kept: dict[_UnitKey, UnitResult] = {}
        for unit in found.units:
            if unit.kind in (UnitKind.TITLE, UnitKind.SECTION):
                results.append(None)
                continue
            keys = references.needed(unit.text, known) if known else ()
            key = (unit.kind, unit.text, tuple(known[name] for name in keys))
            own = _own_definitions(unit)
            result = kept.get(key) or self._units.get(key)
            if result is None:
                result = parse_unit(unit, {**own, **{name: known[name] for name in keys}})
            kept[key] = result
            results.append(result)
        self._units = kept
        return results


def _without_title(found: Scan) -> Scan:
    """Return the scan with its ``#`` heading as running text: the front matter has the title."""
    units = (replace(unit, kind=UnitKind.PROSE) if unit.kind is UnitKind.TITLE else unit for unit in found.units)
    return replace(found, units=tuple(units))


def _own_definitions(unit: Unit) -> dict[str, str]:
    """Return the definitions inside the unit itself: each of its blocks may use them."""
    if unit.kind is UnitKind.DIV or "]:" not in unit.text:
        return {}
    return references.definitions(unit.text.split("\n"))


class _Assembly:
    """Puts the results of the units together to one issue."""

    def __init__(self, found: Scan, facts: FrontMatter, results: Sequence[UnitResult | None]) -> None:
        self._scan = found
        self._facts = facts
        self._results = results
        self._title = facts.texts.get("title", "")
        self._lead: list[Block] = []
        self._sections: list[_OpenSection] = []
        self._about: About | None = None
        self._parts: list[Part] = []
        self._problems = [*facts.problems, *found.problems]
        self.kept_sections: dict[_SectionKey, Section] = {}

    def parsed(self, issue_id: UUID, known_sections: dict[_SectionKey, Section]) -> Parsed:
        """Return the whole; sections equal to one in `known_sections` are that very object."""
        if self._scan.front_matter is not None:
            self._parts.append(Part(PartKind.FRONT_MATTER, 0, self._scan.body_start))
        lead_part = len(self._parts)
        for unit, result in zip(self._scan.units, self._results, strict=True):
            self._add(unit, result)
        sections = tuple(self._section(known_sections, index) for index in range(len(self._sections)))
        lead_end = self._sections[0].start if self._sections else len(self._scan.lines)
        self._parts.insert(lead_part, Part(PartKind.LEAD, self._scan.body_start, lead_end))
        facts = self._facts
        issue = Issue(
            id=issue_id,
            title=self._title,
            date=facts.date,
            authors=facts.lists.get("authors", ()),
            tags=facts.lists.get("tags", ()),
            lead=tuple(self._lead),
            sections=sections,
            about=self._about,
            extra=facts.extra,
            **{key: facts.texts.get(key, "") for key in ("publication", "number", "preheader", "url", "lang")},
        )
        self._problems.sort(key=lambda problem: problem.line)
        return Parsed(issue, tuple(self._parts), tuple(self._problems))

    def _add(self, unit: Unit, result: UnitResult | None) -> None:
        if unit.kind is UnitKind.SECTION:
            self._sections.append(_OpenSection(unit.text, unit.start, len(self._parts), []))
            self._parts.append(Part(PartKind.SECTION, unit.start, unit.end, len(self._sections) - 1))
        elif result is None:
            self._add_title(unit)
        else:
            for found in result.blocks:
                self._place(found.value, unit.start + found.start, unit.start + found.end)
            for problem in result.problems:
                self._problems.append(Problem(problem.severity, problem.sentence, problem.line + unit.start + 1))

    def _add_title(self, unit: Unit) -> None:
        self._parts.append(Part(PartKind.TITLE, unit.start, unit.end))
        self._title = heading(unit.text)[0]

    def _place(self, value: Block | About, start: int, end: int) -> None:
        section = len(self._sections) - 1
        if isinstance(value, About):
            if self._about is not None:
                self._problems.append(
                    Problem(Severity.WARNING, "There is more than one “about” block; the last one counts.", start + 1)
                )
            self._about = value
            self._parts.append(Part(PartKind.ABOUT, start, end, section, value=value))
            return
        blocks = self._sections[-1].blocks if self._sections else self._lead
        blocks.append(value)
        self._parts.append(Part(PartKind.BLOCK, start, end, section, len(blocks) - 1, value))

    def _section(self, known: dict[_SectionKey, Section], index: int) -> Section:
        opened = self._sections[index]
        key = (opened.heading, tuple(map(id, opened.blocks)))
        section = known.get(key) or self.kept_sections.get(key)
        if section is None:
            section = Section(*heading(opened.heading), tuple(opened.blocks))
        self.kept_sections[key] = section
        end = self._sections[index + 1].start if index + 1 < len(self._sections) else len(self._scan.lines)
        self._parts[opened.part] = Part(PartKind.SECTION, opened.start, end, index, value=section)
        return section
