"""Parts the paragraphs of a page at the sentences that say who paid, so that each part can go its own way."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Final

from reader_app.importers.structure import mark_words, sentence_words
from reader_app.importers.structure.disclosing import Link, Words, continued, disclosed, goes_on, leads_elsewhere
from reader_app.importers.structure.marks import badge, footnote, is_starred, mark_of
from reader_app.importers.structure.names import before_number
from reader_app.importers.structure.segment import Kind, Page, Run, Segment
from reader_app.importers.text_lines import visible
from reader_app.patterns import regex

_SHORTEST: Final = 12
_PARTS = regex(r"\s+[|–—•·-]\s+|[:：|]\s*")
_EMPTY = regex(r"[(<\[]\s+[)>\]]|\[\d{1,3}\]")

# Where a character of a paragraph's words comes from: the number of its run, and its place in it.
_Places = list[tuple[int, int]]


def houses_of(lines: Iterable[str]) -> set[str]:
    """Return the names a publication may go by, given its sender, its subject and the like."""
    found = set()
    for line in lines:
        found |= {line, before_number(line), *_PARTS.split(line, maxsplit=4)} if line else set()
    return {name.strip() for name in found if name.strip()}


def part(page: Page, houses: Iterable[str]) -> None:
    """Part the paragraphs of `page` in place, and tell each part that is a disclosure whom it names.

    Containers and segments are numbered anew.
    """
    segments = page.segments
    said = [segment.text.lower() if segment.kind is Kind.TEXT and not segment.pre else "" for segment in segments]
    marked = _holding(said, mark_words.STEMS)
    if marked:
        _mark_paid(segments, marked)
    telling = _holding(said, sentence_words.STEMS)
    names = set(houses)
    made: list[Segment] = []
    moved: list[int] = []
    for number, segment in enumerate(segments):
        moved.append(len(made))
        if made and made[-1].told and segment.kind is Kind.TEXT and not (segment.level or segment.pre):
            segment.told = continued(_words(segment.runs)[0], names)
        made += _parts(segment, names) if number in telling and len(segment.text) >= _SHORTEST else [segment]
    moved.append(len(made))
    if len(made) != len(segments):
        page.segments[:] = made
        for node in page.nodes:
            node.start, node.end = moved[node.start], moved[node.end]


def _holding(said: Sequence[str], stems: Iterable[str]) -> set[int]:
    """Return the numbers of the texts that hold one of `stems`: nearly none does, and all are searched as one."""
    text = "\n".join(said)
    places = []
    for stem in stems:
        at = text.find(stem)
        while at >= 0:
            places.append(at)
            at = text.find(stem, at + 1)
    if not places:
        return set()
    starts = [0, *accumulate(len(each) + 1 for each in said[:-1])] if said else [0]
    return {bisect_right(starts, at) - 1 for at in places}


def _mark_paid(segments: Sequence[Segment], numbers: set[int]) -> None:
    """Mark the items that a word beside their link, or a star that a footnote explains, tells to be paid."""
    notes: dict[str, str] = {}  # the label by its star; the last explanation holds
    for number in sorted(numbers):
        segment = segments[number]
        note = footnote(segment.text)
        if note:
            notes.pop(note.star, None)
            notes[note.star] = note.label
        elif any(run.href for run in segment.runs):
            segment.mark = mark_of(_words(segment.runs)[0]) or _badge(segment.runs)
    for star, label in notes.items():
        for segment in segments:
            if segment.kind is Kind.TEXT and star in segment.text and not footnote(segment.text):
                segment.mark = label if is_starred(_words(segment.runs)[0], star) else segment.mark


def _badge(runs: Sequence[Run]) -> str:
    """Return the label that stands right before or after an item's link in a look of its own, else ``""``."""
    first = next((at for at, run in enumerate(runs) if run.href and run.text.strip()), -1)
    beside = [each for each in (first - 1, first + 1, first + 2) if first >= 0 and 0 <= each < len(runs)]
    for at in beside:
        run = runs[at]
        if not run.href and (run.look.size, run.look.bg, run.look.boxed) != (
            runs[first].look.size,
            runs[first].look.bg,
            runs[first].look.boxed,
        ):
            label = badge(run.text)
            if label and not any(map(str.isalnum, "".join(each.text for each in runs[: min(at, first)]))):
                return label
    return ""


