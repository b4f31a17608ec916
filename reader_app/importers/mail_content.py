"""What a mail shows and what it carries: its text, its pictures, its attachments, the mails within it.

Of alternatives the best is shown (RFC 2046, 5.1.4), of related parts the root (RFC 2387), of mixed ones all in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote

from reader_app.importers.bounds import check_html, check_lines
from reader_app.importers.charsets import declared_in_html, decode_as
from reader_app.importers.html_depth import flattened
from reader_app.importers.mail_parts import Part
from reader_app.importers.mail_text import is_encrypted, without_files, without_marks, without_signature, without_wraps
from reader_app.importers.picture_types import MAX_PICTURE, media_type_of
from reader_app.model.origin import Asset, digest
from reader_app.model.own_mail import OWN_TYPE
from reader_app.model.text import clean_line
from reader_app.patterns import regex

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_ENRICHED: Final = frozenset({"text/enriched", "text/richtext"})
_NEVER_SHOWN: Final = frozenset({"text/x-amp-html", "text/watch-html", "text/x-watch-html", OWN_TYPE})
_FILES: Final = frozenset(
    "text/calendar text/x-vcard text/vcard text/directory text/css text/csv text/rtf text/xml text/javascript "
    "text/rfc822-headers text/x-moz-deleted".split()
)
_LOOKS_HTML = regex(r"\s*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text to show, plain or HTML.

    `picture` is the number of the inline picture that it is, or -1; `is_heading` tells that it names what follows.
    """

    text: str
    is_html: bool
    picture: int = -1
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came along, the addresses it may be shown by, and what it is called as an attachment."""

    asset: Asset
    addresses: tuple[str, ...]
    label: str


@dataclass(slots=True)
class Content:
    """All that is in a part. `fallback` is the plain text beside HTML; `messages` are whole mails within."""

    pieces: list[Piece] = field(default_factory=list)
    fallback: list[Piece] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    messages: list[Part] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    encrypted: bool = False

    def add(self, other: Content) -> None:
        """Put all of `other` at the end."""
        shift = len(self.pictures)
        self.pieces += _shifted(other.pieces, shift)
        self.fallback += _shifted(other.fallback, shift)
        self.carry(other)
        self.messages += other.messages

    def carry(self, other: Content) -> None:
        """Take what `other` carries, not what it shows."""
        self.pictures += other.pictures
        self.attachments += other.attachments
        self.warnings += other.warnings
        self.encrypted = self.encrypted or other.encrypted

    def has_html(self) -> bool:
        """Tell whether it shows HTML other than a lone picture."""
        return any(piece.is_html and piece.picture < 0 for piece in self.pieces)


def _shifted(pieces: list[Piece], shift: int) -> list[Piece]:
    if not shift:
        return pieces
    return [replace(piece, picture=piece.picture + shift) if piece.picture >= 0 else piece for piece in pieces]


def content_of(part: Part) -> Content:
    """Return what `part` and the parts within show and carry. Mails within are not looked into.

    Raises FormatError with one sentence when a text in it is beyond all measure.
    """
    content = _content(part)
    content.warnings[:0] = part.flaws
    return content


def _content(part: Part) -> Content:
    if part.type.endswith("/encrypted") and part.type.startswith("multipart/"):
        return Content(encrypted=True, attachments=[described(child) for child in part.children])
    if part.type in ("message/rfc822", "message/global", "message/news") and part.children:
        return Content(messages=[part])
    if not part.children:
        return _leaf(part)
    if part.type == "multipart/alternative":
        return _alternative(part)
    if part.type == "multipart/related":
        return _related(part)
    whole = Content()
    for number, child in enumerate(part.children):
        whole.add(_within(child, first=number == 0))
    return whole


def _within(part: Part, *, first: bool = True) -> Content:
    content = _content(part) if part.children or first else _leaf(part, first=False)
    content.warnings += part.flaws
    return content


def _alternative(part: Part) -> Content:
    """Return the richest of the alternatives, which is the last one that has HTML; else the first that has text."""
    contents = [_within(child) for child in part.children]
    showing = [content for content in contents if content.pieces or content.messages]
    rich = [content for content in showing if content.has_html()]
    best = rich[-1] if rich else showing[0] if showing else Content()
    for other in contents:
        if other is not best:
            best.carry(other)
            best.fallback += [piece for piece in other.pieces if not piece.is_html]
    return best


def _related(part: Part) -> Content:
    """Return the root with what it refers to. The root is named, or is the first (RFC 2387, 3.2)."""
    start = part.parameters.get("start", "").strip("<> ")
    named = (child for child in part.children if start and child.headers.text("content-id").strip("<> ") == start)
    root = next(named, part.children[0])
    whole = _within(root)
    for child in part.children:
        if child is not root:
            whole.add(_within(child, first=False))
    return whole


def _leaf(part: Part, *, first: bool = True) -> Content:
    """Return what a part without parts shows or carries. A text with a file's name is shown if it comes first."""
    disposition, _ = part.headers.parameters("content-disposition")
    name = file_name(part)
    if part.type in _NEVER_SHOWN:
        return Content()
    if part.type.startswith("image/") or (part.type == "application/octet-stream" and _refers(part)):
        return _picture(part, shown=disposition != "attachment")
    if "pkcs7-mime" in part.type:
        return Content(attachments=[described(part)], encrypted="signed" not in part.parameters.get("smime-type", ""))
    is_text = part.type.startswith("text/") or part.type in _HTML or not part.type
    if part.type.startswith("multipart/"):
        is_text = True
    if not is_text or part.type in _FILES or disposition == "attachment" or (name and not first):
        return Content(attachments=[described(part)])
    return _text(part)


