"""Which parts of a draft lead to where an issue, read or written, led before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader_app.markup.parsed import Parsed
from reader_app.model.blocks import Item, LinkList
from reader_app.model.urls import canonical
from reader_app.services.checking.subject import EarlierLink


def linked_before(parsed: Parsed, earlier: Mapping[str, tuple[EarlierLink, ...]]) -> dict[int, tuple[EarlierLink, ...]]:
    """Return by the index in ``parsed.parts`` where the address of an item, or of a list's entry, stood before.

    `earlier` has the earlier links by canonical address. An issue is named once for each part.
    """
    found: dict[int, tuple[EarlierLink, ...]] = {}
    for index, part in enumerate(parsed.parts):
        links = {
            link.id: link for item in _items(part.value) if item.url for link in earlier.get(canonical(item.url), ())
        }
        if links:
            found[index] = tuple(links.values())
    return found


def _items(value: object) -> Iterator[Item]:
    if isinstance(value, Item):
        yield value
    elif isinstance(value, LinkList):
        yield from value.items
