"""Mail: the bytes of one message, whatever program wrote or damaged them, as one issue (RFC 5322, RFC 2045 to 2049)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.errors import FormatError
from reader_app.importers import plain_text
from reader_app.importers.bounds import check_html
from reader_app.importers.decoding import narrowed
from reader_app.importers.mail_content import Content
from reader_app.importers.mail_dates import header_moment, written_moment
from reader_app.importers.mail_file import EMLX, KIND, MAX_MAIL, VERSION
from reader_app.importers.mail_forwarded import bare_subject
from reader_app.importers.mail_headers import Headers
from reader_app.importers.mail_letter import Letter, letter_of, sender_of
from reader_app.importers.mail_own import own_issue
from reader_app.importers.mail_parts import SENT_IN_PIECES, Part, parse
from reader_app.importers.only_words import with_text, with_words
from reader_app.importers.sanitize import MAX_HTML, display_copy
from reader_app.importers.source import Source
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.importers.structure.find import find
from reader_app.model.issue import About, Issue
from reader_app.model.origin import Asset, Imported, Origin, digest
from reader_app.model.urls import is_safe
from reader_app.patterns import regex

MAX_BODY: Final = 20_000_000
_TOO_LARGE: Final = f"The mail's text is larger than {MAX_BODY // 1_000_000} MB; no newsletter's is."
_SHOWN: Final = ("text/plain", "text/html")
_FACTS: Final = ("message-id", "from", "reply-to", "date", "subject", "list-id", "list-post", "list-unsubscribe")
_TOLD: Final = regex(r"list-|x-|from\Z|sender\Z|reply-to\Z|message-id\Z|return-path\Z|feedback-id\Z|precedence\Z")
_BRACKETED = regex(r"<\s*([^<>\s]+)\s*>")
_LIST_TAG = regex(r"\[[^\]\d]{1,40}\]\s*(?=\S)")
_LONGEST_FACT: Final = 2000


def read_mail(source: Source) -> Imported:
    """Return the issue in the bytes of one mail. Raises FormatError with one sentence when it shows nothing."""
    if len(source.data) > MAX_MAIL:
        raise FormatError(f"The mail is larger than {MAX_MAIL // 1_000_000} MB; no newsletter is.")
    root = parse(_message(source.data))
    if _shown_bytes(root) > 2 * MAX_BODY:  # encoded it is longer
        raise FormatError(_TOO_LARGE)
    letter = letter_of(root)
    return _imported(letter, source, None if letter.forwarded_by else own_issue(root))


def _shown_bytes(root: Part) -> int:
    """Return how many bytes, as they were sent, the texts of a mail have that it does not merely carry."""
    texts = (part for part in root.walk() if part.type in _SHOWN and not part.children)
    disposition = "content-disposition"
    return sum(part.end - part.start for part in texts if part.headers.parameters(disposition)[0] != "attachment")


def _imported(letter: Letter, source: Source, own: Issue | None) -> Imported:
    """Return the issue of `letter`, which was read from `source`; `own` is the issue it carries, if it does."""
    content = letter.content
    if max(len(letter.html), len(letter.text)) > MAX_BODY:
        raise FormatError(_TOO_LARGE)
    check_html(letter.html, "mail")
    assets, addresses = _assets(letter)
    dated = _moment(letter)
    envelope = _envelope(letter, source.stem, dated.moment, addresses)
    # Parsed once for both who need it.
    tree = LexborHTMLParser(letter.html) if 0 < len(letter.html) <= MAX_HTML else None
    found = Structured(own) if own else _structured(letter, envelope, tree)
    if found is None:
        raise FormatError(_nothing_to_show(content))
    facts = _facts(letter)
    warnings = (*content.warnings, *dated.warnings, *_told(letter), *found.warnings)
    removed = (*(line for remark in letter.remarks for line in remark.split("\n") if line.strip()), *found.removed)
    origin = Origin(KIND, found.platform, source.sha256, source.name, VERSION, facts)
    display = display_copy(letter.html, addresses, tree) if letter.html else ""
    return Imported(found.issue, source.data, origin, tuple(dict.fromkeys(warnings)), removed, display, assets)


def _message(data: bytes) -> bytes:
    """Return the message in a file: of Apple Mail's, which counts its bytes in the first line, or saved as UTF-16."""
    data = narrowed(data)
    match = EMLX.match(data[:200])
    return data[match.end() : match.end() + int(match[1])] if match else data


