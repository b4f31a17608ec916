"""One entry of a feed, whatever the feed's format: made into an issue."""

from __future__ import annotations

import html
import re
from typing import Final
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.archives.lines import line
from reader_app.importers.archives.posts import Form, Post, dated, imported
from reader_app.importers.archives.rows import Row
from reader_app.importers.html_depth import flattened
from reader_app.importers.structure.envelope import Envelope
from reader_app.model.blocks import Block, Figure, Item, Podcast
from reader_app.model.origin import Imported, Unread
from reader_app.model.text import clean_characters
from reader_app.patterns import any_case, regex

KIND: Final = "feed"
_MARKUP = regex(r"</?[A-Za-z][^<>]*>")
_RELATIVE = any_case(r"\b(?:href|src)\s*=\s*[\"']?\s*(?![\"'#\s]|[a-z][a-z0-9+.-]*:)")
_MAIL = regex(r"[^\s@<>]+@[^\s@<>]+")
_PLATFORMS: Final = ("substack", "buttondown", "beehiiv", "ghost", "curated", "revue")
_LONGEST_PREHEADER: Final = 300
_LONGEST_BEGINNING: Final = 60


def read(entry: Row) -> Imported | Unread:
    """Return the issue in `entry`, a record with these fields, each of which may be missing.

    `feed`, `title`, `content` and `summary` (HTML or plain text), `link`, `id`, `authors`, `date`, `language`, `base`
    (the address relative links start from), `site` (the one that of a relative `link` starts from), `number`, `image`,
    `tags`, `generator`, and `sounds`: records with `url` and `minutes`.
    """
    title, link = line(entry.text("title")), _address(entry)
    content, summary = entry.text("content"), entry.text("summary")
    name = title or _beginning(content or summary) or link or entry.text("id") or "An entry"
    warnings: list[str] = []
    envelope = Envelope(
        publication=line(entry.text("feed")),
        title=title,
        number=entry.text("number"),
        preheader=_preheader(content, summary),
        url=link,
        lang=entry.text("language"),
        authors=tuple(author for author in _texts(entry, "authors") if not _MAIL.fullmatch(author)),
        date=dated(entry.text("date"), warnings),
        name=name,
    )
    body = _absolute(_as_html(content or summary), entry.text("base") or link or entry.text("site"))
    above = _above(entry, title or name, body)
    if not body.strip() and not above and (title or link):
        above = (Item(title or link, url=link),)
    post = Post(
        _platform(entry.text("generator")),
        name,
        body,
        Form.HTML,
        entry.data(),
        envelope,
        record=KIND,
        facts=(("id", entry.text("id")), *(("from", author) for author in _texts(entry, "authors"))),
        tags=_texts(entry, "tags"),
        above=above,
        warnings=tuple(warnings),
    )
    return imported(post)


def _address(entry: Row) -> str:
    """Return the entry's address on the web, ``""`` for none: a feed may put any identifier where it belongs."""
    named = entry.text("link").strip()
    link = _joined(entry.text("site", "base"), named) if named else ""
    return link if link.startswith(("http://", "https://")) else ""


def _beginning(text: str) -> str:
    """Return the first words of `text`: what an entry without a title is known by."""
    words = line(text[:2_000])
    return words if len(words) <= _LONGEST_BEGINNING else words[:_LONGEST_BEGINNING].rpartition(" ")[0] + "…"


def _above(entry: Row, title: str, body: str) -> tuple[Block, ...]:
    """Return the entry's sounds as episodes; its picture too where the text does not show one."""
    blocks: list[Block] = []
    for sound in entry.rows("sounds"):
        minutes = sound.get("minutes")
        blocks.append(Podcast(title, audio=sound.text("url"), minutes=minutes if isinstance(minutes, int) else None))
    image = entry.text("image")
    if image and "<img" not in body.lower():
        blocks.append(Figure(image))
    return tuple(blocks)


def _preheader(content: str, summary: str) -> str:
    """Return the summary where it stands beside a content and is a line, not another text."""
    words = line(summary) if content and summary != content else ""
    return words if len(words) <= _LONGEST_PREHEADER else ""


def _as_html(text: str) -> str:
    """Return `text` as HTML: plain text as paragraphs, its line breaks kept."""
    if _MARKUP.search(text) or not text.strip():
        return text
    paragraphs = re.split(r"\n\s*\n", html.unescape(text).strip().replace("\r\n", "\n"))
    return "".join(f"<p>{html.escape(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def _absolute(text: str, base: str) -> str:
    """Return HTML `text` with relative addresses resolved against `base` (RFC 3986, section 5)."""
    if not base.startswith(("http://", "https://")) or not _RELATIVE.search(text):
        return text
    tree = LexborHTMLParser(flattened(text))
    for name in ("href", "src"):
        for node in tree.css(f"[{name}]"):
            value = (node.attributes.get(name) or "").strip()
            if value and not value.startswith("#"):
                node.attrs[name] = clean_characters(_joined(base, value))  # half a character of the base is none
    return tree.html or text


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _platform(generator: str) -> str:
    lowered = generator.lower()
    return next((platform for platform in _PLATFORMS if platform in lowered), "")


def _texts(entry: Row, name: str) -> tuple[str, ...]:
    value = entry.get(name)
    return tuple(text for text in value if isinstance(text, str) and text) if isinstance(value, list) else ()
