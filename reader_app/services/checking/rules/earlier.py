"""Links that an earlier issue of the same publication had already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reader_app.markup.parsed import PartKind
from reader_app.model.blocks import Sponsor
from reader_app.model.problems import Severity
from reader_app.model.urls import canonical
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import EarlierLink, Subject

_NAMED: Final = 2


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of each link the person's readers have seen before, and say where; sponsors may come again."""
    told: set[str] = set()
    for mention in subject.links:
        part = subject.parsed.parts[mention.part]
        if part.kind is PartKind.ABOUT or isinstance(part.value, Sponsor):
            continue
        address = canonical(mention.url)
        found = subject.knowledge.earlier.get(address, ())
        mine = [link for link in found if link.mine]
        if not mine or address in told:
            continue
        told.add(address)
        others = [link for link in found if not link.mine][:_NAMED]
        also = f" (and in {' and '.join(map(_name, others))})" if others else ""
        name = f"“{mention.text}”" if mention.text else f"The link in {subject.place(mention)}"
        sentence = f"{name} was already linked in {_short(mine[0])}{also}."
        yield Finding(
            Severity.WARNING,
            sentence,
            mention.line + 1,
            "earlier-link",
            other=mine[0].id,
            other_name=_short(mine[0]),
        )


def _short(link: EarlierLink) -> str:
    if not link.number:
        return "another draft" if link.draft else f"an earlier issue of {link.publication}"
    return f"#{link.number}" if link.number.isdecimal() else link.number


def _name(link: EarlierLink) -> str:
    mark = f" #{link.number}" if link.number.isdecimal() else f" {link.number}" if link.number else ""
    return f"{link.publication or 'an issue'}{mark}"
