"""The pages of an archive site as HTML: valid, accessible, and without a request to anywhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from markupsafe import Markup

from reader_app import resources, tokens
from reader_app.exporters import site_names as names
from reader_app.exporters.addresses import page_address
from reader_app.exporters.facts import head_facts
from reader_app.exporters.language import direction, labels, language_tag, words
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pictures import ASSET, kept, linked, picture_name
from reader_app.exporters.site import Entry, Row, Site, SiteWords, for_everyone, sections_of, site_words, sponsors_of
from reader_app.exporters.site_templates import site_template
from reader_app.exporters.web_page import picture_size, style_sheet, without_marks
from reader_app.markup.html import about_html, issue_html
from reader_app.model.issue import Issue
from reader_app.model.publication import Look
from reader_app.model.walk import anchors

ENTRIES: Final = 60  # issues on one page of a section or sponsor
ROWS: Final = 200  # issues on one page of a year or publication
NEWEST: Final = 30  # issues on the first page


@dataclass(frozen=True, slots=True)
class IssuePage:
    """The page of one issue with what the site must hold for it.

    `pictures` are names of files with their SHA-256 and, for one from the web, its address; without a name and SHA-256
    when the library does not keep it.
    """

    html: bytes
    body: str
    pictures: tuple[tuple[str, str, str], ...]


def issue_page(
    site: Site, issue: Issue, row: Row, options: ExportOptions, *, before: Row | None, after: Row | None
) -> IssuePage:
    """Return the page of `issue`; `before` and `after` are its neighbours."""
    shown = for_everyone(issue)
    root = names.root_of(row.path)
    pictures: dict[tuple[str, str], str] = {}
    look = labels(issue.lang)

    def picture(src: str) -> str | None:
        name = picture_file(src, options)
        pictures[name or "", kept(src, options) or ""] = "" if src.startswith(ASSET) else src
        return root + name if name else linked(src, page_address(src), look.picture)

    without_footer = Issue(lead=shown.lead, sections=shown.sections)
    body = without_marks(
        issue_html(without_footer, link=page_address, image=picture, size=picture_size(options), labels=look)
    )
    about = about_html(shown.about, link=page_address, image=picture, labels=look) if shown.about else ""
    page = _page(
        "issue",
        site,
        row.path,
        row.title,
        lang=issue.lang,
        description=issue.preheader,
        row=row,
        facts=head_facts(issue),
        online=page_address(issue.url),
        contents=[
            (anchor, section.heading)
            for anchor, section in zip(anchors(issue.sections), issue.sections, strict=True)
            if section.heading
        ],
        body=Markup(body),
        about=Markup(about),
        topics=_topics(issue, row),
        before=before,
        after=after,
    )
    return IssuePage(page, body, tuple((name, sha256, src) for (name, sha256), src in pictures.items()))


def picture_file(src: str, options: ExportOptions) -> str | None:
    """Return the name of the file for the picture at `src`, None when the library has none that a page can show."""
    sha256 = kept(src, options)
    name = picture_name(sha256, options) if sha256 else None
    return name and f"pictures/{name}"


def feed_body(site: Site, issue: Issue, options: ExportOptions) -> str:
    """Return the text of `issue` for a feed: its pictures have whole addresses, or none are shown."""

    def picture(src: str) -> str | None:
        name = picture_file(src, options)
        return site.url + name if name and site.url else None

    shown = for_everyone(issue)
    return without_marks(issue_html(shown, link=page_address, image=picture, labels=labels(issue.lang)))


def index_page(
    site: Site,
    rows: Sequence[Row],
    count: int,
    years: Iterable[tuple[str, int]],
    publications: Iterable[tuple[str, int]],
) -> bytes:
    """Return the first page of a site of `count` issues.

    `rows` are the newest, the newest first; years and publications come with their numbers.
    """
    found = site.words
    return _page(
        "index",
        site,
        names.INDEX,
        site.title,
        count=_count(found, count),
        rows=rows,
        years=[
            (names.year_page(year or names.UNDATED), year or found.undated, _count(found, number))
            for year, number in years
        ],
        publications=[
            (names.publication_page(name), name, _count(found, number)) for name, number in publications if name
        ]
        if site.many
        else [],
    )


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a long list: how many stand on it, and the pages with older and newer ones, ``""`` for none.

    The newest page says in `count` how many are in the whole list; on the others, which never change, it is 0.
    """

    path: str
    size: int
    count: int
    older: str = ""
    newer: str = ""


