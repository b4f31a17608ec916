"""Takes the furniture out of a page: preheader, view online, social rows, subscription and legal lines, the footer.

What it says is kept as facts; real words of a footer stay readable as the issue's "about".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from reader_app.importers.structure.furniture_words import (
    ends_the_issue,
    is_social,
    is_view_link,
    is_view_online,
    unsubscribes,
)
from reader_app.importers.structure.segment import Kind, Page, Segment, is_web

_TOP: Final = 14
_SHORT: Final = 60
_EARLIEST_FOOTER: Final = 0.5
_LONGEST_LINE: Final = 160
_MOST_BETWEEN: Final = 8


@dataclass(slots=True)
class Furniture:
    """What was taken out.

    `body` holds the numbers of the segments that remain, `footer` those that end the issue, `lines` the texts taken out
    near the top, which may name a number or a date.
    """

    body: list[int] = field(default_factory=list)
    footer: list[int] = field(default_factory=list)
    preheader: str = ""
    url: str = ""
    unsubscribe: str = ""
    lines: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def take_out(page: Page) -> Furniture:
    """Return the furniture of `page` and what remains."""
    found = Furniture()
    shown: list[int] = []
    for number, segment in enumerate(page.segments):
        if segment.kind is Kind.HIDDEN:
            if not found.preheader and not shown:
                found.preheader = segment.text
            found.removed.append(segment.text)
        elif segment.kind is Kind.RULE and segment.text:
            found.removed.append(segment.text)
        else:
            shown.append(number)
    start = _footer_start(page, shown)
    _top(page, shown[:start], found)
    found.footer = shown[start:]
    for number in found.footer:
        for text, href in page.segments[number].links():
            if unsubscribes(text) and not found.unsubscribe:
                found.unsubscribe = href
    return found


def _top(page: Page, shown: list[int], found: Furniture) -> None:
    """Sort the segments above the footer: furniture near the top becomes facts, all else is body."""
    seen = 0
    for place, number in enumerate(shown):
        segment = page.segments[number]
        if segment.kind is Kind.TEXT:
            seen += 1
        near = seen <= _TOP and segment.kind is Kind.TEXT and len(segment.text) <= _LONGEST_LINE
        if near and _offers_view(segment, found):
            _visible_preheader(page, shown[:place], found)
            found.lines.append(segment.text)
            found.removed.append(segment.text)
            continue
        if _is_social_row(segment):
            found.removed.append(segment.text)
            continue
        found.body.append(number)


def _offers_view(segment: Segment, found: Furniture) -> bool:
    """Tell whether a line near the top offers the issue in a browser or the end of the subscription; note where."""
    links = segment.links()
    view = next((href for text, href in links if is_view_link(text) or is_view_online(text)), "")
    stop = next((href for text, href in links if unsubscribes(text)), "")
    if not found.url and is_web(view):
        found.url = view
    if not found.unsubscribe:
        found.unsubscribe = stop
    return bool(view or stop) or (len(segment.text) < _SHORT and is_view_online(segment.text))


def _visible_preheader(page: Page, above: list[int], found: Furniture) -> None:
    texts = [number for number in above if page.segments[number].kind is Kind.TEXT and number in found.body]
    if found.preheader or len(texts) != 1:
        return
    segment = page.segments[texts[0]]
    if segment.level or segment.bold or segment.href or segment.size > 18:
        return
    found.preheader = segment.text
    found.body.remove(texts[0])
    found.removed.append(segment.text)


def _is_social_row(segment: Segment) -> bool:
    if segment.kind is Kind.RULE or (segment.kind is Kind.PICTURE and len(segment.runs) < 2 and not segment.text):
        return False
    if segment.kind is Kind.PICTURE:
        return bool(segment.text) and is_social(segment.text) and 0 < segment.width <= 64
    links = segment.links() if len(segment.text) < 80 else []
    return bool(links) and all(is_social(text) for text, _ in links)


def _footer_start(page: Page, shown: list[int]) -> int:
    """Return the place in `shown` where the footer begins: looked for from the end, while its words go on."""
    sizes = [len(page.segments[number].text) for number in shown]
    least = sum(sizes) * _EARLIEST_FOOTER
    before = sum(sizes)
    start = len(shown)
    since = 0
    for place in range(len(shown) - 1, -1, -1):
        before -= sizes[place]
        segment = page.segments[shown[place]]
        if before < least or since > _MOST_BETWEEN:
            break
        if segment.kind is not Kind.TEXT:
            continue
        since += 1
        if ends_the_issue(segment.text) and not _goes_on(page, shown[place + 1 :]):
            start, since = place, 0
    while 0 < start < len(shown) and _belongs_to_footer(page.segments[shown[start - 1]]):
        start -= 1
    return start


def _goes_on(page: Page, after: list[int]) -> bool:
    """Tell whether content follows: headings with text, or long paragraphs that are not in a footer's words."""
    headings = sum(1 for n in after if page.segments[n].kind is Kind.TEXT and page.segments[n].size >= 18)
    long = sum(1 for n in after if len(page.segments[n].text) > 220 and not ends_the_issue(page.segments[n].text))
    return headings > 3 or long > 2


def _belongs_to_footer(segment: Segment) -> bool:
    if segment.kind is Kind.RULE:
        return True
    if segment.kind is Kind.PICTURE:
        return (0 < segment.width <= 64) or is_social(segment.text)
    return len(segment.text) < 60 and (is_social(segment.text) or is_view_online(segment.text))
