"""Tells what each line of a Revue text is: a heading, an item, a sponsor, a podcast, a picture's words, or prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from reader_app.importers.literal import ADDRESS, literal
from reader_app.importers.structure.cues import sponsor_label
from reader_app.patterns import any_case, regex

_HOST = regex(r"(?P<host>(?:[\w-]+\.)+[a-z]{2,24})(?:\s*[•·|–—-]\s*\S.*)?\Z", re.IGNORECASE)
_SENTENCE_END: Final = tuple(".!?…。！？؟:;,،")
_PODCAST = any_case(r"podcast|播客|ポッドキャスト|팟캐스트|подкаст|פודקאסט|بودكاست")
_LONGEST_HEADING: Final = 60
_MOST_WORDS: Final = 9


class Kind(Enum):
    """What a line is."""

    HEADING = auto()
    PROSE = auto()
    ITEM = auto()
    SPONSOR = auto()
    PODCAST = auto()
    PICTURE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what it is. `twice` tells that it stood there twice; `belongs` that prose goes on the block above."""

    kind: Kind
    text: str
    twice: bool = False
    belongs: bool = False
    url: str = ""
    source: str = ""

    @property
    def markdown(self) -> str:
        """The line as Markdown that shows it letter for letter."""
        return literal(self.text)


def classify(lines: list[str]) -> list[Line]:
    """Return what the lines of the body are, blank ones and the second of equal neighbours left out."""
    found: list[Line] = []
    number, open_block = 0, False
    while number < len(lines):
        text = lines[number]
        if not text:
            open_block = False
            number += 1
            continue
        twice = number + 1 < len(lines) and lines[number + 1] == text
        after = number + (2 if twice else 1)
        following = lines[after] if after < len(lines) else ""
        line = _line(text, twice, following, open_block)
        found.append(line)
        open_block = line.kind in (Kind.ITEM, Kind.SPONSOR, Kind.PODCAST) or line.belongs
        number = after + (1 if line.kind is Kind.ITEM else 0)
    return found


def _line(text: str, twice: bool, following: str, open_block: bool) -> Line:
    if sponsor_label(text):
        return Line(Kind.SPONSOR, text, twice)
    if twice:
        return Line(Kind.PODCAST if _PODCAST.search(text) else Kind.PICTURE, text, twice)
    source = _source(following)
    if source and not ADDRESS.fullmatch(text):
        host, url = source
        return Line(Kind.ITEM, text, url=url, source=host)
    if is_heading(text):
        return Line(Kind.HEADING, text)
    return Line(Kind.PROSE, text, belongs=open_block)


def is_heading(text: str) -> bool:
    """Tell whether `text` is short, is no sentence and no address: the form of a section's heading."""
    if len(text) > _LONGEST_HEADING or text.count(" ") >= _MOST_WORDS or text.endswith(_SENTENCE_END):
        return False
    return any(map(str.isalnum, text)) and not ADDRESS.search(text) and not _HOST.match(text)


def _source(line: str) -> tuple[str, str] | None:
    """Return (host, address) when `line` is what stands under an item's title: a host, or the address itself."""
    if ADDRESS.fullmatch(line):
        return "", line
    match = _HOST.match(line)
    return (match["host"], "") if match else None
