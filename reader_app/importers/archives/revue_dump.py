"""Revue's API dump: a JSON array of issues whose ``html`` is a flat run of paragraphs, rules and shortcodes.

The HTML is not validly nested. An introduction (in ``h3``) comes first, then items after rules; ``h2`` opens a section;
a link item is a paragraph with a styled ``strong``, two anchors and an em dash, the second with the clean address.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader_app.errors import FormatError
from reader_app.importers.archives import revue
from reader_app.importers.archives.archive import Archive
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.reader import Part, PartsReader, located
from reader_app.importers.archives.rows import Row, read_json, row
from reader_app.importers.archives.signs import START, is_revue_dump
from reader_app.importers.html_depth import flattened
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.issue import Json
from reader_app.model.origin import Imported, Unread
from reader_app.patterns import any_case, regex

_PAGE = any_case(r"<html\b|<body\b|\brevue-p\b")
_POINTER = regex(r"\[(?P<kind>tweet|embed|video)(?P<rest>\s[^\[\]]*)\](?:\s*\[/(?P=kind)\])?", re.IGNORECASE)
_WRAPPED = regex(r"\[(?P<kind>tweet|embed|video)\](?P<rest>[^\[\]]{1,2000})\[/(?P=kind)\]", re.IGNORECASE)
_CAPTION = regex(r"\[caption[^\[\]]*\](?P<inner>[^\[]{0,5000})\[/caption\]", re.IGNORECASE)
_PICTURE = any_case(r"(?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?")
_ADDRESS = regex(r"https?://[^\s\"'<>\]]+")
_NUMBER = regex(r"\d{5,25}")
_BLOCKS: Final = frozenset("p ul ol blockquote figure pre table h4 h5 h6".split())
_CONTAINERS: Final = frozenset("div section article main center header footer h3 body".split())
_HOLDS_BLOCKS: Final = "p, ul, ol, blockquote, figure, pre, table, h1, h2, hr, div"
_DEEPEST: Final = 50


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    html: str = ""
    title: str = ""
    url: str = ""


def find(archive: Archive) -> PartsReader | None:
    """Return the reader of `archive` when it holds a dump. Raises FileError or FormatError when it cannot be read."""
    for name in located(archive, r"[^/]*(?:revue|issues)[^/]*\.json"):
        data = archive.read(name)
        if is_revue_dump(data[:START]):
            return replace(reader(data), names=frozenset({name}))
    return None


def reader(data: bytes) -> PartsReader:
    """Return the reader of the JSON file `data`. Raises FormatError when it is broken or no dump."""
    value = read_json(data)
    if isinstance(value, dict):
        value = value.get("issues") or value.get("data")
    if not isinstance(value, list):
        raise FormatError("The file is JSON, but not a dump of Revue.")
    records = [row(entry) for entry in value if isinstance(entry, dict)]
    return PartsReader(revue.PLATFORM, tuple(Part(_name(record), partial(read, record)) for record in records))


def read(record: Row) -> Imported | Unread:
    """Return the issue in one record of the dump."""
    text = record.text("html", "body")
    if _PAGE.search(text):
        return _page(record, text)
    pieces = list(_pieces(_without_shortcodes(text)))
    first = next((number for number, piece in enumerate(pieces) if piece.kind != "text"), len(pieces))
    values: dict[str, Json] = dict(record.values)
    values["subject"] = record.text("title", "subject")
    values["description"] = "".join(piece.html for piece in pieces[:first]) or record.text("description")
    return revue.made(Row(values), list(_items(pieces[first:])), record.data())


def _page(record: Row, text: str) -> Imported | Unread:
    warnings: list[str] = []
    sent = record.text("sent_at")
    envelope = Envelope(
        title=record.text("title", "subject"),
        preheader=record.text("preheader"),
        url=record.text("url"),
        date=dated(sent, warnings),
    )
    post = Post(
        revue.PLATFORM,
        _name(record),
        text,
        Form.HTML,
        record.data(),
        envelope,
        draft=not sent,
        warnings=tuple(warnings),
    )
    return imported(post)


def _name(record: Row) -> str:
    return record.text("title", "subject") or f"Revue issue {record.text('id')}".strip()


def _items(pieces: list[_Piece]) -> Iterator[Row]:
    """Yield the pieces as items of the export's form; what follows a link up to a rule is its description."""
    open_link: _Piece | None = None
    texts: list[str] = []
    for piece in [*pieces, _Piece("rule")]:
        if piece.kind == "text" and open_link:
            texts.append(piece.html)
            continue
        if open_link:
            yield _item("link", open_link.title, open_link.url, "".join(texts))
        open_link, texts = (piece, []) if piece.kind == "link" else (None, [])
        if piece.kind == "header":
            yield _item("header", piece.title)
        elif piece.kind == "picture":
            yield Row({"item_type": "image", "title": piece.title, "image": piece.url, "description": piece.html})
        elif piece.kind == "text":
            yield _item("text", description=piece.html)


