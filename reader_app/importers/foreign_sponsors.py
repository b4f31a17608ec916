"""Finds the advertisements in Markdown that other tools wrote: by a heading or line above, or a suffix at the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.foreign_told import following, told
from reader_app.importers.structure.brands import brand, company_in, core_of, is_paid_link, is_short
from reader_app.importers.structure.cues import (
    Label,
    may_be_anyone,
    opening_label,
    sponsor_label,
    sponsored_suffix,
    without_suffix,
)
from reader_app.importers.structure.parting import houses_of
from reader_app.markup.natural import link
from reader_app.markup.plain import plain_words
from reader_app.markup.write import write_block
from reader_app.model.blocks import Block, Figure, Item, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from reader_app.patterns import regex

_URL = regex(r"\]\(<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+\"[^\"]*\")?\)|<(https?://[^\s<>]+)>")
_ALT = regex(r"!\[([^\]]*)\]")
_STRONG = regex(r"\*\*([^*\n]+)\*\*|\[([^\[\]!]+)\]\(")
_PICTURE = regex(r"!\[[^\]]*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)")
_ADDRESSES = regex(r"\]\([^()\s]*\)")
_OPENED = regex(r"\s*(?:>\s*)?(?:\*\*|__)(?P<said>[^*\n]{3,120}?)(?:\*\*|__)(?P<rest>.+)", re.DOTALL)
_LOGO_LINK = regex(
    r"\[\s*!\[(?P<alt>[^\]]*)\]\(<?(?P<src>[^\s()<>]+)>?\)(?P<text>[^\[\]]*)\]\(<?(?P<url>[^\s()<>]+)>?\)"
)
_EMOJI = regex("[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?")
_LONE_LINK = regex(r"[*_]*\[[^\[\]]+\]\([^()\s]+\)[*_]*\s*\Z")
_TITLED = regex(r"\[?\*\*\[?[^\[\]*]+(?:\]\([^()\s]+\)\*\*|\*\*\]\([^()\s]+\))")
_LIST_ITEM = regex(r"(?m)^(?=[-*+] )")
_RULE = regex(r"\s*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")
_SOURCE = regex(r"!\[[^\]]*\]\(<?([^\s()<>]+)")
_LONGEST_INITIALS: Final = 4
_LEAST_LOGOS: Final = 2
_LONGEST: Final = 1500
_LONGEST_NAME: Final = 50
_LONGEST_LABEL: Final = 200
_MOST_BETWEEN_RULES: Final = 4


def with_sponsors(issue: Issue) -> Issue:
    """Return `issue` with what its words disclose as paid in sponsor blocks. Nothing is left out."""
    houses = houses_of((issue.publication, issue.title))
    issue = replace(
        issue,
        lead=tuple(_told(issue.lead, houses)),
        sections=tuple(replace(section, blocks=tuple(_told(section.blocks, houses))) for section in issue.sections),
    )
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
    return replace(issue, lead=tuple(lead), sections=tuple(sections))


def _told(blocks: Sequence[Block], houses: Collection[str]) -> list[Block]:
    """Return `blocks` with the paragraphs parted that say in a sentence who paid."""
    found: list[Block] = []
    taken = 0
    for at, block in enumerate(blocks):
        if at < taken:
            continue
        part = told(block, houses)
        if part is None:
            found.append(block)
            continue
        if part.before:
            found.append(Prose(part.before))
        taken = at + 1
        if not part.after:
            taken = max(_between_rules(blocks, at), following(blocks, at + 1, part.found))
        first, *others = part.found.names
        body = "\n\n".join([part.body, *map(_markdown, blocks[at + 1 : taken])])
        found.append(Sponsor(first.name, url=first.url or _url(body), label=part.found.label, body=body))
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
    return _EMOJI.match(heading) if sponsor_label(heading) else None


def _under_label(section: Section, label: Label) -> list[Block]:
    """Return the advertisements of a section whose heading is a disclosure."""
    if not section.blocks or any(isinstance(block, Sponsor) for block in section.blocks):
        return []
    bodies = [_markdown(block) for block in section.blocks]
    body = "\n\n".join(bodies)
    logos = list(_LOGO_LINK.finditer(body))
    if len(logos) >= _LEAST_LOGOS and len(plain_words(_LOGO_LINK.sub("", body))) < 40 * len(logos):
        named = [(_logo_name(each), each) for each in logos]
        distinct = {name for name, _ in named if name}
        if len(distinct) >= _LEAST_LOGOS:
            return _logos(section, label, named, body)
    name = label.name if is_short(label.name) else _brand(body)
    return [Sponsor(name or label.label, url=_url(body), label=section.heading, body=body)]


def _titled(section: Section) -> list[Block]:
    """Return the advertisement whose title, the section's heading, ends by saying so, and what a rule parts from it."""
    suffix = sponsored_suffix(section.heading)
    return _headed(section, "", suffix, []) if suffix else []


