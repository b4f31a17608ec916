"""Puts an issue together from a page whose parts are known: lead, sections, advertisements, footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reader_app.importers.structure.furniture import Furniture
from reader_app.importers.structure.items import blocks, paragraph
from reader_app.importers.structure.naming import Advertisement
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import Kind, Page
from reader_app.model.blocks import Block, Sponsor
from reader_app.model.issue import About, Section
from reader_app.model.text import clean_body


class Assembly:
    """The lead and the sections of an issue. `removed` lists the lines that became a label or a heading's mark."""

    def __init__(self, page: Page, roles: Mapping[int, Role], assets: Mapping[str, str]) -> None:
        self.lead: list[Block] = []
        self.removed: list[str] = []
        self._page, self._roles, self._assets = page, roles, assets
        self._sections: list[tuple[str, list[Block]]] = []
        self._pending: list[int] = []
        self._named: dict[str, _Named] = {}

    def put(self, body: Sequence[int], advertisements: Sequence[Advertisement]) -> None:
        """Add the segments numbered in `body`, those of `advertisements` as sponsors."""
        opens = {ad.numbers[0]: ad for ad in advertisements}
        within = {number for ad in advertisements for number in ad.numbers}
        for number in body:
            if number in opens:
                self._sponsor(opens[number])
            elif number in within:
                continue
            elif self._roles.get(number) is Role.SECTION:
                self._flush()
                self._sections.append((self._page.segments[number].text, []))
            else:
                self._pending.append(number)
        self._flush()
        for named in self._named.values():
            named.settle()

    def sections(self) -> tuple[Section, ...]:
        """Return the sections."""
        return tuple(Section(heading, "", tuple(made)) for heading, made in self._sections)

    def _target(self) -> list[Block]:
        return self._sections[-1][1] if self._sections else self.lead

    def _flush(self) -> None:
        self._target().extend(blocks(self._page, self._pending, self._roles, self._assets))
        self._pending.clear()

    def _sponsor(self, ad: Advertisement) -> None:
        self._flush()
        if ad.said >= 0:
            self.removed.append(self._page.segments[ad.said].text)
        fence = self._page.segments[ad.said].text if ad.said >= 0 else ""
        numbers = [number for number in ad.numbers if number != ad.said and self._page.segments[number].text != fence]
        texts = [paragraph(self._page.segments[number], self._assets) for number in numbers]
        body = "\n\n".join(text for text in texts if text)
        same = self._named.get(ad.name.casefold())
        if same is None:
            self._put_sponsor(ad.name, Sponsor(ad.name, url=ad.url, label=ad.label, body=body))
            for who in ad.also:
                if who.name.casefold() not in self._named:
                    self._put_sponsor(who.name, Sponsor(who.name, url=who.url, label=ad.label))
        elif not same.take(body, ad.url):
            self.removed += [self._page.segments[number].text for number in numbers]

    def _put_sponsor(self, name: str, sponsor: Sponsor) -> None:
        target = self._target()
        bodies = [sponsor.body] if sponsor.body else []
        self._named[name.casefold()] = _Named(target, len(target), sponsor, bodies)
        target.append(sponsor)


@dataclass(slots=True)
class _Named:
    """The block of one sponsor, and what is said of it in all places: joined once, however many these are."""

    blocks: list[Block]
    at: int
    sponsor: Sponsor
    bodies: list[str]

    def take(self, body: str, url: str) -> bool:
        """Add what is said in another place; False when it is only what was said before."""
        if len(self.bodies) <= 1 and body == "".join(self.bodies):
            return False
        if body:
            self.bodies.append(clean_body(body))
        if url and not self.sponsor.url:
            self.sponsor = replace(self.sponsor, url=url)
        return True

    def settle(self) -> None:
        """Put the block in its place."""
        body = "\n\n".join(self.bodies)
        self.blocks[self.at] = self.sponsor if body == self.sponsor.body else replace(self.sponsor, body=body)


def about(page: Page, furniture: Furniture, assets: Mapping[str, str]) -> About | None:
    """Return what the footer says, else None."""
    texts = [
        paragraph(page.segments[number], assets)
        for number in furniture.footer
        if page.segments[number].kind is Kind.TEXT
    ]
    body = "\n\n".join(text for text in texts if text)
    if not body and not furniture.unsubscribe:
        return None
    return About(body=body, unsubscribe=furniture.unsubscribe)
