"""What an issue is called in a sentence."""

from __future__ import annotations


def issue_name(publication: str, number: str) -> str:
    """Return an issue as a person names it: "Publication #3", "Publication S02E05", ``""`` when neither is known."""
    mark = f"#{number}" if number[:1].isdigit() else number
    return " ".join(part for part in (publication, mark) if part)
