"""What the parser says of a text, with a repair where one is known."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.markup.attributes import format_pairs
from reader_app.markup.edits import TextEdit
from reader_app.markup.parsed import Part, PartKind
from reader_app.model.blocks import Sponsor
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the parser's problems. A sponsor block without a name is an error: nobody would know who pays."""
    nameless = {part.start + 1: part for _, part in subject.parts(PartKind.BLOCK) if _is_nameless(subject, part)}
    for problem in subject.parsed.problems:
        part = nameless.pop(problem.line, None)
        if part is None:
            yield Finding(problem.severity, problem.sentence, problem.line, "text")
        else:
            yield Finding(Severity.ERROR, problem.sentence, problem.line, "sponsor-name", _name_it(subject, part))


def _is_nameless(subject: Subject, part: Part) -> bool:
    return isinstance(part.value, Sponsor) and not (subject.opening(part).get("name") or "").strip()


def _name_it(subject: Subject, part: Part) -> Repair:
    """Write the name the block is shown under where it belongs, selected, so that it can be corrected at once."""
    assert isinstance(part.value, Sponsor)
    attributes = subject.opening(part)
    name = part.value.name
    pairs = (("name", name), *(pair for pair in attributes.pairs if pair[0] != "name"))
    line = f"::: {{.sponsor {format_pairs(pairs)}}}"
    start = line.index('name="') + len('name="')
    edit = TextEdit(part.start, part.start + 1, (line,))
    return Repair(f"Name it {name}", edit, (part.start, start, start + len(name)))
