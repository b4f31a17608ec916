"""How heavy the mail is: Gmail cuts off what is beyond some 102 KB of HTML, the footer with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reader_app.markup.parsed import Part, PartKind
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import Subject, block_name
from reader_app.services.mail_limits import CLIPPED, HEAVY, TOO_HEAVY

_NAMED: Final = 3


def check(subject: Subject) -> Iterator[Finding]:
    """Warn from 80 KB on, with the heaviest parts; from 100 KB on it is an error."""
    total = subject.weight.total
    if total < HEAVY:
        return
    size, most = round(total / 1024), CLIPPED // 1024
    heaviest = _heaviest(subject)
    named = ", ".join(f"{block_name(part.value)} {weight / 1024:.1f} KB" for part, weight in heaviest)
    rest = f" The heaviest parts: {named}." if named else ""
    line = heaviest[0][0].start + 1 if heaviest else 0
    if total >= TOO_HEAVY:
        sentence = f"The mail has {size} KB; Gmail cuts it off at {most} KB and hides the footer.{rest}"
        yield Finding(Severity.ERROR, sentence, line, "mail-size")
    else:
        sentence = f"The mail has {size} KB; Gmail cuts mails off at {most} KB.{rest}"
        yield Finding(Severity.WARNING, sentence, line, "mail-size")


def _heaviest(subject: Subject) -> list[tuple[Part, int]]:
    weights = subject.weight.blocks
    parts = ((part, weights.get((part.section, part.block), 0)) for _, part in subject.parts(PartKind.BLOCK))
    return sorted((pair for pair in parts if pair[1]), key=lambda pair: -pair[1])[:_NAMED]
