"""Recognises HTML that is a plain text put into a frame: lines and links, with nothing that tells headings by looks.

Many mails, of Japan above all, come so: what divides them is drawn with letters, as in a plain text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from reader_app.patterns import regex

_FRAME: Final = frozenset("html head meta title body div span pre tt code br wbr a".split())
_SHAPED: Final = ("<td", "<TD", "<p>", "<p ", "<P>", "<h1", "<h2", "<li", "<img", "<IMG", "<b>", "<strong")
_TAG = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_HEAD = regex(r"<head\b.*?</head\s*>", re.IGNORECASE | re.DOTALL)
_COMMENT = regex(r"<!(?:--.*?-->|[^>]*>)", re.DOTALL)
_BREAK = regex(r"<br\b[^>]*>[ \t]*(?:\r?\n)?", re.IGNORECASE)
_BLOCK = regex(r"</?(?:div|pre|body|html)\b[^>]*>", re.IGNORECASE)
_LINK = regex(r"<a\b[^>]{0,3000}?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)')[^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = regex(r"<[^>]*>")
_KEPT = regex(r"<pre\b|white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SPACE = regex(r"\s+")
_LEAST_BREAKS: Final = 10
_MOST_STYLES: Final = 2
_MOST: Final = 2_000_000


def text_in_html(html: str) -> str:
    """Return the plain text that `html` is nothing but a frame of, a link's address after its words; else ``""``."""
    if len(html) > _MOST or any(sign in html for sign in _SHAPED):
        return ""
    body = _COMMENT.sub("", _HEAD.sub("", html))
    if not _FRAME.issuperset(tag.lower() for _, tag in _TAG.findall(body)) or body.count("style=") > _MOST_STYLES:
        return ""
    keeps = _KEPT.search(body) is not None
    breaks = body.count("\n") if keeps else len(_BREAK.findall(body))
    if breaks < _LEAST_BREAKS:
        return ""
    lines = _BREAK.sub("\n", body) if keeps else _BREAK.sub("\n", _SPACE.sub(" ", body))
    text = _ANY_TAG.sub("", _BLOCK.sub("\n", _LINK.sub(_written, lines)))
    return unescape(text)


def _written(link: re.Match[str]) -> str:
    """Return a link as a plain text has it: its words and its address, or the address where that is all it says."""
    url, words = (link[1] or link[2] or "").strip(), _ANY_TAG.sub("", link[3])
    bare = not url.startswith("http") or words.strip().startswith(("http://", "https://", "www."))
    return words if bare else f"{words} <{url}>"
