"""The preflight from outside a window: checks a file, an issue of the library or a draft as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.services.checking.check import check
from reader_app.services.checking.research import Research, question
from reader_app.services.checking.subject import Subject
from reader_app.services.preview import Preview

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from reader_app.library.library import Library
    from reader_app.model.issue import Issue
    from reader_app.model.origin import Imported
    from reader_app.services.checking.finding import Finding


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found in one issue. `own_text` tells that the lines are those of the person's own text.

    `subject` is what was checked.
    """

    issue: Issue
    findings: tuple[Finding, ...]
    own_text: bool
    subject: Subject


def check_text(text: str, today: date, library: Library | None = None, own: UUID | None = None) -> Preflight:
    """Check the Markdown `text`; `library` knows its pictures and earlier links, `own` is its draft there."""
    return _preflight(text, today, library, own, own_text=True)


def with_live_links(found: Preflight) -> Preflight:
    """Return `found` with what the sites of its links answer now, over the network."""
    from reader_app.services.checking.live import try_links

    subject = found.subject
    live = try_links(question(subject).links)
    subject = replace(subject, knowledge=replace(subject.knowledge, live=live))
    return replace(found, findings=check(subject), subject=subject)


def check_issue(issue: Issue, today: date, library: Library | None = None) -> Preflight:
    """Check an issue that was not written here, as the text it would be."""
    return _preflight(write(issue), today, library, issue.id, own_text=False)


def check_imported(imported: Imported, today: date, library: Library | None = None) -> Preflight:
    """Check what was read from a file: the file's own lines if it holds Markdown."""
    if imported.origin.kind == "markdown":
        text = imported.original.decode("utf-8", errors="replace").removeprefix("\ufeff")
        return _preflight(text.replace("\r\n", "\n"), today, library, None, own_text=True)
    return _preflight(write(imported.issue), today, library, None, own_text=False)


def _preflight(text: str, today: date, library: Library | None, own: UUID | None, *, own_text: bool) -> Preflight:
    parsed = parse(text)
    subject = Subject(text, parsed, today, Preview().weigh(parsed.issue))
    if library is not None:
        known = Research(own).answer(library, question(subject))
        subject = Subject(text, parsed, today, subject.weight, known)
    return Preflight(parsed.issue, check(subject), own_text, subject)
