"""Finds the advertisements among the blocks of Markdown: by a label above them or in them, a suffix, paid links."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.foreign_brands import (
    addresses_in,
    brand_of,
    first_address,
    markdown_of,
    sponsor_of,
)
from reader_app.importers.foreign_marks import entries_of, is_list
from reader_app.importers.foreign_told import following
from reader_app.importers.inline_words import words_of
from reader_app.importers.structure.brands import company_in, core_of, is_paid_link, is_short
from reader_app.importers.structure.cues import (
    Label,
    calls_for_name,
    first_sentence_label,
    is_of_several,
    may_be_anyone,
    opening_label,
    sponsor_label,
    sponsored_suffix,
    without_apposition,
)
from reader_app.importers.structure.disclosing import Disclosed, Who, listed
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Block, Figure, Item, Prose, Sponsor
from reader_app.model.urls import host
from reader_app.patterns import regex

_ADDRESSES = regex(r"\]\([^()\s]*\)")
_OPENED = regex(
    r"\s*(?:>\s*)?(?:[^\w\s*\[\]()>#|`-]{1,3}\s*)?(?:\*\*|__)(?P<said>[^*\n]{3,120}?)(?:\*\*|__)(?P<rest>.+)",
    re.DOTALL,
)
_DRAWN = regex(r"[•●▪◦‣·–—-]\s*(?=[*_\[])")
_LOGO = regex(r"\[\s*!\[[^\]]*\]\([^()\s]+\)[^\[\]]*\]\([^()\s]+\)")
_SHOWN = regex(r"[*_]*!?\[")
_LONE_LINK = regex(r"[*_]*\[[^\[\]]+\]\([^()\s]+\)[*_]*\s*\Z")
_TITLED = regex(r"\[?\*\*\[?[^\[\]*]+(?:\]\([^()\s]+\)\*\*|\*\*\]\([^()\s]+\))")
_LIST_ITEM = regex(r"(?m)^(?=[-*+] )")
_RULE = regex(r"\s*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\s*\Z")
_LEAST_LOGOS: Final = 2
_NEAR_START: Final = 4
_LONGEST: Final = 1500
_LONGEST_LABEL: Final = 200
_MOST_BETWEEN_RULES: Final = 4


def rows_of(blocks: Sequence[Block], label: str) -> list[Sponsor]:
    """Return a sponsor for each of the entries under a label that begin with links to different sponsors."""
    entries = [_DRAWN.sub("", text) for block in blocks for text in entries_of(block)]
    words = [words_of(text)[0] for text in entries]
    leading = [next((link.url for link in each.links if link.start <= _NEAR_START), "") for each in words]
    names = list(map(brand_of, entries))
    apart = len(set(map(host, leading))) == len(entries) >= _LEAST_LOGOS and all(leading) and all(names)
    made = zip(names, leading, entries, strict=True) if apart else ()
    return [Sponsor(name, url=url, label=label, body=text) for name, url, text in made]


def marked(blocks: Sequence[Block], sign: str) -> tuple[list[Block], Label | None]:
    """Return `blocks` with those that say they are paid as sponsors, and the label that announces what follows them."""
    found: list[Block] = []
    pending: Label | None = None
    taken = 0
    for at, block in enumerate(blocks):
        if at < taken:
            continue
        if pending is not None:
            rows, taken = _listed(blocks, at, pending)
            if rows:
                found += [replace(rows[0], body=f"{markdown_of(found.pop())}\n\n{rows[0].body}"), *rows[1:]]
                pending = None
                continue
            taken = _until_linked(blocks, at)
            name = pending.name or brand_of("\n\n".join(map(markdown_of, blocks[at:taken])))
            if name:
                found.append(sponsor_of([found.pop(), *blocks[at:taken]], name, pending.label))
            else:
                found += blocks[at:taken]
            pending = None
            continue
        advertisement, taken = _advertisement(blocks, at)
        if advertisement:
            found.append(advertisement)
        elif (label := _disclosed(block, markdown_of(block), blocks[at + 1 : at + 2])) and not may_be_anyone(
            label.label
        ):
            named, taken = _named(blocks, at, label)
            found += named or [block]
            pending = None if named else label
        elif isinstance(block, Prose | Item) and (suffix := _suffix(block)):
            above = found.pop() if found and _belongs(found[-1], block) else None
            found.append(sponsor_of([above, block] if above else [block], "", suffix))
        else:
            others, taken = _by_links(blocks, at, sign)
            found += others
    return found, pending


def _by_links(blocks: Sequence[Block], at: int, sign: str) -> tuple[list[Block], int]:
    """Return what the paid links or the sponsors' `sign` in `blocks[at]` make of it, and the place after that."""
    block = blocks[at]
    if isinstance(block, Figure) and is_paid_link(block.url):
        return [sponsor_of([block], "", "")], at + 1
    if isinstance(block, Prose) and _is_paid(block):
        end = _all_paid(blocks, at)
        return [sponsor_of(blocks[at:end], "", "")], end
    return (_signed(block, sign) if sign and isinstance(block, Prose) else [block]), at + 1


