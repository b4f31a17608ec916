"""Lays two versions of a text side by side: equal lines on the same height, what differs marked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_CAREFUL: Final = 3_000  # lines up to which even frequent lines are matched


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of each side; None where the side has no such line."""

    old: str | None
    new: str | None

    @property
    def differs(self) -> bool:
        """Whether the two sides are not the same here."""
        return self.old != self.new


def side_by_side(old: str, new: str) -> tuple[Pair, ...]:
    """Return the lines of `old` and `new` in pairs."""
    left, right = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, left, right, autojunk=max(len(left), len(right)) > _CAREFUL)
    pairs: list[Pair] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pairs.extend(Pair(line, line) for line in left[start:end])
            continue
        count = max(end - start, new_end - new_start)
        olds = [*left[start:end], *[None] * (count - (end - start))]
        news = [*right[new_start:new_end], *[None] * (count - (new_end - new_start))]
        pairs.extend(Pair(*pair) for pair in zip(olds, news, strict=True))
    return tuple(pairs)


def changes(pairs: tuple[Pair, ...]) -> int:
    """Return how many lines differ."""
    return sum(pair.differs for pair in pairs)
