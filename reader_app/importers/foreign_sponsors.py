"""Finds the advertisements in Markdown that other tools wrote: by a heading or line above, or a suffix at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.foreign_brands import (
    EMOJI,
    addresses_in,
    bolds_in,
    brand_of,
    first_address,
    markdown_of,
    sponsor_of,
)
from reader_app.importers.foreign_marks import entries_of, footnotes, with_marked
from reader_app.importers.foreign_told import following, told, told_too
from reader_app.importers.inline_words import words_of
from reader_app.importers.structure.brands import brand, company_in, core_of, is_paid_link, is_short
from reader_app.importers.structure.cues import (
    Label,
    is_of_several,
    may_be_anyone,
    opening_label,
    sponsor_label,
    sponsored_suffix,
    without_apposition,
    without_suffix,
)
from reader_app.importers.structure.disclosures import asks_for_support, offers_in
from reader_app.importers.structure.names import normal
from reader_app.importers.structure.parting import houses_of
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Block, Figure, Item, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from reader_app.model.urls import host
from reader_app.patterns import regex

_ADDRESSES = regex(r"\]\([^()\s]*\)")
_OPENED = regex(r"\s*(?:>\s*)?(?:\*\*|__)(?P<said>[^*\n]{3,120}?)(?:\*\*|__)(?P<rest>.+)", re.DOTALL)
_LOGO_LINK = regex(
    r"\[\s*!\[(?P<alt>[^\]]*)\]\(<?(?P<src>[^\s()<>]+)>?\)(?P<text>[^\[\]]*)\]\(<?(?P<url>[^\s()<>]+)>?\)"
)
_LONE_LINK = regex(r"[*_]*\[[^\[\]]+\]\([^()\s]+\)[*_]*\s*\Z")
_TITLED = regex(r"\[?\*\*\[?[^\[\]*]+(?:\]\([^()\s]+\)\*\*|\*\*\]\([^()\s]+\))")
_LIST_ITEM = regex(r"(?m)^(?=[-*+] )")
_RULE = regex(r"\s*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")
_LONGEST_INITIALS: Final = 4
_LEAST_LOGOS: Final = 2
_NEAR_START: Final = 4
_LONGEST: Final = 1500
_LONGEST_NAME: Final = 50
_LONGEST_LABEL: Final = 200
_MOST_BETWEEN_RULES: Final = 4


def with_sponsors(issue: Issue) -> Issue:
    """Return `issue` with what its words disclose as paid in sponsor blocks. Nothing is left out."""
    houses = houses_of((issue.publication, issue.title))
    notes = footnotes(issue)
    made = [
        tuple(_told(with_marked(blocks, notes, _item), houses))
        for blocks in (issue.lead, *(section.blocks for section in issue.sections))
    ]
    parted = [replace(section, blocks=blocks) for section, blocks in zip(issue.sections, made[1:], strict=True)]
    issue = replace(issue, lead=made[0], sections=tuple(parted))
    lead, announced = _marked(issue.lead, "")
    sections: list[Section] = []
    sign = next((found[0] for each in issue.sections if (found := _sign(each.heading))), "")
    for section in issue.sections:
        label = sponsor_label(section.heading)
        above = _last(lead, sections) if announced else None
        ads: list[Block] = _under_label(section, label) if label else _paid(section) or _titled(section)
        if announced and above and not ads:
            lead, sections = _without_last(lead, sections)
            ads = _headed(section, announced.name, announced.label, [above])
        announced = None
        if ads and sections:
            last = sections[-1]
            sections[-1] = replace(last, blocks=(*last.blocks, *ads))
        elif ads:
            lead += ads
        else:
            blocks, announced = _marked(section.blocks, sign)
            sections.append(replace(section, blocks=tuple(blocks)))
    return _without_house(replace(issue, lead=tuple(lead), sections=tuple(sections)), houses)


def _without_house(issue: Issue, houses: Collection[str]) -> Issue:
    """Return `issue` with prose in place of what the publication promotes itself."""
    own = set(map(normal, houses))
    lead, *made = (
        tuple(
            Prose(block.body) if isinstance(block, Sponsor) and block.body and normal(block.name) in own else block
            for block in blocks
        )
        for blocks in (issue.lead, *(section.blocks for section in issue.sections))
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
            taken = max(_between_rules(blocks, at), following(blocks, at + 1, part.found))
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


def _under_label(section: Section, label: Label) -> list[Block]:
    """Return the advertisements of a section whose heading is a disclosure."""
    if not section.blocks or any(isinstance(block, Sponsor) for block in section.blocks):
        return []
    body = "\n\n".join(map(markdown_of, section.blocks))
    if asks_for_support(addresses_in(body)) or offers_in(f"{section.heading}\n{plain_words(body)}"):
        return []
    logos = list(_LOGO_LINK.finditer(body))
    if len(logos) >= _LEAST_LOGOS and len(plain_words(_LOGO_LINK.sub("", body))) < 40 * len(logos):
        named = [(_logo_name(each), each) for each in logos]
        distinct = {name for name, _ in named if name}
        if len(distinct) >= _LEAST_LOGOS:
            return _logos(section, label, named, body)
    rows = _rows(section, label) if not label.name and is_of_several(label.label) else []
    if rows:
        return list(rows)
    name = label.name if is_short(label.name) else brand_of(body)
    return [Sponsor(name or label.label, url=first_address(body), label=section.heading, body=body)]


def _rows(section: Section, label: Label) -> list[Sponsor]:
    """Return a sponsor for each of the entries under a label that begin with links to different sponsors."""
    entries = [text for block in section.blocks for text in entries_of(block)]
    words = [words_of(text)[0] for text in entries]
    leading = [next((link.url for link in each.links if link.start <= _NEAR_START), "") for each in words]
    if len(entries) < _LEAST_LOGOS or not all(leading) or len(set(map(host, leading))) < len(entries):
        return []
    label_shown = section.heading or label.label
    names = [brand_of(text) for text in entries]
    if not all(names):
        return []
    return [
        Sponsor(name, url=url, label=label_shown, body=text)
        for name, url, text in zip(names, leading, entries, strict=True)
    ]


def _titled(section: Section) -> list[Block]:
    """Return the advertisement whose title, the section's heading, ends by saying so, and what a rule parts from it."""
    suffix = sponsored_suffix(section.heading)
    return _headed(section, "", suffix, []) if suffix else []


