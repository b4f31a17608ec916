"""Finds an issue in the HTML of a mail or page: the one door to the steps of this package."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.structure import masthead
from reader_app.importers.structure.assemble import Assembly, about
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.importers.structure.furniture import take_out
from reader_app.importers.structure.outline import headings, roles
from reader_app.importers.structure.outline_words import is_call
from reader_app.importers.structure.parting import houses_of, part
from reader_app.importers.structure.platforms import platform_of
from reader_app.importers.structure.segment import Page
from reader_app.importers.structure.segments import segments
from reader_app.importers.structure.sponsors import advertisements
from reader_app.importers.structure.text_in_html import text_in_html
from reader_app.importers.structure.text_page import text_page
from reader_app.importers.structure.tidy import tidy
from reader_app.importers.structure.titles import title_of_file
from reader_app.importers.structure.tokens import Document, prepared
from reader_app.importers.text_lines import raw_lines
from reader_app.model.blocks import Item
from reader_app.model.issue import Issue
from reader_app.patterns import regex

_LONGEST_TITLE: Final = 90
_MARKS: Final = frozenset("→⇒➡▶>*•|-–—·‣")
_SMALL_WORD = regex(r"[a-z]{1,12}")


def find(html: str, envelope: Envelope, tree: LexborHTMLParser | None = None) -> Structured:
    """Return the issue in `html`. Never raises, whatever the HTML; what is uncertain stays prose.

    `tree` is what the parser made of `html`, where it is known; it stays as it is.
    """
    document = prepared(html, tree)
    text = text_in_html(html)
    page = text_page(raw_lines(text)) if text else segments(document)
    found = find_in_page(page, document, envelope)
    return replace(found, platform=platform_of(html, envelope))


def find_in_text(lines: list[str], envelope: Envelope) -> Structured:
    """Return the issue in the lines of a plain text, indentation and all."""
    return find_in_page(text_page(lines), Document(""), envelope)


def find_in_page(page: Page, document: Document, envelope: Envelope) -> Structured:
    """Return the issue that a flattened page shows; `document` says what its head does."""
    tidy(page)
    part(page, houses_of((envelope.sender, envelope.subject, document.title, document.said("og:site_name"))))
    furniture = take_out(page)
    top = masthead.read(page, furniture, document, envelope)
    body = [number for number in furniture.body if number not in top.used]
    found = roles(page, body, headings(page, body), top.aside, top.publication)
    assembly = Assembly(page, found, envelope.assets)
    assembly.put(body, advertisements(page, body, found, top.publication))
    issue = Issue(
        publication=top.publication,
        number=top.number,
        title=top.title or _headline(assembly) or title_of_file(envelope.name, top.publication, top.number),
        preheader=envelope.preheader or furniture.preheader,
        date=top.date,
        authors=top.authors,
        url=envelope.url or furniture.url,
        lang=top.lang,
        lead=tuple(assembly.lead),
        sections=assembly.sections(),
        about=about(page, furniture, envelope.assets),
    )
    used = [page.segments[number].text for number in top.used]
    removed = tuple(text for text in (*used, *furniture.removed, *assembly.removed) if text)
    return Structured(issue, "", removed)


def _headline(assembly: Assembly) -> str:
    """Return the title of the first item that is no call to read on: what a mail without a title is about."""
    blocks = [*assembly.lead, *(block for section in assembly.sections() for block in section.blocks)]
    titles = (block.title for block in blocks if isinstance(block, Item))
    return next((title for title in titles if _may_be_title(title)), "")


def _may_be_title(title: str) -> bool:
    """Tell whether an item's title may be an issue's: not long, no call, no mark first, more words than figures."""
    if title[:1] in _MARKS or _SMALL_WORD.fullmatch(title):
        return False
    letters = sum(map(str.isalpha, title))
    return len(title) <= _LONGEST_TITLE and not is_call(title) and letters >= sum(map(str.isdigit, title))
