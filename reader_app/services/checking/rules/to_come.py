"""``TK``: text to come that never came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.markup.parsed import PartKind
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.subject import Subject

TO_COME: Final = re.compile(r"(?<![\w/.=&?#%-])(?:TK)+(?![\w/=-])")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield an error for each line with ``TK`` outside of comments."""
    front = {
        number: subject.lines[number]
        for _, part in subject.parts(PartKind.FRONT_MATTER)
        for number in range(part.start, part.end)
    }
    for number, line in enumerate(subject.visible_lines):
        found = TO_COME.search(front.get(number, line))
        if found is None:
            continue
        start = subject.lines[number].find(found[0], found.start())
        repair = Repair("Write it", None, (number, start, start + len(found[0]))) if start >= 0 else None
        context = " ".join(front.get(number, line).split())
        sentence = f"Text is still to come here: {context[:60]}"
        yield Finding(Severity.ERROR, sentence, number + 1, "to-come", repair)
