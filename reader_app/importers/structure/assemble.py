"""Puts an issue together from a page whose parts are known: lead, sections, advertisements, footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reader_app.importers.structure.furniture import Furniture
from reader_app.importers.structure.items import blocks, paragraph
from reader_app.importers.structure.naming import Advertisement
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import Kind, Page
from reader_app.model.blocks import Block, Sponsor
from reader_app.model.issue import About, Section


class Assembly:
    """The lead and the sections of an issue. `removed` lists the lines that became a label or a heading's mark."""

    def __init__(self, page: Page, roles: Mapping[int, Role], assets: Mapping[str, str]) -> None:
        self.lead: list[Block] = []
        self.removed: list[str] = []
        self._page, self._roles, self._assets = page, roles, assets
        self._sections: list[tuple[str, list[Block]]] = []
        self._pending: list[int] = []
        self._named: dict[str, tuple[list[Block], int]] = {}

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
        if same is not None:
            blocks_of, at = same
            first = blocks_of[at]
            assert isinstance(first, Sponsor)
            if body != first.body:
                joined = "\n\n".join(part for part in (first.body, body) if part)
                blocks_of[at] = replace(first, body=joined, url=first.url or ad.url)
            else:
                self.removed += [self._page.segments[number].text for number in numbers]
            return
        target = self._target()
        self._named[ad.name.casefold()] = (target, len(target))
        target.append(Sponsor(ad.name, url=ad.url, label=ad.label, body=body))
        for who in ad.also:
            if who.name.casefold() not in self._named:
                self._named[who.name.casefold()] = (target, len(target))
                target.append(Sponsor(who.name, url=who.url, label=ad.label))


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
