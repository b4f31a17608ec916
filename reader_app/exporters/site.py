"""What the pages of an archive site show: the site itself, an issue as lists show it, its sections and sponsors."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from functools import cache
from typing import Final

from reader_app import resources
from reader_app.exporters.facts import kicker, shown_title
from reader_app.exporters.language import long_date, primary
from reader_app.model.blocks import Item, LinkList, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.publication import PLAIN, Look
from reader_app.model.walk import anchors

_TAGS: Final = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The words around the lists of a site in one language."""

    archive: str
    issues: str
    sections: str
    sponsors: str
    publications: str
    years: str
    undated: str
    search: str
    search_label: str
    searching: str
    nothing: str
    one_found: str
    found: str
    no_script: str
    newest: str
    earlier: str
    previous: str
    next: str
    older: str
    newer: str
    feed: str
    where: str
    one_issue: str
    some_issues: str


@dataclass(frozen=True, slots=True)
class Site:
    """A whole site. `url` is its address with a slash at the end, ``""`` when it is not known.

    `lang` is the language of its lists, `many` tells that it holds more than one publication. `look` is that of the
    publication, if the person writes it, and `header` the path of the picture over its issues, ``""`` without one.
    """

    title: str
    lang: str = "en"
    url: str = ""
    many: bool = False
    look: Look = PLAIN
    header: str = ""

    @property
    def words(self) -> SiteWords:
        """The words of its lists."""
        return site_words(self.lang)


@dataclass(frozen=True, slots=True)
class Row:
    """An issue as lists show it. `day` is its date in figures, ``""`` when it has none."""

    id: str
    path: str
    title: str
    kicker: str = ""
    day: str = ""
    date: str = ""
    preheader: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One section or sponsor block in one issue: what the page of all sections or runs of that name shows.

    `links` are the items of a section: title, address, source.
    """

    row: Row
    name: str
    anchor: str = ""
    label: str = ""
    url: str = ""
    links: tuple[tuple[str, str, str], ...] = ()


def row_of(issue: Issue, path: str) -> Row:
    """Return `issue`, whose page is `path`, as lists show it."""
    return Row(
        id=str(issue.id),
        path=path,
        title=shown_title(issue),
        kicker=kicker(issue),
        day=issue.date.date().isoformat() if issue.date else "",
        date=long_date(issue.date, issue.lang) if issue.date else "",
        preheader=issue.preheader,
        lang=issue.lang,
    )


def sections_of(issue: Issue, row: Row) -> Iterator[Entry]:
    """Yield the sections of `issue` that have a heading."""
    for section, anchor in zip(issue.sections, anchors(issue.sections), strict=True):
        if section.heading:
            items = [
                item
                for block in section.blocks
                if isinstance(block, Item | LinkList)
                for item in (block.items if isinstance(block, LinkList) else (block,))
            ]
            links = tuple((item.title, item.url, item.source) for item in items if item.title)
            yield Entry(row, section.heading, anchor, links=links)


def sponsors_of(issue: Issue, row: Row) -> Iterator[Entry]:
    """Yield the sponsor blocks of `issue`."""
    names = dict(zip(map(id, issue.sections), anchors(issue.sections), strict=True))
    for section, block in issue.blocks():
        if isinstance(block, Sponsor):
            yield Entry(row, block.name, names.get(id(section), ""), block.label, block.url)


def for_everyone(issue: Issue) -> Issue:
    """Return `issue` without what is for one reader alone: the address that ends a subscription."""
    if issue.about is None or not issue.about.unsubscribe:
        return issue
    return replace(issue, about=replace(issue.about, unsubscribe=""))


def dumped(row: Row) -> str:
    """Return `row` as one line."""
    return json.dumps(astuple(row), ensure_ascii=False)


def loaded(line: str) -> Row:
    """Return the row that `dumped` made `line` of."""
    return Row(*json.loads(line))


def dumped_entry(entry: Entry) -> str:
    """Return `entry` without its row and its name as one line."""
    return json.dumps([entry.anchor, entry.label, entry.url, entry.links], ensure_ascii=False)


def loaded_entry(row: Row, name: str, line: str) -> Entry:
    """Return the entry that `dumped_entry` made `line` of."""
    anchor, label, url, links = json.loads(line)
    return Entry(row, name, anchor, label, url, tuple(map(tuple, links)))


def visible_text(body: str) -> str:
    """Return the words of a fragment of HTML that we wrote."""
    return html.unescape(_TAGS.sub(" ", body))


def site_words(lang: str) -> SiteWords:
    """Return the words of a site for the BCP 47 tag `lang`, in English when there are none for it."""
    table = _table()
    return table.get(primary(lang), table["en"])


@cache
def _table() -> dict[str, SiteWords]:
    data = json.loads(resources.text("templates/site/words.json"))
    return {lang: SiteWords(**entry) for lang, entry in data.items()}
