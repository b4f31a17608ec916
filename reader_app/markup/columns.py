"""How many columns a text takes where every letter has the same width: in a terminal, in plain text."""

from __future__ import annotations

import unicodedata
from typing import Final

_WIDE: Final = ("W", "F")
_NO_WIDTH: Final = ("Mn", "Me", "Cf")


def columns(text: str) -> int:
    """Return how many columns `text` takes (Unicode Standard Annex 11: wide and full-width take two)."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in _NO_WIDTH
        else 2
        if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )


def padded(text: str, width: int) -> str:
    """Return `text` with spaces at its end, so that it takes at least `width` columns."""
    return text + " " * (width - columns(text))


def cut(text: str, width: int) -> str:
    """Return `text`, its end replaced by an ellipsis where it would take more than `width` columns."""
    if columns(text) <= width:
        return text
    kept, used = "", 1
    for character in text:
        used += columns(character)
        if used > width:
            break
        kept += character
    return kept.rstrip() + "…"
