"""The web page: one file that needs nothing else, makes no request and works without JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from reader_app import tokens
from reader_app.exporters.addresses import page_address
from reader_app.exporters.facts import head_facts, kicker, shown_title
from reader_app.exporters.language import direction, labels, language_tag, words
from reader_app.exporters.options import ExportOptions, Mode
from reader_app.exporters.pictures import data_address, identify, kept, linked
from reader_app.exporters.templates import template
from reader_app.markup.html import ImageMap, LinkMap, SizeMap, about_html, block_html, section_html
from reader_app.markup.labels import Labels
from reader_app.model.blocks import Block
from reader_app.model.issue import Issue, Section
from reader_app.model.publication import PLAIN, Look
from reader_app.model.walk import anchors

_MARK = re.compile(r' data-(?:block|section|entry)="[^"<>]*"')


def without_marks(html: str) -> str:
    """Return `html` without the marks that tell which block an element is."""
    return _MARK.sub("", html)


def image_map(options: ExportOptions, label: str) -> ImageMap:
    """Return what a picture's address becomes in a page: the bytes themselves, else a link that `label` names.

    None for what the page can neither carry nor lead to.
    """

    def mapped(src: str) -> str | None:
        sha256 = kept(src, options)
        if sha256 is not None and options.asset_url is not None:
            return options.asset_url(sha256)
        found = options.asset(sha256) if sha256 else None
        picture = identify(found[0]) if found else None
        if found and picture:
            return data_address(found[0], picture.media_type)
        return linked(src, page_address(src), label)

    return mapped


def picture_size(options: ExportOptions) -> SizeMap:
    """Return what tells the width and height of a picture kept in the library."""

    def sized(src: str) -> tuple[int, int] | None:
        sha256 = kept(src, options)
        found = options.asset(sha256) if sha256 else None
        picture = identify(found[0]) if found else None
        return (picture.width, picture.height) if picture and picture.width and picture.height else None

    return sized


@dataclass(frozen=True, slots=True)
class _Look:
    """What decides how a part of a page is written."""

    link: LinkMap
    image: ImageMap
    size: SizeMap
    labels: Labels


class WebRenderer:
    """Renders successive versions of an issue; sections and blocks that are the same objects as before cost nothing."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], tuple[Block | Section, str]] = {}
        self._made_for: object = None

    def render(self, issue: Issue, options: ExportOptions) -> str:
        """Return the page of `issue` as HTML."""
        made_for = (issue.lang, options.asset, options.fetched, options.asset_url)
        if made_for != self._made_for:
            self._known, self._made_for = {}, made_for
        found = labels(issue.lang)
        look = _Look(page_address, image_map(options, found.picture), picture_size(options), found)
        used: dict[tuple[int, str], tuple[Block | Section, str]] = {}

        def once(value: Block | Section, place: str, make: str) -> str:
            entry = self._known.get((id(value), place))
            if entry is None:
                entry = (value, _part(value, place, make, look))
            used[id(value), place] = entry
            return entry[1]

        names = anchors(issue.sections)
        parts = [once(block, f"lead-{number}", "") for number, block in enumerate(issue.lead)]
        parts += [
            once(section, f"{number} {names[number]}", names[number]) for number, section in enumerate(issue.sections)
        ]
        self._known = used if options.asset_url or not _has_assets(used) else {}
        page = self._page(issue, "\n".join(parts), names, options, look)
        return page if options.marks else without_marks(page)

    def _page(self, issue: Issue, body: str, names: tuple[str, ...], options: ExportOptions, look: _Look) -> str:
        about = about_html(issue.about, link=look.link, image=look.image, labels=look.labels) if issue.about else ""
        return template("web_page.html").render(
            issue=issue,
            title=shown_title(issue),
            lang=language_tag(issue.lang),
            direction=direction(issue.lang),
            words=words(issue.lang),
            kicker=kicker(issue),
            facts=head_facts(issue),
            online=page_address(issue.url),
            contents=[
                (name, section.heading) for name, section in zip(names, issue.sections, strict=True) if section.heading
            ],
            scheme={"auto": "light dark", "light": "light", "dark": "dark"}[options.mode],
            style=Markup(style_sheet(options.mode, options.look)),
            header=look.image(options.look.header) if options.look.header else None,
            header_alt=options.look.header_alt,
            body=Markup(body),
            about=Markup(about),
        )


def _part(value: Block | Section, place: str, anchor: str, look: _Look) -> str:
    if isinstance(value, Section):
        index = int(place.partition(" ")[0])
        return section_html(value, index, anchor, link=look.link, image=look.image, size=look.size, labels=look.labels)
    return block_html(value, place=place, link=look.link, image=look.image, size=look.size, labels=look.labels, level=1)


def _has_assets(kept: dict[tuple[int, str], tuple[Block | Section, str]]) -> bool:
    """Tell whether pictures went into the parts: they may be stored later, so such parts are made anew."""
    return any("missing-picture" in html or "data:image" in html for _, html in kept.values())


@cache
def style_sheet(mode: Mode, look: Look = PLAIN) -> str:
    """Return the style sheet of a page in `mode`, with the accent and the font of `look`."""
    fonts = {role: Markup(family) for role, family in tokens.fonts().items()}
    sheet = template("web_page.css").render(fonts=fonts, body=fonts[look.font])
    first: tokens.Mode = "dark" if mode == "dark" else "light"
    style = f":root {{ color-scheme: {'light dark' if mode == 'auto' else mode}; {_variables(first, look)} }}\n"
    if mode == "auto":
        style += f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables('dark', look)} }} }}\n"
        style += f"@media print {{ :root {{ {_variables('light', look)} }} }}\n"
    return style + sheet


def _variables(mode: tokens.Mode, look: Look) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in look.colours(tokens.colours(mode)).items())
