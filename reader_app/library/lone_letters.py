"""What is marked of a hit where a word of the query is one letter: that letter alone.

Such a word finds every word it begins, which is right while a person types, but would mark half of a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reader_app.library.script import folded
from reader_app.library.types import MARK_END, MARK_START

_TERM: Final = re.compile(r'"((?:[^"]|"")*)"(\*?)')
_WORD: Final = re.compile(r"\w+")
_MARKED: Final = re.compile(f"{MARK_START}([^{MARK_START}{MARK_END}]*){MARK_END}")


@dataclass(frozen=True, slots=True)
class LoneLetters:
    """The words of one letter in a query that may begin longer ones, and how its other words begin."""

    letters: frozenset[str]
    others: tuple[str, ...]

    @staticmethod
    def of(match: str) -> LoneLetters:
        """Return those of the FTS5 expression `match`, as `query.parse` writes it."""
        letters, others = set(), []
        for words, star in _TERM.findall(match):
            parts = _WORD.findall(folded(words))
            if star and len(parts) == 1 and len(parts[0]) == 1:
                letters.add(parts[0])
            else:
                others += parts[:1]
        return LoneLetters(frozenset(letters), tuple(others))

    def only_whole(self, marked: str) -> str:
        """Return `marked` without the marks around words that are marked for their first letter only."""
        return _MARKED.sub(self._kept, marked) if self.letters else marked

    def _kept(self, match: re.Match[str]) -> str:
        word = folded(match[1])
        starts_only = len(word) > 1 and word[0] in self.letters and not word.startswith(self.others)
        return match[1] if starts_only else match[0]
