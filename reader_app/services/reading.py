"""Composes the reading page of an issue: one HTML document from the issue, the tokens and the templates reading.*.

The page holds no script. What the reading pane does to it afterwards (marks, buttons, highlights) is in reading.js,
which the pane runs in a world of its own.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from string import Template
from typing import Final

from reader_app import resources, tokens
from reader_app.exporters.language import direction
from reader_app.exporters.text import issue_text
from reader_app.markup import html
from reader_app.model.blocks import Block, Feedback, Item, LinkList, Podcast, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.urls import may_show
from reader_app.model.walk import anchors, minutes_for, words_in
from reader_app.services.pictures import IN_AN_IMAGE
from reader_app.services.reading_values import ContentsEntry, Head, Look

__all__ = [
    "DISPLAY_SHEET",
    "SHEET",
    "ContentsEntry",
    "Head",
    "Look",
    "classes",
    "contents",
    "display_page",
    "original_page",
    "page",
    "style",
    "text_page",
]

SHEET: Final = "reading.css"
DISPLAY_SHEET: Final = "reading.original.css"
EM_FOR_A_CHARACTER: Final = 0.5  # the usual width of a letter in a serif face
_PART: Final = 20_000  # letters
_ADDRESS = re.compile(r"https?://[^\s<>&\"]+(?:&amp;[^\s<>&\"]+)*(?<![.,;:!?)\]])")
_PICTURE: Final = re.compile(r"asset:([0-9a-f]{64})\Z")
_OWN_PICTURE: Final = re.compile(rf'({IN_AN_IMAGE}\ssrc=")asset:([0-9a-f]{{64}})(?=")')
_REMOTE_PICTURE: Final = re.compile(rf'({IN_AN_IMAGE}\s)data-remote="([^"]*)"((?:"[^"]*"|[^">])*>)')
_ALT: Final = re.compile(r'\salt="([^"]*)"')
_WEB: Final = ("http://", "https://")
Find = Callable[[str], str | None]


def _nowhere(_address: str) -> None:
    """Find no picture."""


def page(
    issue: Issue,
    look: Look,
    head: Head,
    *,
    marks: Mapping[int, str] | None = None,
    find: Find = _nowhere,
) -> str:
    """Return the page of `issue` as one HTML document.

    `marks` maps the position of an item (as `Issue.items` counts) to its marks: "s" starred, "r" read, or both.
    `find` returns the digest of the remote picture at an address if it is in the library; others are left out.
    """
    body = f"{_header(issue, head)}\n{html.issue_html(issue, image=partial(_picture, find))}"
    return _document(issue, look, body, marks or {})


def text_page(issue: Issue, look: Look) -> str:
    """Return a page with the plain-text version of `issue`, its addresses being links."""
    return _document(issue, look, _preformatted(issue_text(issue)), {})


def original_page(issue: Issue, look: Look, original: str) -> str:
    """Return a page that shows the text `original` as it came in, character for character."""
    return _document(issue, look, _preformatted(original), {})


def display_page(issue: Issue, look: Look, display: str, *, find: Find = _nowhere) -> str:
    """Return a page that shows `display`, the display copy of an issue (see importers/sanitize.py), on white.

    Its pictures come from the library; remote ones that are not there (see `page`) are left out, with their alternative
    text in their place.
    """

    def placed(match: re.Match[str]) -> str:
        sha256 = find(entities.unescape(match[2]))
        if sha256:
            return f'{match[1]}src="masthead:asset/{sha256}"{match[3]}'
        alt = _ALT.search(match[1] + match[3])
        return f'<span class="blocked">{alt[1]}</span>' if alt and alt[1].strip() else ""

    body = _REMOTE_PICTURE.sub(placed, _OWN_PICTURE.sub(r"\1masthead:asset/\2", display))
    return _document(issue, look, body, {}, sheet=DISPLAY_SHEET)


def style(look: Look, *, sheet: str = SHEET) -> str:
    """Return the style sheet of a page that looks like `look`: the template `sheet`, filled in."""
    names = {"mode": look.mode, "size": str(look.text_size), "measure": f"{look.measure * EM_FOR_A_CHARACTER:g}"}
    fonts = dict(tokens.fonts())
    if look.interface:
        family = re.sub(r"[^\w -]", "", look.interface)
        fonts["sans"] = f"'{family}', {fonts['sans']}"
    return _template(sheet).substitute(tokens.colours(look.mode), **fonts, **names)


def classes(look: Look) -> str:
    """Return the classes of the page's root element for `look`."""
    return f"{look.mode} fold-sponsors" if look.fold_sponsors else look.mode


