"""What comes from the clipboard: a piece of HTML as Markdown for an issue that is being written."""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.pasted_tables import cut_tables
from reader_app.importers.structure.items import blocks
from reader_app.importers.structure.segment import Kind
from reader_app.importers.structure.segments import segments
from reader_app.importers.structure.tokens import prepared
from reader_app.markup.natural import inline
from reader_app.markup.write import write_block
from reader_app.model.blocks import Prose
from reader_app.model.urls import clean

LARGEST: Final = 500_000
_MEANS: Final = re.compile(r"<(?:a\s[^>]*href|h[1-6]|li|blockquote|strong|em|b|i|img|table)\b", re.IGNORECASE)
_TOP: Final = (1, 2)  # levels of headings that open a section


def says_more(html: str) -> bool:
    """Tell whether `html` has links, headings, lists or emphasis; colours and fonts alone, as of code, are nothing."""
    return len(html) <= LARGEST and _MEANS.search(html) is not None


def pasted(html: str) -> str:
    """Return the Markdown of `html`: headings, items, lists, tables, quotations, links, emphasis, pictures.

    Never fails. Scripts and styles are left out, and so is what only serves to follow a reader.
    """
    html, tables = cut_tables(html, _without_tables)
    text = _without_tables(html)
    for mark, table in tables.items():
        # The cell it stands in may be bold, as those of a head are.
        found = re.search(rf"(?:#+ )?[*_]*{mark}[*_]*", text)
        if found is not None:
            text = text[: found.start()] + table + text[found.end() :]
    return text


def _without_tables(html: str) -> str:
    page = segments(prepared(html))
    for segment in page.segments:
        segment.href = clean(segment.href)
        segment.runs = [run._replace(href=clean(run.href)) for run in segment.runs]
    parts: list[str] = []
    pending: list[int] = []

    def flush() -> None:
        made = blocks(page, pending, {}, {})
        parts.extend(block.body if isinstance(block, Prose) else write_block(block).strip("\n") for block in made)
        pending.clear()

    for number, segment in enumerate(page.segments):
        if segment.level in _TOP and segment.kind is Kind.TEXT:
            flush()
            parts.append(f"## {inline(segment.text)}")
        elif segment.kind is not Kind.HIDDEN:
            pending.append(number)
    flush()
    return "\n\n".join(part for part in parts if part)
