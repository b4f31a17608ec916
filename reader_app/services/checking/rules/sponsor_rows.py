"""Two sponsors in a row: readers skip both."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.markup.edits import move_part, step
from reader_app.markup.parsed import Part, PartKind
from reader_app.model.blocks import Sponsor
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of a sponsor block that follows another one with nothing between them."""
    before: Part | None = None
    for index, part in subject.parts(PartKind.BLOCK):
        first = before.value if before is not None and before.section == part.section else None
        if isinstance(first, Sponsor) and isinstance(part.value, Sponsor):
            sentence = f"The sponsors {first.name} and {part.value.name} follow each other with nothing between them."
            yield Finding(Severity.WARNING, sentence, part.start + 1, "sponsor-row", _move_on(subject, index))
        before = part


def _move_on(subject: Subject, index: int) -> Repair | None:
    """Move the second sponsor behind what follows it, if that is no sponsor either."""
    parts = subject.parsed.parts
    target = step(subject.parsed, index, 1)
    following = parts[index + 1] if index + 1 < len(parts) else None
    if target is None or following is None or following.kind is not PartKind.BLOCK:
        return None
    if isinstance(following.value, Sponsor):
        return None
    edit = move_part(subject.text, subject.parsed, index, target if target < len(parts) else None)
    return Repair("Move it down", edit) if edit is not None else None
