"""The words of a Markdown body that a reader sees, found without parsing it where that is possible.

An import asks this of every body of thousands of issues. Most hold plain words, links, emphasis and escapes, which a
few substitutions take away in a hundredth of the parser's time; the rest goes through the parser.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from reader_app.patterns import regex

# A body without any of these says the same as Markdown and as plain text; most short ones are like that.
_MARKS: Final = b"\\`*_[]<>&#~|!{}$^"
_START: Final = regex(r"[ \t]*(?:[-+=:>]|\d+[.)])| {4}|\t")
_LATER_START: Final = regex(rf"\n(?:{_START.pattern})")
# Code, HTML, tables, footnotes, references, escaped entities and indented text need a parser to be understood.
_NEEDS_PARSER: Final = regex(
    r"[`|{}$]|~~~|\\&|\[\^|\]:|\]\[|<(?!https?://|mailto:)|^(?: {4}|\t|[ \t]*:|[ \t]*=+[ \t]*$)", re.MULTILINE
)
_LINK: Final = regex(
    r"!?(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^<>\n]*>|(?:[^()<>\s\\]|\\.|\([^()\s]*\))*)(?:\s+\"[^\"\n]*\")?\)"
)
_AUTOLINK: Final = regex(r"<((?:https?://|mailto:)[^<>\s]*)>")
_LEADING: Final = regex(r"^[ ]{0,3}(?:(?:>[ ]?|#{1,6}(?=\s)|[-+*](?=\s)|\d{1,9}[.)](?=\s))[ ]*)+", re.MULTILINE)
_RULE: Final = regex(r"^[ ]{0,3}([-*_])(?:[ ]*\1){2,}[ ]*$", re.MULTILINE)
_EMPHASIS: Final = regex(r"(?<!\\)(?:\*+|~~|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))")
_ESCAPE: Final = regex(r"\\([!-/:-@\[-`{-~]|\n)")


def visible(markdown: str) -> str:
    """Return the words of `markdown` that a reader sees."""
    if _is_plain(markdown):
        return markdown
    text = _quick(markdown)
    if text is not None:
        return text
    # Only here, because a program that just lists or reads never needs the Markdown parser.
    from reader_app.markup.plain import plain_words

    return plain_words(markdown)


def _is_plain(markdown: str) -> bool:
    raw = markdown.encode("utf-8", "replace")
    if len(raw.translate(None, _MARKS)) != len(raw) or _START.match(markdown):
        return False
    return "\n" not in markdown or not _LATER_START.search(markdown)


def _quick(markdown: str) -> str | None:
    """Return the visible words of simple Markdown, None when it takes the parser to tell."""
    text = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    if "](" in text:
        text = _LINK.sub(r"\1", text)  # a picture within a link
    if _NEEDS_PARSER.search(text):
        return None
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", text)
    text = _LEADING.sub("", _RULE.sub("", text))
    if "*" in text or "_" in text or "~~" in text:
        text = _EMPHASIS.sub("", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return " ".join((unescape(text) if "&" in text else text).split())
