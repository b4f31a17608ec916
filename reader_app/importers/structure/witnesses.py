"""The witnesses of a publication's name: sender, list, subject, title, the top of the page, its footer, its hosts.

None is believed alone for its place: each name is weighed by all that speaks for it, see `weighing.chosen`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from reader_app.importers.structure import names, self_naming
from reader_app.importers.structure.brands import core_of
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.furniture import Furniture
from reader_app.importers.structure.furniture_words import ends_the_issue, is_social, is_view_online
from reader_app.importers.structure.names import Candidate
from reader_app.importers.structure.numbers import number_in, titled_number
from reader_app.importers.structure.outline_words import is_greeting
from reader_app.importers.structure.segment import Kind, Page, Segment
from reader_app.importers.structure.spelling import spelled
from reader_app.importers.structure.tokens import Document
from reader_app.importers.text_lines import has_digit
from reader_app.model.urls import host
from reader_app.patterns import any_case, regex

_LONGEST_SIGNATURE: Final = 40
_LONGEST_NAME_LINE: Final = 80
_FIRST_LINES: Final = 2
_LEAST_SEGMENTS: Final = 8
_INTRODUCTION: Final = 12
_LARGE: Final = 19.0
_CALLED: Final = 0.8
_LEAST_CORE: Final = 4
_MOST_PARTS: Final = 4
_MOST_SAID: Final = 60_000
_LIST_TAG = regex(r"(?:\s*(?:[a-z]{1,4}|转发|轉寄|回复)\s*[:：]|\s*\[(?P<list>[^\]]{1,60})\]\s*(?=\S))+", re.IGNORECASE)
_SEPARATED = regex(r"\s+(?:[|–—•·-]|--)\s+|\s*[|]\s*|:\s+|：")
_SITE = regex(r"\s(?:[|–—•·-]|--)\s+(?P<name>[^|–—•·:]{3,50})\Z")
_NEWSLETTER = regex(r"\s+newsletter\Z", re.IGNORECASE)
_BYLINE = regex(
    r"\s*(?:written |curated |edited )?(?:by|von|par|por|door|da|di|av|af|作者|文)[:：]?\s+(?P<name>[^\W\d_][^"
    r"|•·,\d]{1,40}?)\s*(?:(?:[|•·,]|\s[–—-]\s).*)?\Z",
    re.IGNORECASE,
)
_SMALL_WORDS = regex(r"(?:\s[a-z]{4,}\b.*){2}")
_COUNT_FIRST = regex(r"\A\d{1,4} (?=[^\W\d_]{3})")
_COUNTED = any_case(r"\b(issue|edition|newsletter|letter|weekly|week|ausgabe|vol|no|nr)(\d{1,4})(?!\d)")
_MAILBOX = any_case(r"(?P<local>[\w.+-]+)@(?P<host>(?:[\w-]+\.)+[a-z]{2,12})")
_LOCAL = regex(r"(?P<local>[\w.+-]+)@")
_PERSON_WEIGHT: Final = 1.4
_BESIDE_WEIGHT: Final = 0.9
_LEAST_NAMES: Final = 2
_MOST_NAMES: Final = 3
_PERSON = regex(
    r"[A-ZÀ-ÞĀ-ŽА-Я][\w.’'-]*(?: (?:[A-ZÀ-ÞĀ-ŽА-Я][\w.’'-]*|de|da|di|van|von|der|den|la|le|el|al|bin)){1,3}"
)
_LONGEST_DATE: Final = 24
_LAST_LINES: Final = 5
_LIST_HOST = regex(r"<(?P<host>[^<>\s]+)>")
_PUBLIC: Final = frozenset(
    "online news letter letters gmail googlemail outlook hotmail yahoo icloud gmx web mail proton protonmail posteo"
    " example naver daum qq 163 126 mailru yandex free orange wanadoo laposte libero t-online".split()
)
_NO_SLUG: Final = frozenset(
    "www mail email e m news newsletter newsletters list lists go click links track hello hi info noreply contact"
    " team editor editors office post reply press support event events api app img image images open view web"
    " archive campaign redirect url".split()
)
_PLATFORMS: Final = frozenset(
    "substack beehiiv ghost buttondown convertkit mailchimp mailerlite stibee brevo sendinblue kit mcsv rsgsv"
    " getrevue curated hubspot campaignarchive steadyhq patreon medium maily".split()
)


def writer(page: Page, top: Sequence[int]) -> int:
    """Return the number of the line at the top that is a person's name between the title and the date, -1 for none."""
    texts = [number for number in top if page.segments[number].kind is Kind.TEXT]
    if not texts or page.segments[texts[0]].level != 1:
        return -1
    for number, following in pairwise(texts[1:]):
        text, under = page.segments[number].text, page.segments[following].text
        date = find_date(under) if len(under) <= _LONGEST_DATE else None
        if date and date[1] == 0 and _PERSON.fullmatch(text) and not names.says_periodical(text):
            return number
    return -1


