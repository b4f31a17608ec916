"""Weighs a mail: how many bytes its HTML has, and how many of them each block."""

from __future__ import annotations

import re
from typing import Final

from reader_app.exporters.web_page import without_marks
from reader_app.services.checking.subject import MailWeight

_PLACE: Final = re.compile(r' data-(?:block="(?P<section>lead|\d+)-(?P<block>\d+)"|section="\d+")')


def weight_of(html: str) -> MailWeight:
    """Return the weight of the mail `html`, which carries the marks of its blocks; the marks are not counted.

    A block weighs what lies between its mark and the next one, so the table around it counts with it. The last one
    weighs as much as the HTML has up to the end of its own row.
    """
    marks = list(_PLACE.finditer(html))
    blocks: dict[tuple[int, int], int] = {}
    for number, mark in enumerate(marks):
        if mark["block"] is None:
            continue
        end = marks[number + 1].start() if number + 1 < len(marks) else _end(html, mark.end())
        section = -1 if mark["section"] == "lead" else int(mark["section"])
        blocks[(section, int(mark["block"]))] = len(html[mark.end() : end].encode())
    return MailWeight(len(without_marks(html).encode()), blocks)


def _end(html: str, start: int) -> int:
    """Return where the row that holds the place `start` ends."""
    found = html.find("</tr>", start)
    return len(html) if found < 0 else found
