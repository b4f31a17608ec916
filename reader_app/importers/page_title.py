"""What a web page says it is called."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.charsets import declared_in_html, decode_as
from reader_app.importers.decoding import is_binary
from reader_app.importers.html_depth import flattened
from reader_app.model.text import clean_line

_LONGEST: Final = 300  # characters
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SAID: Final = (
    'meta[property="og:title"]',
    'meta[name="og:title"]',
    'meta[name="twitter:title"]',
)


def title_of(data: bytes, content_type: str = "") -> str:
    """Return the title of the page `data`, as for a link to it elsewhere if it has one for that; ``""`` for none.

    `content_type` is what the server says of it. The page may be cut off anywhere.
    """
    if is_binary(data):
        return ""
    named = _CHARSET.search(content_type)
    text = decode_as(data, named[1] if named else declared_in_html(data)).text
    page = LexborHTMLParser(flattened(text))
    for selector in _SAID:
        node = page.css_first(selector)
        title = _short(node.attributes.get("content") or "") if node is not None else ""
        if title:
            return title
    for selector in ("head > title", "h1"):
        node = page.css_first(selector)
        title = _short(node.text()) if node is not None else ""
        if title:
            return title
    return ""


def _short(title: str) -> str:
    title = clean_line(title)
    return title if len(title) <= _LONGEST else title[: _LONGEST - 1].rstrip() + "…"