def _headed(section: Section, name: str, label: str, above: Sequence[Block]) -> list[Block]:
    """Return a section as an advertisement, with what announces it `above`, and what a rule parts from it."""
    end = next((at for at, block in enumerate(section.blocks) if _is_rule(block)), len(section.blocks))
    body = "\n\n".join([f"**{section.heading}**", *map(_markdown, section.blocks[:end])])
    begins = (bold for bold in _bolds(body) if section.heading.startswith(bold) and bold != section.heading)
    name = name or next(begins, "") or _brand(body) or without_suffix(section.heading)[:_LONGEST_NAME]
    body = "\n\n".join([*map(_markdown, above), body])
    return [Sponsor(name, url=_url(body), label=label, body=body), *_marked(section.blocks[end:], "")[0]]


def _paid(section: Section) -> list[Block]:
    """Return a section as an advertisement when the parameters of all its links say that someone paid."""
    body = "\n\n".join([f"**{section.heading}**", *map(_markdown, section.blocks)])
    urls = _urls(body)
    if not urls or not all(map(is_paid_link, urls)):
        return []
    return [Sponsor(_brand(body) or section.heading, url=urls[0], body=body)]


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
            name = pending.name or _brand("\n\n".join(map(_markdown, blocks[at:taken])))
            found.append(_sponsor([found.pop(), *blocks[at:taken]], name, pending.label))
            pending = None
            continue
        advertisement, taken = _advertisement(blocks, at)
        if advertisement:
            found.append(advertisement)
        elif (label := _disclosed(block, _markdown(block))) and not may_be_anyone(label.label):
            found.append(block)
            pending = label
        elif isinstance(block, Prose | Item) and (suffix := _suffix(block)):
            above = found.pop() if found and _belongs(found[-1], block) else None
            found.append(_sponsor([above, block] if above else [block], "", suffix))
        elif isinstance(block, Prose) and _is_paid(block):
            taken = _all_paid(blocks, at)
            found.append(_sponsor(blocks[at:taken], "", ""))
        elif sign and isinstance(block, Prose):
            found += _signed(block, sign)
        else:
            found.append(block)
    return found, pending


def _advertisement(blocks: Sequence[Block], at: int) -> tuple[Sponsor | None, int]:
    """Return the advertisement that `blocks[at]` says it is in its own first words or title, and where it ends."""
    block = blocks[at]
    if opening := _opening(block):
        return _sponsor([block], company_in(opening.name) or opening.name, opening.label), at + 1
    label = _disclosed(block, "") if isinstance(block, Item) and block.body else None
    return (_sponsor([block], label.name, label.label) if label else None), at + 1


def _until_linked(blocks: Sequence[Block], at: int) -> int:
    """Return where the advertisement at `at` ends: with its first paragraph that leads anywhere, if that is near."""
    for end, block in enumerate(blocks[at : at + _MOST_BETWEEN_RULES], start=at + 1):
        if not isinstance(block, Prose | Figure) or _is_rule(block):
            break
        if isinstance(block, Prose) and _urls(block.body):
            return end
    return at + 1


def _is_paid(block: Prose) -> bool:
    """Tell whether the parameters of all links of a paragraph say that someone paid for them."""
    if "?" not in block.body or len(block.body) > _LONGEST or _LIST_ITEM.match(block.body):
        return False
    urls = _urls(block.body)
    return bool(urls) and all(map(is_paid_link, urls))


def _all_paid(blocks: Sequence[Block], at: int) -> int:
    """Return where the paid paragraphs that begin with `blocks[at]` and lead to the same host end."""
    own = core_of(_url(_markdown(blocks[at])))
    for end, block in enumerate(blocks[at + 1 :], start=at + 1):
        if not isinstance(block, Prose) or not _is_paid(block) or core_of(_url(block.body)) != own:
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
    return sponsor_label(words, alone=words.endswith((":", "：")))


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
            found.append(_sponsor([Prose(part[2:].strip())], "", sign))
        else:
            open_list.append(part)
    return [*found, Prose("".join(open_list))] if open_list else found


def _begins(part: str, sign: str) -> bool:
    return part[2:].lstrip().startswith(sign)


def _sponsor(blocks: Sequence[Block], name: str, label: str) -> Sponsor:
    body = "\n\n".join(text for block in blocks if (text := _markdown(block)))
    words = _EMOJI.sub("", plain_words(body)).strip()[:50]
    return Sponsor(name or _brand(body) or words or label, url=_url(body), label=label, body=body)


def _markdown(block: Block) -> str:
    match block:
        case Prose():
            return block.body
        case Item():
            title = f"**{link(block.title, block.url)}**" if block.url else f"**{block.title}**"
            return f"{title}\n\n{block.body}".strip()
        case _:
            return write_block(block).strip()


def _brand(body: str) -> str:
    alts = [alt for alt in _ALT.findall(body) if alt]
    return brand(alts, _bolds(body), plain_words(body), _urls(body), pictures=_SOURCE.findall(body))


def _bolds(body: str) -> list[str]:
    """Return the words in bold and the words of links."""
    return [" ".join(plain_words(one or other).split()) for one, other in _STRONG.findall(body)]


def _urls(body: str) -> list[str]:
    return [url for one, other in _URL.findall(_PICTURE.sub("", body)) if (url := one or other)]


def _url(body: str) -> str:
    return next(iter(_urls(body)), "")
