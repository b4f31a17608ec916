"""Pure questions about an issue: words, reading minutes, counts, section anchors."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

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
from reader_app.model.issue import Issue, Section
from reader_app.patterns import regex

WORDS_PER_MINUTE = 230
_MARKUP = regex(r"\]\((?:[^()\s]|\([^()\s]*\))*\)|<https?://[^<>]*>|https?://\S+|[#>*_`~|\[\]()!]+")
_MARKS = b"](<:#>*_`~|[)!"
_IDEOGRAPHS = regex("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_WORD = regex(r"\w+(?:['’\-.]\w+)*")
# For ASCII alone, letters are told from what may join them and from the rest without a pattern.
_KINDS = bytes(
    ord("a" if chr(code).isalnum() or code == ord("_") else "." if chr(code) in "'-." else " ") for code in range(128)
).ljust(256)


@dataclass(frozen=True, slots=True)
class Counts:
    """What an issue holds. `minutes` is the reading time, at least 1 when there is a word."""

    words: int
    minutes: int
    sections: int
    items: int
    sponsors: int


def count_words(markdown: str) -> int:
    """Return how many words a reader meets in `markdown`; two ideographs count as one word."""
    raw = markdown.encode("utf-8", "replace")
    marked = len(raw.translate(None, _MARKS)) != len(raw)
    text = (_MARKUP.sub(" ", markdown) if marked else markdown).replace("’", "'")
    if text.isascii():
        kinds = b" " + text.encode().translate(_KINDS)
        return kinds.count(b" a") + kinds.count(b" .a") + kinds.count(b"..a")  # each begins a word
    ideographs = len(_IDEOGRAPHS.findall(text))
    rest = _IDEOGRAPHS.sub(" ", text) if ideographs else text
    return len(_WORD.findall(rest)) + math.ceil(ideographs / 2)


def block_texts(block: Block) -> tuple[str, ...]:
    """Return the texts of `block` that a reader sees, in order (plain lines and Markdown bodies)."""
    match block:
        case Prose(body=body) | Note(body=body) | Unknown(body=body):
            return (body,)
        case Item():
            return (block.title, block.source, block.body)
        case LinkList():
            return tuple(text for entry in block.items for text in (entry.title, entry.body))
        case Sponsor():
            return (block.label, block.name, block.body)
        case Podcast():
            return (block.title, block.body)
        case Figure():
            return (block.caption,)
        case Button(text=text) | Feedback(question=text):
            return (text,)


def words_in(blocks: Sequence[Block]) -> int:
    """Return the number of words in `blocks`."""
    return sum(count_words(text) for block in blocks for text in block_texts(block))


def minutes_for(words: int) -> int:
    """Return the minutes it takes to read `words` words: 0 for none, else at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE)) if words else 0


def counts(issue: Issue) -> Counts:
    """Return the counts of `issue`."""
    words = count_words(issue.title) + words_in(issue.lead)
    words += sum(count_words(section.heading) + words_in(section.blocks) for section in issue.sections)
    sponsors = sum(isinstance(block, Sponsor) for _, block in issue.blocks())
    items = sum(1 for _ in issue.items())
    return Counts(words, minutes_for(words), len(issue.sections), items, sponsors)


def slug(text: str) -> str:
    """Return `text` as an address part: lower case letters and digits of any script, joined by hyphens."""
    kept = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", "-", kept).strip("-_") or "section"


def file_stem(issue: Issue) -> str:
    """Return a name for files with `issue`, without suffix, such as ``architecture-notes-177``."""
    named = " ".join(part for part in (issue.publication, issue.number) if part) or issue.title or "issue"
    return re.sub(r"-{2,}", "-", slug(named))[:80].strip("-") or "issue"


def anchors(sections: Sequence[Section]) -> tuple[str, ...]:
    """Return one anchor for each section, each used once: its own, else one derived from its heading."""
    used: set[str] = set()
    result: list[str] = []
    for section in sections:
        base = section.anchor or slug(section.heading)
        anchor, count = base, 2
        while anchor in used:
            anchor, count = f"{base}-{count}", count + 1
        used.add(anchor)
        result.append(anchor)
    return tuple(result)