def contents(issue: Issue) -> tuple[ContentsEntry, ...]:
    """Return what "In this issue" lists, in the order of the page."""
    return tuple(_contents(issue))


def _contents(issue: Issue) -> Iterator[ContentsEntry]:
    own = [block for block in issue.lead if not isinstance(block, Sponsor | Podcast | Feedback)]
    if own:
        yield ContentsEntry("lead", "", "", minutes=minutes_for(words_in(own)))
    yield from _special(issue.lead, "lead")
    for number, (section, anchor) in enumerate(zip(issue.sections, anchors(issue.sections), strict=True)):
        yield ContentsEntry("section", section.heading, f'section[id="{anchor}"]', count=_items_in(section.blocks))
        yield from _special(section.blocks, str(number))


def _special(blocks: tuple[Block, ...], section: str) -> Iterator[ContentsEntry]:
    """Yield the entries of the blocks that are listed by themselves."""
    for number, block in enumerate(blocks):
        selector = f'[data-block="{section}-{number}"]'
        match block:
            case Sponsor():
                yield ContentsEntry("sponsor", block.name, selector)
            case Podcast():
                yield ContentsEntry("podcast", block.title, selector)
            case Feedback():
                yield ContentsEntry("feedback", block.question, selector)


def _items_in(blocks: tuple[Block, ...]) -> int:
    return sum(
        1 if isinstance(block, Item) else len(block.items) for block in blocks if isinstance(block, Item | LinkList)
    )


def _header(issue: Issue, head: Head) -> str:
    facts = [f"<bdi>{html.escape(fact)}</bdi>" for fact in head.facts]
    if issue.url.startswith(("http://", "https://")):
        facts.append(f'<a href="{html.escape(issue.url)}"><bdi>{html.escape(head.online)} ↗</bdi></a>')
    kicker = f'<p class="kicker">{html.escape(head.kicker)}</p>\n' if head.kicker else ""
    title = f"<h1>{html.escape(issue.title)}</h1>\n" if issue.title else ""
    return f'<header class="issue-head">\n{kicker}{title}<p class="facts">{"".join(facts)}</p>\n</header>'


def _picture(find: Find, address: str) -> str | None:
    """Return the address of a picture as the page may load it: from the library or from within itself, else None."""
    kept = _PICTURE.match(address)
    sha256 = kept[1] if kept is not None else find(address) if address.startswith(_WEB) else None
    if sha256:
        return f"masthead:asset/{sha256}"
    return address if address.startswith("data:") and may_show(address) else None


def _preformatted(text: str) -> str:
    """Return `text` as it is, its addresses as links; a long one in parts, which the page lays out as they are seen."""
    return "".join(f'<pre class="plain">\n{_linked(part)}</pre>' for part in _parts(text))


def _linked(text: str) -> str:
    return _ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', html.escape(text))


def _parts(text: str) -> Iterator[str]:
    """Cut `text` at ends of lines into parts of some length."""
    start = 0
    while len(text) - start > _PART and (end := text.find("\n", start + _PART)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    yield text[start:]


def _document(issue: Issue, look: Look, body: str, marks: Mapping[int, str], sheet: str = SHEET) -> str:
    language = issue.lang or "en"
    return _template("reading.html").substitute(
        lang=html.escape(language),
        direction=direction(language),
        classes=classes(look),
        title=html.escape(issue.title),
        style=style(look, sheet=sheet),
        marks=html.escape(json.dumps({str(position): mark for position, mark in marks.items()})),
        body=body,
    )


@cache
def _template(name: str) -> Template:
    return Template(resources.text(f"templates/{name}"))
