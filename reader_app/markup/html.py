"""Model to HTML: safe fragments that the reader, the web page and (for bodies) the mail share.

Raw HTML is shown as text, addresses that may not stand in a page are dropped, every text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape as _escape
from typing import Final

from markdown_it.token import Token

from reader_app.markup.bare_links import link_name, name_bare_links
from reader_app.markup.commonmark import parser
from reader_app.markup.labels import ENGLISH, Labels, curator_line
from reader_app.markup.linked import Linked
from reader_app.model.blocks import (
    Block,
    Button,
    Feedback,
    Figure,
    Item,
    LinkList,
    Note,
    Podcast,
    Prose,
    Sponsor,
    Unknown,
)
from reader_app.model.issue import About, Issue, Section
from reader_app.model.urls import host, may_lead, may_show
from reader_app.model.walk import anchors

LinkMap = Callable[[str], str]
ImageMap = Callable[[str], str | None]
SizeMap = Callable[[str], tuple[int, int] | None]
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NOTE_ID: Final = re.compile(r' id="fn[^"]*"')
_FENCE_LINE: Final = re.compile(r"^:::.*$", re.MULTILINE)


def escape(text: str) -> str:
    """Return `text` for HTML content and attribute values in double quotes."""
    return _escape(text, quote=True)


def body_html(
    markdown: str,
    *,
    styles: Mapping[str, str] | None = None,
    link: LinkMap | None = None,
    image: ImageMap | None = None,
    size: SizeMap | None = None,
    place: str = "",
    level: int = 0,
) -> str:
    """Return the HTML of one Markdown body.

    `place` names it within its page, so that the anchors of its footnotes are its own. `styles` gives inline styles by
    tag name (for mail, where footnotes do not jump); `link` and `image` map an address before it is written: a link
    mapped to ``""`` leaves its text, an image mapped to None its alternative text, to `Linked` a link. `size` gives the
    width and height of the picture at an address. `level` is that of the heading above the body: its own follow without
    a gap.
    """
    tokens = parser().parse(markdown, {})
    if level and "#" in markdown:
        _level_headings(tokens, level)
    _prepare(tokens, _Mapping(styles or {}, link, image, size))
    env = {"docId": place} if place else {}
    html = str(parser().renderer.render(tokens, parser().options, env)).rstrip("\n")
    # A page writes void elements without a slash (HTML, 13.1.2); mail goes through XML first, which needs it.
    return _NOTE_ID.sub("", html) if styles else html.replace(" />", ">")


def inline_html(markdown: str, *, link: LinkMap | None = None) -> str:
    """Return the HTML of inline Markdown, without a paragraph around it."""
    tokens = parser().parseInline(markdown, {})
    _prepare(tokens, _Mapping({}, link, None, None))
    return str(parser().renderer.render(tokens, parser().options, {}))


@dataclass(frozen=True, slots=True)
class _Mapping:
    """What becomes of styles, links and pictures in one body."""

    styles: Mapping[str, str]
    link: LinkMap | None
    image: ImageMap | None
    size: SizeMap | None


def _prepare(tokens: Sequence[Token], mapping: _Mapping) -> None:
    dropped = inside = False
    for token in tokens:
        if token.children:
            _prepare(token.children, mapping)
        if mapping.styles:
            _prepare_for_mail(token, mapping.styles)
        if token.type == "link_open":
            dropped = not _prepare_link(token, mapping.link)
            inside = not dropped
        elif token.type == "link_close":
            if dropped:
                _as_text(token, "")
            dropped = inside = False
        elif token.type == "image":
            _prepare_image(token, mapping, inside=inside)
        elif token.type == "inline" and "](" in token.content:
            name_bare_links(token.children or [])


def _level_headings(tokens: Sequence[Token], above: int) -> None:
    """Let the headings of a body go on from the one above it: those who hear the page skip no level."""
    before = above
    for token in tokens:
        if token.type == "heading_open":
            before = min(6, max(above + 1, min(int(token.tag[1]), before + 1)))
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{before}"


def _prepare_for_mail(token: Token, styles: Mapping[str, str]) -> None:
    """Put styles on the element, and take the jumps from footnotes, which mail programs do not follow."""
    if token.nesting >= 0 and token.tag in styles:
        own = token.attrs.get("style")
        token.attrSet("style", f"{own};{styles[token.tag]}" if own else styles[token.tag])
    if token.type == "footnote_ref":
        _as_text(token, f"[{int(token.meta.get('id', 0)) + 1}]")
    elif token.type == "footnote_anchor":
        _as_text(token, "")


def _prepare_link(token: Token, link: LinkMap | None) -> bool:
    address = str(token.attrs.get("href", ""))
    mapped = link(address) if link else address
    if not mapped or not may_lead(mapped):
        _as_text(token, "")
        return False
    token.attrSet("href", mapped)
    token.attrSet("rel", "noopener noreferrer")
    return True


def _prepare_image(token: Token, mapping: _Mapping, *, inside: bool) -> None:
    src = str(token.attrs.get("src", ""))
    mapped = mapping.image(src) if mapping.image else src
    if mapped is None or isinstance(mapped, Linked) or not _is_shown(mapped):
        alt = "".join(child.content for child in token.children or [])
        _as_text(token, alt)
        if isinstance(mapped, Linked) and not inside:
            token.type, token.content = "html_inline", mapped.html(alt)
        return
    token.attrSet("src", mapped)
    found = mapping.size(src) if mapping.size else None
    if found:
        token.attrSet("width", str(found[0]))
        token.attrSet("height", str(found[1]))


def _as_text(token: Token, text: str) -> None:
    token.type, token.tag, token.content, token.nesting = "text", "", text, 0
    token.children, token.attrs = None, {}


def _is_shown(src: str) -> bool:
    return src.startswith(("data:image/", "cid:", "masthead:")) or may_show(src)


def block_html(  # noqa: C901 - one case a type of block
    block: Block,
    *,
    place: str = "",
    link: LinkMap | None = None,
    image: ImageMap | None = None,
    size: SizeMap | None = None,
    labels: Labels = ENGLISH,
    level: int = 2,
) -> str:
    """Return the HTML element of one block.

    `place` becomes its ``data-block``; `labels` are the words beside it; `level` is that of the heading above it.
    """
    mark = f' data-block="{escape(place)}"' if place else ""
    body = _Bodies(link, image, labels, place, size=size, level=level)
    match block:
        case Prose():
            return f'<div class="prose"{mark}>{body.html(block.body)}</div>'
        case Item():
            return f'<article class="item"{mark}>{body.item(block)}</article>'
        case LinkList():
            tag = "ol" if block.ordered else "ul"
            entries = "".join(
                f'<li class="item" data-entry="{index}">{body.entry(entry, index)}</li>'
                for index, entry in enumerate(block.items)
            )
            return f'<{tag} class="link-list"{mark}>{entries}</{tag}>'
        case Sponsor():
            return body.sponsor(block, mark)
        case Podcast():
            return body.podcast(block, mark)
        case Figure():
            return body.figure(block, mark)
        case Button():
            return f'<p class="button"{mark}>{body.anchor(block.url, escape(block.text))}</p>'
        case Feedback():
            return body.feedback(block, mark)
        case Note():
            return f'<aside class="note"{mark}>{body.html(block.body)}</aside>'
        case Unknown():
            return f'<div class="unknown"{mark}>{body.html(_FENCE_LINE.sub("", block.body))}</div>'


def item_facts(item: Item, labels: Labels = ENGLISH) -> str:
    """Return an item's facts as one line of HTML: who published it, its author, the minutes to read it."""
    minutes = labels.short_minutes.format(item.minutes) if item.minutes else ""
    return fact_line(fact for fact in (item.source or host(item.url), item.author, minutes) if fact)


