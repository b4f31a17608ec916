"""Finds the advertisements of a page: where each begins and ends, whose it is, and its disclosure.

Calling an editor's item an advertisement is worse than missing one: only what is labelled counts, by a line above it, a
byline below it or a suffix, or by links whose parameters say that someone paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Final

from reader_app.importers.structure import extents
from reader_app.importers.structure.brands import brand, common_cores, company_in, core_of, is_paid_link, is_short
from reader_app.importers.structure.cues import (
    Label,
    may_be_anyone,
    opening_label,
    sponsor_byline,
    sponsor_label,
    sponsored_suffix,
    without_apposition,
    without_suffix,
)
from reader_app.importers.structure.disclosing import Who, listed
from reader_app.importers.structure.disclosures import are_articles, offers_space, starred
from reader_app.importers.structure.names import normal
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import FENCE, Kind, Page, Segment, is_web
from reader_app.model.urls import host
from reader_app.patterns import any_case, regex

_MOST_LOGOS: Final = 3
_MOST_AGAIN: Final = 8
_SHORTEST_PAID: Final = 40
_MOST_NAMED: Final = 50
_BETWEEN = regex(r"\s*(?:,|\band\b|&|\+|\bund\b|\bet\b|\by\b|\be\b|\ben\b|、|和|与|と)\s*")
_SEVERAL = any_case(r"s\Z|partner\Z|赞助商?\Z|贊助商?\Z|スポンサー\Z")
_OFTEN_EDITORIAL = regex(r"(?:news|offers?|updates?|more)\b", re.IGNORECASE)
_DOMAIN = regex(r"(?:[\w-]+\.)+[a-z]{2,12}(?:/[\w/-]*)?")
_OF_PARTNERS = any_case(r"partners\Z|partenaires\Z")
_GOES_ON = regex(r"\s+(?:--|[–—|•·-])\s+")
_TRAILING = regex(r"\s*(?:\(.*\)|\[.*\]|[.!:*»>→]+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Advertisement:
    """An advertisement: the numbers of its segments in order, its name, label and address.

    `said` is the number of the segment that is nothing but the disclosure, or -1; `sure` tells that the disclosure
    itself names who paid. `also` are others whom it names, of whom nothing more is said.
    """

    numbers: tuple[int, ...]
    name: str
    label: str
    url: str
    said: int = -1
    sure: bool = True
    also: tuple[Who, ...] = ()


class _Common:
    """The hosts a good part of a page's links lead through, looked for when first asked for."""

    def __init__(self, page: Page, body: Sequence[int]) -> None:
        self._page, self._body = page, body

    @cached_property
    def cores(self) -> frozenset[str]:
        """The names of those hosts."""
        segments = (self._page.segments[number] for number in self._body)
        return common_cores(href for segment in segments for _, href in segment.links() if is_web(href))


def advertisements(page: Page, body: Sequence[int], roles: Mapping[int, Role], house: str = "") -> list[Advertisement]:
    """Return the advertisements among the segments numbered in `body`, in order, none overlapping.

    What the publication itself, the `house`, promotes is none.
    """
    common = _Common(page, body)
    found: list[Advertisement] = []
    taken = 0
    for place in range(len(body)):
        if place < taken:
            continue
        for start, end, advertisement in _at(page, body, place, roles, common):
            if start >= taken:
                closing = _closing_fence(page, body, end, advertisement)
                found.append(replace(advertisement, numbers=(*advertisement.numbers, *closing)))
                taken = end + len(closing)
    found += _again(page, body, roles, found, common)
    found.sort(key=lambda ad: ad.numbers[0])
    return [ad for ad in _named_alike(page, found) if not house or normal(ad.name) != normal(house)]


