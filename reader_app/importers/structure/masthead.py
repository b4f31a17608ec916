"""Reads the masthead: publication, number, title, date, authors, from the envelope and the top of the page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from reader_app.importers.structure import names
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.furniture import Furniture
from reader_app.importers.structure.numbers import leading_number, number_after, number_in, number_span
from reader_app.importers.structure.openings import introduced_number
from reader_app.importers.structure.outline_words import is_greeting
from reader_app.importers.structure.segment import Kind, Page, Segment
from reader_app.importers.structure.titles import is_blank_title, plain_title, undated, without_site
from reader_app.importers.structure.tokens import Document
from reader_app.importers.structure.weighing import chosen
from reader_app.importers.structure.witnesses import Evidence, above_text, byline, file_words, is_large, look, writer
from reader_app.patterns import any_case

_LINES: Final = 12
_LONGEST_LINE: Final = 140
_LONGEST_SIGNATURE: Final = 40
_FIRST_LINES: Final = 2
_FEW: Final = 4
_LARGE: Final = 19.0
_LONGEST_WELCOME: Final = 200
_LEAST_REPEATED: Final = 12
_SHORTEST_NAME: Final = 4
_FEW_WORDS: Final = 1
_MOST_SHARED: Final = 0.6
_MOST_BESIDE_DATE: Final = 5
_PREFIX = any_case(
    r"\A\s*(?:(?:fwd?|fw|re|aw|wg|tr|rv|i|vs|sv|转发|轉寄|回复)\s*[:：]\s*|\[(?P<list>[^\]]{1,60})\]\s*(?=\S))+",
)
_FORWARDED = any_case(
    r"\b(?:from|von|de|da|van|från)\s*:\s*(?P<sender>[^<>:]{2,80}?)\s*<[^<>]*>.{0,200}?\b(?:subject"
    r"|betreff|objet|asunto|oggetto"
    r"|onderwerp|assunto|ämne)\s*:\s*(?P<subject>.{1,200}?)\s*(?:\b(?:to|an|[àa]|para|a|aan|till)\s*:|\Z)",
)
_SENT = any_case(
    r"\A(?:from|von|de|da|van|från)\s*:?\s+(?P<sender>[^<>:@]{2,80}?)\s*<[^<>@\s]+@[^<>@\s]+>(?P<subject>)\Z"
)


@dataclass(slots=True)
class Masthead:
    """What the masthead says.

    `used` holds the numbers of the segments it was read from, `aside` those of taglines and the like, which open no
    section however large they are.
    """

    publication: str = ""
    number: str = ""
    title: str = ""
    date: datetime | None = None
    authors: tuple[str, ...] = ()
    lang: str = ""
    used: list[int] = field(default_factory=list)
    aside: frozenset[int] = frozenset()


def read(page: Page, furniture: Furniture, document: Document, envelope: Envelope) -> Masthead:
    """Return what is known of the issue. Facts of the envelope are not overruled."""
    found = Masthead(lang=envelope.lang or document.lang, authors=envelope.authors)
    top = _top(page, furniture)
    subject = without_prefix(envelope.subject)
    forwarded = _forwarded(page, furniture)
    given = envelope.title or subject or (without_prefix(forwarded["subject"]) if forwarded else "")
    evidence = Evidence(page, top, furniture, document, envelope)
    unlike = given or document.title or _first_line(page, top, furniture.body)
    beside = names.framed(unlike)
    found.publication = envelope.publication or chosen(
        evidence.candidates(subject, forwarded["sender"] if forwarded else ""),
        unlike,
        evidence.hosts,
        evidence.said,
        firm=beside != "" and any(beside in page.segments[number].text for number in top),
    )
    if not envelope.title:
        given = plain_title(given, found.publication)
    found.title = given or _title(page, top, document, found.publication) or _first_line(page, top, furniture.body)
    shown = found.title
    if not given and document.title:
        found.title = without_site(plain_title(shown, found.publication), found.publication)
    found.title = found.title or next((named for n in top if (named := _numbered(page.segments[n].text))), "")
    sent = forwarded["subject"] if forwarded else ""
    lines = [*furniture.lines, *(page.segments[number].text for number in top)]
    found.number = envelope.number or _number(
        [envelope.subject, sent, envelope.sender, *lines, document.title, file_words(envelope.name)]
    )
    found.number = found.number or leading_number(found.title)
    found.number = found.number or number_after(found.publication, [subject, *lines, document.title])
    found.number = found.number or _introduced_number(page, furniture)
    if envelope.name and not (found.title or found.number or envelope.subject or document.title):
        found.title = _name_line(page, top, found.publication)
    found.date = envelope.date or next((date[0] for line in lines if (date := find_date(line))), None)
    if forwarded:
        found.used += [n for n in furniture.body[:_FIRST_LINES] if _FORWARDED.search(page.segments[n].text)]
    above = above_text(page, top)
    looks = Counter(look(page.segments[number]) for number in furniture.body)
    for number in top:
        text = page.segments[number].text
        whole = any(_same(text, title) for title in (found.title, shown))
        whole = whole or _same(undated(page.segments[number], found.publication), found.title)
        again = looks[look(page.segments[number])]
        titled = whole and (again == 1 or (number in above and not (again >= _FEW and _is_opened(page, top, number))))
        if text and (titled or (number in above and _is_name_line(text, found.publication))):
            found.used.append(number)
    found.aside = _aside(page, top, furniture, found, envelope)
    found.authors = found.authors or _authors(page, top)
    return found


def _aside(page: Page, top: list[int], furniture: Furniture, found: Masthead, envelope: Envelope) -> frozenset[int]:
    """Return the lines at the top that say what title, preheader or name say, the date, and the one under the title."""
    said = " \n ".join((envelope.subject, found.title, envelope.preheader, furniture.preheader)).casefold()
    texts = [number for number in furniture.body if page.segments[number].kind is Kind.TEXT]
    looks = Counter(look(page.segments[number]) for number in texts)
    lines = [number for number in top if len(page.segments[number].text) >= _LEAST_REPEATED]
    lines = [number for number in lines if looks[look(page.segments[number])] == 1]
    name = found.publication.casefold() if len(found.publication) >= _SHORTEST_NAME else " \n "
    aside = {number for number in top[:_FIRST_LINES] if name in page.segments[number].text.casefold()}
    aside |= {number for number in top if _begins(page.segments[number].text[:_LONGEST_LINE], found.publication)}
    aside |= {
        number
        for number in lines
        if (text := page.segments[number].text.casefold()) in said or name in text or _is_dated(text)
    }
    titles = [number for number in top if number in found.used and _same(page.segments[number].text, found.title)]
    following = [number for number in texts if titles and number > titles[-1]]
    if len(following) > 1 and following[0] in top:
        under, after = page.segments[following[0]], page.segments[following[1]]
        if looks[look(under)] == 1 and (len(after.text) <= _LONGEST_SIGNATURE or len(under.text) > _LONGEST_SIGNATURE):
            aside.add(following[0])
    return frozenset(aside)


def _is_opened(page: Page, top: list[int], end: int) -> bool:
    """Tell whether a plain paragraph stands above the line numbered `end`: the issue has begun by then."""
    above = (page.segments[number] for number in top if number < end)
    return any(each.kind is Kind.TEXT and not is_large(each) and len(each.text) > _LONGEST_LINE / 2 for each in above)


def _begins(text: str, name: str) -> bool:
    """Tell whether a line says the first words of `name` and no others."""
    return names.may_begin(text, name) and names.normal(name).startswith(f"{names.normal(text)} ")


def _is_dated(text: str) -> bool:
    """Tell whether a short line at the top is little more than a date."""
    return text.count(" ") < _MOST_BESIDE_DATE and (find_date(text) is not None or names.before_date(text) != "")


def without_prefix(subject: str) -> str:
    """Return `subject` without what mail programs and lists put before it: "Fwd: ", "[List] "."""
    return _PREFIX.sub("", " ".join(subject.split()))


def _top(page: Page, furniture: Furniture) -> list[int]:
    """Return the numbers of the segments a masthead may be made of: what stands above the first long paragraph."""
    found: list[int] = []
    for number in furniture.body:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT and _FORWARDED.search(segment.text):
            continue
        if segment.kind is Kind.TEXT and (len(segment.text) > _LONGEST_LINE or segment.place):
            break
        if segment.kind is not Kind.RULE:
            found.append(number)
        if len(found) >= _LINES:
            break
    return found


def _forwarded(page: Page, furniture: Furniture) -> re.Match[str] | None:
    """Return what a mail program wrote over a letter it forwarded or copied: its sender and subject, if it says one."""
    for number in furniture.body[:_FIRST_LINES]:
        text = page.segments[number].text
        match = _FORWARDED.search(text) or _SENT.match(text)
        if match:
            return match
    return None


def _title(page: Page, top: list[int], document: Document, publication: str) -> str:
    """Return the title of a page without an envelope: a line at the top that is not the publication's name alone."""
    titles = (document.said("og:title"), document.title)
    said = without_site(next((each for each in titles if each and not is_blank_title(each)), ""), publication)
    if publication and " " not in said and _is_maker(page, said, publication):
        said = ""
    large = [page.segments[number] for number in top if page.segments[number].kind is Kind.TEXT]
    large = [segment for segment in large if segment.level in (1, 2) or segment.size > _LARGE]
    for segment in sorted(large, key=lambda each: (each.level or 9, -each.size)):
        if _same(segment.text, said) and not _same(said, publication):
            return segment.text
    for segment in large:
        framing = _same(segment.text, publication) or is_greeting(segment.text) or _only_says_what(segment.text)
        if segment.level == 1 and not framing:
            return undated(segment, publication)
    nearly = next((segment.text for segment in large if _nearly(segment.text, said)), "")
    return nearly or (_only_headline(page, large, publication) if _same(said, publication) else "") or said


