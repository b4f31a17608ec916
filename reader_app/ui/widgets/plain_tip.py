"""Tooltips that show text as it is: Qt takes a tooltip that looks like HTML for HTML, pictures and all."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 1000


def plain_tip(text: str) -> str:
    """Return a tooltip that shows `text` letter by letter, cut where no one reads on."""
    shown = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    if "<" not in shown:
        return shown  # no HTML for Qt either
    from html import escape  # its table of entities is not needed for the first paint

    return f'<qt style="white-space: pre-wrap">{escape(shown)}</qt>'
