"""What lists and the search say of an issue: its counts, items, sponsors and words. Made before any lock is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from reader_app.library.script import split
from reader_app.library.words import visible
from reader_app.model.blocks import Block, Item, LinkList, Sponsor
from reader_app.model.issue import About, Issue
from reader_app.model.urls import canonical
from reader_app.model.walk import Counts, block_texts, counts


class ItemRow(NamedTuple):
    """One item as the library lists it; `link` and `occurrence` name it within its issue whatever its position."""

    section: str
    title: str
    url: str
    source: str
    link: int
    occurrence: int


class SponsorRow(NamedTuple):
    """One sponsor block as the library lists it."""

    name: str
    url: str
    label: str
    slot: str


class SearchTexts(NamedTuple):
    """The five texts of one issue that can be searched, ready for the index."""

    title: str
    publication: str
    items: str
    sponsors: str
    text: str


class Listing(NamedTuple):
    """All that lists and the search show of one issue."""

    counts: Counts
    items: tuple[ItemRow, ...]
    sponsors: tuple[SponsorRow, ...]
    search: SearchTexts


def listing(issue: Issue) -> Listing:
    """Return what lists and the search show of `issue`."""
    sponsors = (block for _, block in issue.blocks() if isinstance(block, Sponsor))
    return Listing(
        counts=counts(issue),
        items=tuple(_item_rows(issue)),
        sponsors=tuple(SponsorRow(block.name, block.url, block.label, block.slot) for block in sponsors),
        search=search_texts(issue),
    )


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
        publication=publication_text(issue.publication, issue.number),
        items=_run(items),
        sponsors=_run(sponsors),
        text=_run(text),
    )


def publication_text(publication: str, number: str) -> str:
    """Return the text by which an issue is found by its publication and number."""
    return split(f"{publication} {number}".strip())


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