def text_attachment(part: Part) -> Content:
    """Return the first text that was sent as a file only, for a mail that shows nothing else; empty if none."""
    for inner in part.walk():
        if not inner.children and (inner.type in _HTML or inner.type == "text/plain"):
            content = _text(inner)
            if any(piece.text.strip() for piece in content.pieces):
                return content
    return Content()


def _text(part: Part) -> Content:
    check_lines(part.source, part.start, part.end)
    data = part.body()
    declared = part.parameters.get("charset", "")
    is_html = part.type in _HTML
    if is_html and not declared:
        declared = declared_in_html(data)
    decoded = decode_as(data, declared)
    text = decoded.text.replace("\0", "")
    if is_html or _LOOKS_HTML.match(text):
        check_html(text, "mail")
        return Content([Piece(flattened(text), True)], warnings=list(decoded.warnings))
    check_lines(text)
    if part.type in _ENRICHED:
        text = without_marks(text)
    elif part.parameters.get("format", "").lower() == "flowed":
        text = without_wraps(text, joined=part.parameters.get("delsp", "").lower() == "yes")
    if is_encrypted(text):
        return Content(encrypted=True, attachments=[described(part)])
    text, files = without_files(without_signature(text))
    return Content([Piece(text, False)], attachments=files, warnings=list(decoded.warnings))


def _refers(part: Part) -> bool:
    return bool(part.headers.raw("content-id") or part.headers.raw("content-location"))


def _picture(part: Part, *, shown: bool) -> Content:
    """Return a picture as one if its bytes are; everything else that calls itself one is an attachment."""
    label = described(part)
    if part.end - part.start > MAX_PICTURE:
        return Content(attachments=[label])
    data = part.body()
    media_type = media_type_of(data)
    addresses = _addresses(part)
    if not media_type or not (addresses or shown):
        return Content(attachments=[label])
    addresses = addresses or (f"cid:{digest(data)[:32]}@masthead.invalid",)
    picture = Picture(Asset(data, media_type), addresses, label)
    pieces = [Piece(f'<p><img src="{addresses[0]}" alt=""></p>', True, 0)] if shown else []
    return Content(pieces, pictures=[picture])


def _addresses(part: Part) -> tuple[str, ...]:
    """Return the addresses HTML may show this part by: its Content-ID (RFC 2392) and its Content-Location."""
    found: list[str] = []
    identity = part.headers.text("content-id").strip("<> ")
    if identity:
        found += [f"cid:{identity}", f"cid:{unquote(identity)}"]
    location = part.headers.text("content-location").strip('<> "')
    if location:
        found.append(location)
    return tuple(dict.fromkeys(address for address in found if not set('"<> ') & set(address)))


def file_name(part: Part) -> str:
    """Return the name of the file in `part` without folders, ``""`` when it has none (RFC 2183, 2.3)."""
    _, disposition = part.headers.parameters("content-disposition")
    name = disposition.get("filename") or part.parameters.get("name", "")
    return clean_line(re.split(r"[/\\]", name)[-1])[:200]


def described(part: Part) -> str:
    """Return an attachment as ``name (type, size)``."""
    name = part.children[0].headers.text("subject")[:200] if part.children else file_name(part)
    return f"{name or 'unnamed'} ({part.type or 'unknown type'}, {_size(part)})"


def _size(part: Part) -> str:
    length = part.end - part.start
    if part.headers.parameters("content-transfer-encoding")[0] == "base64":
        length = (length - part.source.count(b"\n", part.start, part.end)) * 3 // 4
    if length < 1000:
        return f"{length} byte{'s' if length != 1 else ''}"
    return f"{length / 1000:,.0f} KB" if length < 1_000_000 else f"{length / 1_000_000:,.1f} MB"
