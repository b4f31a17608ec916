"""Small imported issues for tests of what comes after importing."""

from __future__ import annotations

from typing import Any

from reader_app.model.blocks import Item, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from reader_app.model.origin import Imported, Origin, digest

TEXT = (
    "Seven boats left the harbour before the fog came in, and the keeper of the light wrote each name in his book "
    "with the hour and the wind, as his mother had done and as nobody had asked him to do."
)


def section(heading: str = "Tools", *titles: str) -> Section:
    """A section with one item for each title; its address is made of the title."""
    items = (Item(title, f"https://items.example/{title.replace(' ', '-')}") for title in titles)
    return Section(heading, "", tuple(items))


def issue(title: str = "Boats in the fog", **fields: Any) -> Issue:
    """An issue of the publication Harbour Post with one paragraph, one sponsor and two items."""
    given: dict[str, Any] = {
        "publication": "Harbour Post",
        "lead": (Prose(TEXT), Sponsor("Acorn Works", "https://acorn.example", body="Fine rope since 1802.")),
        "sections": (section("Tools", "A lamp for sailors", "Knots explained"),),
    }
    return Issue(title=title, **(given | fields))


def imported(
    title: str = "Boats in the fog", *, original: bytes | None = None, rules: int = 1, **fields: Any
) -> Imported:
    """The issue of the same arguments as an importer hands it over; the bytes are made of it unless they are given."""
    made = issue(title, **fields)
    data = repr(made).encode() if original is None else original
    return Imported(made, data, Origin("text", sha256=digest(data), name="letter.txt", importer=rules))
