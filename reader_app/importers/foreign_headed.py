"""Finds the advertisements of Markdown that have a heading of their own: a label, a paid title, paid links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.foreign_blocks import is_rule, joined, marked, rows_of
from reader_app.importers.foreign_brands import (
    addresses_in,
    bolds_in,
    brand_of,
    first_address,
    markdown_of,
)
from reader_app.importers.foreign_marks import is_list
from reader_app.importers.structure.brands import brand, core_of, is_paid_link, is_short
from reader_app.importers.structure.cues import (
    Label,
    is_of_several,
    sponsor_label,
    sponsored_suffix,
    without_suffix,
)
from reader_app.importers.structure.disclosures import asks_for_support, offers_in
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Block, Prose, Sponsor
from reader_app.model.issue import Section
from reader_app.patterns import any_case, regex

_LEAST_LOGOS: Final = 2

_LOGO_LINK = regex(
    r"\[\s*!\[(?P<alt>[^\]]*)\]\(<?(?P<src>[^\s()<>]+)>?\)(?P<text>[^\[\]]*)\]\(<?(?P<url>[^\s()<>]+)>?\)"
)
_SHOWN = regex(r"(?:[-*+]\s+)?[*_]{0,3}!?\[|\*\*")
_PARTNER = any_case(r"\W*(?:partner|partenaire|parceiro|socio|партн[её]р|パートナー)\W*")
_PARTS = regex(r"\s*[:：]\s+|\s+[|–—-]\s+")
_LONGEST_INITIALS: Final = 4
_LONGEST_NAME: Final = 50
_LONGEST_DISCLOSURE: Final = 100


def label_of(section: Section) -> Label | None:
    """Return the label that the heading of a section is, which may call for a name ("Supported by") that follows it.

    "Partner" alone is one over a single paragraph that leads to a single host.
    """
    label = sponsor_label(section.heading)
    first = section.blocks[0] if section.blocks else None
    if label or not isinstance(first, Prose):
        return label
    if _PARTNER.fullmatch(section.heading):
        sites = {core_of(url) for url in addresses_in(first.body)}
        alone = len(section.blocks) == 1 and len(sites) == 1 and not is_list(first)
        return Label(section.heading, "") if alone else None
    return sponsor_label(section.heading, alone=True) if _SHOWN.match(first.body) and brand_of(first.body) else None


def under_label(section: Section, label: Label) -> list[Block]:
    """Return the advertisements of a section whose heading is a disclosure, and what a rule parts from them."""
    told = [block for block in section.blocks if isinstance(block, Sponsor)]
    if not section.blocks or len(told) > 1:
        return list(section.blocks)
    end = _ruled_off(section.blocks)
    blocks, rest = section.blocks[:end], section.blocks[end:]
    body = joined(blocks)
    if asks_for_support(addresses_in(body)) or offers_in(f"{section.heading}\n{plain_words(body)}"):
        return []
    after = marked(rest, "")[0]
    if told:
        url = told[0].url or first_address(body)
        return [Sponsor(told[0].name, url=url, label=section.heading, body=body), *after]
    logos = list(_LOGO_LINK.finditer(body))
    if len(logos) >= _LEAST_LOGOS and len(plain_words(_LOGO_LINK.sub("", body))) < 40 * len(logos):
        named = [(_logo_name(each), each) for each in logos]
        distinct = {name for name, _ in named if name}
        if len(distinct) >= _LEAST_LOGOS:
            return [*_logos(section, label, named, body), *after]
    rows = rows_of(blocks, section.heading) if not label.name and is_of_several(label.label) else []
    if rows:
        return [*rows, *after]
    name = label.name if is_short(label.name) else brand_of(body)
    return [Sponsor(name or label.label, url=first_address(body), label=section.heading, body=body), *after]


def _ruled_off(blocks: Sequence[Block]) -> int:
    """Return where the advertisement under a heading ends: at a rule with more than a sentence before it."""
    said = 0
    for end, block in enumerate(blocks):
        if is_rule(block) and said > _LONGEST_DISCLOSURE:
            return end if any(not is_rule(each) for each in blocks[end:]) else len(blocks)
        said += len(plain_words(markdown_of(block)))
    return len(blocks)


def titled(section: Section) -> list[Block]:
    """Return the advertisement whose title, the section's heading, ends by saying so, and what a rule parts from it."""
    suffix = sponsored_suffix(section.heading)
    return headed(section, "", suffix, []) if suffix else []


def headed(section: Section, name: str, label: str, above: Sequence[Block]) -> list[Block]:
    """Return a section as an advertisement, with what announces it `above`, and what a rule parts from it."""
    end = next((at for at, block in enumerate(section.blocks) if is_rule(block)), len(section.blocks))
    body = "\n\n".join([f"**{section.heading}**", *map(markdown_of, section.blocks[:end])])
    begins = (bold for bold in bolds_in(body) if section.heading.startswith(bold) and bold != section.heading)
    name = name or next(begins, "") or brand_of(body) or _named_again(section.heading, body)
    name = name or without_suffix(section.heading)[:_LONGEST_NAME]
    body = "\n\n".join([*map(markdown_of, above), body])
    return [Sponsor(name, url=first_address(body), label=label, body=body), *marked(section.blocks[end:], "")[0]]


def _named_again(heading: str, body: str) -> str:
    """Return what stands before a colon or dash in a headline when the text says it again, or ``""``."""
    first, *others = _PARTS.split(without_suffix(heading), maxsplit=1)
    return first if others and is_short(first) and body.count(first) > 1 else ""


def paid(section: Section) -> list[Block]:
    """Return a section as an advertisement when the parameters of all its links say that someone paid."""
    body = "\n\n".join([f"**{section.heading}**", *map(markdown_of, section.blocks)])
    urls = addresses_in(body)
    if not urls or not all(map(is_paid_link, urls)):
        return []
    return [Sponsor(brand_of(body) or section.heading, url=urls[0], body=body)]


def _logo_name(logo: re.Match[str]) -> str:
    """Return whose logo it is: by what is written under it, its text alternative, or where it leads."""
    under = logo["text"].replace("\\", "\n").strip().split("\n")[0].strip(" *_")
    core = core_of(logo["url"])
    if under.isupper() and len(under) <= _LONGEST_INITIALS and core and core in logo["src"].lower():
        return core
    return under if is_short(under) else brand([logo["alt"]], [], logo["alt"], [logo["url"]])


def _logos(section: Section, label: Label, named: list[tuple[str, re.Match[str]]], body: str) -> list[Block]:
    made: list[Sponsor] = []
    for name, match in named:
        if name and name not in [each.name for each in made]:
            made.append(Sponsor(name, url=match["url"], label=section.heading or label.label, body=match[0]))
    rest = plain_words(_LOGO_LINK.sub("", body))
    if rest:
        made[-1] = replace(made[-1], body=f"{made[-1].body}\n\n{_LOGO_LINK.sub('', body)}")
    return list(made)