def _item(kind: str, title: str = "", url: str = "", description: str = "") -> Row:
    return Row({"item_type": kind, "title": title, "url": url, "description": description})


def _pieces(text: str) -> Iterator[_Piece]:
    body = LexborHTMLParser(flattened(text)).body
    if body is not None:
        yield from _within(body, 0)


def _within(node: LexborNode, depth: int) -> Iterator[_Piece]:
    """Yield the pieces below `node`; text and inline tags that stand loose between blocks are a paragraph."""
    loose: list[str] = []
    for child in node.iter(include_text=True):
        tag = (child.tag or "").lower()
        if tag not in _BLOCKS and tag not in _CONTAINERS and tag not in ("h1", "h2", "hr"):
            loose.append(child.html or "")
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _of_block(child, tag, depth)
    yield from _paragraph(loose)


def _of_block(node: LexborNode, tag: str, depth: int) -> Iterator[_Piece]:
    if tag == "hr":
        yield _Piece("rule")
    elif tag in ("h1", "h2"):
        yield from _header(node, depth)
    elif tag in _CONTAINERS and depth < _DEEPEST and _holds_blocks(node):
        yield from _within(node, depth + 1)
    else:
        yield _link(node) or _picture(node, tag) or _Piece("text", node.html or "")


def _holds_blocks(node: LexborNode) -> bool:
    return any(found.mem_id != node.mem_id for found in node.css(_HOLDS_BLOCKS))


def _header(node: LexborNode, depth: int) -> Iterator[_Piece]:
    """Yield the header, and what a header that was never closed swallowed after its first words."""
    inner = list(_within(node, depth + 1)) if depth < _DEEPEST else []
    if len(inner) < 2 or inner[0].kind != "text":
        yield _Piece("header", title=node.text(strip=True, separator=" "))
        return
    yield _Piece("header", title=line(inner[0].html))
    yield from inner[1:]


def _link(node: LexborNode) -> _Piece | None:
    """Return the link item `node` is: a styled ``strong``, and two anchors with a dash between."""
    anchors = node.css("a[href]")
    strong = node.css_first("strong[style], b[style]")
    if strong is None or len(anchors) != 2 or not re.search(r"[—–]", node.text()):
        return None
    title = anchors[0].text(strip=True, separator=" ")
    url = (anchors[1].attributes.get("href") or anchors[0].attributes.get("href") or "").strip()
    words = re.sub(r"[\s—–-]+", "", node.text())
    named = re.sub(r"[\s—–-]+", "", "".join(anchor.text() for anchor in anchors))
    return _Piece("link", title=title, url=url) if title and words == named else None


def _picture(node: LexborNode, tag: str) -> _Piece | None:
    """Return the picture with a caption that `node` is."""
    image, caption = node.css_first("img[src]"), node.css_first("figcaption")
    if tag != "figure" or image is None or caption is None:
        return None
    said = image.attributes
    return _Piece("picture", caption.html or "", title=said.get("alt") or "", url=said.get("src") or "")


def _paragraph(loose: list[str]) -> Iterator[_Piece]:
    text = "".join(loose)
    if text.strip():
        yield _Piece("text", f"<p>{text}</p>")


def _without_shortcodes(text: str) -> str:
    """Return `text` with its shortcodes as HTML: a link for what they point at, a figure for a caption."""
    text = _WRAPPED.sub(_pointed, _POINTER.sub(_pointed, text))
    return _CAPTION.sub(_captioned, text)


def _pointed(match: re.Match[str]) -> str:
    rest = html.unescape(match["rest"])
    address, number = _ADDRESS.search(rest), _NUMBER.search(rest)
    if address:
        url = address[0]
    elif number and match["kind"].lower() == "tweet":
        url = f"https://twitter.com/i/status/{number[0]}"
    else:
        return match[0]
    return f'<p><a href="{html.escape(url)}">{html.escape(url)}</a></p>'


def _captioned(match: re.Match[str]) -> str:
    picture = _PICTURE.search(match["inner"])
    if picture is None:
        return f"<p>{match['inner']}</p>"
    words = match["inner"].replace(picture[0], "").strip()
    return f"<figure>{picture[0]}<figcaption>{words}</figcaption></figure>"
