"""Numbered references of plain text mail: "a title [4]" in the text, "[4] https://…" in a list at its end."""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.literal import ADDRESS
from reader_app.importers.structure.looks import Look
from reader_app.importers.structure.segment import Run
from reader_app.patterns import regex

_NOTE = regex(r"\s*\[(?P<number>\d{1,3})\]:?\s+(?P<url>https?://\S+)\s*\Z")
_MARK = regex(r"\s*\[(?P<number>\d{1,3})\]")
_HEADING = regex(r"\W*(?:links|references|sources|urls|verweise|liens|enlaces)\W*\Z|[-=_*]{4,}\s*\Z", re.IGNORECASE)
_LEAST: Final = 2


class Notes(dict[str, str]):
    """The addresses of numbered references, by number. `used` are the marks that became links."""

    def __init__(self) -> None:
        super().__init__()
        self.used: list[str] = []

    def resolved(self, text: str, look: Look) -> list[Run]:
        """Return `text` in runs, what stands before each reference a link to its address instead of the mark."""
        if not self or "[" not in text:
            return [Run(text, look)] if text else []
        runs: list[Run] = []
        position = 0
        for match in _MARK.finditer(text):
            url = self.get(match["number"])
            if url is None:
                continue
            before = text[position : match.start()]
            if any(map(str.isalnum, before)):
                self.used.append(match[0].strip())
                runs.append(Run(before, look, url))
            else:
                runs.append(Run(text[position : match.end()], look, url))
            position = match.end()
        rest = text[position:]
        return [*runs, Run(rest, look)] if rest.strip() or not runs else runs


def without_notes(lines: list[str]) -> tuple[list[str], Notes]:
    """Return `lines` without the list of references at their end, and the references."""
    notes = Notes()
    first = len(lines)
    for number in range(len(lines) - 1, -1, -1):
        match = _NOTE.match(lines[number])
        if match and ADDRESS.match(match["url"]):
            notes.setdefault(match["number"], match["url"])
            first = number
        elif lines[number].strip():
            break
    if len(notes) < _LEAST:
        return lines, Notes()
    while first > 0 and (not lines[first - 1].strip() or _HEADING.match(lines[first - 1])):
        first -= 1
    return lines[:first], notes
