"""How well a few typed letters fit a name: for lists in which a person picks by typing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

AT_START, AT_WORD, INSIDE, SCATTERED = 100, 80, 50, 10
SHORTEST_SCATTERED: Final = 3
_LONGEST: Final = 200  # letters of a name that are looked at


@dataclass(frozen=True, slots=True)
class Match:
    """A name that fits: the higher `score` the better; `places` are the (start, end) of the letters that were typed."""

    score: float
    places: tuple[tuple[int, int], ...]


def match(typed: str, name: str) -> Match | None:
    """Return how `name` fits the words of `typed`, None when one of them is not in it; case and accents do not count.

    A word fits best at the start of the name, then at the start of a word, then inside of one, last with its letters
    scattered in their order. Shorter names fit better. Nothing typed fits everything.
    """
    folded = _folded(name[:_LONGEST])
    total, places = 0.0, list[tuple[int, int]]()
    for word in _folded(typed).split():
        found = _place(word, folded)
        if found is None:
            return None
        total += found.score
        places += found.places
    return Match(total - len(folded) / 50, tuple(sorted(places)))


def _place(word: str, name: str) -> Match | None:
    """Return where one word fits best."""
    at = name.find(word)
    while at > 0 and name[at - 1].isalnum():
        at = name.find(word, at + 1)
    if at >= 0:
        return Match(AT_WORD if at else AT_START, ((at, at + len(word)),))
    at = name.find(word)
    if at >= 0:
        return Match(INSIDE, ((at, at + len(word)),))
    return _scattered(word, name)


def _scattered(word: str, name: str) -> Match | None:
    """Return where the letters of `word` stand in their order; None for a short word and for too many pieces."""
    if len(word) < SHORTEST_SCATTERED:
        return None
    places: list[tuple[int, int]] = []
    at = -1
    for letter in word:
        at = name.find(letter, at + 1)
        if at < 0:
            return None
        if places and places[-1][1] == at:
            places[-1] = (places[-1][0], at + 1)
        else:
            places.append((at, at + 1))
    return Match(SCATTERED - len(places), tuple(places)) if len(places) <= len(word) // 2 + 1 else None


def _folded(text: str) -> str:
    """Return `text` without case and accents, letter for letter."""
    if text.isascii():
        return text.lower()
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[0] for letter in text)
