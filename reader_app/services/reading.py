"""Composes the reading page of an issue: one HTML document from the issue, the tokens and the templates reading.*.

The page holds no script. What the reading pane does to it afterwards (marks, buttons, highlights) is in reading.js,
which the pane runs in a world of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Template
from typing import Final

from reader_app import resources, tokens
from reader_app.exporters.language import direction
from reader_app.exporters.text import issue_text
from reader_app.markup import html
from reader_app.model.blocks import Block, Feedback, Item, LinkList, Podcast, Sponsor
from reader_app.model.issue import Issue
from reader_app.model.walk import anchors, minutes_for, words_in
from reader_app.services.reading_values import ContentsEntry, Head, Look

__all__ = [
    "DISPLAY_SHEET",
    "SHEET",
    "ContentsEntry",
    "Head",
    "Look",
    "blocked_pictures",
    "classes",
    "contents",
    "display_page",
    "original_page",
    "page",
    "remote_pictures",
    "style",
    "text_page",
]

SHEET: Final = "reading.css"
DISPLAY_SHEET: Final = "reading.original.css"
EM_FOR_A_CHARACTER: Final = 0.5  # the usual width of a letter in a serif face
_ADDRESS = re.compile(r"https?://[^\s<>&\"]+(?:&amp;[^\s<>&\"]+)*(?<![.,;:!?)\]])")
_PICTURE: Final = re.compile(r"asset:([0-9a-f]{64})\Z")
_IN_AN_IMAGE: Final = r'<img\b(?:"[^"]*"|[^">])*?'
_OWN_PICTURE: Final = re.compile(rf'({_IN_AN_IMAGE}\ssrc=")asset:([0-9a-f]{{64}})(?=")')
_REMOTE_PICTURE: Final = re.compile(rf"{_IN_AN_IMAGE}\sdata-remote=")


def page(issue: Issue, look: Look, head: Head, *, marks: Mapping[int, str] | None = None) -> str:
    """Return the page of `issue` as one HTML document.

    `marks` maps the position of an item (as `Issue.items` counts) to its marks: "s" starred, "r" read, or both.
    """
    body = f"{_header(issue, head)}\n{html.issue_html(issue, image=_picture)}"
    return _document(issue, look, body, marks or {})


def text_page(issue: Issue, look: Look) -> str:
    """Return a page with the plain-text version of `issue`, its addresses being links."""
    return _document(issue, look, _preformatted(issue_text(issue)), {})


def original_page(issue: Issue, look: Look, original: str) -> str:
    """Return a page that shows the text `original` as it came in, character for character."""
    return _document(issue, look, _preformatted(original), {})


def display_page(issue: Issue, look: Look, display: str) -> str:
    """Return a page that shows `display`, the display copy of an issue (see importers/sanitize.py), on white.

    Its pictures come from the library; remote ones are left out, with their alternative text in their place.
    """
    body = _OWN_PICTURE.sub(r"\1masthead:asset/\2", display)
    return _document(issue, look, body, {}, sheet=DISPLAY_SHEET)


def blocked_pictures(display: str) -> int:
    """Return how many pictures of the display copy `display` are left out because they are not in the library."""
    return len(_REMOTE_PICTURE.findall(display))


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


def remote_pictures(issue: Issue) -> int:
    """Return how many pictures of `issue` are not kept in the library: the page leaves them out."""
    missing: set[str] = set()

    def note(address: str) -> None:
        if _PICTURE.match(address) is None and not address.startswith("data:image/"):
            missing.add(address)

    html.issue_html(issue, image=note)
    return len(missing)


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


def _picture(address: str) -> str | None:
    """Return the address of a picture as the page may load it: from the library or from within itself, else None."""
    kept = _PICTURE.match(address)
    if kept is not None:
        return f"masthead:asset/{kept[1]}"
    return address if address.startswith("data:image/") else None


def _preformatted(text: str) -> str:
    linked = _ADDRESS.sub(lambda match: f'<a href="{match[0]}">{match[0]}</a>', html.escape(text))
    return f'<pre class="plain">{linked}</pre>'


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
