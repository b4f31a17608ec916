"""The natural form of every block: what a person would have typed. Whether it reads back is for write.py to see."""

from __future__ import annotations

import re

from reader_app.markup.attributes import format_pairs
from reader_app.markup.commonmark import plain
from reader_app.markup.escape import escape_all, escape_inline
from reader_app.markup.explicit import facts, fenced, opening_text
from reader_app.markup.guards import guard
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
from reader_app.model.issue import About, Section

_RAW_ADDRESS = re.compile(r"(?!<)[^\s<>\\()&]*(?:\([^\s<>\\()&]*\)[^\s<>\\()&]*)*|(?!<)[^\s<>\\()]*[?&][^\s<>\\();]*")
_ANGLE = re.compile(r"([<>\\&])")


def natural(block: Block) -> str | None:
    """Return `block` as a person would write it, without a line break at its end; None when it has no such form."""
    match block:
        case Prose():
            return guard(block.body) or None
        case Item():
            return _item(block)
        case LinkList():
            return _link_list(block)
        case Sponsor() | Note():
            return None
        case Podcast():
            return _podcast(block)
        case Figure():
            return _figure(block)
        case Button() if block.url and not block.extra:
            return fenced("button", link(block.text, block.url))
        case Feedback():
            return fenced(opening_text("feedback", facts(block, leave_out=("question",))), inline(block.question))
        case Unknown():
            return f"::: {block.opening}\n{block.body}\n:::" if block.body else None
        case _:
            return None


def natural_heading(section: Section) -> str:
    """Return the heading line of `section`."""
    anchor = f" {{#{section.anchor}}}" if section.anchor else ""
    return f"## {inline(section.heading)}{anchor}".rstrip()


def natural_about(about: About) -> str:
    """Return the footer as a person would write it: the tagline is its first paragraph."""
    body = "\n\n".join(part for part in (inline(about.tagline), guard(about.body)) if part)
    opening = opening_text("about", facts(about, leave_out=("tagline",)))
    return f"::: {opening}\n{body}\n:::"


def link(text: str, url: str) -> str:
    """Return an inline link (CommonMark 0.31, section 6.3)."""
    return f"[{inline(text)}]({address(url)})"


def address(url: str) -> str:
    """Return `url` as a link destination: bare where that reads back, else in angle brackets."""
    if _RAW_ADDRESS.fullmatch(url):
        return url
    return "<" + _ANGLE.sub(r"\\\1", url) + ">"


def inline(text: str) -> str:
    """Return plain `text` as inline Markdown with as few backslashes as it needs to read back."""
    if "<!--" not in text and "{" not in text and not text.endswith("#"):
        for candidate in (text, escape_inline(text)):
            if "[^" not in candidate and plain(candidate, {}) == text and plain(f"[{candidate}](a)", {}) == text:
                return candidate
    return escape_all(text)


def _attributes(item: Item) -> str:
    pairs = facts(item, leave_out=("title", "url"))
    return f" {{{format_pairs(pairs)}}}" if pairs else ""


def _item(item: Item) -> str:
    title = link(item.title, item.url) if item.url else inline(item.title)
    heading = f"### {title}{_attributes(item)}".rstrip()
    if not item.body:
        return heading
    return f"{heading}\n{guard(item.body)}"


def _link_list(block: LinkList) -> str | None:
    if not block.items:
        return None
    lines: list[str] = []
    for number, item in enumerate(block.items, 1):
        marker = f"{number}. " if block.ordered else "- "
        body = guard(item.body)
        gap = "" if not body else ": " if body[0].isalnum() else " "
        entry = f"{link(item.title, item.url)}{_attributes(item)}{gap}{body}".split("\n")
        indent = " " * len(marker)
        lines.append(marker + entry[0])
        lines.extend(indent + line if line else "" for line in entry[1:])
    return "\n".join(lines)


def _podcast(block: Podcast) -> str | None:
    if not block.url:
        return None
    body = link(block.title, block.url) + (f"\n\n{guard(block.body)}" if block.body else "")
    return f"::: {opening_text('podcast', facts(block, leave_out=('title', 'url')))}\n{body}\n:::"


def _figure(block: Figure) -> str | None:
    if block.extra:
        return None
    caption = ' "' + re.sub(r'([\\"&])', r"\\\1", block.caption) + '"' if block.caption else ""
    picture = f"![{inline(block.alt)}]({address(block.src)}{caption})"
    return f"[{picture}]({address(block.url)})" if block.url else picture
