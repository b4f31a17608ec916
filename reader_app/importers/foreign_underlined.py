"""Headings in Markdown by other marks than ``#``: underlined words, raw HTML; and headings that link to themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import unquote

from reader_app.importers.foreign_heads import heads_of
from reader_app.importers.foreign_names import letters_of
from reader_app.markup.plain import plain_words
from reader_app.model.text import next_fence
from reader_app.patterns import any_case, regex

_SETEXT = regex(r"(=+|-{2,})[ \t]*\Z")
_NOT_PARAGRAPH = regex(r"[ \t]|[-*+>#|:`~]|\d+[.)]\s|$")
_NO_HEADING = regex(r".*(?:[.,;。，；]|https?://\S+)\s*\Z|.{100}")
_CAPTION = any_case(r"\W*(?:caption|image|photo|picture|bild|légende|figure)\s*[:：]\W*")
_ASIDE = regex(r"(?P<mark>[*_])(?![*_]).*[^*_](?P=mark)\Z|!?\[.*\]\(\S+\)\W*\Z|<.*>\Z")
_RANKED = regex(r"#{1,2}[ \t]+\S")
_SHORT_RULE: Final = 6
_LEAST_RANKED: Final = 2
_SECOND: Final = 2
_TAGGED = any_case(
    r"[ \t]{0,3}(?:<(?:div|center|p|header|section|details|summary|a)\b[^<>]*>\s*)*"
    r"<h(?P<rank>[1-6])(?:\s[^<>]*)?>(?P<text>.+?)</h(?P=rank)\s*>"
    r"(?:\s*</(?:div|center|p|header|section|details|summary|a)\s*>)*[ \t]*"
)
_OPENS = any_case(r"<h[1-6][\s>]")
_CLOSES = any_case(r"</h[1-6]\s*>")
_MOST_LINES: Final = 6
_LINK = any_case(r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>\s]+)[\"'][^<>]*>(.*?)</a\s*>")
_TAG = regex(r"</?[a-zA-Z][^<>]*>")
_OWN_LINK = regex(
    r"(?P<marks>#{1,6}[ \t]+)(?P<bold>\*{0,2})\[(?P<text>[^\[\]]+)\]"
    r"\((?P<page>[^\s()#]*)#(?P<place>[^\s()]*)(?:\s+\"[^\"]*\")?\)(?P=bold)\s*"
)
_PLACE = any_case(r"<a\s+(?:name|id)\s*=\s*[^<>]*?/?>(?:\s*</a\s*>)?\s*")
_ANCHOR = regex(r"\s*\[(?:#|¶|§|🔗|∞|\\#|link)?\]\([^\s()]*#[^\s()]*(?:\s+\"[^\"]*\")?\)\s*")


def underlined(lines: Sequence[str]) -> list[str]:
    """Return `lines` with underlined words as headings; dashes under what is none are a rule.

    None are a sentence, an address, a caption, and in a text with other headings links, pictures, and words under which
    the dashes of a rule stand and no underline as long as they.
    """
    ranked = [line for line in lines if line.startswith("#") and _RANKED.match(line)]
    others = len(ranked) >= _LEAST_RANKED and sum(head.rank <= _SECOND for head in heads_of(lines)) >= _LEAST_RANKED
    kept: list[str] = []
    fence = ""
    for line in lines:
        before, fence = fence, next_fence(fence, line)
        match = _SETEXT.match(line) if not before and not fence and kept else None
        if not match or _NOT_PARAGRAPH.match(kept[-1]):
            kept.append(line)
        elif len(kept) > 1 and kept[-2].strip():
            kept += ["", line] if match[1][0] == "-" else [line]
        elif match[1][0] == "-" and _is_no_heading(kept[-1], match[1], others=others):
            kept += ["", line]
        else:
            kept[-1] = ("# " if match[1][0] == "=" else "## ") + kept[-1].strip()
    return kept


def _is_no_heading(text: str, dashes: str, *, others: bool) -> bool:
    text = text.strip()
    if _NO_HEADING.match(text) or _CAPTION.fullmatch(text) or not any(map(str.isalnum, plain_words(text))):
        return True
    if others and (_ASIDE.match(text) or (len(dashes) != len(text) and len(dashes) <= _SHORT_RULE)):
        return True
    return text.endswith((":", "：")) and len(dashes) != len(text)


def untagged(lines: Sequence[str]) -> list[str]:
    """Return `lines` with headings in raw HTML, ``<h2 class="x">News</h2>``, as headings of Markdown."""
    if not any("<h" in line or "<H" in line for line in lines):
        return list(lines)
    kept: list[str] = []
    fence = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        before, fence = fence, next_fence(fence, line)
        taken = 0 if before or fence or not _OPENS.search(line) else _heading_lines(lines, at)
        match = _TAGGED.fullmatch(" ".join(map(str.strip, lines[at : at + taken]))) if taken else None
        text = _TAG.sub("", _LINK.sub(r"[\2](\1)", match["text"])).strip() if match else ""
        if match and any(map(str.isalnum, plain_words(text))):
            kept += ["", f"{'#' * int(match['rank'])} {' '.join(text.split())}", ""]
            at += taken
        else:
            kept.append(line)
            at += 1
    return kept


def _heading_lines(lines: Sequence[str], at: int) -> int:
    """Return how many lines a heading in HTML takes that begins at `at`; 0 where it does not end near."""
    for taken, line in enumerate(lines[at : at + _MOST_LINES], start=1):
        if _CLOSES.search(line):
            return taken
        if not line.strip():
            return 0
    return 0


def without_own_links(lines: Sequence[str]) -> list[str]:
    """Return `lines` with the headings that link to their own place as bare words, and without anchors beside them.

    A link to a fragment leads there where the fragment says what the heading does, or where several lead to one page.
    """
    kept = list(lines)
    heads: list[tuple[int, re.Match[str]]] = []
    fence = ""
    for at, line in enumerate(lines):
        before, fence = fence, next_fence(fence, line)
        if before or fence or line[:1] != "#":
            continue
        if "<a " in line:
            kept[at] = line = _PLACE.sub("", line)
        if "](" not in line:
            continue
        if match := _OWN_LINK.fullmatch(line):
            heads.append((at, match))
        else:
            kept[at] = _ANCHOR.sub(" ", line).rstrip()
    pages = [match["page"] for _, match in heads]
    for at, match in heads:
        page = match["page"]
        if not page or pages.count(page) > 1 or letters_of(unquote(match["place"])) == letters_of(match["text"]):
            kept[at] = f"{match['marks']}{match['text']}"
    return kept