def _again(
    page: Page, body: Sequence[int], roles: Mapping[int, Role], found: Sequence[Advertisement], common: _Common
) -> list[Advertisement]:
    """Return the sections all of whose links lead to whom a logo disclosed above: they are its advertisement."""
    logos = {host(ad.url): ad for ad in found if ad.url and _is_logo(page, ad) and core_of(ad.url) not in common.cores}
    taken = {number for ad in found for number in ad.numbers}
    starts = [place for place, number in enumerate(body) if roles.get(number) is Role.SECTION]
    sections = []
    for start, end in pairwise([*starts, len(body)]) if logos else ():
        numbers = tuple(body[start:end])
        links = [href for number in numbers for _, href in page.segments[number].links() if is_web(href)]
        hosts = {host(href) for href in links}
        if len(hosts) != 1 or taken.intersection(numbers) or end == len(body) or len(numbers) > _MOST_AGAIN:
            continue
        ad = logos.get(hosts.pop())
        if ad and ad.numbers[-1] < numbers[0]:
            sections.append(Advertisement(numbers, ad.name, ad.label, links[0]))
    return sections


def _is_logo(page: Page, ad: Advertisement) -> bool:
    """Tell whether an advertisement is nothing but its disclosure and a picture."""
    parts = [page.segments[number].kind for number in ad.numbers if number != ad.said]
    return bool(parts) and all(kind is Kind.PICTURE for kind in parts)


def _closing_fence(page: Page, body: Sequence[int], end: int, advertisement: Advertisement) -> tuple[int, ...]:
    """Return the number of the line that ends a fenced advertisement by saying again what began it."""
    if end >= len(body) or advertisement.said < 0:
        return ()
    first, last = page.segments[advertisement.said], page.segments[body[end]]
    return (body[end],) if first.color == FENCE and (first.text, first.color) == (last.text, last.color) else ()


def _named_alike(page: Page, found: list[Advertisement]) -> list[Advertisement]:
    """Give those without a name of their own the name another has, where their text speaks of it."""
    known = list(dict.fromkeys(ad.name for ad in found if ad.sure))[:_MOST_NAMED]
    named = []
    for ad in found:
        text = " ".join(page.segments[number].text for number in ad.numbers)
        same = next((name for name in known if not ad.sure and name in text), "")
        named.append(replace(ad, name=same or ad.name))
    return named


def _at(
    page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role], common: _Common
) -> Iterator[tuple[int, int, Advertisement]]:
    """Yield (start, end, advertisement) for what the segment at `place` discloses."""
    segment = page.segments[body[place]]
    if segment.kind is Kind.RULE or not segment.text:
        return
    if segment.told:
        yield from _told(page, body, place, roles)
        return
    whole = _whole(segment, common) if segment.runs and not segment.level else None
    if whole:
        yield place, place + 1, Advertisement((body[place],), whole.name, whole.label, _url([segment]))
        return
    label = sponsor_label(segment.text, alone=True)
    item = starred(page, body, place) if label and not label.name else -1
    if label and item >= 0:
        parts = [page.segments[body[item]]]
        name = _brand(parts, common)
        made = Advertisement((body[item], body[place]), name, label.label, _url(parts), body[place], sure=False)
        yield from [(item, place + 1, made)] if name else []
        return
    if label:
        end = extents.after(page, body, place, roles)
        yield from _labelled(page, body, place, end, label, roles, common)
        return
    if segment.kind is not Kind.TEXT:
        return
    byline = sponsor_byline(segment.text)
    if byline and not segment.level and place > 0:
        start = extents.before(page, body, place, roles)
        if start < place:
            numbers = tuple(body[start : place + 1])
            url = _url([page.segments[number] for number in numbers])
            yield start, place + 1, Advertisement(numbers, byline.name, byline.label, url, body[place])
        return
    suffix = sponsored_suffix(segment.text)
    if suffix or _is_paid(segment, roles.get(body[place])):
        end = _item_end(page, body, place, roles)
        parts = [page.segments[number] for number in body[place:end]]
        name = _brand(parts, common) or without_suffix(segment.text)[:60]
        yield place, end, Advertisement(tuple(body[place:end]), name, suffix, _url(parts))


def _whole(segment: Segment, common: _Common) -> Label | None:
    """Return the label and name of a paragraph that is an advertisement itself and begins by saying so in bold."""
    opening = _opening(segment) if segment.kind is Kind.TEXT else None
    name = _name(opening, [segment], common) if opening else ""
    return Label(opening.label, name) if opening and name else None


