"""Divides what stands under one label among several sponsors: by the label's names, by logos, by entries of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.structure.brands import brand, core_of, is_short
from reader_app.importers.structure.cues import Label, calls_for_name, is_of_several
from reader_app.importers.structure.disclosing import Who, listed
from reader_app.importers.structure.naming import TRAILING, Advertisement, Common, address_in, brand_of
from reader_app.importers.structure.segment import Kind, Page, Segment, is_web
from reader_app.model.urls import host
from reader_app.patterns import regex

_LEAST_ROWS: Final = 2
_MOST_IN_ROW: Final = 3
_MOST_PICTURED: Final = 20
_BETWEEN = regex(r"\s*(?:,|\band\b|&|\+|\bund\b|\bet\b|\by\b|\be\b|\ben\b|、|和|与|と)\s*")


def several(
    page: Page, made: Advertisement, label: Label, parts: Sequence[Segment], common: Common
) -> list[Advertisement]:
    """Return one advertisement for each of several sponsors under one label, when each has its own part."""
    names = [name for name in _BETWEEN.split(TRAILING.sub("", label.name)) if name]
    if len(names) > 1:
        each = listed(label.name)
        whole = [replace(made, name=each[0], also=tuple(map(Who, each[1:])))] if each else []
        return shared(page, made, names) or whole
    if len(parts) == 1 and parts[0].kind is Kind.PICTURE and not label.name:
        each = _pictured(parts[0].text, label.label)
        if len(each) > 1:
            return [replace(made, name=each[0], also=tuple(map(Who, each[1:])))]
    if label.name or not (is_of_several(label.label) or calls_for_name(label.label)):
        return []
    logos = [part for part in parts if part.kind is Kind.PICTURE]
    if len(logos) < 2 or len(logos) != len(parts):
        return _rows(page, made, common)
    found = []
    for at, (number, logo) in enumerate(zip(made.numbers[1:], logos, strict=True)):
        name = brand([logo.text], [], logo.text, [logo.href]) or logo.text
        numbers = (made.numbers[0], number) if at == 0 else (number,)
        if name:
            found.append(Advertisement(numbers, name, made.label, logo.href, made.said if at == 0 else -1))
    return found if len(found) == len(logos) else []


def _pictured(alt: str, label: str) -> list[str]:
    """Return the names in the text alternative of a picture of several logos: "Sponsors: Acorn, Blue Rope, Spindle"."""
    said = alt.strip()
    said = said[len(label) :] if said.casefold().startswith(label.casefold()) else said
    names = [name.strip(" :.–—-") for name in _BETWEEN.split(said)]
    named = 1 < len(names) <= _MOST_PICTURED and all(is_short(name) and name[:1] != name[:1].lower() for name in names)
    return names if named else []


def _rows(page: Page, made: Advertisement, common: Common) -> list[Advertisement]:
    """Return an advertisement for each of the entries under a label that begin with links to different sponsors."""
    first = 1 if made.said == made.numbers[0] else 0
    starts: list[int] = []
    hosts: list[str] = []
    for at in range(first, len(made.numbers)):
        leads = _leading(page.segments[made.numbers[at]])
        site = host(leads) if core_of(leads) else leads  # a service that counts clicks leads to all of them
        if leads and site not in hosts[-1:]:
            starts.append(at)
            hosts.append(site)
    if len(starts) < _LEAST_ROWS or starts[0] != first or len(set(hosts)) != len(hosts):
        return []
    ends = [*starts[1:], len(made.numbers)]
    if max(end - start for start, end in zip(starts, ends, strict=True)) > _MOST_IN_ROW:
        return []
    found = []
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        parts = [page.segments[number] for number in made.numbers[start:end]]
        numbers = made.numbers[:end] if at == 0 else made.numbers[start:end]
        name = brand_of(parts, common)
        found.append(Advertisement(numbers, name, made.label, address_in(parts), made.said if at == 0 else -1))
    return found if all(ad.name for ad in found) else []


def _leading(segment: Segment) -> str:
    """Return where the link leads that an entry begins with, else ``""``."""
    if segment.kind is Kind.PICTURE:
        return segment.href if is_web(segment.href) else ""
    if segment.place:
        return next((href for _, href in segment.links() if is_web(href)), "")
    first = next((run for run in segment.runs if any(map(str.isalnum, run.text)) or run.src), None)
    return first.href if segment.kind is Kind.TEXT and first and is_web(first.href) else ""


def shared(page: Page, made: Advertisement, names: Sequence[str]) -> list[Advertisement]:
    """Divide the segments of an advertisement among `names` by which each paragraph speaks of."""
    starts = []
    numbers = made.numbers
    at = 1
    for name in names:
        core = re.sub(r"[\W_]", "", name.casefold())
        while at < len(numbers) and not names_or_leads(page.segments[numbers[at]], name, core):
            at += 1
        if at == len(numbers):
            return []
        starts.append(at)
        at += 1
    starts[0] = 0
    ends = [*starts[1:], len(numbers)]
    found = []
    for name, start, end in zip(names, starts, ends, strict=True):
        url = address_in([page.segments[number] for number in numbers[max(start, 1) : end]])
        found.append(
            replace(made, numbers=numbers[start:end], name=name, url=url, said=made.said if start == 0 else -1)
        )
    return found


def names_or_leads(segment: Segment, name: str, core: str) -> bool:
    """Tell whether a paragraph says `name`, or leads to a host that is called `core`."""
    return name in segment.text or any(core == core_of(href) for _, href in segment.links())
