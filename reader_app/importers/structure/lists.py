"""Turns list items into Markdown lists, or into a list of links where every entry leads with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader_app.importers.structure.inline import markdown, without_dash, words
from reader_app.importers.structure.segment import Kind, Segment
from reader_app.model.blocks import Block, Item, LinkList, Prose


def list_blocks(parts: Sequence[Segment], assets: Mapping[str, str], *, in_item: bool) -> list[Block]:
    """Return the blocks of a run of segments that stand in lists."""
    entries = _entries(parts)
    if not in_item:
        links = [_compact(entry, assets) for entry in entries]
        if links and all(links):
            ordered = parts[0].place.ordered if parts[0].place else False
            return [LinkList(tuple(link for link in links if link), ordered)]
    return [Prose(_written(entries, assets))]


def _entries(parts: Sequence[Segment]) -> list[list[Segment]]:
    entries: list[list[Segment]] = []
    number = -1
    for part in parts:
        assert part.place is not None
        if part.place.number != number:
            number = part.place.number
            entries.append([])
        entries[-1].append(part)
    return entries


def _compact(entry: list[Segment], assets: Mapping[str, str]) -> Item | None:
    """Return an entry as a compact item when it is one paragraph that begins with a link."""
    first = entry[0]
    if len(entry) > 1 or first.kind is not Kind.TEXT or first.place is None or first.place.depth > 1:
        return None
    runs = first.runs
    start = next((place for place, run in enumerate(runs) if run.text.strip() or run.src), -1)
    if start < 0 or not runs[start].href.startswith(("http", "{{", "*|")) or runs[start].src:
        return None
    end = start
    while end < len(runs) and (runs[end].href == runs[start].href or not runs[end].text.strip()):
        end += 1
    title = words(runs[start:end])
    if not title:
        return None
    return Item(title, url=runs[start].href, body=without_dash(markdown(runs[end:], assets)))


def _written(entries: list[list[Segment]], assets: Mapping[str, str]) -> str:
    lines: list[str] = []
    for entry in entries:
        place = entry[0].place
        assert place is not None
        indent = "   " * (place.depth - 1)
        marker = f"{place.ordinal}. " if place.ordered else "- "
        bodies = [markdown(part.runs, assets) if part.runs else f"![{part.text}]({part.src})" for part in entry]
        hang = indent + " " * len(marker)
        for number, body in enumerate(body for body in bodies if body):
            start = indent + marker if number == 0 else "\n" + hang
            lines.append(start + body.replace("\n", "\n" + hang))
    return "\n".join(lines)
