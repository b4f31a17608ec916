"""Recognises HTML that is a plain text put into a frame: lines and links, with nothing that tells headings by looks.

Many mails, of Japan above all, come so: what divides them is drawn with letters, as in a plain text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from reader_app.importers.structure.tokens import attributes
from reader_app.patterns import regex

_FRAME: Final = frozenset("html head meta title body div span pre tt code br wbr a".split())
_SHAPED: Final = ("<td", "<TD", "<p>", "<p ", "<P>", "<h1", "<h2", "<li", "<img", "<IMG", "<b>", "<strong")
_TAG = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>[ \t]*(\r?\n)?")
_HIDDEN = regex(r"<(head|style|script)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<![^<>]*>", re.IGNORECASE | re.DOTALL)
_KEPT = regex(r"<pre\b|white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_SPACE = regex(r"\s+")
_BLOCKS: Final = frozenset("div pre body html".split())
_WEB: Final = ("http://", "https://")
_LEAST_LINES: Final = 10
_MOST_STYLES: Final = 2
_MOST: Final = 2_000_000


def text_in_html(html: str) -> str:
    """Return the plain text that `html` is nothing but a frame of, a link's address after its words; else ``""``."""
    if len(html) > _MOST or any(sign in html for sign in _SHAPED):
        return ""
    body = _HIDDEN.sub("", html)
    if body.count("style=") > _MOST_STYLES or any(tag[1].lower() not in _FRAME for tag in _TAG.findall(body)):
        return ""
    keeps = _KEPT.search(body) is not None
    text = unescape("".join(_parts(body if keeps else _SPACE.sub(" ", body))))
    return text if text.count("\n") >= _LEAST_LINES else ""


def _parts(body: str) -> list[str]:
    """Return the text of `body` in pieces, with what its tags stand for in a plain text."""
    parts: list[str] = []
    at = 0
    url, begun = "", 0
    for match in _TAG.finditer(body):
        parts.append(body[at : match.start()])
        at = match.end()
        closes, tag, facts, broken = match[1], match[2].lower(), match[3], match[4] or ""
        if tag == "br" or tag in _BLOCKS:
            parts.append("\n")
        elif tag == "a" and not closes:
            url, begun = unescape(attributes(facts).get("href", "")).strip(), len(parts)
            parts.append(broken)
        elif tag == "a":
            words = "".join(parts[begun:]).strip() if url.startswith(_WEB) else ""
            parts.append(f" <{url}>{broken}" if words and not words.startswith((*_WEB, "www.")) else broken)
            url = ""
        else:
            parts.append(broken)
    parts.append(body[at:])
    return parts
