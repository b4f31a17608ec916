"""What to mark in a page after a search: the words and phrases of the query, without its filters."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r'(?:([A-Za-z]+):)?(?:"([^"]*)"?|([^\s"]+))')
_SILENT: Final = frozenset(
    {"before", "after", "is", "publication", "tag"}
)  # filters whose value is no word of the text


def words(query: str) -> tuple[str, ...]:
    """Return the words and phrases of `query` that a reader can look for in an issue, each once."""
    found: list[str] = []
    for field, phrase, word in _TOKEN.findall(query):
        if field.lower() in _SILENT:
            continue
        value = (phrase or word) if not field or field.lower() == "sponsor" else f"{field}:{word or phrase}"
        cleaned = value.strip("\"'()[]{}<>.,;:!?*-").strip()
        if cleaned and cleaned not in found:
            found.append(cleaned)
    return tuple(found)
