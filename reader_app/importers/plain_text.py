"""Plain text newsletters: the founding platform's text form, and the marks people use in any plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers import revue_text
from reader_app.importers.bounds import MAX_LINES
from reader_app.importers.literal import literal
from reader_app.importers.source import Source
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.importers.text_facts import without_facts
from reader_app.importers.text_lines import flat_lines, portions, raw_lines, unwrapped, visible
from reader_app.model.blocks import Prose
from reader_app.model.origin import Imported, Origin
from reader_app.patterns import regex

VERSION: Final = 7
_ENTITY = regex(r"&(?:amp|lt|gt|quot|nbsp|#39|#x27);")
_MARKDOWN = regex(r"^#{1,4} \S|\]\(https?://|^\*\*\S", re.MULTILINE)
_MARKDOWN_SIGNS: Final = 4
_GAP = regex(r"\s+")
_MOST_CHARACTERS: Final = 5_000_000
_TOGETHER: Final = 500  # lines that make one paragraph where no structure is looked for


class PlainText:
    """Reads text files. Where the platform's form is not there, rules and capitals make the sections."""

    kind = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def certainty(self, source: Source) -> float:
        """Return how sure it is that `source` is a plain text newsletter."""
        try:
            text = source.decoded().text
        except FormatError:
            return 0.0
        if revue_text.find_top(flat_lines(text[:20_000])):
            return 0.95
        if len(_MARKDOWN.findall(text[:20_000])) >= _MARKDOWN_SIGNS:
            return 0.2
        return 0.6 if source.suffix in self.suffixes else 0.3

    def read(self, source: Source) -> Iterator[Imported]:
        """Yield the one issue of a text. Raises FormatError when it holds no word."""
        decoded = source.decoded()
        text, envelope, facts = without_facts(decoded.text, Envelope(name=source.stem))
        found = issue_of(text, envelope)
        issue = replace(found.issue, extra={**found.issue.extra, **facts})
        origin = Origin(self.kind, found.platform, source.sha256, source.name, VERSION)
        yield Imported(issue, source.data, origin, decoded.warnings, found.removed)


def issue_of(text: str, envelope: Envelope) -> Structured:
    """Return the issue in plain `text`. Raises FormatError when it holds no word.

    Structure is looked for in its first 50,000 lines and 5 million characters; the words beyond are prose.
    """
    first, beyond = _parted(text)
    found = _issue_of(first, envelope)
    rest = tuple(Prose(words) for portion in portions(beyond, _TOGETHER) if (words := _words(portion)))
    if not rest:
        return found
    issue, sections = found.issue, found.issue.sections
    if sections:
        last = replace(sections[-1], blocks=(*sections[-1].blocks, *rest))
        return replace(found, issue=replace(issue, sections=(*sections[:-1], last)))
    return replace(found, issue=replace(issue, lead=(*issue.lead, *rest)))


def _parted(text: str) -> tuple[str, str]:
    """Return what of `text` may have structure, which has words if there are any, and the rest; cut between words."""
    start = 0
    for first in portions(text, MAX_LINES):
        if any(map(str.isalnum, first)):
            gap = _GAP.search(first, _MOST_CHARACTERS) if len(first) > _MOST_CHARACTERS else None
            end = gap.end() if gap else len(first)
            return first[:end], text[start + end :]
        start += len(first)
    return "", ""


def _words(text: str) -> str:
    """Return all of `text` as one paragraph of Markdown."""
    return literal(" ".join(visible(unescape(text) if _ENTITY.search(text) else text).split()))


def _issue_of(text: str, envelope: Envelope) -> Structured:
    if _ENTITY.search(text):
        text = unescape(text)
    lines = unwrapped(flat_lines(text))
    if not any(any(map(str.isalnum, line)) for line in lines):
        raise FormatError("The file holds no words.")
    top = revue_text.find_top(lines)
    if not top:
        from reader_app.importers.structure.find import find_in_text

        return find_in_text(raw_lines(text), envelope)
    issue, removed = revue_text.read(lines, top)
    issue = replace(
        issue,
        publication=envelope.publication or issue.publication or envelope.sender,
        number=envelope.number or issue.number,
        authors=issue.authors or envelope.authors,
        date=issue.date or envelope.date,
        lang=envelope.lang,
    )
    return Structured(issue, "revue", removed)
