"""Brings the headings of Markdown of other tools to Masthead's ranks: ``#`` the title, ``##`` sections, ``###`` items.

Other tools open sections with headings of any rank, of several ranks at once, with underlined words, or with lines
that are nothing but bold words or that a picture letter leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from reader_app.importers.foreign_heads import Head, heads_of, outside_fences
from reader_app.importers.foreign_kickers import unkicked
from reader_app.importers.foreign_underlined import underlined, untagged, without_own_links
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.names import before_number, is_dateline, says_periodical
from reader_app.importers.structure.numbers import number_in
from reader_app.importers.structure.outline_words import is_greeting
from reader_app.importers.structure.self_naming import introduced
from reader_app.markup.plain import plain_words
from reader_app.patterns import any_case, regex

_TOP = regex(r"#[ \t]+\S")
_CONTENT = any_case(
    r"\W*(?:contents?|the issue|issue|内容|內容|正文|inhalt|contenu|contenido|conte[úu]do|本文|내용)\W*"
)
_EMOJI: Final = "[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?\u200d?"
_BOLD = regex(rf"\s{{0,3}}(?:(?:{_EMOJI}){{1,3}}\s*)?(?P<mark>\*\*|__)[^*\[\]]{{2,80}}?[^*\s.,;!?](?P=mark):?\s*")
_PICTURED = regex(rf"\s{{0,3}}(?:{_EMOJI}){{1,3}}\s*[^\W\d_][^\[\]<>*.;:!?]{{1,38}}[^\[\]<>*.,;!?\s]\s*")
_SHOUTED = regex(r"[^\W\d_][\w &’'/,-]{1,38}[\w!?]")
_LIST = regex(r"\s{0,3}(?:[-*+]|\d{1,2}[.)])\s+\S")
_TIGHT = regex(r"(?P<marks>#{2,6})(?=[^#\s!])")
_OTHER_SPACE = regex("\\A(?P<marks>#{1,6})[ \t]*[\u00a0\u2003\u3000][\u00a0\u2003\u3000 \t]*")
_MARKS = regex(r"\*\*|__")
_TAG = regex(r"<[^<>]*>")
_BYLINE = any_case(r"(?:by|von|par|por|di|door|av)\s+\S.{0,60}")
_ATTRIBUTES = regex(r"[ \t]*\{(?:-|[-.]?[a-z][\w-]*(?: [.#]?[\w-]+)*)\}\s*\Z")
_LONGEST_DATE: Final = 120
_MOST_EARLY: Final = 2
_LEAST_ALONE: Final = 3
_SEVERAL: Final = 2
_SECOND: Final = 2
_LONGEST_PEER: Final = 40


def arranged(lines: Sequence[str], title: str) -> list[str]:
    """Return the `lines` of a text below its front matter with their headings in Masthead's ranks.

    `title` is what the front matter says the issue is called, ``""`` where it does not.
    """
    kept = without_own_links(underlined(untagged(lines)))
    _spaced_out(kept)
    own = _beheaded(kept, _words(title))
    _subtitled(kept)
    if not title:
        _entitled(kept)
    before = list(kept)
    unkicked(kept, own)
    kicked = kept != before
    _closed(kept)
    _promoted(kept)
    _unwrapped(kept, title)
    _levelled(kept, own, titled=title != "")
    if title:
        _ungreeted(kept, own)
    heads = heads_of(kept)
    tops = [head for head in heads if head.rank == 1 and head.at != own]
    second = [head for head in heads if head.rank == _SECOND]
    if len(tops) > (1 if title else 2):
        _lowered(kept, [head.at for head in tops], titled=title != "", own=own)
    elif not second and len(tops) < _SEVERAL:
        _emboldened(kept)
    if not kicked:
        _led(kept)
    _without_links(kept)
    return kept


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _spaced_out(lines: list[str]) -> None:
    """Put the space between marks and words of headings where several have none ("##News"), or one that is no space."""
    for number, line in outside_fences(lines):
        lines[number] = _OTHER_SPACE.sub(r"\g<marks> ", line)
        if line[:1] == "#" and line.endswith("}"):
            lines[number] = _ATTRIBUTES.sub("", lines[number])
    tight = [number for number, line in outside_fences(lines) if _TIGHT.match(line)]
    for number in tight if len(tight) >= _SEVERAL else ():
        lines[number] = _TIGHT.sub(r"\g<marks> ", lines[number])


def _beheaded(lines: list[str], title: list[str]) -> int:
    """Make bold words of the ``#`` headings above the title's own, which a saved page has of its site.

    Returns the number of the line that is the title again, -1 where none is.
    """
    tops = [number for number, line in outside_fences(lines) if _TOP.match(line)]
    own = max((number for number in tops if title and _words(plain_words(lines[number])) == title), default=-1)
    for number in tops:
        if number < own:
            lines[number] = f"**{lines[number].strip(' #')}**"
    return own


def _subtitled(lines: list[str]) -> None:
    """Make bold words of the heading right under the title that a line with nothing but a date, or who wrote, follows.

    Other headings of its rank come after it: it is the subtitle, as exports of web platforms write it.
    """
    heads = heads_of(lines)
    if len(heads) <= _SEVERAL or heads[0].rank != 1 or heads[1].rank == 1:
        return
    under = heads[1]
    following = next((line for line in lines[under.at + 1 : heads[2].at] if line.strip()), "")
    said = plain_words(following[:_LONGEST_DATE])
    if any(map(str.strip, lines[heads[0].at + 1 : under.at])) or not any(each.rank == under.rank for each in heads[2:]):
        return
    date = find_date(said)
    if _BYLINE.fullmatch(said) or (date and date[1] <= len(said) / 2 and len(said) <= _LONGEST_PEER):
        lines[under.at] = f"**{under.text}**"


def _led(lines: list[str]) -> None:
    """Raise the few headings of a lower rank that open sections above the first of the usual rank.

    Words stand above such a heading, it is no link and no date, and it has words under it.
    """
    heads = heads_of(lines)
    sections = [head for head in heads if head.rank == _SECOND]
    start = max((head.at for head in heads if head.rank == 1 and sections and head.at < sections[0].at), default=-1)
    early = [head for head in heads if sections and start < head.at < sections[0].at]
    if len(sections) < _SEVERAL or not early or len(early) > _MOST_EARLY or len({head.rank for head in early}) > 1:
        return
    ends = [*(head.at for head in early[1:]), sections[0].at]
    full = all(any(map(str.strip, lines[head.at + 1 : end])) for head, end in zip(early, ends, strict=True))
    above = any(re.search(r"\w", _TAG.sub("", line)) for line in lines[start + 1 : early[0].at])
    items = any(
        head.linked or lines[head.at + 1].strip() for head in early
    )  # words right under a heading are an item's
    if full and above and not items and not any(is_dateline(_plain(head)) for head in early):
        for head in early:
            lines[head.at] = f"## {head.text}"


def _entitled(lines: list[str]) -> None:
    """Make the title of a first heading of a lower rank that has the issue's number or date, where no ``#`` stands."""
    heads = heads_of(lines)
    if len(heads) < _SEVERAL or any(head.rank == 1 for head in heads) or heads[0].rank > min(h.rank for h in heads):
        return
    text = _plain(heads[0])
    if number_in(text) or is_dateline(text):
        lines[heads[0].at] = f"# {heads[0].text}"


