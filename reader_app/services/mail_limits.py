"""What mail programs make of length: where they cut a title, a preheader and a whole mail (docs: what mail imposes)."""

from __future__ import annotations

from typing import Final

from reader_app.model.issue import Issue
from reader_app.model.problems import Problem, Severity

CLIPPED: Final = 102 * 1024  # bytes of HTML; what is beyond, Gmail hides, the footer with it
HEAVY: Final = 80 * 1024
TOO_HEAVY: Final = 100 * 1024
PHONE: Final = 40  # characters a phone shows of a title or preheader
LONGEST: Final = 110  # characters of a preheader any program shows
SUBJECT: Final = (10, 78)  # characters of a good title


def length_problems(issue: Issue, lines: dict[str, int]) -> tuple[Problem, ...]:
    """Return what is to be said about the lengths of title and preheader.

    `lines` maps "title" and "preheader" to the line (from 1) they stand on, where known.
    """
    problems = []
    title, preheader = len(issue.title), len(issue.preheader)
    line = lines.get("title", 0)
    if not title:
        problems.append(Problem(Severity.WARNING, "The issue has no title yet; it is the subject of the mail.", line))
    elif title > SUBJECT[1]:
        problems.append(
            Problem(Severity.WARNING, f"Title is {title} characters; mail programs show {SUBJECT[1]} at most.", line)
        )
    elif title > PHONE:
        problems.append(Problem(Severity.WARNING, f"Title is {title} characters; phones show about {PHONE}.", line))
    line = lines.get("preheader", 0)
    if not preheader:
        sentence = "The issue has no preheader yet; mail programs will show its first words instead."
        problems.append(Problem(Severity.HINT, sentence, line))
    elif preheader > LONGEST:
        sentence = f"Preheader is {preheader} characters; mail programs show {LONGEST} at most, phones about {PHONE}."
        problems.append(Problem(Severity.WARNING, sentence, line))
    return tuple(problems)


def size_problems(size: int) -> tuple[Problem, ...]:
    """Return what is to be said about `size`, the bytes of the mail's HTML."""
    kilobytes = round(size / 1024)
    if size >= TOO_HEAVY:
        sentence = f"The mail has {kilobytes} KB; Gmail cuts it off at {CLIPPED // 1024} KB and hides the footer."
        return (Problem(Severity.ERROR, sentence),)
    if size >= HEAVY:
        sentence = f"The mail has {kilobytes} KB; Gmail cuts mails off at {CLIPPED // 1024} KB."
        return (Problem(Severity.WARNING, sentence),)
    return ()