def _only_says_what(text: str) -> bool:
    """Tell whether a line says nothing but that this is a newsletter."""
    return is_blank_title(text) and names.says_periodical(text)


def _is_maker(page: Page, said: str, publication: str) -> bool:
    """Tell whether one word is who makes the publication and no title: a logo has it right before the name."""
    whole = f"{said} {publication}".casefold()
    return said != "" and any(whole in segment.text.casefold() for segment in page.segments if segment.src)


def _only_headline(page: Page, large: list[Segment], publication: str) -> str:
    """Return the line at the top that is the largest of the page, where no other is as large, and says a headline."""
    texts = [each for each in page.segments if each.kind is Kind.TEXT and not _only_says_what(each.text)]
    largest = max((segment.size for segment in texts), default=0.0)
    found = [segment for segment in texts if segment.size == largest]
    text = found[0].text if len(found) == 1 and found[0] in large else ""
    frames = _same(text, publication) or is_greeting(text) or names.is_dateline(text) or names.before_number(text) != ""
    return "" if frames else text


def _first_line(page: Page, top: list[int], body: list[int]) -> str:
    """Return the first line at the top when it stands out as no other: the last resort for a title."""
    for number in top:
        segment = page.segments[number]
        if segment.kind is Kind.TEXT:
            alike = sum(1 for each in body if look(page.segments[each]) == look(segment))
            return (
                segment.text
                if is_large(segment)
                and (alike == 1 or len(body) < _FEW or names.before_number(segment.text) or number_in(segment.text))
                and not is_greeting(segment.text)
                else ""
            )
    return ""


