"""Links that did not answer, or answered from elsewhere, when the person had them tried over the network."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.place import change_address
from reader_app.services.checking.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield an error for a page that is not there, a warning for one that did not answer, a hint for one that moved."""
    for mention in subject.links:
        answer = subject.knowledge.live.get(mention.url)
        if answer is None:
            continue
        named = f"“{mention.text}”" if mention.text else f"The link in {subject.place(mention)}"
        line = mention.line + 1
        if answer.status >= 400:
            severity = Severity.ERROR if answer.status in (404, 410) else Severity.WARNING
            sentence = f"{named} leads to a page that is not there: its site answers {answer.status}."
            if severity is Severity.WARNING:
                sentence = f"{named} may not be readable for all: its site answers {answer.status}."
            yield Finding(severity, sentence, line, "live-link")
        elif not answer.status:
            yield Finding(Severity.WARNING, f"{named} did not answer: {mention.url}", line, "live-link")
        elif answer.moved:
            repair = change_address(subject, mention, answer.moved, "Use the new address")
            yield Finding(Severity.HINT, f"{named} has moved for good to {answer.moved}", line, "live-link", repair)