def _opening(segment: Segment) -> Label | None:
    """Return the label a paragraph opens with in words that stand out from the rest."""
    said = "".join(run.text for run in takewhile(lambda run: run.look.bold or not run.text.strip(), segment.runs))
    whole = "".join(run.text for run in segment.runs)
    return opening_label(said, whole[len(said) :]) if said.strip() else None


def _told(
    page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]
) -> Iterator[tuple[int, int, Advertisement]]:
    """Yield the advertisement that a sentence at `place` discloses, or one for each whom it names."""
    segment = page.segments[body[place]]
    told = segment.told
    assert told is not None
    end = extents.told(page, body, place, roles)
    numbers = tuple(body[place:end])
    said = numbers[0] if segment.alone and all(name.name in segment.text for name in told.names) else -1
    first, *others = told.names
    parts = [page.segments[number] for number in numbers]
    made = Advertisement(numbers, first.name, told.label, first.url or _url(parts), said)
    shared = _shared(page, made, [who.name for who in told.names]) if others else []
    last = place
    for each in shared or [replace(made, also=tuple(others))]:
        yield last, last + len(each.numbers), each
        last += len(each.numbers)


def _labelled(
    page: Page,
    body: Sequence[int],
    place: int,
    end: int,
    label: Label,
    roles: Mapping[int, Role],
    common: _Common,
) -> Iterator[tuple[int, int, Advertisement]]:
    number = body[place]
    segment = page.segments[number]
    parts = [page.segments[each] for each in body[place + 1 : end]]
    if not _counts(segment, label, parts) or offers_space([segment, *parts]):
        return
    if not label.name and _OF_PARTNERS.search(label.label) and are_articles(body[place + 1 :], page, roles):
        return
    url = segment.href or _url([segment, *parts])
    start = place
    if roles.get(number) is Role.SECTION and _OFTEN_EDITORIAL.match(label.label):
        start, number = place + 1, -1
    if start == place and _is_under_its_headline(page, body, place, end, label, roles):
        start = place - 1
    made = Advertisement(tuple(body[start:end]), "", label.label, url, number)
    several = _several(page, made, label, parts)
    if several:
        last = start
        for each in several:
            yield last, last + len(each.numbers), each
            last += len(each.numbers)
        return
    name = _name(label, [segment, *parts] if label.name else parts, common)
    if name and start < end:
        yield start, end, replace(made, name=name, sure=name in label.name)


def _is_under_its_headline(
    page: Page, body: Sequence[int], place: int, end: int, label: Label, roles: Mapping[int, Role]
) -> bool:
    """Tell whether the heading above a disclosure opens nothing but the advertisement of whom the disclosure names."""
    if not label.name or place == 0 or end == place + 1 or roles.get(body[place - 1]) is not Role.SECTION:
        return False
    if end < len(body) and roles.get(body[end]) is not Role.SECTION and page.segments[body[end]].kind is not Kind.RULE:
        return False
    core = re.sub(r"[\W_]", "", label.name.casefold())
    return _speaks_of(page.segments[body[place + 1]], label.name, core)


def _counts(segment: Segment, label: Label, parts: Sequence[Segment]) -> bool:
    """Tell whether a disclosure line is one: not a row of institutions, not a message of the house."""
    if not label.name and not sponsor_label(segment.text):
        logos = next((n for n, part in enumerate(parts) if part.kind is not Kind.PICTURE), len(parts))
        return bool(parts) and (0 < logos < _MOST_LOGOS or (logos == 0 and len(parts[0].text) <= 40))
    if segment.kind is Kind.PICTURE and not label.name:
        return False
    if may_be_anyone(label.label) and label.name:
        hosts = [core_of(href) for part in (segment, *parts) for _, href in part.links()]
        return any(core and core in re.sub(r"[\W_]", "", label.name.casefold()) for core in hosts)
    return True


