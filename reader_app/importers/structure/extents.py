"""Tells how far an advertisement reaches from its label: its box if it has one, else what follows without a break."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from reader_app.importers.structure.brands import core_of, is_short, logo_name
from reader_app.importers.structure.cues import sponsor_byline, sponsor_label
from reader_app.importers.structure.disclosing import Who, speaks_of
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.outline_words import is_call
from reader_app.importers.structure.segment import FENCE, Kind, Node, Page, Segment
from reader_app.importers.structure.spelling import only_letters
from reader_app.importers.structure.witnesses import look

_MOST_IN_BOX: Final = 14
_MOST_TEXT: Final = 3000
_MOST_LOOSE: Final = 4
_MOST_UNDER_HEADING: Final = 25
_LEAST_LETTERS: Final = 2
_LARGEST_SHARE: Final = 0.4
_CALL: Final = 45
_LONGEST_HEADLINE: Final = 120


def after(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place after the last segment of the advertisement whose label stands at `place`."""
    if page.segments[body[place]].color == FENCE:
        return _to_fence(page, body, place, roles)
    if roles.get(body[place]) is Role.SECTION:
        return _to_next_section(page, body, place, roles)
    end = _at_logos(page, body, place, _by_looks(page, body, place, roles))
    if not page.segments[body[place]].place and place + 1 < end and page.segments[body[place + 1]].place:
        return next((at for at in range(place + 1, end) if not page.segments[body[at]].place), end)
    under_heading = place > 0 and roles.get(body[place - 1]) is Role.SECTION
    label = sponsor_label(page.segments[body[place]].text)
    if not label or not label.name:
        return end
    if under_heading:
        parts = [page.segments[number] for number in body[place + 1 : end]]
        return end if _speak_of(parts, [only_letters(label.name)]) else place + 1
    if not is_short(label.name) or label.name[-1] in "?!" or has_own_box(page, body, place):
        return end
    last = last_that_speaks(page, body, place, end, (Who(label.name, page.segments[body[place]].href),))
    return end if last == place + 1 < end and _is_set_apart(page, body, place, end) else last


def has_own_box(page: Page, body: Sequence[int], place: int) -> bool:
    """Tell whether a label stands in a box, or begins a container of its own."""
    node = page.nodes[page.segments[body[place]].node]
    return node.boxed or _container(page, body, place).start == body[place] > 0


def _only_leads(segment: Segment) -> bool:
    """Tell whether a segment is nothing but a call to read on, a button, or an address."""
    return segment.href != "" and (segment.button or segment.text.startswith("http") or is_call(segment.text))


def runs_on(page: Page, body: Sequence[int], place: int, end: int, roles: Mapping[int, Role]) -> bool:
    """Tell whether what stands under the label at `place` runs on into the letter: nothing but its words parts them."""
    drawn = page.segments[body[place]].color == FENCE or roles.get(body[place]) is Role.SECTION
    return not (drawn or place + 1 == end or has_own_box(page, body, place) or _is_set_apart(page, body, place, end))


def while_it_speaks(page: Page, body: Sequence[int], place: int, end: int, name: str) -> int:
    """Return the place after the last segment up to `end` that speaks of `name`; `end` where none does."""
    last = last_that_speaks(page, body, place, end, (Who(name),)) if name else place + 1
    return last if last > place + 1 else end


def _is_set_apart(page: Page, body: Sequence[int], place: int, end: int) -> bool:
    """Tell whether a rule or another look ends what stands under a label, and nothing parts the two."""
    if end == len(body) or page.segments[body[place + 1]].kind is Kind.RULE:
        return False
    last, following = page.segments[body[end - 1]], page.segments[body[end]]
    return following.kind is Kind.RULE or last.button or (last.center, last.bg) != (following.center, following.bg)


def last_that_speaks(page: Page, body: Sequence[int], place: int, end: int, names: Sequence[Who]) -> int:
    """Return the place after the last segment up to `end` that speaks of one of `names`, or after the label."""
    last = place + 1
    for at in range(place + 1, end):
        segment = page.segments[body[at]]
        urls = [segment.href, *(href for _, href in segment.links())]
        speaks = segment.kind is not Kind.RULE and speaks_of(segment.text, urls, names)
        if speaks or (at == last > place + 1 and _only_leads(segment)):
            last = at + 1
    return last


