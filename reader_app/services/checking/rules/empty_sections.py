"""Sections with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.markup.edits import remove_part
from reader_app.markup.parsed import PartKind
from reader_app.model.issue import Section
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of each heading that nothing stands under, and of headings without words."""
    for index, part in subject.parts(PartKind.SECTION):
        assert isinstance(part.value, Section)
        blank = all(not line.strip() for line in subject.lines[part.start + 1 : part.end])
        if not part.value.blocks:
            repair = Repair("Remove it", remove_part(subject.text, subject.parsed, index)) if blank else None
            named = f"The section “{part.value.heading}”" if part.value.heading else "A section without a heading"
            yield Finding(Severity.WARNING, f"{named} is empty.", part.start + 1, "empty-section", repair)
        elif not part.value.heading:
            yield Finding(Severity.WARNING, "A section has no heading.", part.start + 1, "empty-section")
