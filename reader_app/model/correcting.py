"""Applies a person's corrections to an issue: pure, again and again with the same result, no word lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from reader_app.model.as_body import as_body, escaped, from_body
from reader_app.model.blocks import DEFAULT_LABEL, Block, Item, Podcast, Prose, Sponsor, Unknown
from reader_app.model.corrections import (
    BlockAnchor,
    Correction,
    JoinSection,
    MarkSponsor,
    NotSponsor,
    RenameSection,
    SectionAnchor,
    SplitSection,
    StateFacts,
    find_block,
    words_of,
)
from reader_app.model.issue import Issue, Section

_LEAD = -1


@dataclass(frozen=True, slots=True)
class Applied:
    """The issue with its corrections; `unmatched` are those whose place is not in it (any more)."""

    issue: Issue
    unmatched: tuple[Correction, ...] = ()


def apply(issue: Issue, corrections: Iterable[Correction]) -> Applied:
    """Return `issue` with `corrections` applied in order. One that holds already changes nothing."""
    unmatched: list[Correction] = []
    for correction in corrections:
        changed = _applied(issue, correction)
        if changed is None:
            unmatched.append(correction)
        else:
            issue = changed
    return Applied(issue, tuple(unmatched))


def _applied(issue: Issue, correction: Correction) -> Issue | None:
    match correction:
        case MarkSponsor(block=anchor, name=name):
            return _with_block(issue, anchor, lambda block: (_as_sponsor(block, name),))
        case NotSponsor(block=anchor):
            return _with_block(issue, anchor, _as_editorial)
        case SplitSection(block=anchor, heading=heading):
            return _split(issue, anchor, heading)
        case RenameSection(section=section, heading=heading):
            return _renamed(issue, section, heading)
        case JoinSection(section=section):
            return _joined(issue, section)
        case StateFacts():
            return replace(issue, **correction.stated())


def _with_block(issue: Issue, anchor: BlockAnchor, change: Callable[[Block], tuple[Block, ...]]) -> Issue | None:
    place = _place(issue, anchor)
    if place is None:
        return None
    section, position = place
    blocks = _blocks(issue, section)
    return _with_blocks(issue, section, (*blocks[:position], *change(blocks[position]), *blocks[position + 1 :]))


def _as_sponsor(block: Block, name: str) -> Sponsor:
    if isinstance(block, Sponsor):
        return replace(block, name=name, body=as_body(block))
    url = getattr(block, "url", "")
    return Sponsor(name, url, body=as_body(block), extra=(*getattr(block, "extra", ()), *_unshown(block)))


def _unshown(block: Block) -> Iterator[tuple[str, str]]:
    """Yield what `block` holds beside its text, as attributes."""
    if isinstance(block, Item | Podcast) and block.minutes is not None:
        yield "minutes", str(block.minutes)
    if isinstance(block, Unknown):
        yield "opening", block.opening


def _as_editorial(block: Block) -> tuple[Block, ...]:
    """Return the block without the mark; its label and name stay where its text does not say them."""
    if not isinstance(block, Sponsor):
        return (block,)
    said = " ".join(words_of(block))
    before: list[Block] = []
    if block.label != DEFAULT_LABEL and not _says(said, block.label):
        before.append(Prose(escaped(block.label)))
    if not block.body:
        return (*before, Item(block.name, block.url))
    if not _says(said, block.name) or block.url not in block.body:
        before.append(Item(block.name, block.url))
    return (*before, from_body(block.body))


def _says(said: str, text: str) -> bool:
    return f" {' '.join(words_of(Prose(escaped(text))))} " in f" {said} "


def _split(issue: Issue, anchor: BlockAnchor, heading: str) -> Issue | None:
    place = _place(issue, anchor)
    if place is None:
        return None
    section, position = place
    if section != _LEAD and position == 0:
        return issue
    blocks = _blocks(issue, section)
    issue = _with_blocks(issue, section, blocks[:position])
    new = Section(heading, "", blocks[position:])
    return replace(issue, sections=(*issue.sections[: section + 1], new, *issue.sections[section + 1 :]))


def _renamed(issue: Issue, anchor: SectionAnchor, heading: str) -> Issue | None:
    found = _section(issue, anchor, {anchor.heading, heading})
    if found is None:
        return None
    section = replace(issue.sections[found], heading=heading)
    return replace(issue, sections=(*issue.sections[:found], section, *issue.sections[found + 1 :]))


def _joined(issue: Issue, anchor: SectionAnchor) -> Issue | None:
    found = _section(issue, anchor, {anchor.heading})
    if found is None or issue.sections[found].heading != anchor.heading:
        # Where its first block stands in the midst of another section, there is nothing to join.
        return issue if anchor.first is not None and _place(issue, anchor.first) is not None else None
    section = issue.sections[found]
    line = (Prose(f"**{escaped(section.heading)}**"),) if section.heading else ()
    if anchor.first is not None and line:
        place = _place(issue, anchor.first)
        if place is not None and section.blocks[: place[1]][-1:] == line:
            return issue
    blocks = (*_blocks(issue, found - 1), *line, *section.blocks)
    issue = replace(issue, sections=(*issue.sections[:found], *issue.sections[found + 1 :]))
    return _with_blocks(issue, found - 1, blocks)


def _section(issue: Issue, anchor: SectionAnchor, headings: set[str]) -> int | None:
    """Return the position of the section that `anchor` names, whose heading is one of `headings` or begins with it."""
    if anchor.first is None:
        empty = [n for n, each in enumerate(issue.sections) if not each.blocks and each.heading in headings]
        return empty[anchor.occurrence] if anchor.occurrence < len(empty) else None
    place = _place(issue, anchor.first)
    if place is None:
        named = [n for n, each in enumerate(issue.sections) if each.heading == anchor.heading]
        return named[0] if len(named) == 1 else None
    section, position = place
    if section == _LEAD or (position and issue.sections[section].heading not in headings):
        return None
    return section


def _place(issue: Issue, anchor: BlockAnchor) -> tuple[int, int] | None:
    """Return the section (-1 for the lead) and the position in it of the block that `anchor` names."""
    runs = (issue.lead, *(section.blocks for section in issue.sections))
    position = find_block([block for run in runs for block in run], anchor)
    if position is None:
        return None
    ends = list(accumulate(len(run) for run in runs))
    section = next(n for n, end in enumerate(ends) if position < end)
    return section - 1, position - (ends[section - 1] if section else 0)


def _blocks(issue: Issue, section: int) -> tuple[Block, ...]:
    return issue.lead if section == _LEAD else issue.sections[section].blocks


def _with_blocks(issue: Issue, section: int, blocks: tuple[Block, ...]) -> Issue:
    if section == _LEAD:
        return replace(issue, lead=blocks)
    changed = replace(issue.sections[section], blocks=blocks)
    return replace(issue, sections=(*issue.sections[:section], changed, *issue.sections[section + 1 :]))
