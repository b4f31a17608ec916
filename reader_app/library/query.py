"""What a person types into the search field, as a value: words, phrases and filters. Any text is a valid query.

``kata containers``        both words, the last one may be the start of a word
``"open source"``          these words next to each other
``publication:cloud``      the publication or number starts so; ``sponsor:acme`` likewise; both take "phrases"
``before:2020-01-01``      dated before that day (or year, or month); ``after:2020`` on the first day of it or later
``is:unread is:starred``   marks
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from reader_app.library.script import ends_unspaced, split
from reader_app.model.text import clean_line

LONGEST: Final = 1000
_MOST_TERMS: Final = 32
_TOKEN: Final = re.compile(r'(?:([A-Za-z]+):)?(?:"([^"]*)"?|([^\s"]+))')
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?\Z")
_COLUMNS: Final = {"publication": "publication", "sponsor": "sponsors"}


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. `match` is an FTS5 expression, empty when no words are asked for."""

    match: str = ""
    before: datetime | None = None
    after: datetime | None = None
    unread: bool = False
    starred: bool = False

    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return self == Query()


def parse(text: str) -> Query:
    """Return the query that `text` means."""
    words: list[tuple[str, str, bool]] = []  # column, words, whether quoted
    filters: dict[str, datetime | bool] = {}
    for field, phrase, bare in _TOKEN.findall(clean_line(text)[:LONGEST]):
        name, value = field.lower(), bare or phrase
        found = _filter(name, value)
        if found is not None:
            filters.update(found)
        elif name in _COLUMNS:
            words.append((_COLUMNS[name], value, bool(phrase)))
        else:
            words.append(("", f"{field}:{value}" if field else value, bool(phrase)))
    terms = [term for term in words if _has_word(term[1])][:_MOST_TERMS]
    last = max((place for place, (column, _, _) in enumerate(terms) if not column), default=-1)
    match = " AND ".join(
        _term(column, value, prefix=not quoted and (bool(column) or place == last))
        for place, (column, value, quoted) in enumerate(terms)
    )
    return Query(match=match, **filters)  # type: ignore[arg-type]


def _filter(name: str, value: str) -> dict[str, datetime | bool] | None:
    if name == "is" and value.lower() in ("unread", "starred"):
        return {value.lower(): True}
    if name in ("before", "after"):
        day = _day(value)
        return None if day is None else {name: day}
    return None


def _day(value: str) -> datetime | None:
    match = _DATE.match(value)
    if match is None:
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _has_word(text: str) -> bool:
    return any(character.isalnum() or unicodedata.category(character) == "Co" for character in text)


def _term(column: str, words: str, *, prefix: bool) -> str:
    phrase = '"' + split(words).replace('"', '""') + '"'
    star = "*" if prefix and not ends_unspaced(words) else ""
    return f"{column} : {phrase}{star}" if column else f"{phrase}{star}"
