"""Mends a flattened page before it is read: bullets drawn by hand, layout made of quotations, copies for phones."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from reader_app.importers.structure.segment import Kind, Page, Place, Run, Segment
from reader_app.patterns import regex

_BULLET = regex(r"\s*(?:[•●▪▫■◦‣∙⁃►▸➤➜→✓✔◆◇・▶]\ufe0f?|[–-](?=\s))\s*")
_DRAWN = regex(
    r"\s*[■□◆◇★☆▼▽◎]{1,3}\s*(?P<text>[^\s■□◆◇★☆▼▽◎](?:[^。.!！?？]*?[^\s■□◆◇★☆▼▽◎。.])?)\s*[■□◆◇★☆▼▽◎]*\s*\Z"
)
_LEAST_DRAWN: Final = 2
_ALONE = regex(r"\s*(?:[•●▪▫■◦‣∙⁃►▸➤➜→◆◇・·o*-]|\d{1,2}[.)])\s*\Z")
_MOSTLY_QUOTED: Final = 0.5
_EMOJI = regex("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_LONGEST_EMBLEM: Final = 8
_LONGEST_HEADING: Final = 60
_NEAR: Final = 3
_LARGER: Final = 1.17
_SHORTEST_COPY: Final = 60


def tidy(page: Page) -> None:
    """Mend the segments of `page` in place; none is added or taken out, so that numbers stay."""
    segments = page.segments
    texts = [segment for segment in segments if segment.kind is Kind.TEXT]
    quoted = sum(1 for segment in texts if segment.quote)
    if quoted > len(texts) * _MOSTLY_QUOTED:
        for segment in segments:
            segment.quote = 0
    _drawn(segments)
    _bullets(segments)
    _emblems(segments)
    _copies(segments)


def _drawn(segments: list[Segment]) -> None:
    """Take the squares and stars from several short lines that stand over longer paragraphs without: they are headings.

    They get a colour of their own, so that they look alike and other than the text.
    """
    texts = [segment for segment in segments if segment.kind is Kind.TEXT]
    found = []
    for segment, following in pairwise(texts):
        match = _DRAWN.match(segment.text) if len(segment.text) <= _LONGEST_HEADING else None
        plain = match and not (segment.level or segment.bold or segment.place or segment.pre)
        plain = plain and not any(run.href for run in segment.runs)
        if match and plain and len(following.text) > len(segment.text) and not _BULLET.match(following.text):
            found.append((segment, match))
    if len(found) < _LEAST_DRAWN:
        return
    for segment, match in found:
        segment.text, segment.bold, segment.color = match["text"], True, "drawn"
        segment.runs = [segment.runs[0]._replace(text=match["text"])] if segment.runs else []


def _bullets(segments: list[Segment]) -> None:
    """Make list items of lines that begin with a drawn bullet, or stand in the cell after one."""
    number = -1
    ordinal = 0
    for at, segment in enumerate(segments):
        if segment.kind is not Kind.TEXT or segment.place or segment.level or segment.pre:
            ordinal = 0
            continue
        before = segments[at - 1] if at else None
        match = _BULLET.match(segment.text)
        alone = before is not None and before.kind is Kind.RULE and before.text != "" and not segment.button
        if match and _is_headline(segment, segments[at + 1 : at + 2]):
            ordinal = 0
            continue
        if match and match.end() < len(segment.text) and not segment.bold:
            segment.runs = _without(segment.runs, match[0].strip())
            segment.text = segment.text[match.end() :]
        elif _ALONE.match(segment.text) and at + 1 < len(segments):
            segment.kind = Kind.RULE
            continue
        elif not alone:
            ordinal = 0
            continue
        ordinal += 1
        number -= 1
        segment.place = Place(1, False, number, ordinal)


def _is_headline(segment: Segment, following: list[Segment]) -> bool:
    """Tell whether a line with a drawn mark is larger than the paragraph under it, as headings with marks are."""
    return any(each.kind is Kind.TEXT and segment.size >= _LARGER * each.size for each in following)


def _emblems(segments: list[Segment]) -> None:
    """Put a picture letter that stands alone before the short line it belongs to."""
    for at, segment in enumerate(segments[:-1]):
        following = segments[at + 1]
        if segment.kind is not Kind.TEXT or len(segment.text) > _LONGEST_EMBLEM or any(map(str.isalnum, segment.text)):
            continue
        if following.kind is Kind.TEXT and len(following.text) <= _LONGEST_HEADING and _EMOJI.match(segment.text):
            following.text = f"{segment.text} {following.text}"
            following.runs = [segment.runs[0]._replace(text=segment.text + " "), *following.runs]
            segment.kind, segment.text = Kind.RULE, ""


def _without(runs: list[Run], bullet: str) -> list[Run]:
    for at, run in enumerate(runs):
        if bullet in run.text:
            rest = run._replace(text=run.text[run.text.index(bullet) + len(bullet) :].lstrip())
            return [rest, *runs[at + 1 :]]
        if run.text.strip():
            break
    return runs


def _copies(segments: list[Segment]) -> None:
    """Hide a paragraph that says the same as one just before it: it is there for another width of screen."""
    recent: list[str] = []
    for segment in segments:
        if segment.kind is not Kind.TEXT or len(segment.text) < _SHORTEST_COPY:
            continue
        if segment.text in recent and not segment.place:
            segment.kind = Kind.HIDDEN
            continue
        recent = [*recent[1 - _NEAR :], segment.text]