def _plain(head: Head) -> str:
    return plain_words(_TAG.sub("", head.text))


def _closed(lines: list[str]) -> None:
    """Make bold words of the only section heading where it ends the issue: nothing but deeper headings had sections."""
    heads = heads_of(lines)
    sections = [head for head in heads if head.rank == _SECOND]
    if len(sections) != 1 or sum(head.rank > _SECOND for head in heads) < _SEVERAL:
        return
    (last,) = sections
    if any(re.search(r"\w", _TAG.sub("", each).replace("&nbsp;", "")) for each in lines[last.at + 1 :]):
        return
    lines[last.at] = f"**{_TAG.sub('', last.text).strip(' *_#')}**"


def _promoted(lines: list[str]) -> None:
    """Raise the headings to open sections where none does and several deeper ones of a rank stand, most no links."""
    deeper = [head for head in heads_of(lines) if head.rank > 1]
    rank = min((head.rank for head in deeper), default=_SECOND)
    highest = [head for head in deeper if head.rank == rank]
    linked = sum(head.linked for head in highest)
    if rank == _SECOND or len(highest) < _SEVERAL or linked * 2 > len(highest):
        return
    for head in deeper:
        lines[head.at] = lines[head.at][rank - _SECOND :]


def _unwrapped(lines: list[str], title: str) -> None:
    """Make sections of the headings under one that only says "Contents", or the title again: the issue is below it."""
    inside = False
    heads = [head for head in heads_of(lines) if head.rank > 1]
    lone = sum(head.rank == _SECOND for head in heads) == 1
    for at, head in enumerate(heads):
        if head.rank == _SECOND:
            deeper = [each for each in heads[at + 1 : at + 3] if each.rank == _SECOND + 1]
            wraps = _CONTENT.fullmatch(head.text.strip()) is not None or (lone and _is_title(_plain(head), title))
            inside = wraps and len(deeper) == _SEVERAL
            if inside:
                lines[head.at] = f"**{head.text.strip()}**"
        elif inside:
            lines[head.at] = lines[head.at][1:]


def _is_title(text: str, title: str) -> bool:
    """Tell whether a heading says the `title` that front matter gives, whole or at its start, or its number."""
    words, said = _words(title), _words(text)
    number = number_in(title)
    return bool(words) and (said[: len(words)] == words or (number != "" and number_in(text) == number))