def _structured(letter: Letter, envelope: Envelope, tree: LexborHTMLParser | None) -> Structured | None:
    """Return the issue in the body, None when it shows nothing."""
    found = find(letter.html, envelope, tree) if letter.html else None
    if found is None or found.issue.is_empty():
        if any(map(str.isalnum, letter.text)):
            title = _LIST_TAG.sub("", envelope.subject, count=1) or envelope.name
            found = with_text(plain_text.issue_of(letter.text, replace(envelope, subject=title)), letter.text)
        elif found is not None:
            found = with_words(found, letter.html)
            if found.issue.is_empty() and not letter.content.pictures:
                return None
        else:
            return None
    unsubscribe = _unsubscribe(letter.headers)
    about = found.issue.about or About()
    if unsubscribe and not about.unsubscribe:
        found = replace(found, issue=replace(found.issue, about=replace(about, unsubscribe=unsubscribe)))
    return found


def _envelope(letter: Letter, name: str, moment: datetime | None, addresses: dict[str, str]) -> Envelope:
    headers = letter.headers
    sender, _ = sender_of(letter)
    listed, _, _ = headers.text("list-id").partition("<")
    language = headers.text("content-language").split(",")[0].strip()
    told = dict(headers.texts(lambda name: _TOLD.match(name) is not None))
    if letter.sender:
        told["from"] = letter.sender
    return Envelope(
        date=moment,
        subject=bare_subject(letter.subject or headers.text("subject")),
        sender=sender or listed.strip(' "'),
        name=name,
        lang=language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "",
        assets=addresses,
        headers=told,
    )


@dataclass(frozen=True, slots=True)
class _Dated:
    moment: datetime | None
    warnings: tuple[str, ...] = ()


def _moment(letter: Letter) -> _Dated:
    """Return when the mail was sent: as it says, else when it was delivered (the Received header, RFC 5321, 4.4)."""
    if letter.date:
        written = written_moment(letter.date)
        if written:
            return _Dated(written)
    stated = letter.headers.text("date")
    moment = header_moment(stated) if stated else None
    if moment:
        return _Dated(moment)
    delivered = header_moment(letter.headers.text("received").rpartition(";")[2])
    if not stated:
        return _Dated(delivered)
    taken = "that of its delivery was taken" if delivered else "it was left out"
    return _Dated(delivered, (f"The mail's date, “{stated[:60]}”, cannot be right; {taken}.",))


def _assets(letter: Letter) -> tuple[tuple[Asset, ...], dict[str, str]]:
    """Return the pictures the HTML shows, and by which addresses; others are named as attachments."""
    assets: dict[str, Asset] = {}
    addresses: dict[str, str] = {}
    for picture in letter.content.pictures:
        shown = [name for name in picture.addresses if name in letter.html or name.replace("&", "&amp;") in letter.html]
        if not shown:
            letter.content.attachments.append(picture.label)
            continue
        sha256 = digest(picture.asset.data)
        assets[sha256] = picture.asset
        addresses.update(dict.fromkeys(picture.addresses, f"asset:{sha256}"))
    return tuple(assets.values()), addresses


def _facts(letter: Letter) -> tuple[tuple[str, str], ...]:
    """Return what the headers say that an issue has no place for, what is attached, and who forwarded it."""
    headers = letter.headers
    facts = [(name, headers.text(name)[:_LONGEST_FACT]) for name in _FACTS]
    if letter.sender:
        found = {"from": letter.sender, "date": letter.date, "subject": letter.subject}
        facts = [(name, (found.get(name) or value)[:_LONGEST_FACT]) for name, value in facts]
    facts += [("forwarded-by", name) for name in letter.forwarded_by]
    facts += [("remark", remark[:_LONGEST_FACT]) for remark in letter.remarks]
    facts += [("attachment", label) for label in letter.content.attachments]
    return tuple((name, value) for name, value in facts if value)


def _told(letter: Letter) -> list[str]:
    """Return sentences about what is not shown: attachments, and what forwarders wrote."""
    said: list[str] = []
    labels = letter.content.attachments
    if labels:
        shown = ", ".join(labels[:5]) + (" and more" if len(labels) > 5 else "")
        many = f"{len(labels)} attachments stay" if len(labels) > 1 else "One attachment stays"
        said.append(f"{many} in the original mail: {shown}.")
    if letter.forwarded_by:
        by = ", ".join(filter(None, letter.forwarded_by)) or "somebody"
        said.append(f"The mail was forwarded by {by}; it is shown as it was before.")
    return said


def _unsubscribe(headers: Headers) -> str:
    """Return where to unsubscribe: the first web address of List-Unsubscribe, else its first address (RFC 2369)."""
    named = [address for address in _BRACKETED.findall(headers.text("list-unsubscribe")) if is_safe(address)]
    return next((address for address in named if address.lower().startswith("http")), named[0] if named else "")


def _nothing_to_show(content: Content) -> str:
    if content.encrypted:
        return "The mail is encrypted; only who it was sent to can open it."
    piece = next((flaw for flaw in content.warnings if SENT_IN_PIECES in flaw), "")
    if piece:
        return piece
    if content.attachments:
        return f"The mail has no text, only what is attached: {', '.join(content.attachments[:5])}."
    return "The mail has no text."
