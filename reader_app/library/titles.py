"""Finds issues by the words of their titles, publications and numbers, each begun: for going to one quickly."""

from __future__ import annotations

import sqlite3
from typing import Final

from reader_app.library.lists import SUMMARY, summary
from reader_app.library.script import ends_unspaced, split
from reader_app.library.types import IssueSummary
from reader_app.model.text import clean_line

_MOST_WORDS: Final = 12
_LONGEST: Final = 200


def find(db: sqlite3.Connection, text: str, limit: int) -> tuple[IssueSummary, ...]:
    """Return the newest issues whose title, publication or number has words that begin like all those of `text`."""
    words = ["".join(filter(str.isalnum, word)) for word in clean_line(text)[:_LONGEST].split()]
    terms = [_begun(word) for word in words if word][:_MOST_WORDS]
    if not terms:
        return ()
    rows = db.execute(
        f"SELECT {SUMMARY} FROM search CROSS JOIN issues i ON i.key = search.rowid"
        " CROSS JOIN publications p ON p.key = i.publication"
        " WHERE search MATCH ? AND i.shelf < 2 ORDER BY search.rowid DESC LIMIT ?",
        (f"{{title publication}} : ({' AND '.join(terms)})", limit),
    )
    return tuple(summary(row) for row in rows)


def _begun(word: str) -> str:
    return f'"{split(word)}"' + ("" if ends_unspaced(word) else "*")
