"""Any block as one Markdown body that says the same: what a sponsor block holds once a person marked it as paid."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|#^{}!:])")
_UNFIT = re.compile(r"[\s()<>\\]")
_LEADING_LINK = re.compile(
    r"(?:\*\*)?\[((?:[^\[\]\\\n]|\\.)+)\]\((?:<([^<>\n]*)>|([^()<>\s\\]*))\)(?:\*\*)?(?:\n\n(.*))?", re.DOTALL
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def as_body(block: Block) -> str:
    """Return the text of `block` with its links and pictures as Markdown."""
    match block:
        case Prose(body=body) | Note(body=body) | Unknown(body=body):
            return body
        case Item():
            return "\n\n".join(_item_parts(block))
        case LinkList():
            return "\n".join(_entry(item) for item in block.items)
        case Sponsor():
            return block.body or link(block.name, block.url)
        case Podcast():
            title = link(block.title, block.url)
            return _paragraphs(f"{title} {link('▶', block.audio)}" if block.audio else title, block.body)
        case Figure():
            picture = f"![{escaped(block.alt)}]({_destination(block.src)})"
            return _paragraphs(
                f"[{picture}]({_destination(block.url)})" if block.url else picture, escaped(block.caption)
            )
        case Button():
            return link(block.text, block.url)
        case Feedback():
            votes = (link(sign, url) for sign, url in (("👍", block.up), ("👎", block.down)) if url)
            return _paragraphs(escaped(block.question), " ".join(votes))


def from_body(body: str) -> Item | Prose:
    """Return the block that `body` is: an item when its first paragraph is nothing but a link, else prose."""
    match = _LEADING_LINK.fullmatch(body)
    if match is None:
        return Prose(body)
    title, bracketed, bare, rest = match.groups()
    return Item(_ESCAPED.sub(r"\1", title), bracketed or bare or "", body=rest or "")


def link(text: str, url: str) -> str:
    """Return plain `text` as a Markdown link to `url`, as text alone without one, as the address without a text."""
    return f"[{escaped(text or url)}]({_destination(url)})" if url else escaped(text)


def escaped(text: str) -> str:
    """Return plain `text` as inline Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _destination(url: str) -> str:
    if not _UNFIT.search(url):
        return url
    return f"<{url.replace('<', '%3C').replace('>', '%3E')}>".replace("\\", "%5C")


def _item_parts(item: Item) -> Iterator[str]:
    if item.image:
        yield f"![]({_destination(item.image)})"
    head = link(item.title, item.url)
    whence = escaped(", ".join(filter(None, (item.source, item.author))))
    yield " — ".join(filter(None, (head, whence)))
    if item.body:
        yield item.body


def _entry(item: Item) -> str:
    return "- " + "\n\n".join(filter(None, _item_parts(item))).replace("\n", "\n  ")


def _paragraphs(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))