def _headed(section: Section, name: str, label: str, above: Sequence[Block]) -> list[Block]:
    """Return a section as an advertisement, with what announces it `above`, and what a rule parts from it."""
    end = next((at for at, block in enumerate(section.blocks) if _is_rule(block)), len(section.blocks))
    body = "\n\n".join([f"**{section.heading}**", *map(markdown_of, section.blocks[:end])])
    begins = (bold for bold in bolds_in(body) if section.heading.startswith(bold) and bold != section.heading)
    name = name or next(begins, "") or brand_of(body) or without_suffix(section.heading)[:_LONGEST_NAME]
    body = "\n\n".join([*map(markdown_of, above), body])
    return [Sponsor(name, url=first_address(body), label=label, body=body), *_marked(section.blocks[end:], "")[0]]


def _paid(section: Section) -> list[Block]:
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


def _marked(blocks: Sequence[Block], sign: str) -> tuple[list[Block], Label | None]:
    """Return `blocks` with those that say they are paid as sponsors, and the label that announces what follows them."""
    found: list[Block] = []
    pending: Label | None = None
    taken = 0
    for at, block in enumerate(blocks):
        if at < taken:
            continue
        if pending is not None:
            taken = _until_linked(blocks, at)
            name = pending.name or brand_of("\n\n".join(map(markdown_of, blocks[at:taken])))
            found.append(sponsor_of([found.pop(), *blocks[at:taken]], name, pending.label))
            pending = None
            continue
        advertisement, taken = _advertisement(blocks, at)
        if advertisement:
            found.append(advertisement)
        elif (label := _disclosed(block, markdown_of(block))) and not may_be_anyone(label.label):
            found.append(block)
            pending = label
        elif isinstance(block, Prose | Item) and (suffix := _suffix(block)):
            above = found.pop() if found and _belongs(found[-1], block) else None
            found.append(sponsor_of([above, block] if above else [block], "", suffix))
        elif isinstance(block, Prose) and _is_paid(block):
            taken = _all_paid(blocks, at)
            found.append(sponsor_of(blocks[at:taken], "", ""))
        elif sign and isinstance(block, Prose):
            found += _signed(block, sign)
        else:
            found.append(block)
    return found, pending


def _advertisement(blocks: Sequence[Block], at: int) -> tuple[Sponsor | None, int]:
    """Return the advertisement that `blocks[at]` says it is in its own first words or title, and where it ends."""
    block = blocks[at]
    if opening := _opening(block):
        return sponsor_of([block], company_in(opening.name) or opening.name, opening.label), at + 1
    if boxed := _boxed(block):
        return sponsor_of([block], boxed.name, boxed.label), at + 1
    label = _disclosed(block, "") if isinstance(block, Item) and block.body else None
    return (sponsor_of([block], label.name, label.label) if label else None), at + 1


