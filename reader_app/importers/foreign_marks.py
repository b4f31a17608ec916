"""Items of Markdown that are marked as paid, paragraphs and entries of lists: by a word beside the link, or a star."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.inline_words import words_of
from reader_app.importers.structure.marks import Footnote, footnote, is_starred, mark_of, may_be_marked
from reader_app.markup.natural import link
from reader_app.markup.write import write_block
from reader_app.model.blocks import Block, Item, LinkList, Prose, Sponsor
from reader_app.model.issue import Issue
from reader_app.patterns import regex

_ENTRY = regex(r"(?m)^(?=(?:[-*+]|\d{1,3}[.)])[ \t]+\S)")
_MARKER = regex(r"(?:[-*+]|\d{1,3}[.)])[ \t]+")
_LONGEST: Final = 3000

Make = Callable[[str, str], Sponsor]


def footnotes(issue: Issue) -> list[Footnote]:
    """Return the lines of an issue that explain a star as a sponsor's."""
    found = []
    for block in (*issue.lead, *(block for section in issue.sections for block in section.blocks)):
        if isinstance(block, Prose | Item) and may_be_marked(block.body):
            lines = block.body.split("\n")
            found += [note for line in (lines[0], lines[-1]) if (note := _note(line))]
    return list(dict.fromkeys(found))


def with_marked(blocks: Sequence[Block], notes: Sequence[Footnote], made: Make) -> list[Block]:
    """Return `blocks` with the marked items as what `made` makes of their Markdown and label; lists part there."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, LinkList):
            found += _listed(block, notes, made)
        elif not isinstance(block, Prose) or len(block.body) > _LONGEST or not _may_be(block.body, notes):
            found.append(block)
        elif _MARKER.match(block.body):
            found += _entries(block, notes, made)
        else:
            label = _label(block.body, notes)
            found.append(made(block.body, label) if label else block)
    return found


def entries_of(block: Block) -> list[str]:
    """Return the entries of a list as Markdown; any other block is one entry."""
    match block:
        case LinkList():
            return [f"{link(item.title, item.url)} {item.body}".strip() for item in block.items]
        case Item():
            title = link(block.title, block.url) if block.url else block.title
            return [f"{title}\n\n{block.body}".strip()]
        case Prose() if _MARKER.match(block.body):
            return [_MARKER.sub("", part, count=1).strip() for part in _ENTRY.split(block.body) if part.strip()]
        case Prose():
            return [block.body]
        case _:
            return [write_block(block)]


def is_list(block: Block) -> bool:
    """Tell whether a block is a list."""
    return isinstance(block, LinkList) or (isinstance(block, Prose) and _MARKER.match(block.body) is not None)


def _note(line: str) -> Footnote | None:
    note = footnote(words_of(line)[0].text)
    if note is None and _MARKER.match(line) and line[0] == "*":
        note = footnote(line)  # a star that Markdown takes for a list's
    return note


def _may_be(text: str, notes: Sequence[Footnote]) -> bool:
    return may_be_marked(text) or any(note.star in text for note in notes)


def _label(markdown: str, notes: Sequence[Footnote]) -> str:
    """Return the label of one item: what stands beside its link, or what its star is explained as."""
    if _note(markdown):
        return ""
    words, _ = words_of(markdown)
    return mark_of(words) or next((note.label for note in notes if is_starred(words, note.star)), "")


def _listed(block: LinkList, notes: Sequence[Footnote], made: Make) -> list[Block]:
    entries: list[Sponsor | Item] = []
    for item in block.items:
        markdown = f"{link(item.title, item.url)} {item.body}".strip()
        label = _label(markdown, notes) if _may_be(markdown, notes) else ""
        entries.append(made(markdown, label) if label else item)
    found: list[Block] = []
    run: list[Item] = []
    for entry in [*entries, None]:
        if isinstance(entry, Item):
            run.append(entry)
            continue
        if run:
            found.append(replace(block, items=tuple(run)))
            run = []
        if entry:
            found.append(entry)
    return found


def _entries(block: Prose, notes: Sequence[Footnote], made: Make) -> list[Block]:
    """Return a list with the marked entries taken out of it."""
    found: list[Block] = []
    run: list[str] = []
    for entry in [*(part for part in _ENTRY.split(block.body) if part.strip()), ""]:
        marker = _MARKER.match(entry)
        text = entry[marker.end() :].strip() if marker else ""
        label = _label(text, notes) if text and _may_be(text, notes) else ""
        if entry and not label:
            run.append(entry)
            continue
        if run:
            found.append(Prose("".join(run).rstrip()))
            run = []
        if label:
            found.append(made(text, label))
    return found
