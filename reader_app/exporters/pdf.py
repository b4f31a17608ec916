"""The PDF: the web page, printed by whoever has an engine for that, then given what the engine leaves out.

Chromium writes pages, links, and a place for every heading that a link on the page leads to. Outline, author, language
and the title's place in the window are added as an incremental update (ISO 32000-1, 7.5.6): nothing is written anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from markupsafe import Markup

from reader_app import tokens
from reader_app.errors import UsageError
from reader_app.exporters.facts import shown_title
from reader_app.exporters.language import language_tag
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.templates import template
from reader_app.exporters.web_page import WebRenderer
from reader_app.model.issue import Issue

_MAIN: Final = re.compile(r'(?<=<main id="text">\n).*(?=</main>)', re.DOTALL)
_HEADING: Final = re.compile(r"<h([2-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_TRAILER: Final = re.compile(rb"trailer\s*<<(?P<entries>.*?)>>\s*startxref\s*(?P<place>\d+)\s*%%EOF\s*\Z", re.DOTALL)
_PLACE: Final = re.compile(rb"/(heading-\d+) \[")
_MOST_OPEN: Final = 40  # entries of an outline that are shown at once
_LEVELS: Final = 2


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline: how deep it stands, where it leads, what it says."""

    level: int
    place: str
    text: str


def pdf(issue: Issue, options: ExportOptions) -> bytes:
    """Return `issue` as a PDF. Raises UsageError when `options` bring nothing that prints, FileError from printing."""
    if options.printer is None:
        raise UsageError("A PDF is printed by the engine of the window, which is not here.")
    html, entries = page_to_print(issue, options)
    return completed(options.printer(html), issue, entries)


def page_to_print(issue: Issue, options: ExportOptions) -> tuple[str, list[OutlineEntry]]:
    """Return the page that is printed, and what its outline holds."""
    from dataclasses import replace

    html = WebRenderer().render(issue, replace(options, mode="light", marks=False))
    entries: list[OutlineEntry] = []

    def placed(found: re.Match[str]) -> str:
        level, attributes, text = found.groups()
        place = f"heading-{len(entries)}"
        entries.append(OutlineEntry(int(level), place, " ".join(unescape(_TAG.sub("", text)).split())))
        return f'<h{level}{attributes} id="{place}">{text}</h{level}>'

    html = _MAIN.sub(lambda main: _HEADING.sub(placed, main[0]), html, count=1)
    links = "".join(f'<a href="#{entry.place}"></a>' for entry in entries)
    fonts = {role: Markup(family) for role, family in tokens.fonts().items()}
    style = template("print.css").render(fonts=fonts)
    html = html.replace("</style>\n</head>", f"{style}</style>\n</head>", 1)
    return html.replace("</body>\n</html>", f'<div hidden="hidden">{links}</div>\n</body>\n</html>', 1), entries


def completed(data: bytes, issue: Issue, entries: Sequence[OutlineEntry]) -> bytes:
    """Return the printed `data` with outline, title, author and language; as it is where its form is not known."""
    trailer = _TRAILER.search(data)
    found = {name: _reference(trailer["entries"], name) for name in (b"Root", b"Info")} if trailer else {}
    size = re.search(rb"/Size (\d+)", trailer["entries"]) if trailer else None
    catalog, facts = (_object(data, found.get(name)) for name in (b"Root", b"Info"))
    if trailer is None or size is None or catalog is None or facts is None:
        return data
    root, info, first = found[b"Root"] or 0, found[b"Info"] or 0, int(size[1])
    places = set(_PLACE.findall(data))
    shown = [entry for entry in entries if entry.text and entry.place.encode() in places]
    outline = _outline(shown, first)
    catalog += b"\n/Lang %b /ViewerPreferences << /DisplayDocTitle true >>" % _text(language_tag(issue.lang))
    if outline:
        catalog += b"\n/Outlines %d 0 R /PageMode /UseOutlines" % first
    objects = {root: b"<<%b\n>>" % catalog, info: b"<<%b\n%b\n>>" % (facts, _facts(issue))}
    objects |= dict(enumerate(outline, first))
    return _appended(data, objects, root, info, int(trailer["place"]))


def _reference(entries: bytes, name: bytes) -> int | None:
    found = re.search(rb"/%b (\d+) 0 R" % name, entries)
    return int(found[1]) if found else None


def _object(data: bytes, number: int | None) -> bytes | None:
    """Return what the dictionary that is object `number` holds."""
    found = re.search(rb"(?:\A|\s)%d 0 obj\s*<<(.*?)>>\s*endobj" % (number or 0), data, re.DOTALL)
    return found[1] if found else None


def _facts(issue: Issue) -> bytes:
    facts = {
        b"Title": shown_title(issue),
        b"Author": ", ".join(issue.authors) or issue.publication,
        b"Subject": issue.preheader,
        b"Keywords": ", ".join(issue.tags),
    }
    return b"\n".join(b"/%b %b" % (name, _text(value)) for name, value in facts.items() if value)


def _outline(entries: Sequence[OutlineEntry], first: int) -> list[bytes]:
    """Return the objects of the outline; its root is object `first`. Levels beyond the second are left out."""
    top = min((entry.level for entry in entries), default=0)
    shown = [entry for entry in entries if entry.level - top < _LEVELS]
    if not shown:
        return []
    parents: list[int] = []
    children: dict[int, list[int]] = {first: []}
    for number, entry in enumerate(shown, first + 1):
        last = children[first][-1] if children[first] else 0
        parents.append(last if entry.level > top and last else first)
        children.setdefault(parents[-1], []).append(number)
    sign = 1 if len(shown) <= _MOST_OPEN else -1
    objects = [b"<< /Type /Outlines %b >>" % _span(children[first], len(shown) if sign > 0 else len(children[first]))]
    for number, (entry, parent) in enumerate(zip(shown, parents, strict=True), first + 1):
        beside = children[parent]
        place = beside.index(number)
        parts = [b"/Title %b /Parent %d 0 R /Dest /%b" % (_text(entry.text), parent, entry.place.encode())]
        parts += [b"/Prev %d 0 R" % beside[place - 1]] if place else []
        parts += [b"/Next %d 0 R" % beside[place + 1]] if place + 1 < len(beside) else []
        parts += [_span(children[number], sign * len(children[number]))] if number in children else []
        objects.append(b"<< %b >>" % b" ".join(parts))
    return objects


def _span(numbers: Sequence[int], count: int) -> bytes:
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (numbers[0], numbers[-1], count)


def _text(text: str) -> bytes:
    """Return `text` as a string of a PDF in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF%b>" % text.encode("utf-16-be", "replace").hex().upper().encode()


def _appended(data: bytes, objects: dict[int, bytes], root: int, info: int, previous: int) -> bytes:
    """Return `data` with `objects` after it, in the place of those of the same number."""
    parts, places, end = [data], {}, len(data)
    for number, value in sorted(objects.items()):
        part = b"%d 0 obj\n%b\nendobj\n" % (number, value)
        places[number] = end
        parts.append(part)
        end += len(part)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in places.items())
    size = max(places) + 1
    parts.append(
        b"xref\n%btrailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, size, root, info, previous, end)
    )
    return b"".join(parts)
