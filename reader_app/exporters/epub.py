"""The book: one or many issues as EPUB 3.3, a chapter each (W3C Recommendation of 2023).

Written with templates and a zip file: an EPUB is no more than that, and the libraries for it are under the AGPL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5

from markupsafe import Markup

from reader_app import resources, tokens
from reader_app.exporters.addresses import absolute_address
from reader_app.exporters.facts import head_facts, kicker, shown_title
from reader_app.exporters.language import direction, labels, language_tag, words
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pictures import identify, kept, linked, suffix
from reader_app.exporters.templates import template
from reader_app.exporters.web_page import without_marks
from reader_app.exporters.zipped import zipped
from reader_app.markup.columns import columns
from reader_app.markup.html import fact_line, issue_html
from reader_app.model.codec import dumps, encode
from reader_app.model.issue import NO_ID, Issue
from reader_app.model.walk import anchors

_TYPE: Final = "application/epub+zip"
_CONTAINER: Final = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_BOOKS: Final = UUID("6d1f6a52-6f5c-4b0e-9d0c-5d9b6f0f7f31")
_NO_DATE: Final = datetime(2000, 1, 1, tzinfo=UTC)
_VOID: Final = re.compile(r"<(img|br|hr)\b([^>]*?)\s*/?>")
_MOST_AUTHORS: Final = 12


@dataclass(frozen=True, slots=True)
class _Chapter:
    name: str
    title: str
    sections: tuple[tuple[str, str], ...]
    html: str


def epub(issues: Sequence[Issue], options: ExportOptions) -> bytes:
    """Return the book of `issues`, in their order; the same issues give the same bytes. There must be at least one."""
    pictures = _Pictures(options)
    chapters = [_chapter(issue, f"issue-{number}", pictures) for number, issue in enumerate(issues, 1)]
    first = issues[0]
    shared = {"lang": language_tag(first.lang), "direction": direction(first.lang), "title": book_title(issues)}
    dates = [issue.date for issue in issues if issue.date]
    package = template("epub/package.opf").render(
        **shared,
        identifier=f"urn:uuid:{_identifier(issues)}",
        authors=_authors(issues),
        publisher=first.publication,
        date=max(dates).date().isoformat() if dates else "",
        description=first.preheader if len(issues) == 1 else "",
        modified=f"{max(dates, default=_NO_DATE):%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0"),
        chapters=chapters,
        pictures=[(name, media_type) for name, media_type, _ in pictures.kept.values()],
    )
    contents = words(first.lang).contents
    files = {
        "package.opf": package,
        "nav.xhtml": template("epub/nav.xhtml").render(**shared, chapters=chapters, contents=contents),
        "cover.xhtml": template("epub/cover.xhtml").render(**shared),
        "cover.svg": _cover(issues),
        "style.css": resources.text("templates/epub/style.css"),
        **{f"{chapter.name}.xhtml": chapter.html for chapter in chapters},
    }
    return zipped(
        (
            ("mimetype", _TYPE.encode("ascii")),
            ("META-INF/container.xml", _CONTAINER.encode("ascii")),
            *((f"book/{name}", text.encode()) for name, text in files.items()),
            *((f"book/{name}", data) for name, _, data in pictures.kept.values()),
        ),
        stored="mimetype",
    )


def book_title(issues: Sequence[Issue]) -> str:
    """Return the title of a book: the issue's own, or of several what they have in common."""
    if len(issues) == 1:
        return shown_title(issues[0])
    publications = list(dict.fromkeys(issue.publication for issue in issues if issue.publication))
    name = " · ".join(publications[:3]) + (" · …" if len(publications) > 3 else "")
    numbers = [issue.number for issue in (issues[0], issues[-1])]
    span = "–".join(dict.fromkeys(numbers)) if len(publications) == 1 and all(numbers) else ""
    return " ".join(part for part in (name, span) if part) or shown_title(issues[0])


class _Pictures:
    """Notes the pictures that chapters show, each once."""

    def __init__(self, options: ExportOptions) -> None:
        self.kept: dict[str, tuple[str, str, bytes]] = {}
        self._options = options

    def within(self, src: str, label: str) -> str | None:
        """Return what the address `src` becomes in a chapter: a file of the book, else a link that `label` names."""
        sha256 = kept(src, self._options)
        found = self._options.asset(sha256) if sha256 else None
        picture = identify(found[0]) if found else None
        if sha256 is None or found is None or picture is None or picture.media_type not in _SHOWN or not picture.width:
            return linked(src, absolute_address(src), label)
        name = f"pictures/{sha256[:32]}{suffix(picture)}"
        self.kept[sha256] = (name, picture.media_type, found[0])
        return name


def _chapter(issue: Issue, name: str, pictures: _Pictures) -> _Chapter:
    found = labels(issue.lang)
    body = issue_html(issue, link=absolute_address, image=lambda src: pictures.within(src, found.picture), labels=found)
    title = shown_title(issue)
    html = template("epub/chapter.xhtml").render(
        lang=language_tag(issue.lang),
        direction=direction(issue.lang),
        title=title,
        words=words(issue.lang),
        kicker=kicker(issue),
        facts=Markup(fact_line(head_facts(issue))),
        online=absolute_address(issue.url),
        body=Markup(_VOID.sub(r"<\1\2/>", without_marks(body))),
    )
    names = anchors(issue.sections)
    sections = tuple(
        (quote(anchor), section.heading)
        for anchor, section in zip(names, issue.sections, strict=True)
        if section.heading
    )
    return _Chapter(name, title, sections, html)


def _authors(issues: Sequence[Issue]) -> list[str]:
    named = dict.fromkeys(author for issue in issues for author in issue.authors)
    return list(named)[:_MOST_AUTHORS] or [issues[0].publication or shown_title(issues[0])]


def _identifier(issues: Sequence[Issue]) -> UUID:
    if len(issues) == 1 and issues[0].id != NO_ID:
        return issues[0].id
    return uuid5(_BOOKS, "\n".join(dumps(encode(issue)) for issue in issues))


def _cover(issues: Sequence[Issue]) -> str:
    """Return the cover as SVG: the title as large as it fits, above it the publication, below it the date."""
    first = issues[0]
    title = book_title(issues)
    size, lines = _fitting(title)
    rtl = direction(first.lang) == "rtl"
    return template("epub/cover.svg").render(
        title=title,
        direction=direction(first.lang),
        x=1100 if rtl else 100,
        c=tokens.colours("light"),
        kicker=_lines(kicker(first) if len(issues) == 1 else first.publication, 40)[:3],
        lines=lines,
        size=size,
        step=round(size * 1.25),
        top=480,
        footer=_lines(next(iter(head_facts(first)), ""), 46)[0] if len(issues) == 1 and head_facts(first) else "",
    )


def _fitting(title: str) -> tuple[int, list[str]]:
    for size, width in ((120, 14), (96, 18), (76, 23), (60, 29)):
        lines = _lines(title, width)
        if len(lines) * size * 1.25 <= 900 and all(columns(line) <= width for line in lines):
            break
    return size, lines[:12]


def _lines(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and columns(f"{lines[-1]} {word}") > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