def _several(page: Page, made: Advertisement, label: Label, parts: Sequence[Segment]) -> list[Advertisement]:
    """Return one advertisement for each of several sponsors under one label, when each has its own part."""
    names = [name for name in _BETWEEN.split(_TRAILING.sub("", label.name)) if name]
    if len(names) > 1:
        each = listed(label.name)
        whole = [replace(made, name=each[0], also=tuple(map(Who, each[1:])))] if each else []
        return _shared(page, made, names) or whole
    if label.name or not _SEVERAL.search(label.label):
        return []
    logos = [part for part in parts if part.kind is Kind.PICTURE]
    if len(logos) < 2 or len(logos) != len(parts):
        return []
    found = []
    for at, (number, logo) in enumerate(zip(made.numbers[1:], logos, strict=True)):
        name = brand([logo.text], [], logo.text, [logo.href]) or logo.text
        numbers = (made.numbers[0], number) if at == 0 else (number,)
        if name:
            found.append(Advertisement(numbers, name, made.label, logo.href, made.said if at == 0 else -1))
    return found if len(found) == len(logos) else []


def _shared(page: Page, made: Advertisement, names: Sequence[str]) -> list[Advertisement]:
    """Divide the segments of an advertisement among `names` by which each paragraph speaks of."""
    starts = []
    numbers = made.numbers
    at = 1
    for name in names:
        core = re.sub(r"[\W_]", "", name.casefold())
        while at < len(numbers) and not _speaks_of(page.segments[numbers[at]], name, core):
            at += 1
        if at == len(numbers):
            return []
        starts.append(at)
        at += 1
    starts[0] = 0
    ends = [*starts[1:], len(numbers)]
    found = []
    for name, start, end in zip(names, starts, ends, strict=True):
        url = _url([page.segments[number] for number in numbers[max(start, 1) : end]])
        found.append(
            replace(made, numbers=numbers[start:end], name=name, url=url, said=made.said if start == 0 else -1)
        )
    return found


def _speaks_of(segment: Segment, name: str, core: str) -> bool:
    return name in segment.text or any(core == core_of(href) for _, href in segment.links())


def _is_paid(segment: Segment, role: Role | None) -> bool:
    """Tell whether all links of an item's title or paragraph carry parameters of paid links."""
    if not any("=" in run.href for run in segment.runs):
        return False
    links = [href for _, href in segment.links() if is_web(href)]
    if role is not Role.ITEM and len(segment.text) < _SHORTEST_PAID:
        return False
    return role is not Role.SECTION and segment.place is None and bool(links) and all(map(is_paid_link, links))


def _item_end(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place after the item whose title or paragraph stands at `place`."""
    end = place + 1
    if roles.get(body[place]) not in (Role.ITEM, Role.SECTION):
        return end
    while end < len(body) and end - place <= 4:
        segment = page.segments[body[end]]
        if segment.kind is not Kind.TEXT or body[end] in roles or sponsor_label(segment.text):
            break
        end += 1
    return end


def _name(label: Label, parts: Sequence[Segment], common: _Common) -> str:
    name = company_in(label.name) or without_apposition(_TRAILING.sub("", label.name))
    name = name if is_short(name) else _GOES_ON.split(name, maxsplit=1)[0]
    if name and is_short(name) and label.name[-1] not in "?!":
        return name
    return _brand(parts, common) or name[:60] or next((part.text[:60] for part in parts if part.text), "")


def _brand(parts: Sequence[Segment], common: _Common) -> str:
    alts = [part.text for part in parts if part.kind is Kind.PICTURE and part.text]
    bolds = [
        " ".join(run.text.split())
        for part in parts
        if part.kind is Kind.TEXT
        for run in part.runs
        if (run.look.bold or run.href) and run.text.strip()
    ]
    links = [link for part in parts for link in [("", part.href), *part.links()] if link[1]]
    urls = [*(f"https://{text}" for text, _ in links if _DOMAIN.fullmatch(text)), *(href for _, href in links)]
    pictures = [part.src for part in parts if part.src]
    return brand(alts, bolds, " \n ".join(part.text for part in parts), urls, common.cores, pictures)


def _url(parts: Sequence[Segment]) -> str:
    for part in parts:
        if is_web(part.href):
            return part.href
        for _, href in part.links():
            if is_web(href):
                return href
    return ""