def _at_logos(page: Page, body: Sequence[int], place: int, end: int) -> int:
    """Return where the advertisement ends: after its logos when nothing up to `end` speaks of whom they name."""
    logos = place + 1
    while logos < end and page.segments[body[logos]].kind is Kind.PICTURE:
        logos += 1
    wanted = _named(page, body, place, logos)
    parts = [page.segments[number] for number in body[logos:end]]
    boxed = page.nodes[page.segments[body[place]].node].boxed
    return end if logos == place + 1 or not wanted or boxed or _speak_of(parts, wanted) else logos


def _by_looks(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place after the last segment that its box or its looks join to the label at `place`."""
    node = _container(page, body, place)
    end = min(bisect_left(body, node.end), place + 2 * _MOST_IN_BOX)
    inside = [page.segments[number] for number in body[place + 1 : end]]
    if (
        len(inside) <= _MOST_IN_BOX
        and len(inside) <= max(3, len(body) * _LARGEST_SHARE)
        and _length(inside) < _MOST_TEXT
    ):
        return _within(page, body, place, end, roles)
    return _loose(page, body, place, roles)


def told(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place after the advertisement that a sentence at `place` discloses: what speaks of whom it names.

    In a box of its own it is all that follows in it.
    """
    said = page.segments[body[place]].told
    assert said is not None
    end = after(page, body, place, roles)
    if page.nodes[page.segments[body[place]].node].boxed:
        return end
    return last_that_speaks(page, body, place, end, said.names)


def before(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place where the advertisement begins that ends in the byline at `place`."""
    node = page.nodes[page.segments[body[place]].node]
    while node.parent >= 0 and place > 0 and body[place - 1] < node.start:
        node = page.nodes[node.parent]
    start = place
    texts = 0
    while start > 0 and body[start - 1] >= node.start and texts < _MOST_LOOSE:
        segment = page.segments[body[start - 1]]
        role = roles.get(body[start - 1])
        if segment.kind is Kind.RULE or role is Role.SECTION or _ends_another(segment):
            break
        start -= 1
        texts += segment.kind is Kind.TEXT
        if role is Role.ITEM:
            break
    while start > 0 and page.segments[body[start - 1]].kind is Kind.PICTURE and body[start - 1] >= node.start:
        start -= 1
    return start


def _container(page: Page, body: Sequence[int], place: int) -> Node:
    """Return the smallest container of the label that holds more than a headline after it and nothing before."""
    following = body[place + 1] if place + 1 < len(body) else -1
    node = page.nodes[page.segments[body[place]].node]
    while node.parent >= 0 and not body[place] < following < node.end:
        node = page.nodes[node.parent]
    best = node
    while best.parent >= 0 and _is_headline(page, body, place, best):
        best = page.nodes[best.parent]
        if place > 0 and body[place - 1] >= best.start:
            return node
    return best if bisect_left(body, best.end) - bisect_left(body, best.start) <= _MOST_IN_BOX else node


def _is_headline(page: Page, body: Sequence[int], place: int, node: Node) -> bool:
    inside = [page.segments[number] for number in body[place + 1 : place + 4] if number < node.end]
    return len(inside) == 1 and inside[0].kind is Kind.TEXT and len(inside[0].text) <= _LONGEST_HEADLINE


def _within(page: Page, body: Sequence[int], place: int, end: int, roles: Mapping[int, Role]) -> int:
    """Return where the advertisement ends that has a box of its own, which another may share."""
    for at in range(place + 1, end):
        segment = page.segments[body[at]]
        section = roles.get(body[at]) is Role.SECTION and _begins_another(page, body, place, at, roles)
        if at > place + 1 and (segment.kind is Kind.RULE or section):
            return at
        if _ends_another(segment):
            return at
    return end


def _loose(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return where the advertisement ends that only its looks and its order set apart."""
    texts: list[Segment] = []
    end = place + 1
    while end < len(body):
        segment = page.segments[body[end]]
        if segment.kind is Kind.RULE:
            if end > place + 1:
                break
        elif (texts and roles.get(body[end]) is Role.ITEM) or _begins_another(page, body, place, end, roles):
            break
        elif segment.kind is Kind.TEXT:
            changes = bool(texts) and (segment.center, segment.bg) != (texts[-1].center, texts[-1].bg)
            if changes and (len(texts) > 1 or len(texts[0].text) > _LONGEST_HEADLINE):
                break
            texts.append(segment)
            if len(texts) > _MOST_LOOSE:
                break
            if segment.href and len(segment.text) <= _CALL and len(texts) > 1:
                return end + 1
        elif texts and segment.kind is Kind.PICTURE:
            break
        end += 1
    return end


def _begins_another(page: Page, body: Sequence[int], place: int, at: int, roles: Mapping[int, Role]) -> bool:
    """Tell whether another advertisement begins at `at`, or a heading that is no item's and not this one's own.

    Its own are the first words after label and logo, where what stands under them speaks of whom the label or the
    logo names, or leads to them.
    """
    if roles.get(body[at]) not in (Role.SECTION, Role.PLAIN):
        return _ends_another(page.segments[body[at]])
    between = [page.segments[number] for number in body[place + 1 : at]]
    if any(segment.kind is not Kind.PICTURE for segment in between):
        return True
    parts = [page.segments[number] for number in body[at : _under(page, body, at, roles)]]
    return not _speak_of(parts, _named(page, body, place, at))


def _named(page: Page, body: Sequence[int], place: int, end: int) -> list[str]:
    """Return the letters of the name that the label at `place` or the logos before `end` give."""
    label = sponsor_label(page.segments[body[place]].text, alone=True)
    logos = [logo_name(page.segments[number].text) for number in body[place + 1 : end]]
    names = [label.name] if label and label.name else logos
    return [letters for name in names if len(letters := only_letters(name)) > _LEAST_LETTERS]


def _speak_of(parts: Sequence[Segment], wanted: Sequence[str]) -> bool:
    said = [only_letters(part.text) for part in parts] + [core_of(href) for part in parts for _, href in part.links()]
    return any(letters in each for letters in wanted for each in said)


def _under(page: Page, body: Sequence[int], at: int, roles: Mapping[int, Role]) -> int:
    """Return the place after the last paragraph under the heading at `at`."""
    end = at + 1
    while end < len(body) and end - at <= _MOST_LOOSE and page.segments[body[end]].kind is not Kind.RULE:
        if roles.get(body[end]) in (Role.SECTION, Role.ITEM):
            break
        end += 1
    return end


def _to_fence(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    """Return the place of the next fence or rule: what plain text drew around the advertisement."""
    for end in range(place + 1, min(len(body), place + _MOST_UNDER_HEADING)):
        segment = page.segments[body[end]]
        if segment.color == FENCE or (segment.kind is Kind.RULE and end > place + 1):
            return end
        if end > place + 1 and roles.get(body[end]) is Role.SECTION:
            return end
    return min(place + 1 + _MOST_LOOSE, len(body))


def _to_next_section(page: Page, body: Sequence[int], place: int, roles: Mapping[int, Role]) -> int:
    label = page.segments[body[place]]
    end = place + 1
    while end < len(body) and end - place <= _MOST_UNDER_HEADING:
        segment = page.segments[body[end]]
        closes = roles.get(body[end]) is Role.PLAIN and look(segment) == look(label)
        if roles.get(body[end]) is Role.SECTION or closes or _ends_another(segment):
            break
        end += 1
    return end


def _ends_another(segment: Segment) -> bool:
    if segment.kind is not Kind.TEXT:
        return False
    return (
        segment.told is not None or sponsor_label(segment.text) is not None or sponsor_byline(segment.text) is not None
    )


def _length(parts: Sequence[Segment]) -> int:
    return sum(len(part.text) for part in parts)