def fact_line(facts: Iterable[str]) -> str:
    """Return `facts` as one line of HTML, each kept apart where some are written from right to left."""
    escaped = [escape(fact) for fact in facts]
    if not _RIGHT_TO_LEFT.search("".join(escaped)):
        return " · ".join(escaped)
    return " · ".join(f"<bdi>{fact}</bdi>" for fact in escaped)


def section_html(
    section: Section,
    index: int,
    anchor: str,
    *,
    link: LinkMap | None = None,
    image: ImageMap | None = None,
    size: SizeMap | None = None,
    labels: Labels = ENGLISH,
) -> str:
    """Return one section as a ``<section>`` with its heading and blocks."""
    level = 2 if section.heading else 1
    blocks = "\n".join(
        block_html(block, place=f"{index}-{number}", link=link, image=image, size=size, labels=labels, level=level)
        for number, block in enumerate(section.blocks)
    )
    heading = f'<h2 dir="auto">{escape(section.heading)}</h2>\n' if section.heading else ""
    return f'<section class="section" id="{escape(anchor)}" data-section="{index}">\n{heading}{blocks}\n</section>'


def issue_html(
    issue: Issue,
    *,
    link: LinkMap | None = None,
    image: ImageMap | None = None,
    size: SizeMap | None = None,
    labels: Labels = ENGLISH,
) -> str:
    """Return the lead, the sections and the footer of `issue`, without its title."""
    parts = [
        block_html(block, place=f"lead-{number}", link=link, image=image, size=size, labels=labels, level=1)
        for number, block in enumerate(issue.lead)
    ]
    names = anchors(issue.sections)
    parts += [
        section_html(section, number, names[number], link=link, image=image, size=size, labels=labels)
        for number, section in enumerate(issue.sections)
    ]
    if issue.about is not None:
        parts.append(about_html(issue.about, link=link, image=image, labels=labels))
    return "\n".join(parts)


