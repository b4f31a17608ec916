"""What of a web page is the newsletter: its main part, without what every page of a site has around it."""

from __future__ import annotations

import binascii
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from urllib.parse import unquote_to_bytes, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader_app.importers.html_depth import flattened
from reader_app.importers.mail_dates import header_moment
from reader_app.importers.mail_headers import base64_bytes
from reader_app.importers.picture_types import MAX_PICTURE, media_type_of
from reader_app.model.origin import Asset, digest
from reader_app.patterns import regex

_SECOND_PAGE = regex(r"<html[\s>]", re.IGNORECASE)
_BODY = regex(r"<body[\s>]", re.IGNORECASE)
_END = regex(r"</html\s*>", re.IGNORECASE)
_SAVED_FROM = regex(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s>]{4,2000})", re.IGNORECASE)
_WEB: Final = ("http://", "https://")
_ALWAYS_AROUND: Final = "nav, [role=navigation], [role=search], dialog, [role=dialog]"
_AROUND_THE_MAIN_PART: Final = "aside, form, [role=complementary], [role=banner], [role=alert]"
# What the platforms' own archive pages put around or into an issue: Mailchimp, Substack, Ghost, Buttondown.
_PLATFORMS: Final = (
    "#awesomewrap, .subscription-widget-wrap, .subscribe-widget, .post-ufi, .comments-page, #discussion, "
    ".gh-navigation, .gh-comments, .gh-read-next, .subscribe-form"
)
_LEAST_SHARE: Final = 0.6
_MOST_PICTURES: Final = 500
_RELATIVE: Final = regex(r"(?![A-Za-z][A-Za-z0-9+.-]*:|#|//|\{\{|\*\||\s*\Z)")
_DATES: Final = ("article:published_time", "og:article:published_time", "date", "dc.date", "dcterms.created", "pubdate")


@dataclass(frozen=True, slots=True)
class PageContent:
    """The newsletter in a page: its HTML, the texts around it, and what the page's head says of it."""

    html: str
    removed: tuple[str, ...] = ()
    url: str = ""
    date: datetime | None = None
    authors: tuple[str, ...] = ()
    assets: dict[str, Asset] = field(default_factory=dict)


def content_of_page(html: str) -> PageContent:
    """Return the newsletter in the HTML of a page: all of it, unless there are signs of what is around. Never fails."""
    tree = LexborHTMLParser(flattened(html))
    facts = _metas(tree)
    canonical = tree.css_first("link[rel=canonical]")
    named = (canonical.attributes.get("href") or "") if canonical is not None else ""
    saved = _SAVED_FROM.search(html, 0, 4000)
    address = next(
        (url for url in (named, facts.get("og:url", ""), saved[1] if saved else "") if url.startswith(_WEB)), ""
    )
    authors = tuple(facts[name] for name in ("author", "article:author") if facts.get(name))[:1]
    removed: list[str] = []
    inner = _page_within(html)
    if inner:
        whole, tree = tree, LexborHTMLParser(flattened(inner))
        removed += _outside(whole, tree)
    removed += _without_surroundings(tree)
    _make_absolute(tree, address)
    return PageContent(
        tree.html or "",
        tuple(removed),
        address,
        _moment(tree, facts),
        tuple(name for name in authors if not name.startswith(_WEB)),
        _embedded(tree),
    )


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        found.setdefault(name.lower(), (node.attributes.get("content") or "").strip())
    return found


def _moment(tree: LexborHTMLParser, facts: dict[str, str]) -> datetime | None:
    """Return when the page says it was published: in its head, its linked data (JSON-LD), or its first time element."""
    stated = [facts[name] for name in _DATES if facts.get(name)]
    for node in tree.css('script[type="application/ld+json"]'):
        stated += _published(node.text())
    first = tree.css_first("time[datetime]")
    if first is not None:
        stated.append(first.attributes.get("datetime") or "")
    return next((moment for text in stated if (moment := header_moment(text))), None)


