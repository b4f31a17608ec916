"""Which items of an issue that was found hold the words of a query: told from titles and sources, without an index.

A search lists some dozens of issues at a time; to look through the few items of each costs less than an index of
millions of items would.
"""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache
from typing import Final

from reader_app.library.lone_letters import LoneLetters
from reader_app.library.query import item_terms
from reader_app.library.script import folded, joined, split
from reader_app.library.types import MARK_END, MARK_START, ItemHit

MOST: Final = 3  # items named for one issue
_WORD: Final = re.compile(r"\w+")


def item_hits(db: sqlite3.Connection, text: str, issue: int, lone: LoneLetters) -> tuple[ItemHit, ...]:
    """Return the items of the issue with the key `issue` that hold all words of the query `text`, three at most.

    `lone` are the words of one letter in it.
    """
    patterns = _patterns(text)
    if not patterns:
        return ()
    found: list[ItemHit] = []
    rows = db.execute(
        "SELECT position, title, source, section, url FROM items WHERE issue = ? AND hidden = 0 ORDER BY position",
        (issue,),
    )
    for position, title, source, section, url in rows:
        words = folded(f"{title} {source}")
        if all(pattern.search(words) for pattern in patterns):
            found.append(ItemHit(position, lone.only_whole(_marked(title, patterns)), section, source, url))
            if len(found) == MOST:
                break
    return tuple(found)


@lru_cache(maxsize=8)
def _patterns(text: str) -> tuple[re.Pattern[str], ...]:
    """Return what finds each word or phrase of the query in a folded text."""
    patterns = []
    for term, prefix in item_terms(text):
        parts = [re.escape(part) for part in _WORD.findall(folded(term))]
        if parts:
            words = r"\W+".join(parts)
            patterns.append(re.compile(rf"(?<!\w){words}" + (r"\w*" if prefix else r"(?!\w)")))
    return tuple(patterns)


def _marked(title: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    """Return `title` with the words found between marks."""
    text = split(title)
    flat, places = "", []
    for place, letter in enumerate(text):
        form = folded(letter)
        flat += form
        places += [place] * len(form)
    places.append(len(text))
    spans = sorted((places[match.start()], places[match.end()]) for each in patterns for match in each.finditer(flat))
    marked, done = "", 0
    for start, end in spans:
        if start >= done:
            marked += f"{text[done:start]}{MARK_START}{text[start:end]}{MARK_END}"
            done = end
    return joined(marked + text[done:])