class Evidence:
    """All that speaks for a publication's name in one page and its envelope."""

    def __init__(
        self, page: Page, top: Sequence[int], furniture: Furniture, document: Document, envelope: Envelope
    ) -> None:
        self._page, self._top, self._furniture = page, top, furniture
        self._document, self._envelope = document, envelope
        self._writer = writer(page, top)
        self._looks = Counter(look(page.segments[number]) for number in furniture.body)

    def candidates(self, subject: str, forwarded_sender: str) -> Iterator[Candidate]:
        """Yield every name that may be the publication's with its weight. `subject` stands without its prefixes."""
        yield from names.sender_names(forwarded_sender)
        beside = self._is_beside_the_name
        weight = _BESIDE_WEIGHT if beside else _PERSON_WEIGHT
        person = beside or self._writes_as_person() or self_naming.is_company(self._envelope.sender)
        for each in names.sender_names(self._envelope.sender):
            yield each._replace(weight=weight) if person and each.weight == names.SENDER_WEIGHT else each
        yield from self._in_headers(subject)
        yield Candidate(self._document.said("og:site_name", "application-name"), 3.0)
        publisher = self._document.said("publisher")
        site = _SITE.search(self._document.title)
        yield Candidate(publisher, 3.5 if site and names.normal(site["name"]) == names.normal(publisher) else 2.0)
        file = named_file(self._envelope.name, self.said)
        yield Candidate(names.before_number(file), 0.9, house=True)
        yield from _in_title(self._document.title)
        yield self._called()
        digits = re.findall(r"\d+", self._envelope.name)
        hint = digits[0] if len(digits) == 1 else ""
        yield Candidate(titled_number(subject or self._document.title, hint)[0] if hint else "", 2.0, numbered=True)
        yield from self._introduced()
        texts = sum(self._page.segments[number].kind is Kind.TEXT for number in self._furniture.body)
        short = texts < _LEAST_SEGMENTS
        ends = list(self._at_the_end())
        signed = {names.normal(each.name) for each in ends if each.name}
        for each in self._at_the_top():
            known = names.normal(each.name) in signed or (not each.titled and f"{each.name} " in f"{subject} ")
            if not short or each.numbered or names.says_periodical(each.name) or known:
                yield each
        for text in self._furniture.lines:
            yield Candidate(names.before_number(text), 1.5, numbered=True)
        yield from ends
        yield from self._spelled()

    def _writes_as_person(self) -> bool:
        """Tell whether the sender's mailbox is called as persons' are: "Ada Moor <ada@h.example>", "a.moor@…"."""
        words = re.findall(r"[^\W\d_]+", self._envelope.sender.casefold())
        match = _LOCAL.search(self._envelope.headers.get("from", "").casefold())
        if match is None or not _LEAST_NAMES <= len(words) <= _MOST_NAMES:
            return False
        first, last = words[0], words[-1]
        return match["local"] in (first, *(f"{one}{mark}{last}" for one in (first, first[0]) for mark in "._"))

    @cached_property
    def _is_beside_the_name(self) -> bool:
        """Tell whether a person sends what his own addresses, which do not spell him, and the page call otherwise."""
        sender = names.without_address(self._envelope.sender)
        if not _PERSON.fullmatch(sender) or names.says_periodical(sender):
            return False
        letters = re.sub(r"[\W_]", "", sender.casefold())
        if any(core in letters or letters in core for core in self.hosts if len(core) >= _LEAST_CORE):
            return False
        ends = (self._page.segments[number].text[:400] for number in self._furniture.footer)
        if any(names.normal(self_naming.subscribed(text)[0]) == names.normal(sender) for text in ends):
            return False
        return self._is_signed_by(sender) and bool(self._spellings)

    def _is_signed_by(self, sender: str) -> bool:
        """Tell whether a sender is a person: he has a byline, signs the letter, or writes from where many do."""
        if self._writes_as_person() or names.normal(sender) in self._persons:
            return True
        if any(not own_name(match["host"]) for match in _MAILBOX.finditer(self._envelope.headers.get("from", ""))):
            return True
        ends = (*self._furniture.body[-_LAST_LINES:], *self._furniture.footer[:1])
        signed = {names.normal(self._page.segments[number].text[:_LONGEST_SIGNATURE]) for number in ends}
        return not signed.isdisjoint((names.normal(sender), names.normal(sender.split()[0])))

    @cached_property
    def _persons(self) -> frozenset[str]:
        """The names of those who write, as bylines at the top and in the page's title have them."""
        lines = [*(self._page.segments[number].text for number in self._top), *_SEPARATED.split(self._document.title)]
        return frozenset(names.normal(name) for line in lines if (name := byline(line)))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The names in the addresses that are the publication's own: its sender's, its list's, its pages'."""
        headers, furniture = self._envelope.headers, self._furniture
        listed = _LIST_HOST.search(headers.get("list-id", ""))
        sent = [*_MAILBOX.finditer(headers.get("from", ""))]
        own = [match["host"] for match in sent]
        own += [listed["host"]] if listed else []
        own += [host(url) for url in (furniture.url, furniture.unsubscribe, self._document.said("og:url")) if url]
        for number in furniture.footer:
            own += [match["host"] for match in _MAILBOX.finditer(self._page.segments[number].text[:400])]
        found = {name for each in own if (name := own_name(each))}
        sender = self._envelope.sender.casefold()
        for match in sent:  # where a service sends for all, what is before its host tells whose it is
            local = re.sub(r"[\W_]", "", match["local"].casefold())
            if not own_name(match["host"]) and own_name(f"{local}.service.example") and local not in sender:
                found.add(local)
        return frozenset(found)

    @cached_property
    def said(self) -> str:
        """What the page says, in which a publication speaks of itself."""
        shown = (*self._furniture.body, *self._furniture.footer)
        return "\n".join(self._page.segments[number].text for number in shown)[:_MOST_SAID]

    def _in_headers(self, subject: str) -> Iterator[Candidate]:
        match = _LIST_TAG.match(self._envelope.subject)
        if match and match["list"]:
            sender = re.sub(r"[\W_]", "", self._envelope.sender.casefold())
            called = names.bracketed(self._envelope.subject) == match["list"] and match["list"].istitle()
            yield Candidate(match["list"], 2.7 if called and " " in match["list"] and sender not in self.hosts else 2.0)
        phrase = self._envelope.headers.get("list-id", "").partition("<")[0].strip(' "')
        listed, *whose = names.sender_names(phrase) or [Candidate("", 0.0)]
        by_sender = any(each.name == self._envelope.sender for each in whose)
        slug = listed.name.islower() and " " not in listed.name
        yield Candidate(listed.name, 3.0 if by_sender else 0.5 if slug else 2.0)
        numbered = names.before_number(subject) or names.after_number(subject)
        yield Candidate(numbered, 2.5, numbered=True)
        if not numbered:
            yield Candidate(names.before_date(subject), 1.4)
            yield Candidate(names.bracketed(subject), 1.6)
        yield Candidate(names.before_volume(subject), 2.7, numbered=True)
        first, *others = _SEPARATED.split(subject)
        yield Candidate(first, 1.4 if others else 0.8, titled=True)

    def _called(self) -> Candidate:
        """Return the title of a page that ends by calling itself a newsletter; without the word where a line does."""
        title = self._document.title.rstrip("! ")
        if self._envelope.sender or self._envelope.subject or not names.ends_as_periodical(title):
            return Candidate("", 0.0)
        bare = _NEWSLETTER.sub("", title)
        lines = {names.normal(self._page.segments[number].text) for number in self._top}
        return Candidate(bare, 2.0) if names.normal(bare) in lines else Candidate(title, 1.0)

    def _at_the_top(self) -> Iterator[Candidate]:
        weights = iter((2.0, 1.2, 0.7))
        pictures = texts = 0
        for number in above_text(self._page, self._top):
            segment = self._page.segments[number]
            if segment.kind is Kind.PICTURE:
                pictures += 1
                if segment.text and pictures == 1:
                    numbered = bool(names.before_number(segment.text))
                    weight = next(weights, 0.5) + (_CALLED if names.says_periodical(segment.text) else 0.0)
                    yield Candidate(names.plain_logo(segment.text), weight, numbered=numbered)
                continue
            texts += 1
            if _BYLINE.match(segment.text) or number == self._writer:
                continue
            yield from self._in_line(segment, texts, weights)

    def _introduced(self) -> Iterator[Candidate]:
        """Yield the names that sentences introduce, and those the number of the issue stands under."""
        texts = [self._page.segments[number].text for number in self._furniture.body[:_INTRODUCTION]]
        for text in (*texts, *(self._page.segments[number].text for number in self._furniture.footer)):
            yield Candidate(self_naming.introduced(text[:500]), 1.5)
        for text, following in pairwise(texts):
            if len(text) <= _LONGEST_SIGNATURE and names.is_dateline(following) and number_in(following):
                yield Candidate(text, 1.6)

    def _in_line(self, segment: Segment, texts: int, weights: Iterator[float]) -> Iterator[Candidate]:
        text = segment.text
        if len(text) <= _LONGEST_NAME_LINE:
            yield Candidate(names.before_number(text), 2.2, numbered=True)
            yield Candidate(names.before_volume(text), 1.5, numbered=True)
        if is_large(segment):
            text = _periodical_part(text)
            again = self._looks[look(segment)] > 1
            share = (0.3 if segment.level else 0.4) if again else 1.25 if segment.level == 1 else 1.0
            called = names.says_periodical(text)
            weight = next(weights, 0.5) * share + (_CALLED if called else 0.0)
            yield Candidate(text.rstrip("! "), weight, titled=not called)
        elif texts <= _FIRST_LINES and len(text) <= _LONGEST_SIGNATURE and not is_greeting(text):
            plain = 0.4 if _SMALL_WORDS.search(text) or names.normal(text) in self._persons else 0.8
            yield Candidate(text, 1.3 if texts == 1 and segment.href else plain)

    def _at_the_end(self) -> Iterator[Candidate]:
        body, footer = self._furniture.body, self._furniture.footer
        words = [number for number in body[-2:] if self._page.segments[number].kind is not Kind.PICTURE]
        ends = (*words, *footer[:3])  # a picture at the end of the words is a button more often than a signature
        for number in (*body[-6:], *footer):
            text = self._page.segments[number].text
            name, weight = self_naming.owner(_parted(self._page.segments[number])[:400])
            name, weight = (name, weight) if name else self_naming.owner(text[:400])
            person = name in self._envelope.sender or names.normal(name) in self._persons
            yield Candidate(name, 0.4 if person else weight, house=True)
            subscribed, weight = self_naming.subscribed(text[:400])
            yield Candidate(subscribed if subscribed != name else "", weight, house=True)
            if (
                len(text) <= _LONGEST_SIGNATURE
                and number in ends
                and not (ends_the_issue(text) or is_view_online(text) or is_social(text))
            ):
                signed = self_naming.signed(text)
                yield Candidate(signed, 1.0 if number in footer and signed != text else 0.5, house=True)

    def _spelled(self) -> Iterator[Candidate]:
        """Yield the names that the page spells where its own hosts have only letters: "harbourpost" is Harbour Post."""
        alone = bool(self._envelope.headers) and (not self._envelope.sender or self._is_beside_the_name)
        for name in self._spellings:
            yield Candidate(name, 1.4 if alone else 0.8, house=True)

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        """The names that the sender, subject, title, top and end of the page spell as its own hosts do."""
        numbers = (*self._top, *self._furniture.body[-3:], *self._furniture.footer)
        near = [self._page.segments[number].text[:300] for number in numbers]
        text = "\n".join([self._envelope.sender, self._envelope.subject, self._document.title, *near])
        found = (spelled(core, text) for core in sorted(self.hosts) if len(core) >= _LEAST_CORE)
        return tuple(name for name in found if name != name.lower())


def _parted(segment: Segment) -> str:
    """Return what a line says with a bar before the links that follow other words: "© Harbour Post | Imprint"."""
    parts = [f" | {run.text}" if run.href and at else run.text for at, run in enumerate(segment.runs)]
    return " ".join("".join(parts).split()) if len(parts) > 1 else segment.text


def own_name(address: str) -> str:
    """Return the letters of the name in a publication's own host; of a service's host those before the service's."""
    core = core_of(f"https://{address}")
    if not core or core in _PLATFORMS:
        slug = address.lower().split(".")[0]
        core = "" if slug in _NO_SLUG or address.count(".") < 2 else slug
    letters = re.sub(r"[\W_]", "", core)
    return "" if core in _PUBLIC or letters in _PUBLIC else letters


