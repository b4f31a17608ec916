"""Derives from an imported issue all that the library stores of it, before any lock is taken."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Final
from uuid import UUID

from reader_app.errors import FormatError
from reader_app.library.compression import DamagedContentError, inflated
from reader_app.library.fingerprint import fingerprint
from reader_app.library.script import split
from reader_app.model.blocks import Block, Item, LinkList, Sponsor
from reader_app.model.codec import decode, encode
from reader_app.model.issue import NO_ID, About, Issue
from reader_app.model.origin import Imported, digest
from reader_app.model.urls import canonical
from reader_app.model.walk import Counts, block_texts, counts

# A body without any of these says the same as Markdown and as plain text; most short ones are like that.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&#~|!{}$^]|^\s*(?:[-+=:>]|\d+[.)])|^(?: {4}|\t)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as the library lists it; `link` and `occurrence` name it within its issue whatever its position."""

    section: str
    title: str
    url: str
    source: str
    link: int
    occurrence: int


@dataclass(frozen=True, slots=True)
class SearchTexts:
    """The five texts of one issue that can be searched, ready for the index."""

    title: str
    publication: str
    items: str
    sponsors: str
    text: str


@dataclass(frozen=True, slots=True)
class Derived:
    """What is stored of one imported issue. `document` is its JSON without id, `original` its bytes, both zlib."""

    imported: Imported
    sha256: str
    original: bytes
    document: bytes
    warnings: str
    removed: str
    counts: Counts
    items: tuple[ItemRow, ...]
    sponsors: tuple[Sponsor, ...]
    search: SearchTexts
    fingerprint: bytes


def derive(imported: Imported) -> Derived:
    """Return what the library stores of `imported`."""
    issue = imported.issue
    search = search_texts(issue)
    return Derived(
        imported=imported,
        sha256=digest(imported.original),
        original=zlib.compress(imported.original),
        document=packed(issue),
        warnings=json.dumps(imported.warnings, ensure_ascii=False),
        removed=json.dumps(imported.removed, ensure_ascii=False),
        counts=counts(issue),
        items=tuple(_item_rows(issue)),
        sponsors=tuple(block for _, block in issue.blocks() if isinstance(block, Sponsor)),
        search=search,
        fingerprint=fingerprint((search.title, search.items, search.sponsors, search.text)),
    )


def packed(issue: Issue) -> bytes:
    """Return `issue` without its id as compressed JSON."""
    data = encode(replace(issue, id=NO_ID))
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(document: bytes, issue_id: UUID) -> Issue:
    """Return the issue that `packed` made `document` of, with its id.

    Raises DamagedContentError when the bytes are not what `packed` made.
    """
    try:
        data = json.loads(inflated(document))
        data["id"] = str(issue_id)
        return decode(data)
    except (ValueError, TypeError, FormatError) as error:
        raise DamagedContentError(str(error)) from error


def search_texts(issue: Issue) -> SearchTexts:
    """Return the texts of `issue` for the search index, visible words only, sponsors apart from the rest."""
    items: list[str] = []
    sponsors: list[str] = []
    text = [issue.preheader, *issue.authors, *issue.tags]
    for heading, blocks in (("", issue.lead), *((section.heading, section.blocks) for section in issue.sections)):
        text.append(heading)
        for block in blocks:
            match block:
                case Item():
                    items += _item_words(block)
                case LinkList():
                    items += (words for entry in block.items for words in _item_words(entry))
                case Sponsor():
                    sponsors += (block.name, visible(block.body))
                case _:
                    text += _block_words(block)
    if issue.about is not None:
        text += _about_words(issue.about)
    return SearchTexts(
        title=split(issue.title),
        publication=split(f"{issue.publication} {issue.number}".strip()),
        items=_run(items),
        sponsors=_run(sponsors),
        text=_run(text),
    )


def visible(markdown: str) -> str:
    """Return the words of `markdown` that a reader sees."""
    if not _MARKUP.search(markdown):
        return markdown
    # Only here, because a program that just lists or reads never needs the Markdown parser.
    from reader_app.markup.plain import plain_words

    return plain_words(markdown)


def link_number(item: Item) -> int:
    """Return a number that is the same for all items with the same canonical address (title, if they have none)."""
    name = canonical(item.url) if item.url else f"title:{item.title}"
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)


def _item_rows(issue: Issue) -> Iterator[ItemRow]:
    seen: Counter[int] = Counter()
    for section, item in issue.items():
        link = link_number(item)
        heading = section.heading if section else ""
        yield ItemRow(heading, item.title, item.url, item.source, link, seen[link])
        seen[link] += 1


def _item_words(item: Item) -> Iterator[str]:
    yield from (item.title, item.source, item.author, visible(item.body))


def _block_words(block: Block) -> Iterator[str]:
    return (visible(text) for text in block_texts(block))


def _about_words(about: About) -> Iterator[str]:
    yield from (about.tagline, about.curator, about.address, visible(about.body))


def _run(texts: list[str]) -> str:
    return split("\n".join(text for text in texts if text))
