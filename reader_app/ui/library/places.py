"""What the list can show: one of the fixed lists, the issues of a publication or tag, a saved search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

PlaceKind = Literal[
    "all",
    "unread",
    "starred",
    "items",
    "archive",
    "trash",
    "drafts",
    "clips",
    "sponsors",
    "tag",
    "search",
    "publication",
]
_NAMED: Final = frozenset({"tag", "search", "publication"})
OF_ISSUES: Final = frozenset({"all", "unread", "starred", "archive", "trash", "tag", "publication"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the sidebar. `value` is the name of the publication or tag, or the words of the search."""

    kind: PlaceKind
    value: str = ""

    def name(self) -> str:
        """Return the place as one text, for the settings."""
        return f"{self.kind}:{self.value}" if self.kind in _NAMED else self.kind


def named(text: str) -> Place:
    """Return the place that `Place.name` wrote as `text`, all issues when it is none."""
    kind, _, name = text.partition(":")
    return next((Place(known, name) for known in get_args(PlaceKind) if known == kind), Place("all"))