def list_parts(path: str, count: int, size: int) -> list[Part]:
    """Return the pages of a list of `count`, about `size` on each, the oldest first; the newest stand on `path`."""
    shared = names.parts(range(count), size)
    paths = [*(names.older_page(path, number) for number in range(len(shared) - 1)), path]
    ends = ["", *paths, ""]
    return [
        Part(here, len(part), count if here == path else 0, ends[number], ends[number + 2])
        for number, (here, part) in enumerate(zip(paths, shared, strict=True))
    ]


def issues_page(site: Site, part: Part, title: str, rows: Sequence[Row]) -> bytes:
    """Return a page that lists issues, oldest first in `rows`: those of a year, or of a publication."""
    return _page(
        "issues",
        site,
        part.path,
        title,
        count=_count(site.words, part.count) if part.count else "",
        rows=rows[::-1],
        older=part.older,
        newer=part.newer,
    )


def names_page(site: Site, path: str, entries: Iterable[tuple[str, str, int]]) -> bytes:
    """Return the page of all sections, or of all sponsors: each with its page, its name and how often it ran."""
    found = site.words
    title = found.sections if path == names.SECTIONS else found.sponsors
    listed = [(target, name, _count(found, number)) for target, name, number in entries]
    return _page("names", site, path, title, entries=listed, older="", newer="")


def entries_page(site: Site, part: Part, name: str, kind: str, entries: Sequence[Entry]) -> bytes:
    """Return a page of one section or sponsor. `entries` are in order, oldest first."""
    return _page(
        "entries",
        site,
        part.path,
        name,
        kind=kind,
        count=_count(site.words, part.count) if part.count else "",
        entries=entries[::-1],
        older=part.older,
        newer=part.newer,
    )


def search_page(site: Site) -> bytes:
    """Return the page of the search."""
    return _page("search", site, names.SEARCH, site.words.search)


def style(look: Look) -> bytes:
    """Return the style sheet of all pages, for a publication that looks like `look`."""
    fonts = {role: Markup(family) for role, family in tokens.fonts().items()}
    return (style_sheet("auto", look) + site_template("site.css").render(fonts=fonts)).encode()


def script() -> bytes:
    """Return the script of the search page."""
    return resources.path("templates/site/search.js").read_bytes()


@cache
def templates_digest() -> str:
    """Return a digest of all that pages are made from beside the issues: another Masthead may write other pages."""
    import hashlib

    from reader_app import __version__

    found = hashlib.blake2b(__version__.encode(), digest_size=16)
    folder = resources.path("templates")
    shared = (*folder.glob("*.css"), folder / "words.json", folder / "page_head.html")
    for path in sorted([*shared, *(folder / "site").iterdir()]):
        found.update(path.read_bytes())
    found.update(json.dumps([tokens.colours("light"), tokens.colours("dark"), tokens.fonts()]).encode())
    return found.hexdigest()


def _topics(issue: Issue, row: Row) -> list[tuple[str, str]]:
    sections = {names.section_page(entry.name): entry.name for entry in sections_of(issue, row)}
    sponsors = {names.sponsor_page(entry.name): entry.name for entry in sponsors_of(issue, row)}
    return [*sections.items(), *sponsors.items()]


def _page(name: str, site: Site, path: str, title: str, *, lang: str = "", **values: Any) -> bytes:
    shown = lang or site.lang
    found = site_words(shown)
    return (
        site_template(f"{name}.html")
        .render(
            site=site,
            path=path,
            here="" if path == names.INDEX else names.address(path),
            title=title,
            lang=language_tag(shown),
            direction=direction(shown),
            root=names.root_of(path),
            words=words(shown),
            site_words=found,
            menu=(
                (names.SECTIONS, found.sections),
                (names.SPONSORS, found.sponsors),
                (names.SEARCH, found.search),
            ),
            **{"description": "", **values},
        )
        .encode("utf-8", "replace")
    )


def _count(found: SiteWords, number: int) -> str:
    return found.one_issue if number == 1 else found.some_issues.format(number)
