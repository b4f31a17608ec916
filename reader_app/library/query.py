"""What a person types into the search field, as a value: words, phrases and filters. Any text is a valid query.

``kata containers``        both words, the last one may be the start of a word
``"open source"``          these words next to each other
``publication:cloud``      the publication or number starts so; ``sponsor:acme`` likewise; both take "phrases"
``before:2020-01-01``      dated before that day (or year, or month); ``after:2020`` on the first day of it or later
``is:unread is:starred``   marks; ``is:archived`` only what was put away
``tag:work``               with this tag; ``tag:"two words"``
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
    archived: bool = False
    tags: tuple[str, ...] = ()

    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return self == Query()


def parse(text: str) -> Query:
    """Return the query that `text` means."""
    words: list[tuple[str, str, bool]] = []  # column, words, whether quoted
    filters: dict[str, datetime | bool] = {}
    tags: list[str] = []
    for field, phrase, bare in _TOKEN.findall(clean_line(text)[:LONGEST]):
        name, value = field.lower(), bare or phrase
        found = _filter(name, value)
        if found is not None:
            filters.update(found)
        elif name == "tag" and value:
            tags.append(value)
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
    return Query(match=match, tags=tuple(dict.fromkeys(tags)), **filters)  # type: ignore[arg-type]


def item_terms(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the words and phrases of `text` that are looked for anywhere, each with whether it may start a word."""
    terms: list[tuple[str, bool]] = []
    for field, phrase, bare in _TOKEN.findall(clean_line(text)[:LONGEST]):
        name, value = field.lower(), bare or phrase
        if _filter(name, value) is None and name not in _COLUMNS and not (name == "tag" and value):
            words = f"{field}:{value}" if field else value
            if _has_word(words):
                terms.append((words, not phrase))
    last = len(terms) - 1
    return tuple((words, bare and place == last) for place, (words, bare) in enumerate(terms[:_MOST_TERMS]))


def _filter(name: str, value: str) -> dict[str, datetime | bool] | None:
    if name == "is" and value.lower() in ("unread", "starred", "archived"):
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
