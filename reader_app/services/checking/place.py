"""Where an address stands in its line, and the small edits that change it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader_app.markup.edits import TextEdit
from reader_app.services.checking.finding import Repair

if TYPE_CHECKING:
    from reader_app.markup.mentions import Mention
    from reader_app.services.checking.subject import Subject


def replace_in_line(subject: Subject, line: int, old: str, new: str, label: str) -> Repair | None:
    """Return the repair that writes `new` for `old` in `line` (from 0); None when `old` is not there once."""
    text = subject.lines[line]
    if not old or text.count(old) != 1:
        return None
    return Repair(label, TextEdit(line, line + 1, (text.replace(old, new),)))


def select_in_line(subject: Subject, line: int, text: str, label: str) -> Repair | None:
    """Return the repair that selects `text` in `line` (from 0), to be typed over; None when it is not there."""
    start = subject.lines[line].find(text)
    return Repair(label, None, (line, start, start + len(text))) if text and start >= 0 else None


def change_address(subject: Subject, mention: Mention, new: str, label: str) -> Repair | None:
    """Return the repair that gives `mention` the address `new`."""
    return replace_in_line(subject, mention.line, mention.url, new, label)


def choose_address(subject: Subject, mention: Mention) -> Repair | None:
    """Return the repair that selects the address of `mention`, to be typed over."""
    return select_in_line(subject, mention.line, mention.url, "Change it")