def _until_linked(blocks: Sequence[Block], at: int) -> int:
    """Return where the advertisement at `at` ends: with its first paragraph that leads anywhere, if that is near."""
    for end, block in enumerate(blocks[at : at + _MOST_BETWEEN_RULES], start=at + 1):
        if not isinstance(block, Prose | Figure) or _is_rule(block):
            break
        if isinstance(block, Prose) and addresses_in(block.body):
            return end
    return at + 1


def _is_paid(block: Prose) -> bool:
    """Tell whether the parameters of all links of a paragraph say that someone paid for them."""
    if "?" not in block.body or len(block.body) > _LONGEST or _LIST_ITEM.match(block.body):
        return False
    urls = addresses_in(block.body)
    return bool(urls) and all(map(is_paid_link, urls))


def _all_paid(blocks: Sequence[Block], at: int) -> int:
    """Return where the paid paragraphs that begin with `blocks[at]` and lead to the same host end."""
    own = core_of(first_address(markdown_of(blocks[at])))
    for end, block in enumerate(blocks[at + 1 :], start=at + 1):
        if not isinstance(block, Prose) or not _is_paid(block) or core_of(first_address(block.body)) != own:
            return end
    return len(blocks)


def _disclosed(block: Block, text: str) -> Label | None:
    """Return the label of a paragraph or an item's title that is nothing but a disclosure."""
    if isinstance(block, Item):
        label = sponsor_label(block.title)
        return label if label and not may_be_anyone(label.label) else None
    if not isinstance(block, Prose) or len(text) > _LONGEST_LABEL:
        return None
    words = plain_words(text).strip()
    label = sponsor_label(words, alone=words.endswith((":", "：")))
    return label._replace(name=without_apposition(label.name)) if label else None


def _boxed(block: Block) -> Label | None:
    """Return the label that the first line of a quotation, or the head of a table of one column, consists of."""
    if not isinstance(block, Prose) or block.body[:1] not in (">", "|") or len(block.body) > _LONGEST:
        return None
    lines = [line.strip("> \t") for line in block.body.split("\n")]
    lines = [line for line in lines if line and not line.startswith("[!")]
    if block.body[0] == "|":
        cells = [cell.strip() for cell in lines[0].strip("|").split("|")] if lines else []
        first = cells[0] if len(cells) == 1 else ""
    else:
        first = lines[0] if lines else ""
    label = sponsor_label(plain_words(first)) if first and len(lines) > 1 else None
    return None if label is None or may_be_anyone(label.label) else label


def _opening(block: Block) -> Label | None:
    """Return the label a paragraph opens with in bold words, which the advertisement follows."""
    match = _OPENED.match(block.body) if isinstance(block, Prose) and len(block.body) <= _LONGEST else None
    if match is None:
        return None
    said = match["said"]
    return opening_label(plain_words(said) if "[" in said or "_" in said else said, _ADDRESSES.sub("", match["rest"]))


def _between_rules(blocks: Sequence[Block], at: int) -> int:
    """Return where the advertisement begun by `blocks[at]` ends: at a rule if one stands before it, else after it."""
    if at == 0 or not _is_rule(blocks[at - 1]):
        return at + 1
    near = range(at + 1, min(at + 1 + _MOST_BETWEEN_RULES, len(blocks)))
    return next((end for end in near if _is_rule(blocks[end])), at + 1)


def _is_rule(block: Block) -> bool:
    return isinstance(block, Prose) and _RULE.match(block.body) is not None


def _suffix(block: Prose | Item) -> str:
    if isinstance(block, Item) and (found := sponsored_suffix(block.title)):
        return found
    text = block.body
    return sponsored_suffix(text) if len(text) <= _LONGEST else ""


def _belongs(above: Block, block: Block) -> bool:
    """Tell whether the block above is, or begins with, the linked title of the advertisement that `block` discloses."""
    if not isinstance(above, Prose) or not isinstance(block, Prose):
        return False
    begins = _TITLED.match(above.body) is not None and _TITLED.match(block.body) is None
    return begins or _LONE_LINK.match(above.body) is not None


def _signed(block: Prose, sign: str) -> list[Block]:
    """Return a list with the items that begin with the sponsors' sign taken out of it as sponsors."""
    parts = [part for part in _LIST_ITEM.split(block.body) if part.strip()]
    if len(parts) < 2 or not any(_begins(part, sign) for part in parts):
        return [block]
    found: list[Block] = []
    open_list: list[str] = []
    for part in parts:
        if _begins(part, sign):
            if open_list:
                found.append(Prose("".join(open_list)))
            open_list = []
            found.append(sponsor_of([Prose(part[2:].strip())], "", sign))
        else:
            open_list.append(part)
    return [*found, Prose("".join(open_list))] if open_list else found


def _begins(part: str, sign: str) -> bool:
    return part[2:].lstrip().startswith(sign)
