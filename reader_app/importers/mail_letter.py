"""Which mail is meant: the one that came, or the newsletter it forwards, as an attachment or within its text."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.html_depth import flattened
from reader_app.importers.mail_content import Content, Piece, content_of, described, text_attachment
from reader_app.importers.mail_forwarded import may_be_forwarded, unwrap_text
from reader_app.importers.mail_forwarded_html import unwrap_html
from reader_app.importers.mail_headers import Headers, address
from reader_app.importers.mail_parts import Part
from reader_app.importers.mail_text import as_html
from reader_app.patterns import regex

_LONGEST_REMARK: Final = 3000
_MOST_TIMES: Final = 5
_SURELY_WORDS: Final = 5000
_SURELY_SHOWN: Final = 1500
_RUN_OF_TEXT = regex(r">([^<>{}]{30,}+)(?=<)")


@dataclass(slots=True)
class Letter:
    """The mail to read: headers, what it shows, and what its forwarders said.

    The body is `html`, or `text` where that is empty; beside HTML `text` is the plain alternative. `sender`, `date`
    and `subject` are what a mail forwarded within the text says of itself; they stand above the headers, which then are
    the forwarder's.
    """

    headers: Headers
    content: Content
    html: str = ""
    text: str = ""
    sender: str = ""
    date: str = ""
    subject: str = ""
    forwarded_by: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def letter_of(root: Part) -> Letter:
    """Return the mail that is meant by `root`. Its body may be empty. Raises FormatError when it is beyond measure."""
    letter = Letter(root.headers, content_of(root))
    part = root
    for _ in range(_MOST_TIMES):
        inner = _forwarded_whole(part, letter.content)
        if inner is None:
            break
        _open(letter, inner)
        part = inner
    _take_in_messages(letter.content, is_report=part.type == "multipart/report")
    if not letter.content.pictures and not _has_words(letter.content):
        letter.content.add(text_attachment(part))
    _settle_body(letter)
    _unwrap(letter)
    return letter


def _forwarded_whole(part: Part, content: Content) -> Part | None:
    """Return the mail that `part` only serves to forward: the one mail within, longer than what is written with it."""
    if len(content.messages) != 1 or part.type == "multipart/report":
        return None
    inner = content.messages[0].children[0]
    own = sum(len(piece.text) for piece in content.pieces if piece.picture < 0)
    return inner if own <= _LONGEST_REMARK and own < _weight(content_of(inner)) else None


def _weight(content: Content) -> int:
    """Return about how much a mail shows, the mails within it as long as they are."""
    own = sum(len(piece.text) for piece in content.pieces if piece.picture < 0)
    return own + sum(message.end - message.start for message in content.messages)


def _open(letter: Letter, inner: Part) -> None:
    outer = letter.content
    remark = "\n\n".join(filter(None, (_words_of(piece) for piece in outer.pieces if piece.picture < 0)))
    if remark:
        letter.remarks.append(remark)
    letter.forwarded_by.append(letter.headers.text("from"))
    letter.headers = inner.headers
    letter.content = content_of(inner)
    letter.content.attachments += outer.attachments
    letter.content.warnings += outer.warnings


def _has_words(content: Content) -> bool:
    pieces = (*content.pieces, *content.fallback)
    return any(len(piece.text) > _SURELY_WORDS or _words_of(piece) for piece in pieces)


def _words_of(piece: Piece) -> str:
    if not piece.is_html:
        return piece.text.strip()
    body = LexborHTMLParser(piece.text).body
    return body.text(separator=" ", strip=True) if body is not None else ""


def _take_in_messages(content: Content, *, is_report: bool) -> None:
    """Put the mails within at the end: those of a digest are what it shows, that of a report is only named."""
    waiting = content.messages
    content.messages = []
    while waiting:
        message, *waiting = waiting
        if is_report:
            content.attachments.append(described(message))
            continue
        inner_part = message.children[0]
        inner = content_of(inner_part)
        subject = inner_part.headers.text("subject")
        if subject:
            content.pieces.append(Piece(subject, False, is_heading=True))
        waiting = [*inner.messages, *waiting]
        inner.messages = []
        content.add(inner)


def _settle_body(letter: Letter) -> None:
    """Decide what the body is: HTML if there is any with something to see, else plain text."""
    content = letter.content
    only_pictures = bool(content.pictures) and not _has_words(content)
    if content.has_html() or only_pictures:
        shown = flattened("\n".join(_in_html(piece) for piece in _without_repeated_pictures(content)))
        fallback = "\n\n".join(piece.text for piece in content.fallback)
        if not _is_hollow(shown, fallback):
            letter.html, letter.text = shown, fallback
            return
    texts = content.fallback if content.has_html() else content.pieces
    letter.text = "\n\n".join(_in_text(piece) for piece in texts if not piece.is_html)
    content.attachments += [picture.label for picture in content.pictures]
    content.pictures = []


def _without_repeated_pictures(content: Content) -> list[Piece]:
    """Return the pieces without those pictures that the HTML shows itself."""
    whole = "\n".join(piece.text for piece in content.pieces if piece.is_html and piece.picture < 0)
    return [
        piece
        for piece in content.pieces
        if piece.picture < 0 or not any(name in whole for name in content.pictures[piece.picture].addresses)
    ]


def _in_html(piece: Piece) -> str:
    if piece.is_heading:
        return f"<h2>{html.escape(piece.text)}</h2>"
    return piece.text if piece.is_html else as_html(piece.text)


def _in_text(piece: Piece) -> str:
    return f"{piece.text}\n{'-' * max(5, len(piece.text))}" if piece.is_heading else piece.text


def _is_hollow(shown: str, fallback: str) -> bool:
    """Tell whether HTML shows nothing, or next to nothing while the plain text beside it is the newsletter."""
    plain = 0
    for match in _RUN_OF_TEXT.finditer(shown):
        plain += len(match[1])
        if plain > _SURELY_SHOWN:
            return False
    tree = LexborHTMLParser(shown)
    tree.strip_tags(["style", "script", "title"])
    seen = len("".join(tree.body.text().split())) if tree.body is not None else 0
    if not seen and tree.css_first("img") is None:
        return True
    return seen < 200 and len("".join(fallback.split())) > 4 * seen + 200


def _unwrap(letter: Letter) -> None:
    """Take a mail out of the text that forwards it."""
    subject = letter.headers.text("subject")
    body = letter.html or letter.text
    if not may_be_forwarded(body, subject):
        return
    found = unwrap_html(body, subject) if letter.html else unwrap_text(body.replace("\r\n", "\n"), subject)
    if found is None or not found.body.strip():
        return
    if letter.html:
        letter.html = found.body
    else:
        letter.text = found.body
    letter.sender, letter.date, letter.subject = found.sender, found.date, found.subject
    letter.forwarded_by.append(letter.headers.text("from"))
    if found.remark:
        letter.remarks.append(found.remark)


def sender_of(letter: Letter) -> tuple[str, str]:
    """Return display name and address of who the mail is from."""
    raw = letter.sender.encode("utf-8", "replace") if letter.sender else letter.headers.raw("from")
    name, mailbox = address(raw or letter.headers.raw("sender"))
    return name.removesuffix("[mailto:").strip(), mailbox