def _advertisement(blocks: Sequence[Block], at: int) -> tuple[Sponsor | None, int]:
    """Return the advertisement that `blocks[at]` says it is in its own first words or title, and where it ends."""
    block = blocks[at]
    if opening := _opening(block):
        return sponsor_of([block], company_in(opening.name) or opening.name, opening.label), at + 1
    if boxed := _boxed(block):
        return sponsor_of([block], boxed.name, boxed.label), at + 1
    if isinstance(block, Prose) and (told := _first_sentence(block)):
        return sponsor_of([block], told.name, told.label), at + 1
    label = _disclosed(block, "") if isinstance(block, Item) and block.body else None
    return (sponsor_of([block], label.name, label.label) if label else None), at + 1


def _named(blocks: Sequence[Block], at: int, label: Label) -> tuple[list[Block], int]:
    """Return the advertisement under a label that names who paid, and where it ends: with what speaks of them."""
    url = first_address(markdown_of(blocks[at]))
    name = company_in(label.name) or label.name
    if not is_short(name) or name[-1] in "?!" or name[0].islower():
        return [], at + 1
    names = [Who(each) for each in listed(name)] or [Who(name, url)]
    told = Disclosed(0, 0, True, label.label, tuple(names))
    end = max(between_rules(blocks, at), following(blocks, at + 1, told))
    first = replace(
        sponsor_of(blocks[at:end], names[0].name, label.label), url=url or first_address(joined(blocks[at:end]))
    )
    return [first, *(Sponsor(who.name, label=label.label) for who in names[1:])], end


def joined(blocks: Sequence[Block]) -> str:
    """Return the Markdown of several blocks."""
    return "\n\n".join(map(markdown_of, blocks))


def _listed(blocks: Sequence[Block], at: int, label: Label) -> tuple[list[Sponsor], int]:
    """Return the sponsors of a list under a label that names nobody itself, and where the list ends."""
    if label.name or not (is_of_several(label.label) or calls_for_name(label.label)):
        return [], at
    end = at + 1
    if isinstance(blocks[at], Prose) and _DRAWN.match(markdown_of(blocks[at])):
        while end < len(blocks) and isinstance(blocks[end], Prose) and _DRAWN.match(markdown_of(blocks[end])):
            end += 1
    elif not is_list(blocks[at]):
        logos = [match[0] for match in _LOGO.finditer(markdown_of(blocks[at]))]
        return (rows_of(list(map(Prose, logos)), label.label), end) if len(logos) >= _LEAST_LOGOS else ([], at)
    return rows_of(blocks[at:end], label.label), end


def _until_linked(blocks: Sequence[Block], at: int) -> int:
    """Return where the advertisement at `at` ends: with its first paragraph that leads anywhere, if that is near."""
    for end, block in enumerate(blocks[at : at + _MOST_BETWEEN_RULES], start=at + 1):
        if not isinstance(block, Prose | Figure) or is_rule(block):
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


def _disclosed(block: Block, text: str, after: Sequence[Block] = ()) -> Label | None:
    """Return the label of a paragraph or an item's title that is nothing but a disclosure."""
    if isinstance(block, Item):
        label = sponsor_label(block.title)
        return label if label and not may_be_anyone(label.label) else None
    if not isinstance(block, Prose) or len(text) > _LONGEST_LABEL:
        return None
    words = plain_words(text).strip()
    shown = bool(after) and (isinstance(after[0], Figure) or _SHOWN.match(markdown_of(after[0])) is not None)
    label = sponsor_label(words, alone=shown or words.endswith((":", "：")))
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


def discloses(block: Prose) -> bool:
    """Tell whether a paragraph is a disclosure, or an advertisement that begins with one."""
    if _opening(block) or _boxed(block) or _first_sentence(block):
        return True
    label = _disclosed(block, block.body)
    return label is not None and not may_be_anyone(label.label)


def _first_sentence(block: Prose) -> Label | None:
    """Return the label that a paragraph's first sentence consists of, which the advertisement follows."""
    if len(block.body) > _LONGEST or _LIST_ITEM.match(block.body) or block.body[:1] in ("#", "|"):
        return None
    return first_sentence_label(plain_words(block.body[:_LONGEST_LABEL]).strip())


def _opening(block: Block) -> Label | None:
    """Return the label a paragraph opens with in bold words, which the advertisement follows."""
    match = _OPENED.match(block.body) if isinstance(block, Prose) and len(block.body) <= _LONGEST else None
    if match is None:
        return None
    said = match["said"]
    return opening_label(plain_words(said) if "[" in said or "_" in said else said, _ADDRESSES.sub("", match["rest"]))


def between_rules(blocks: Sequence[Block], at: int) -> int:
    """Return where the advertisement begun by `blocks[at]` ends: at a rule if one stands before it, else after it."""
    if at == 0 or not is_rule(blocks[at - 1]):
        return at + 1
    near = range(at + 1, min(at + 1 + _MOST_BETWEEN_RULES, len(blocks)))
    return next((end for end in near if is_rule(blocks[end])), at + 1)


def is_rule(block: Block) -> bool:
    """Tell whether a block is nothing but a rule."""
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