def _periodical_part(text: str) -> str:
    """Return the only part of an undated title in parts that calls itself a periodical, else `text`."""
    parts = [] if has_digit(text) else _SEPARATED.split(text)
    if len(parts) < 2:
        return text
    called = [part for part in parts if names.says_periodical(part) and names.is_name(part)]
    return called[0] if len(called) == 1 else text


def _in_title(title: str) -> Iterator[Candidate]:
    numbered = names.before_number(title) or names.after_number(title)
    yield Candidate(numbered, 2.0, numbered=True)
    if not numbered:
        yield Candidate(names.before_date(title), 1.2)
        yield Candidate(names.bracketed(title), 1.2)
    yield Candidate(title.rstrip("! "), 1.0, titled=True)
    part = _periodical_part(title)
    yield Candidate(part if part != title else "", 1.0, titled=True)
    for part in _SEPARATED.split(title)[:_MOST_PARTS]:
        yield Candidate(part.rstrip("! "), 0.7, titled=True)
    site = _SITE.search(title)
    yield Candidate(site["name"] if site else "", 0.3, titled=True)
    *_, before, last = ("", *_SEPARATED.split(title))
    yield Candidate(last if byline(before) else "", 1.4)


def above_text(page: Page, top: Sequence[int]) -> Sequence[int]:
    """Return the segments at the top that stand above the first plain sentence."""
    for place, number in enumerate(top):
        segment = page.segments[number]
        plain = segment.kind is Kind.TEXT and not is_large(segment) and not names.before_number(segment.text)
        if plain and len(segment.text) > _LONGEST_SIGNATURE and segment.text[-1] in ".!?。":
            return top[:place]
    return top


def byline(text: str) -> str:
    """Return who a line such as "By Ada Moor" names, else ``""``."""
    match = _BYLINE.match(text)
    return match["name"] if match else ""


def look(segment: Segment) -> tuple[int, float, bool, str]:
    """Return what makes two lines look alike."""
    return segment.level, segment.size, segment.bold, segment.color


def is_large(segment: Segment) -> bool:
    """Tell whether a segment stands out as a heading or a name does."""
    return bool(segment.level) or segment.bold or segment.size >= _LARGE


def named_file(name: str, said: str) -> str:
    """Return the words of a file's name as the issue `said` them, else with capitals at their beginnings."""
    words = _COUNT_FIRST.sub("", file_words(name))
    letters = re.match(r"[^\W\d_]+(?: [^\W\d_]+)*", words)
    written = spelled(letters[0].replace(" ", ""), said) if letters else ""
    if letters and written:
        return written + words[letters.end() :]
    return words if words != words.lower() else words.title()


def file_words(name: str) -> str:
    """Return a file's name with spaces between its words."""
    return _COUNTED.sub(r"\1 \2", re.sub(r"(?<!\d)[_-]+|[_-]+(?!\d)", " ", name))