def about_html(
    about: About, *, link: LinkMap | None = None, image: ImageMap | None = None, labels: Labels = ENGLISH
) -> str:
    """Return the footer of an issue as a ``<footer>``."""
    body = _Bodies(link, image, labels, "about")
    parts: list[str] = []
    if about.tagline:
        parts.append(f'<p class="tagline" dir="auto">{escape(about.tagline)}</p>')
    curator = curator_line(about, labels)
    if curator:
        parts.append(f'<p class="curator" dir="auto">{escape(curator)}</p>')
    if about.body:
        parts.append(body.html(about.body))
    links = [body.anchor(about.site, escape(host(about.site) or about.site))] if about.site else []
    named = ((about.subscribe, labels.subscribe), (about.unsubscribe, labels.unsubscribe))
    links += [body.anchor(url, label) for url, label in named if body.address(url)]
    if links:
        parts.append(f'<p class="about-links">{" · ".join(links)}</p>')
    if about.address:
        parts.append(f'<p class="address" dir="auto">{escape(about.address)}</p>')
    return f'<footer class="about">{"".join(parts)}</footer>'


class _Bodies:
    """Renders the inner parts of blocks with one mapping of links and pictures."""

    def __init__(
        self,
        link: LinkMap | None,
        image: ImageMap | None,
        labels: Labels,
        place: str,
        *,
        size: SizeMap | None = None,
        level: int = 1,
    ) -> None:
        self._link, self._image, self._size, self._labels, self._place = link, image, size, labels, place
        self._level = level

    def html(self, markdown: str, part: str = "", *, below: int = 0) -> str:
        return body_html(
            markdown,
            link=self._link,
            image=self._image,
            size=self._size,
            place=self._place + part,
            level=self._level + below,
        )

    def heading(self, label: str) -> str:
        tag = f"h{self._level + 1}"
        return f'<{tag} class="item-title" dir="auto">{label}</{tag}>'

    def address(self, url: str) -> str:
        if not url or not may_lead(url):
            return ""
        return self._link(url) if self._link else url

    def anchor(self, url: str, label: str) -> str:
        mapped = self.address(url)
        if not mapped:
            return label
        return f'<a href="{escape(mapped)}" rel="noopener noreferrer">{label}</a>'

    def item(self, item: Item) -> str:
        parts = [self.heading(self.anchor(item.url, escape(item.title)))] if item.title else []
        facts = item_facts(item, self._labels)
        if facts:
            parts.append(f'<p class="item-facts">{facts}</p>')
        if item.image:
            parts.append(self.picture(item.image, ""))
        if item.body:
            parts.append(self.html(item.body, below=1 if item.title else 0))
        return "".join(parts)

    def entry(self, item: Item, index: int) -> str:
        facts = item_facts(item, self._labels)
        line = f' <span class="item-facts">{facts}</span>' if facts else ""
        return f'<span class="item-title">{self.anchor(item.url, escape(item.title))}</span>{line}' + (
            self.html(item.body, f"-{index}") if item.body else ""
        )

    def sponsor(self, block: Sponsor, mark: str) -> str:
        name = self.anchor(block.url, escape(block.name))
        label = f'<p class="sponsor-label"><span class="label">{escape(block.label)}</span> · {name}</p>'
        text = self.html(block.body) if block.body else ""
        name_for_all = escape(f"{block.label}: {block.name}")
        return f'<aside class="sponsor" aria-label="{name_for_all}"{mark}>{label}{text}</aside>'

    def podcast(self, block: Podcast, mark: str) -> str:
        words = self._labels
        minutes = f'<p class="item-facts">{words.short_minutes.format(block.minutes)}</p>' if block.minutes else ""
        listen = f"<p>{self.anchor(block.audio, words.listen)}</p>" if block.audio else ""
        text = self.html(block.body, below=1 if block.title else 0) if block.body else ""
        title = self.heading(self.anchor(block.url, escape(block.title))) if block.title else ""
        label = f'<p class="podcast-label">{words.podcast}</p>'
        tag = "article" if title else "div"
        return f'<{tag} class="podcast"{mark}>{label}{title}{minutes}{text}{listen}</{tag}>'

    def figure(self, block: Figure, mark: str) -> str:
        leads = bool(self.address(block.url))
        picture = self.picture(block.src, block.alt or (link_name(block.url) if leads else ""), inside=leads)
        caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        return f'<figure class="figure"{mark}>{self.anchor(block.url, picture)}{caption}</figure>'

    def picture(self, src: str, alt: str, *, inside: bool = False) -> str:
        mapped = self._image(src) if self._image else src
        if isinstance(mapped, Linked) and not inside:
            return mapped.html(alt)
        if not mapped or isinstance(mapped, Linked) or not _is_shown(mapped):
            return f'<span class="missing-picture">{escape(alt)}</span>' if alt else ""
        found = self._size(src) if self._size else None
        size = f' width="{found[0]}" height="{found[1]}"' if found else ""
        return f'<img src="{escape(mapped)}" alt="{escape(alt)}"{size}>'

    def feedback(self, block: Feedback, mark: str) -> str:
        votes = " ".join(
            self.anchor(url, f"{sign} {word}")
            for url, sign, word in ((block.up, "👍", self._labels.yes), (block.down, "👎", self._labels.no))
            if self.address(url)
        )
        answer = f'<p class="votes">{votes}</p>' if votes else ""
        return f'<div class="feedback"{mark}><p dir="auto">{escape(block.question)}</p>{answer}</div>'