def _levelled(lines: list[str], own: int, *, titled: bool) -> None:
    """Make ``#`` headings of those of the third rank that stand beside ``#`` sections and not below them.

    They are short, no links, no second rank stands between, and each has words of another section above it.
    """
    heads = heads_of(lines)
    tops = [head for head in heads if head.rank == 1 and head.at != own]
    if not titled and tops and _names_issue(_plain(tops[0])):
        tops = tops[1:]
    third = [head for head in heads if head.rank == _SECOND + 1]
    if not tops or not third or any(head.rank == _SECOND for head in heads):
        return
    if any(head.linked or len(head.text) > _LONGEST_PEER for head in third):
        return
    between = [lines[before.at + 1 : head.at] for before, head in pairwise(heads) if head in third]
    if any(not any(map(str.strip, part)) for part in between):
        return
    for head in third:
        lines[head.at] = f"# {head.text}"


def _names_issue(text: str) -> bool:
    """Tell whether a heading is the issue's title: with its number or date, a periodical's name or a welcome."""
    return is_dateline(text) or number_in(text) != "" or says_periodical(text) or introduced(text) != ""


def _lowered(lines: list[str], tops: list[int], *, titled: bool, own: int) -> None:
    """Lower all headings one level where several ``#`` open the sections; the first, or `own`, may be the title."""
    first = plain_words(_TAG.sub("", lines[tops[0]]).lstrip("# "))
    is_title = not titled and (_names_issue(first) or not any(map(str.isalpha, first)))
    for head in heads_of(lines):
        if head.rank <= _SECOND + 3 and head.at != own and not (is_title and head.at == tops[0]):
            lines[head.at] = "#" + lines[head.at]


def _ungreeted(lines: list[str], own: int) -> None:
    """Make bold words of a ``#`` heading that greets, and a section of the one other, where ``##`` open sections."""
    heads = heads_of(lines)
    tops = [head for head in heads if head.rank == 1 and head.at != own]
    greeting = [head for head in tops if is_greeting(_plain(head))]
    others = [head for head in tops if head not in greeting]
    if not greeting or len(others) > 1 or sum(head.rank == _SECOND for head in heads) < _LEAST_ALONE:
        return
    for head in greeting:
        lines[head.at] = f"**{head.text.strip()}**"
    for head in others:
        lines[head.at] = f"## {head.text}"


def _emboldened(lines: list[str]) -> None:
    """Make sections of lines in nothing but bold, else of those a picture letter leads, else of those in capitals.

    Several must stand, as paragraphs of their own, and no heading of a lower rank among them.
    """
    if any(head.rank > _SECOND for head in heads_of(lines)):
        return
    outside = outside_fences(lines)
    for is_heading in (_is_bold, _is_pictured, _is_shouted):
        alone = [at for at, line in outside if is_heading(line) and _stands_alone(lines, at, is_heading)]
        if len(alone) >= _LEAST_ALONE:
            first = next((at for at, line in enumerate(lines) if line.strip()), -1)
            for at in alone:
                text = _MARKS.sub("", lines[at]).strip().rstrip(":").strip()
                lines[at] = f"# {text}" if at == first and _names_itself(text) else f"## {text}"
            return


def _names_itself(text: str) -> bool:
    """Tell whether the first line is the issue's: a name and a number, or nothing but a number or a date."""
    return before_number(text) != "" or (number_in(text) != "" and is_dateline(text))


def _is_bold(line: str) -> bool:
    return _BOLD.fullmatch(line) is not None


def _is_pictured(line: str) -> bool:
    return not line.isascii() and _PICTURED.fullmatch(line) is not None


def _is_shouted(line: str) -> bool:
    return line.isupper() and _SHOUTED.fullmatch(line) is not None


def _stands_alone(lines: list[str], number: int, is_heading: Callable[[str], bool]) -> bool:
    """Tell whether a line is a paragraph of its own or heads a list, and what follows is no other such line."""
    if number and lines[number - 1].strip():
        return False
    rest = lines[number + 1 : number + 3]
    if rest and _LIST.match(rest[0]):
        return True
    return len(rest) > 1 and not rest[0].strip() and bool(rest[1].strip()) and not is_heading(rest[1])


def _without_links(lines: list[str]) -> None:
    """Make items of the headings of sections that are links, where nothing of a lower rank stands under them."""
    heads = heads_of(lines)
    linked = [head for head in heads if head.rank == _SECOND and head.linked]
    if len(linked) < _SEVERAL:
        return
    for at, head in enumerate(heads):
        following = heads[at + 1].rank if at + 1 < len(heads) else 0
        if head in linked and following != _SECOND + 1:
            lines[head.at] = "#" + lines[head.at]
