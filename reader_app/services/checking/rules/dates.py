"""Dates that cannot be right: a weekday that is another one, a copyright of a year that is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from reader_app.model.problems import Severity
from reader_app.services.checking.calendar import NamedDay, named_days, weekday_name
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.place import replace_in_line
from reader_app.services.checking.subject import Subject

_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|&copy;|\bcopyright\b)\s*(?:©\s*)?(?:\d{4}\s*[-–—/,]\s*)?(\d{4})\b", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of weekdays that do not fit their date and of copyright years before the issue's own."""
    day = subject.issue.date.date() if subject.issue.date else subject.today
    for number, line in enumerate(subject.visible_lines):
        if line:
            for named in named_days(line, subject.issue.lang, day):
                yield from _weekday(subject, number, named)
            yield from _year(subject, number, line, day)


def _weekday(subject: Subject, number: int, named: NamedDay) -> Iterator[Finding]:
    if named.day.weekday() == named.weekday:
        return
    right = weekday_name(named.day.weekday(), named.lang, like=named.word)
    year = f" {named.day.year}" if not named.has_year else ""
    sentence = f"“{named.text}”: that day{f' in{year}' if year else ''} is a {right}."
    repair = replace_in_line(subject, number, named.text, named.text.replace(named.word, right, 1), f"Make it {right}")
    yield Finding(Severity.WARNING, sentence, number + 1, "weekday", repair)


def _year(subject: Subject, number: int, line: str, day: date) -> Iterator[Finding]:
    for match in _COPYRIGHT.finditer(line):
        if int(match[1]) < day.year:
            sentence = f"“{match[0]}” is over: the issue is of {day.year}."
            repair: Repair | None = replace_in_line(
                subject, number, match[0], match[0][: -len(match[1])] + str(day.year), f"Make it {day.year}"
            )
            yield Finding(Severity.WARNING, sentence, number + 1, "stale-year", repair)
