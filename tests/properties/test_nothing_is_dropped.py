"""Every item, every address that a page may carry, every sponsor's label and name is in page, book, site and text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from typing import Final

import pytest
from hypothesis import given, settings

from reader_app.exporters.addresses import absolute_address, page_address
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import export
from reader_app.exporters.site import Site, row_of
from reader_app.exporters.site_pages import issue_page
from reader_app.model.blocks import Item, LinkList, Podcast, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.urls import is_safe
from tests.support.pages import text_of
from tests.support.strategies import issues


def page(issue: Issue) -> str:
    return export(issue, "web").decode()


def book(issue: Issue) -> str:
    return text_of(export(issue, "epub"), ("issue-1.xhtml",))


def site(issue: Issue) -> str:
    row = row_of(issue, "issues/a.html")
    return issue_page(Site("Site"), issue, row, ExportOptions(), before=None, after=None).html.decode()


PAGES: Final[Mapping[str, tuple[Callable[[Issue], str], Callable[[str], str]]]] = {
    "page": (page, page_address),
    "book": (book, absolute_address),
    "site": (site, page_address),
}


def said(issue: Issue) -> list[str]:
    """What readers must see, in order: titles of items, label and name of sponsors."""
    found: list[str] = []
    for _, block in issue.blocks():
        match block:
            case Item(title=title) | Podcast(title=title):
                found.append(title)
            case LinkList():
                found += [item.title for item in block.items]
            case Sponsor():
                found += [block.label, block.name]
    return [text for text in found if text]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", PAGES)
@given(issue=issues)
@settings(max_examples=80, deadline=None)
def test_a_page_says_everything_in_order(kind: str, issue: Issue) -> None:
    written = PAGES[kind][0](issue)
    body = written.partition('<main id="text">')[2] or written.partition("<body")[2]
    seen = words(html.unescape(re.sub(r"<[^>]*>", "", body)))
    place = 0
    for text in said(issue):
        place = seen.find(words(text), place)
        assert place >= 0, text
        place += len(words(text))


@pytest.mark.parametrize("kind", PAGES)
@given(issue=issues)
@settings(max_examples=80, deadline=None)
def test_a_page_has_every_address(kind: str, issue: Issue) -> None:
    make, address = PAGES[kind]
    hrefs = {html.unescape(found) for found in re.findall(r'href="([^"]*)"', make(issue))}
    items = [item for _, item in issue.items() if item.title]
    sponsors = [block for _, block in issue.blocks() if isinstance(block, Sponsor)]
    for url in (each.url for each in (*items, *sponsors)):
        assert not address(url) or address(url) in hrefs, url


@given(issues)
@settings(max_examples=80, deadline=None)
def test_the_plain_text_says_everything_too(issue: Issue) -> None:
    written = export(issue, "text").decode()
    seen = "".join(written.split())
    for text in said(issue):
        assert "".join(text.split()) in seen or "".join(text.upper().split()) in seen, text
    for url in (item.url for _, item in issue.items()):
        assert not is_safe(url) or "".join(url.split()) in seen, url