def _name_line(page: Page, top: list[int], publication: str) -> str:
    """Return the first line at the top where it is large and has the publication's name, or ``""``."""
    first = next((page.segments[number] for number in top if page.segments[number].kind is Kind.TEXT), None)
    named = first is not None and publication != "" and publication in first.text and is_large(first)
    return first.text if first is not None and named else ""


def _numbered(text: str) -> str:
    """Return a line up to the number after a name: "Harbour Post #3 and a lamp" gives "Harbour Post #3"."""
    span = number_span(text)
    name = text[: span[0]].rstrip(" #.:№") if span else ""
    return text[: span[1]] if span and len(text) <= _LONGEST_LINE and " " in name and names.is_name(name) else ""


def _nearly(one: str, other: str) -> bool:
    """Tell whether two titles share most of their words."""
    words, others = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(words & others) > max(_FEW_WORDS, _MOST_SHARED * max(len(words), len(others)))


def _is_name_line(text: str, publication: str) -> bool:
    """Tell whether a line at the top is the publication's name, the number or date of the issue, or these together."""
    if _same(text, publication) or names.is_dateline(text):
        return True
    name = names.before_volume(text)
    if name and names.normal(name) == names.normal(publication):
        return True
    name = names.before_number(text)
    return bool(name) and names.normal(name) == names.normal(publication) and names.is_dateline(text.replace(name, " "))


def _number(lines: list[str]) -> str:
    return next((number for line in lines if (number := number_in(line))), "")


def _introduced_number(page: Page, furniture: Furniture) -> str:
    """Return the number in a sentence that introduces the issue in one of its first paragraphs."""
    texts = (page.segments[number].text[:_LONGEST_WELCOME] for number in furniture.body[:_FEW])
    return next((number for text in texts if (number := introduced_number(text))), "")


def _authors(page: Page, top: list[int]) -> tuple[str, ...]:
    for number in top:
        name = byline(page.segments[number].text)
        if name and not name[0].islower():
            return (name,)
    number = writer(page, top)
    return (page.segments[number].text,) if number >= 0 else ()


def _same(one: str, other: str) -> bool:
    words = re.findall(r"\w+", one.casefold())
    return bool(words) and words == re.findall(r"\w+", other.casefold())
