"""Finds the advertisements in Markdown that other tools wrote: by a heading or line above, or a suffix at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from reader_app.importers.foreign_blocks import between_rules, marked
from reader_app.importers.foreign_brands import (
    EMOJI,
    first_address,
    markdown_of,
    sponsor_of,
)
from reader_app.importers.foreign_headed import headed, label_of, paid, titled, under_label
from reader_app.importers.foreign_items import ended
from reader_app.importers.foreign_marks import footnotes, with_marked
from reader_app.importers.foreign_told import following, told, told_too
from reader_app.importers.structure.cues import (
    sponsor_label,
)
from reader_app.importers.structure.names import before_number, normal
from reader_app.importers.structure.parting import houses_of
from reader_app.model.blocks import Block, Prose, Sponsor
from reader_app.model.issue import Issue, Section


def with_sponsors(issue: Issue) -> Issue:
    """Return `issue` with what its words disclose as paid in sponsor blocks. Nothing is left out."""
    houses = houses_of((issue.publication, issue.title))
    given = {block for block in _all(issue) if isinstance(block, Sponsor)}
    notes = footnotes(issue)
    own = [any(isinstance(block, Sponsor) for block in section.blocks) for section in issue.sections]
    made = [
        tuple(_told(with_marked(tuple(ended(blocks, houses)), notes, _item), houses))
        for blocks in (issue.lead, *(section.blocks for section in issue.sections))
    ]
    parted = [replace(section, blocks=blocks) for section, blocks in zip(issue.sections, made[1:], strict=True)]
    issue = replace(issue, lead=made[0], sections=tuple(parted))
    lead, announced = marked(issue.lead, "")
    sections: list[Section] = []
    sign = next((found[0] for each in issue.sections if (found := _sign(each.heading))), "")
    for section, has_own in zip(issue.sections, own, strict=True):
        label = None if has_own else label_of(section)
        above = _last(lead, sections) if announced else None
        ads: list[Block] = under_label(section, label) if label else paid(section) or titled(section)
        if announced and above and not ads:
            lead, sections = _without_last(lead, sections)
            ads = headed(section, announced.name, announced.label, [above])
        announced = None
        if ads and sections:
            last = sections[-1]
            sections[-1] = replace(last, blocks=(*last.blocks, *ads))
        elif ads:
            lead += ads
        else:
            blocks, announced = marked(section.blocks, sign)
            sections.append(replace(section, blocks=tuple(blocks)))
    return _without_house(replace(issue, lead=tuple(lead), sections=tuple(sections)), given)


def _all(issue: Issue) -> list[Block]:
    return [*issue.lead, *(block for section in issue.sections for block in section.blocks)]


def _without_house(issue: Issue, given: Collection[Block]) -> Issue:
    """Return `issue` with prose in place of what the publication promotes itself; the blocks `given` as such stay."""
    own = {normal(name) for name in (issue.publication, before_number(issue.title)) if name}

    def plain(block: Block) -> Block:
        promotes = isinstance(block, Sponsor) and block not in given and normal(block.name) in own
        return Prose(block.body) if isinstance(block, Sponsor) and promotes and block.body else block

    lead, *made = (
        tuple(map(plain, blocks)) for blocks in (issue.lead, *(section.blocks for section in issue.sections))
    )
    sections = (replace(section, blocks=blocks) for section, blocks in zip(issue.sections, made, strict=True))
    return replace(issue, lead=lead, sections=tuple(sections))


def _item(markdown: str, label: str) -> Sponsor:
    return sponsor_of([Prose(markdown)], "", label)


def _told(blocks: Sequence[Block], houses: Collection[str]) -> list[Block]:
    """Return `blocks` with the paragraphs parted that say in a sentence who paid."""
    found: list[Block] = []
    taken = 0
    for at, block in enumerate(blocks):
        if at < taken:
            continue
        part = told(block, houses) or (told_too(block, houses) if at and at == taken else None)
        if part is None:
            found.append(block)
            continue
        if part.before:
            found.append(Prose(part.before))
        taken = at + 1
        if not part.after:
            taken = max(between_rules(blocks, at), following(blocks, at + 1, part.found))
        first, *others = part.found.names
        body = "\n\n".join([part.body, *map(markdown_of, blocks[at + 1 : taken])])
        found.append(Sponsor(first.name, url=first.url or first_address(body), label=part.found.label, body=body))
        found += [Sponsor(who.name, url=who.url, label=part.found.label) for who in others]
        if part.after:
            found.append(Prose(part.after))
    return found


def _last(lead: Sequence[Block], sections: Sequence[Section]) -> Block | None:
    blocks = sections[-1].blocks if sections else lead
    return blocks[-1] if blocks else None


def _without_last(lead: list[Block], sections: list[Section]) -> tuple[list[Block], list[Section]]:
    if not sections:
        return lead[:-1], sections
    return lead, [*sections[:-1], replace(sections[-1], blocks=sections[-1].blocks[:-1])]


def _sign(heading: str) -> re.Match[str] | None:
    """Return the picture letter an issue puts before its sponsors' heading: it then marks paid items elsewhere."""
    return EMOJI.match(heading) if sponsor_label(heading) else None
