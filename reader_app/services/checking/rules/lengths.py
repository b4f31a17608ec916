"""Title and preheader: what phones and mail programs show of them."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import Subject
from reader_app.services.mail_limits import LONGEST, PHONE, SUBJECT


def check(subject: Subject) -> Iterator[Finding]:
    """Say where title or preheader are missing, too short or too long."""
    yield from _title(len(subject.issue.title), subject.fact_line("title"))
    yield from _preheader(len(subject.issue.preheader), subject.fact_line("preheader"))


def _title(length: int, line: int) -> Iterator[Finding]:
    sentence, severity = "", Severity.WARNING
    if not length:
        sentence = "The issue has no title yet; it is the subject of the mail."
    elif length < SUBJECT[0]:
        sentence, severity = f"Title is {length} characters; fewer than {SUBJECT[0]} say little.", Severity.HINT
    elif length > SUBJECT[1]:
        sentence = f"Title is {length} characters; mail programs show {SUBJECT[1]} at most."
    elif length > PHONE:
        sentence = f"Title is {length} characters; phones show about {PHONE}."
    if sentence:
        yield Finding(severity, sentence, line, "title-length")


def _preheader(length: int, line: int) -> Iterator[Finding]:
    if not length:
        sentence = "The issue has no preheader yet; mail programs will show its first words instead."
        yield Finding(Severity.HINT, sentence, line, "preheader-length")
    elif length > LONGEST:
        sentence = f"Preheader is {length} characters; mail programs show {LONGEST} at most, phones about {PHONE}."
        yield Finding(Severity.WARNING, sentence, line, "preheader-length")