def _published(text: str) -> list[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    entries = data if isinstance(data, list) else [data]
    dates = (entry.get("datePublished") for entry in entries if isinstance(entry, dict))
    return [date for date in dates if isinstance(date, str)]


def _page_within(html: str) -> str:
    """Return the complete page that stands in another one's body, as mails do in Revue's archive; ``""`` if none."""
    body = _BODY.search(html)
    second = _SECOND_PAGE.search(html, body.end()) if body else None
    if second is None or not _BODY.search(html, second.end()):
        return ""
    end = _END.search(html, second.end())
    inner = html[second.start() : end.end() if end else len(html)]
    return inner if len(inner) * 2 > len(html) else ""


def _outside(whole: LexborHTMLParser, inner: LexborHTMLParser) -> list[str]:
    """Return the lines of the whole page that are not in the page within it."""
    kept = set(_lines(inner.body))
    return [line for line in _lines(whole.body) if line not in kept]


def _lines(node: LexborNode | None) -> list[str]:
    if node is None:
        return []
    shown = LexborHTMLParser(node.html or "")
    shown.strip_tags(["script", "style", "noscript", "template", "title"])
    text = shown.body.text(separator="\n", strip=True) if shown.body is not None else ""
    return [line for line in map(str.strip, text.split("\n")) if line]


def _without_surroundings(tree: LexborHTMLParser) -> list[str]:
    """Take out what is around the newsletter and return its lines."""
    main = _main_part(tree)
    around = tree.css(f"{_ALWAYS_AROUND}, {_PLATFORMS}")
    if main is not None:
        around += [node for node in tree.css(_AROUND_THE_MAIN_PART) if not _lies_in(node, main)]
    removed: list[str] = []
    for node in around:
        if node.parent is not None and not (main is not None and _lies_in(main, node)):
            removed += _lines(node)
            node.decompose()
    return removed


def _main_part(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the one element that holds most of the text: ``main``, or the only ``article``."""
    total = _weight(tree.body)
    for selector in ("main, [role=main]", "article"):
        found = tree.css(selector)
        if len(found) == 1 and _weight(found[0]) >= total * _LEAST_SHARE:
            return found[0]
    return None


def _weight(node: LexborNode | None) -> int:
    return sum(map(len, _lines(node)))


def _lies_in(node: LexborNode, other: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id == other.mem_id:
            return True
        above = above.parent
    return False


def _make_absolute(tree: LexborHTMLParser, address: str) -> None:
    """Give links and pictures their whole addresses, where the page says what they are relative to."""
    stated = tree.css_first("base[href]")
    base = (stated.attributes.get("href") or "") if stated is not None else ""
    base = base if base.startswith(_WEB) else address
    if not base:
        return
    for selector, name in (("a[href]", "href"), ("img[src]", "src")):
        for node in tree.css(selector):
            value = node.attributes.get(name) or ""
            if _RELATIVE.match(value):
                node.attrs[name] = _joined(base, value)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _embedded(tree: LexborHTMLParser) -> dict[str, Asset]:
    """Return the pictures that stand in the page itself (``data:``, RFC 2397), by their addresses."""
    found: dict[str, Asset] = {}
    for node in tree.css('img[src^="data:"]')[:_MOST_PICTURES]:
        address = node.attributes.get("src") or ""
        if address not in found and len(address) <= MAX_PICTURE:
            asset = _picture(address)
            if asset:
                found[address] = asset
    return found


def _picture(address: str) -> Asset | None:
    head, _, payload = address.partition(",")
    try:
        raw = unquote_to_bytes(payload)
        data = base64_bytes(raw) if head.lower().endswith(";base64") else raw
    except (binascii.Error, UnicodeEncodeError):
        return None
    media_type = media_type_of(data)
    return Asset(data, media_type) if media_type else None


def addresses_of(assets: dict[str, Asset]) -> dict[str, str]:
    """Return by which address of the page which asset is shown, as ``asset:<sha256>``."""
    return {address: f"asset:{digest(asset.data)}" for address, asset in assets.items()}
