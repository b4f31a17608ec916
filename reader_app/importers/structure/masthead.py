"""Reads the masthead: publication, number, title, date, authors, from the envelope and the top of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.furniture import Furniture
from reader_app.importers.structure.numbers import number_in
from reader_app.importers.structure.segment import Kind, Page
from reader_app.importers.structure.tokens import Document

_LINES: Final = 10
_PREFIX = re.compile(
    r"\A\s*(?:(?:fwd?|fw|re|aw|wg|tr|rv|i|转发|轉寄|回复)\s*[:：]\s*|\[[^\]]{1,60}\]\s*(?=\S))+", re.IGNORECASE
)
_ADDRESS = re.compile(r"\S+@\S+\.\S+")
_LONGEST_LINE: Final = 120
_FROM = re.compile(r"\A(?P<who>.{2,60}?)\s+(?:from|at|@|von|bei|de|chez|•|\||·)\s+(?P<name>.{2,60})\Z")


@dataclass(slots=True)
class Masthead:
    """What the masthead says. `used` holds the numbers of the segments it was read from."""

    publication: str = ""
    number: str = ""
    title: str = ""
    date: datetime | None = None
    authors: tuple[str, ...] = ()
    lang: str = ""
    used: list[int] = field(default_factory=list)


def read(page: Page, furniture: Furniture, document: Document, envelope: Envelope) -> Masthead:
    """Return what is known of the issue. Facts of the envelope are not overruled."""
    found = Masthead(lang=envelope.lang or document.lang, date=envelope.date, authors=envelope.authors)
    top = _top(page, furniture)
    subject = without_prefix(envelope.subject)
    found.publication = envelope.publication or _publication(page, top, document, envelope)
    found.title = envelope.title or subject or _title(page, top, document, found.publication) or envelope.name
    found.number = envelope.number or _number(page, top, furniture.lines, document, envelope)
    for number in top:
        text = page.segments[number].text
        if _same(text, found.title) or (_same(text, found.publication) and text):
            found.used.append(number)
    return found


def without_prefix(subject: str) -> str:
    """Return `subject` without what mail programs and lists put before it: "Fwd: ", "[List] "."""
    return _PREFIX.sub("", " ".join(subject.split()))


def _top(page: Page, furniture: Furniture) -> list[int]:
    """Return the numbers of the segments a masthead may be made of: what stands above the first long paragraph."""
    found: list[int] = []
    for number in furniture.body:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT and len(segment.text) > _LONGEST_LINE:
            break
        if segment.kind is not Kind.RULE:
            found.append(number)
        if len(found) >= _LINES:
            break
    return found


def _publication(page: Page, top: list[int], document: Document, envelope: Envelope) -> str:
    sender = _ADDRESS.sub("", envelope.sender).strip(" \"'<>")
    if sender:
        match = _FROM.match(sender)
        return match["name"] if match else sender
    said = document.said("og:site_name")
    if said:
        return said
    for number in top:
        segment = page.segments[number]
        if segment.kind is Kind.PICTURE and segment.text and len(segment.text) <= 60:
            return re.sub(r"(?i)\s*\b(?:logo|banner|header|icon)\b\s*", " ", segment.text).strip() or segment.text
        if segment.kind is Kind.TEXT and (segment.level or segment.bold) and len(segment.text) <= 60:
            return segment.text
    return ""


def _title(page: Page, top: list[int], document: Document, publication: str) -> str:
    for number in top:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT and segment.level == 1 and not _same(segment.text, publication):
            return segment.text
    return document.title or document.said("og:title")


def _number(page: Page, top: list[int], above: list[str], document: Document, envelope: Envelope) -> str:
    shown = [page.segments[number].text for number in top]
    lines = [envelope.subject, *above, *shown, document.title, envelope.name]
    return next((number for line in lines if (number := number_in(line))), "")


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
