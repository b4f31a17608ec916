"""Pictures that a page does not show but leads to: a quiet place with their words, and no request."""

from __future__ import annotations

from html import escape
from typing import Self


class Linked(str):
    """What becomes of a picture's address where the picture is only linked; `label` names one that has no words."""

    __slots__ = ("label",)

    label: str

    def __new__(cls, address: str, label: str) -> Self:
        """Make it of a valid address."""
        made = super().__new__(cls, address)
        made.label = label
        return made

    def html(self, alt: str) -> str:
        """Return the place of the picture that `alt` describes."""
        words = escape(alt.strip() or self.label)
        return f'<a class="missing-picture" href="{escape(self)}" rel="noopener noreferrer">{words}</a>'
