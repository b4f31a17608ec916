"""Finds the advertisements of a page: where each begins and ends, whose it is, and its disclosure.

Calling an editor's item an advertisement is worse than missing one: only what is labelled counts, by a line above it, a
byline below it or a suffix, or by links whose parameters say that someone paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Final

from reader_app.importers.structure import extents
from reader_app.importers.structure.brands import core_of, is_paid_link
from reader_app.importers.structure.cues import (
    Label,
    calls_for_name,
    first_sentence_label,
    may_be_anyone,
    opening_label,
    sponsor_byline,
    sponsor_label,
    sponsored_suffix,
    without_suffix,
)
from reader_app.importers.structure.disclosing import Who
from reader_app.importers.structure.disclosures import are_articles, offers_space, only_asks, starred
from reader_app.importers.structure.makers import is_maker
from reader_app.importers.structure.names import normal
from reader_app.importers.structure.naming import Advertisement, Common, address_in, brand_of, name_of
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import FENCE, Kind, Page, Segment, is_web
from reader_app.importers.structure.sharing import names_or_leads, several, shared
from reader_app.model.urls import host
from reader_app.patterns import any_case, regex

_MOST_LOGOS: Final = 3
_MOST_AGAIN: Final = 8
_SHORTEST_PAID: Final = 40
_MOST_NAMED: Final = 50
_OFTEN_EDITORIAL = regex(r"(?:news|offers?|updates?|more)\b", re.IGNORECASE)
_OF_PARTNERS = any_case(r"partners\Z|partenaires\Z")


def advertisements(page: Page, body: Sequence[int], roles: Mapping[int, Role], house: str = "") -> list[Advertisement]:
    """Return the advertisements among the segments numbered in `body`, in order, none overlapping.

    What the publication itself, the `house`, promotes is none, nor is what its maker says of himself at the end, or
    what nobody can be named for.
    """
    common = Common(page, body)
    found: list[Advertisement] = []
    taken = 0
    for place in range(len(body)):
        if place < taken:
            continue
        for start, end, advertisement in _at(page, body, place, roles, common):
            if start >= taken:
                closing = _closing_fence(page, body, end, advertisement)
                found.append(replace(advertisement, numbers=(*advertisement.numbers, *closing)))
                common.named.update([normal(advertisement.name)] if advertisement.sure else [])
                taken = end + len(closing)
    found += _again(page, body, roles, found, common)
    found.sort(key=lambda ad: ad.numbers[0])
    return [
        ad
        for ad in _named_alike(page, found)
        if ad.name and (not house or normal(ad.name) != normal(house)) and not is_maker(page, body, ad)
    ]


def _again(
    page: Page, body: Sequence[int], roles: Mapping[int, Role], found: Sequence[Advertisement], common: Common
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
    page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role], common: Common
) -> Iterator[tuple[int, int, Advertisement]]:
    """Yield (start, end, advertisement) for what the segment at `place` discloses."""
    segment = page.segments[body[place]]
    if segment.kind is Kind.RULE or not segment.text:
        return
    if segment.told:
        yield from _told(page, body, place, roles)
        return
    if segment.mark:
        yield _item(page, body, place, roles, common, segment.mark)
        return
    itself = _itself(page, body, place, roles, common) if segment.runs and not segment.level else None
    if itself:
        yield itself
        return
    label = sponsor_label(segment.text, alone=True)
    if label and not (segment.place and segment.href and not label.name):
        yield from _by_label(page, body, place, roles, common, label)
        return
    if segment.kind is not Kind.TEXT:
        return
    byline = sponsor_byline(segment.text)
    if byline and not segment.level and not segment.place and place > 0:
        start = extents.before(page, body, place, roles)
        if start < place:
            numbers = tuple(body[start : place + 1])
            url = address_in([page.segments[number] for number in numbers])
            yield start, place + 1, Advertisement(numbers, byline.name, byline.label, url, body[place])
        return
    suffix = sponsored_suffix(segment.text)
    if suffix or _is_paid(segment, roles.get(body[place])):
        yield _item(page, body, place, roles, common, suffix)


def _itself(
    page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role], common: Common
) -> tuple[int, int, Advertisement] | None:
    """Return the advertisement that the paragraph at `place` is itself, where it begins by saying so.

    What its first sentence discloses takes the paragraphs with it that speak of the same name.
    """
    segment = page.segments[body[place]]
    whole = _whole(segment, common)
    if whole:
        return place, place + 1, Advertisement((body[place],), whole.name, whole.label, address_in([segment]))
    leads = segment.kind is Kind.TEXT and (segment.href or len(segment.runs) > 1)
    label = first_sentence_label(segment.text) if leads else None
    if label is None:
        return None
    name = name_of(label, [segment], common)
    end = extents.last_that_speaks(page, body, place, extents.after(page, body, place, roles), (Who(name),))
    numbers = tuple(body[place:end])
    url = address_in([page.segments[number] for number in numbers])
    return place, end, Advertisement(numbers, name, label.label, url)


def _by_label(
    page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role], common: Common, label: Label
) -> Iterator[tuple[int, int, Advertisement]]:
    """Yield what the label at `place` discloses: what stands under it, or the item whose star it explains."""
    item = starred(page, body, place) if not label.name else -1
    if item < 0:
        yield from _labelled(page, body, place, extents.after(page, body, place, roles), label, roles, common)
        return
    parts = [page.segments[body[item]]]
    name = brand_of(parts, common)
    if name:
        numbers = (body[item], body[place])
        yield item, place + 1, Advertisement(numbers, name, label.label, address_in(parts), body[place], sure=False)


def _item(
    page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role], common: Common, label: str
) -> tuple[int, int, Advertisement]:
    """Return the item whose title or paragraph at `place` says that it is paid, or its links do."""
    end = _item_end(page, body, place, roles)
    parts = [page.segments[number] for number in body[place:end]]
    name = brand_of(parts, common) or without_suffix(page.segments[body[place]].text)[:60]
    return place, end, Advertisement(tuple(body[place:end]), name, label, address_in(parts))


def _whole(segment: Segment, common: Common) -> Label | None:
    """Return the label and name of a paragraph that is an advertisement itself and begins by saying so in bold."""
    opening = _opening(segment) if segment.kind is Kind.TEXT else None
    name = name_of(opening, [segment], common) if opening else ""
    return Label(opening.label, name) if opening and name else None


def _opening(segment: Segment) -> Label | None:
    """Return the label a paragraph opens with in words that stand out from the rest."""
    if not segment.runs[0].look.bold and segment.runs[0].text.strip():
        return None
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
    made = Advertisement(numbers, first.name, told.label, first.url or address_in(parts), said)
    divided = shared(page, made, [who.name for who in told.names]) if others else []
    last = place
    for each in divided or [replace(made, also=tuple(others))]:
        yield last, last + len(each.numbers), each
        last += len(each.numbers)


def _labelled(
    page: Page,
    body: Sequence[int],
    place: int,
    end: int,
    label: Label,
    roles: Mapping[int, Role],
    common: Common,
) -> Iterator[tuple[int, int, Advertisement]]:
    number = body[place]
    segment = page.segments[number]
    parts = [page.segments[each] for each in body[place + 1 : end]]
    if not _counts(segment, label, parts, common) or offers_space([segment, *parts]) or only_asks(parts):
        return
    if not label.name and _OF_PARTNERS.search(label.label) and are_articles(body[place + 1 :], page, roles):
        return
    url = segment.href or address_in([segment, *parts])
    start = place
    if roles.get(number) is Role.SECTION and _OFTEN_EDITORIAL.match(label.label):
        start, number = place + 1, -1
    if start == place and _is_under_its_headline(page, body, place, end, label, roles):
        start = place - 1
    made = Advertisement(tuple(body[start:end]), "", label.label, url, number)
    each_own = several(page, made, label, parts, common)
    if each_own:
        last = start
        for each in each_own:
            yield last, last + len(each.numbers), each
            last += len(each.numbers)
        return
    if parts and parts[0].place and not label.name and calls_for_name(label.label):
        return
    name = name_of(label, [segment, *parts] if label.name else parts, common)
    if not label.name and start == place and extents.runs_on(page, body, place, end, roles):
        name = brand_of(parts, common)
        end = extents.while_it_speaks(page, body, place, end, name)
        made = replace(made, numbers=tuple(body[start:end]))
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
    return names_or_leads(page.segments[body[place + 1]], label.name, core)


def _counts(segment: Segment, label: Label, parts: Sequence[Segment], common: Common) -> bool:
    """Tell whether a disclosure line is one: not a row of institutions, not a message of the house.

    A message is an advertisement where its sender was disclosed above, or its links lead to him.
    """
    if not label.name and not sponsor_label(segment.text):
        logos = next((n for n, part in enumerate(parts) if part.kind is not Kind.PICTURE), len(parts))
        return bool(parts) and (
            0 < logos < _MOST_LOGOS or (logos == 0 and (parts[0].place is not None or len(parts[0].text) <= 40))
        )
    if segment.kind is Kind.PICTURE and not label.name:
        return False
    if may_be_anyone(label.label) and label.name and normal(label.name) not in common.named:
        hosts = [core_of(href) for part in (segment, *parts) for _, href in part.links()]
        return any(core and core in re.sub(r"[\W_]", "", label.name.casefold()) for core in hosts)
    return True


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
