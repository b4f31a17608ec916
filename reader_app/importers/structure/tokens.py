"""Cuts HTML into a flat run of tags and texts, in bounded time whatever the HTML.

A browser's parser (lexbor) first brings the tags into order. Where it would take too long, that is HTML nested or left
open thousands deep, the tags are taken as they stand; what reads them copes with either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.patterns import any_case, regex

_FEW_TAGS: Final = 3000
_DEEPEST: Final = 1500
_MOST_OPEN: Final = 150
_MOST_GROWTH: Final = 4
_TAG = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td tr th option dt dd".split()
)
_FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_RAW_ELEMENT: Final = (
    r"<(script|style|title|iframe|noembed|noframes|template|object|applet|svg|math|audio|video|canvas|xml)\b"
    r".*?(?:</\1\s*>|\Z)"
)
_RAW = regex(_RAW_ELEMENT, re.IGNORECASE | re.DOTALL)
_RAW_IN_ORDER = regex(_RAW_ELEMENT, re.DOTALL)
_COMMENT = regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TOKEN = regex(
    r"([^<]++)|<(/?)([a-zA-Z][^\s/>]*+)((?:\s[^\s=>]*+(?:=\"[^\"]*+\")?)*+)\s*/?>|<!--.*?-->|<[!?/][^>]*+>|(<)",
    re.DOTALL,
)
_LINKED_DATA: Final = "application/ld+json"
_PUBLISHER = regex(r"\"publisher\"\s*:\s*\{[^{}]{0,300}?\"name\"\s*:\s*\"(?P<name>[^\"\\]{2,80})\"")
_RAW_TOKEN = regex(
    r"([^<]++)|<(/?)([a-zA-Z][^\s/>]*+)((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+'){0,200}+)>|<[!?/][^>]*+>|(<)",
)
_ATTRIBUTE = regex(r"([^\s=/\"'>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_META = any_case(r"<meta\s[^>]*>")


@dataclass(frozen=True, slots=True)
class Document:
    """HTML made ready: `body` to be cut into tokens, the `css` of its style elements, and what its head says.

    `raw` tells that the tags of the body are as they were written, not brought into order.
    """

    body: str
    css: str = ""
    title: str = ""
    lang: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    raw: bool = False

    def tokens(self) -> Iterator[tuple[str | Any, ...]]:
        """Yield the tags and texts: a text, the slash of a closing tag, its name, its attributes, or a bare ``<``.

        What a tag or text does not have is None.
        """
        return map(re.Match.groups, (_RAW_TOKEN if self.raw else _TOKEN).finditer(self.body))

    def said(self, *names: str) -> str:
        """Return the content of the first ``meta`` element called one of `names`, else ``""``."""
        found = dict(reversed(self.meta))
        return next((found[name] for name in names if found.get(name)), "")


def prepared(html: str, tree: LexborHTMLParser | None = None) -> Document:
    """Return `html` as a document whose body holds no script, style, comment or embedded thing. Never raises.

    `tree` is what the parser made of `html`, where it is known.
    """
    if not _is_safe(html):
        return Document(_RAW.sub("", _COMMENT.sub("", html)), raw=True)
    parser = tree if tree is not None else LexborHTMLParser(html)
    body, head = parser.body, parser.head
    text = (body.html or "") if body is not None else ""
    if len(text) > _MOST_GROWTH * len(html) + 10_000:
        return Document(_RAW.sub("", _COMMENT.sub("", html)), raw=True)
    root = parser.root
    lang = (root.attributes.get("lang") or "") if root is not None else ""
    above = (head.html or "") if head is not None else ""
    title = parser.css_first("title")
    css = "\n".join(node.text() for node in parser.css("style")) if "<style" in above or "<style" in text else ""
    return Document(
        _RAW_IN_ORDER.sub("", text),
        css,
        " ".join(title.text().split()) if title is not None else "",
        lang,
        _metas(above),
    )


def attributes(text: str) -> dict[str, str]:
    """Return the attributes written in a tag, names in lower case, entities still as they are; the first of each."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), double or single or bare)
    return found


def _is_safe(html: str) -> bool:
    """Tell whether the parser reads `html` in reasonable time: neither nested nor left open too deep."""
    if html.count("<") < _FEW_TAGS:
        return True
    depth = 0
    left_open = 0
    for closes, name in _tags(html):
        if name in _FORMATTING:
            left_open = max(0, left_open + (-1 if closes else 1))
        elif name in _VOID:
            continue
        depth = max(0, depth + (-1 if closes else 1))
        if depth > _DEEPEST or left_open > _MOST_OPEN:
            return False
    return True


def _tags(html: str) -> Iterator[tuple[str, str]]:
    for match in _TAG.finditer(html):
        yield match[1], match[2].lower()


def _metas(head: str) -> tuple[tuple[str, str], ...]:
    found = []
    for match in _META.finditer(head):
        facts = attributes(match[0][5:])
        name = facts.get("property") or facts.get("name") or ""
        if name and facts.get("content"):
            found.append((name.lower(), facts["content"]))
    publisher = _PUBLISHER.search(head) if _LINKED_DATA in head else None
    return (*found, *([("publisher", unescape(publisher["name"]))] if publisher else ()))