def _parts(segment: Segment, houses: set[str]) -> list[Segment]:
    """Return what a paragraph falls into: what stands before the disclosure, this itself, and what follows it."""
    said, places = _words(segment.runs)
    found = disclosed(said, houses)
    if found is None:
        return [segment]
    whole = found.start == 0 and not leads_elsewhere(said, found)
    stop = len(said.text) if whole else goes_on(said, found)
    if segment.level or (found.start == 0 and stop == len(said.text)):
        segment.told = found if found.start == 0 else None
        segment.alone = found.start == 0 and found.bare and not said.text[found.end :].strip()
        return [segment]
    cuts = [0, found.start, stop, len(said.text)]
    parts = []
    for start, end in pairwise(cuts):
        text = said.text[start:end].strip()
        if any(map(str.isalnum, text)):
            runs = _cut(segment.runs, places, start, end)
            hrefs = {run.href for run in runs if run.text.strip()}
            made = replace(segment, text=text, runs=runs, href=hrefs.pop() if len(hrefs) == 1 else "", button=False)
            made.told = found if start == found.start and end == stop else None
            parts.append(made)
    return parts


def _words(runs: Sequence[Run]) -> tuple[Words, _Places]:
    """Return the words of a paragraph on one line, without addresses that stand bare, and where each letter is from."""
    shown = [run for run in runs if not run.src]
    raw = "".join([" " * len(run.text) if _is_bare(run) else run.text for run in shown])
    raw = _EMPTY.sub(lambda match: " " * len(match[0]), raw)
    text: list[str] = []
    places: _Places = []
    marked: tuple[list[Link], list[Link], list[Link]] = ([], [], [])
    at = 0
    for number, run in enumerate(runs):
        if run.src:
            continue
        start = len(text)
        for place, letter in enumerate(raw[at : at + len(run.text)]):
            space = letter.isspace()
            if (space and (not text or text[-1] == " ")) or not (space or visible(letter)):
                continue
            text.append(" " if space else letter)
            places.append((number, place))
        at += len(run.text)
        if run.href:
            _mark(marked[1 if _is_bare(run) else 0], start, len(text), run.href)
        elif run.look.bold:
            _mark(marked[2], start, len(text), "")
    joined = "".join(text)
    links, bare_links, bolds = (tuple(_trimmed(link, joined) for link in each) for each in marked)
    return Words(joined.rstrip(), links, bolds, bare_links), places


def _is_bare(run: Run) -> bool:
    return run.href != "" and run.text.startswith(("http://", "https://"))


def _mark(marked: list[Link], start: int, end: int, url: str) -> None:
    if marked and marked[-1].end == start and marked[-1].url == url:
        marked[-1] = marked[-1]._replace(end=end)
    else:
        marked.append(Link(start, end, url))


def _trimmed(link: Link, text: str) -> Link:
    inner = text[link.start : link.end]
    start = link.start + len(inner) - len(inner.lstrip())
    return Link(start, start + len(inner.strip()), link.url)


def _cut(runs: Sequence[Run], places: _Places, start: int, end: int) -> list[Run]:
    """Return the runs of the words from `start` to `end`."""
    first = places[start] if start else (0, 0)
    last = places[end] if end < len(places) else (len(runs), 0)
    kept: list[Run] = []
    for number, run in enumerate(runs):
        if not first[0] <= number <= last[0] or (number == last[0] and last[1] == 0):
            continue
        left = first[1] if number == first[0] else 0
        right = last[1] if number == last[0] else len(run.text)
        kept.append(run._replace(text=run.text[left:right]) if (left, right) != (0, len(run.text)) else run)
    return [run for run in kept if run.text or run.src]
