"""Judges what follows a disclosure: a footnote's item, a publication's own offer of space, articles of partners."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import Kind, Page, Segment, is_web
from reader_app.patterns import any_case, regex

_MARK = regex(r"\s*(?P<mark>\*{1,3}|[†‡§＊※])\s*[^\W_]")
_SUPPORT = any_case(
    r"github\.com/sponsors/|patreon\.com/|opencollective\.com/|ko-fi\.com/|buymeacoffee\.com/|liberapay\.com/|paypal\.me/"
    r"|afdian\.(?:net|com)/|steadyhq\.com/"
)
_FARTHEST: Final = 8
_LONGEST_OFFER: Final = 400
_OFFER_PARTS: Final = 2
_LEAST_ARTICLES: Final = 2
_OFFER = any_case(
    r"\badvertise (?:in|with|on|here)\b|\bbecome an? (?:sponsor|advertiser)\b|\bsponsor (?:this|our|the|an?|one) "
    r"(?:newsletter|issue|edition|mail|next)|\byour (?:ad|advert|brand|message|company|product|logo) (?:here|could)\b"
    r"|\b(?:want|like|looking) to (?:reach|sponsor|advertise)\b|\b(?:werben|inserieren) sie\b"
    r"|hier (?:werben|k[öo]nnte)\b|anzeige (?:schalten|buchen)|devenez (?:sponsor|partenaire)|an[úu]nciate\b"
    r"|anuncie (?:aqu[íi]|na|no)\b|广告合作|商务合作|広告募集|광고 문의",
)


def starred(page: Page, body: Sequence[int], place: int) -> int:
    """Return the place of the item that the footnote at `place` speaks of ("*A message from our sponsor"), or -1."""
    match = _MARK.match(page.segments[body[place]].text)
    if match is None:
        return -1
    for at in range(place - 1, max(place - 1 - _FARTHEST, -1), -1):
        segment = page.segments[body[at]]
        if segment.kind is Kind.TEXT and segment.text.rstrip(" .").endswith(match["mark"]):
            return at
    return -1


def only_asks(parts: Sequence[Segment]) -> bool:
    """Tell whether all links under a label lead to where readers may support the publication itself."""
    return asks_for_support(
        [href for part in parts for href in (part.href, *(href for _, href in part.links())) if href]
    )


def asks_for_support(urls: Sequence[str]) -> bool:
    """Tell whether all of `urls` lead to pages for supporters, or write a mail."""
    return bool(urls) and all(url.startswith("mailto:") or _SUPPORT.search(url) is not None for url in urls)


def offers_in(text: str) -> bool:
    """Tell whether a short text only offers its space to whoever would advertise there."""
    return len(text) <= _LONGEST_OFFER and _OFFER.search(text) is not None


def offers_space(parts: Sequence[Segment]) -> bool:
    """Tell whether what stands under a label only offers its space to whoever would advertise there."""
    near = [part.text for part in parts if part.kind is Kind.TEXT][:_OFFER_PARTS]
    whole, beginning = " ".join(part.text for part in parts), " ".join(near)
    text = whole if len(whole) <= _LONGEST_OFFER else beginning
    return offers_in(text)


def are_articles(numbers: Sequence[int], page: Page, roles: Mapping[int, Role]) -> bool:
    """Tell whether several articles stand under a label of partners: that is a section, not one advertisement."""
    near = numbers[:_FARTHEST]
    breaks = [at for at, number in enumerate(near) if at and _breaks(page.segments[number], roles.get(number))]
    titles = [number for number in near[: min(breaks, default=len(near))] if roles.get(number) is Role.ITEM]
    linked = {page.segments[number].href for number in titles if is_web(page.segments[number].href)}
    return len(titles) >= _LEAST_ARTICLES and len(linked) in (0, len(titles))


def _breaks(segment: Segment, role: Role | None) -> bool:
    return segment.kind is Kind.RULE or role is Role.SECTION
