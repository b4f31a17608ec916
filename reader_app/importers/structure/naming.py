"""An advertisement of a page, and whose it is: by its label, its pictures, its links and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from reader_app.importers.structure.brands import brand, common_cores, company_in, is_short
from reader_app.importers.structure.cues import Label, without_apposition
from reader_app.importers.structure.disclosing import Who
from reader_app.importers.structure.segment import Kind, Page, Segment, is_web
from reader_app.patterns import regex

_DOMAIN = regex(r"(?:[\w-]+\.)+[a-z]{2,12}(?:/[\w/-]*)?")
_GOES_ON = regex(r"\s+(?:--|[–—|•·-])\s+")
TRAILING = regex(r"\s*(?:\(.*\)|\[.*\]|[.!:*»>→]+)\s*\Z")


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


class Common:
    """What the advertisements of a page share: whom sure labels `named` so far, and the hosts of most of its links."""

    def __init__(self, page: Page, body: Sequence[int]) -> None:
        self._page, self._body = page, body
        self.named: set[str] = set()

    @cached_property
    def cores(self) -> frozenset[str]:
        """The names of the hosts a good part of the page's links lead through, looked for when first asked for."""
        segments = (self._page.segments[number] for number in self._body)
        return common_cores(href for segment in segments for _, href in segment.links() if is_web(href))


def name_of(label: Label, parts: Sequence[Segment], common: Common) -> str:
    """Return whose advertisement it is: whom the label names, else whom its parts speak of, or ``""``."""
    name = company_in(label.name) or without_apposition(TRAILING.sub("", label.name))
    name = name if is_short(name) else _GOES_ON.split(name, maxsplit=1)[0]
    if name and is_short(name) and label.name[-1] not in "?!":
        return name
    return brand_of(parts, common) or name[:60] or next((part.text[:60] for part in parts if part.text), "")


def brand_of(parts: Sequence[Segment], common: Common) -> str:
    """Return whose advertisement the parts are by their pictures, links and words, or ``""``."""
    alts = [part.text for part in parts if part.kind is Kind.PICTURE and part.text]
    bolds = [
        " ".join(run.text.split())
        for part in parts
        if part.kind is Kind.TEXT and not part.button
        for run in part.runs
        if (run.look.bold or run.href) and run.text.strip()
    ]
    links = [link for part in parts for link in [("", part.href), *part.links()] if link[1]]
    urls = [*(f"https://{text}" for text, _ in links if _DOMAIN.fullmatch(text)), *(href for _, href in links)]
    pictures = [part.src for part in parts if part.src]
    return brand(alts, bolds, " \n ".join(part.text for part in parts), urls, common.cores, pictures)


def address_in(parts: Sequence[Segment]) -> str:
    """Return where the first of the parts that leads anywhere leads, or ``""``."""
    for part in parts:
        if is_web(part.href):
            return part.href
        for _, href in part.links():
            if is_web(href):
                return href
    return ""
