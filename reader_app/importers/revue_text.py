"""Reads issues of the Revue platform (2015 to 2023) that were kept as text.

Such a text holds, line by line: title, preheader, publication, title again, a byline ``By <author> • Issue #N • View
online``, the introduction, sections, a feedback question, publication, tagline, credits. A picture leaves its text
alternative as a line, so a picture with a caption gives the same line twice. Every paragraph is one line; a short line
without end punctuation is a section's heading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reader_app.importers.revue_footer import read_footer
from reader_app.importers.revue_lines import Kind, Line, classify
from reader_app.importers.structure.cues import sponsor_label
from reader_app.model.blocks import DEFAULT_LABEL, Block, Feedback, Figure, Item, Podcast, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from reader_app.patterns import regex

_BULLET = regex(r"\s*[•·∙‧|]\s*")
_NUMBER = regex(r"(?:[^\W\d]+\.?\s*)?(?:#|№|Nr\.?|No\.?|n[°º])\s*(?P<number>\d[\w./-]*)\Z", re.IGNORECASE)
_BY = regex(r"(?:by|von|par|por|door|da|di|av|af|de|przez|от|由)\s+(?P<name>\S.*)\Z", re.IGNORECASE)
_FAR_DOWN: Final = 24
_LONGEST_QUESTION: Final = 80


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above the introduction. `end` is the number of the first line after it."""

    title: str
    preheader: str
    publication: str
    number: str
    author: str
    end: int
    removed: tuple[str, ...]


def find_top(lines: list[str]) -> Top | None:
    """Return what the first lines say when they have the platform's form, else None."""
    filled = [number for number, line in enumerate(lines) if line][:_FAR_DOWN]
    for place, number in enumerate(filled):
        byline = _byline(lines[number])
        if byline is None or place == 0:
            continue
        above = [lines[earlier] for earlier in filled[:place]]
        return _top(above, byline, lines[number], number + 1)
    return None


def read(lines: list[str], top: Top) -> tuple[Issue, tuple[str, ...]]:
    """Return the issue of `lines`, whose top is known, and the lines left out because they say something twice."""
    body, question, foot = _split_footer(lines[top.end :], top.publication)
    classified = classify(body)
    builder = _Builder()
    for line in classified:
        builder.add(line)
    blocks, sections = builder.done()
    if question:
        ending = Feedback(question)
        if sections:
            sections[-1] = Section(sections[-1].heading, "", (*sections[-1].blocks, ending))
        else:
            blocks.append(ending)
    about, left_out = read_footer(foot, top.publication)
    issue = Issue(
        publication=top.publication,
        number=top.number,
        title=top.title,
        preheader=top.preheader,
        authors=(top.author,) if top.author else (),
        lead=tuple(blocks),
        sections=tuple(sections),
        about=about,
    )
    return issue, (*top.removed, *builder.removed, *left_out)


def _byline(line: str) -> tuple[str, str] | None:
    """Return author and number of a byline such as "By Jo Doe • Issue #12 • View online"."""
    parts = _BULLET.split(line)
    if len(parts) < 2:
        return None
    for place, part in enumerate(parts):
        match = _NUMBER.match(part)
        if match and place > 0:
            named = _BY.match(parts[0])
            return (named["name"] if named else parts[0]), match["number"]
    return None


def _top(above: list[str], byline: tuple[str, str], line: str, end: int) -> Top:
    author, number = byline
    removed = [line]
    title = above.pop()
    if len(above) > 1 and above[0] == title:
        removed.insert(0, title)
        above.pop(0)
        publication = above.pop()
    elif above and above[0] != title:
        publication = above.pop()
    else:
        publication = above.pop() if above and above[-1] != title else author
    preheader = " ".join(part for part in above if part != title)
    removed[:0] = [part for part in above if part == title]
    return Top(title, preheader, publication, number, author, end, tuple(removed))


def _split_footer(lines: list[str], publication: str) -> tuple[list[str], str, list[str]]:
    """Split into body, feedback question and footer. The footer begins where the publication's name stands alone."""
    name = publication.casefold()
    start = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].casefold() == name), len(lines))
    before = [n for n in range(start) if lines[n]]
    if before and len(lines[before[-1]]) <= _LONGEST_QUESTION and lines[before[-1]].endswith(("?", "？", "؟")):
        question = before[-1]
        return lines[:question], lines[question], lines[start:]
    return lines[:start], "", lines[start:]


class _Builder:
    """Puts classified lines together to blocks and sections."""

    def __init__(self) -> None:
        self.removed: list[str] = []
        self._lead: list[Block] = []
        self._sections: list[tuple[str, list[Block]]] = []
        self._open: Item | Sponsor | Podcast | None = None
        self._bodies: list[str] = []

    def add(self, line: Line) -> None:
        """Take the next line."""
        if line.twice:
            self.removed.append(line.text)
        if line.kind is Kind.HEADING:
            self._close()
            self._sections.append((line.text, []))
        elif line.kind is Kind.PROSE:
            self._prose(line)
        elif line.kind is Kind.PICTURE:
            self._close()
            self._blocks().append(Figure("", alt=line.text))
        else:
            self._close()
            self._open = _opened(line)

    def done(self) -> tuple[list[Block], list[Section]]:
        """Return the lead's blocks and the sections."""
        self._close()
        return self._lead, [Section(heading, "", tuple(blocks)) for heading, blocks in self._sections]

    def _blocks(self) -> list[Block]:
        return self._sections[-1][1] if self._sections else self._lead

    def _prose(self, line: Line) -> None:
        if self._open is not None and line.belongs:
            self._bodies.append(line.markdown)
            return
        self._close()
        self._blocks().append(Prose(line.markdown))

    def _close(self) -> None:
        if self._open is not None:
            body = "\n\n".join(self._bodies)
            self._blocks().append(_with_body(self._open, body))
        self._open, self._bodies = None, []


def _opened(line: Line) -> Item | Sponsor | Podcast:
    if line.kind is Kind.SPONSOR:
        label = sponsor_label(line.text)
        assert label is not None
        return Sponsor(label.name or line.source or label.label, label=label.label if label.name else DEFAULT_LABEL)
    if line.kind is Kind.PODCAST:
        return Podcast(line.text)
    return Item(line.text, url=line.url, source=line.source)


def _with_body(block: Item | Sponsor | Podcast, body: str) -> Block:
    match block:
        case Item():
            return Item(block.title, url=block.url, source=block.source, body=body)
        case Sponsor():
            return Sponsor(block.name, url=block.url, label=block.label, body=body)
        case Podcast():
            return Podcast(block.title, url=block.url, body=body)
