"""The head of an exported issue: its kicker and the line of facts, in its own language."""

from __future__ import annotations

from reader_app.exporters.language import issue_number, long_date, words
from reader_app.model.issue import Issue
from reader_app.model.walk import counts


def kicker(issue: Issue) -> str:
    """Return the line above the title, such as "Architecture Notes · Issue #177"."""
    number = issue_number(issue.number, words(issue.lang)) if issue.number else ""
    return " · ".join(part for part in (issue.publication, number) if part)


def head_facts(issue: Issue) -> tuple[str, ...]:
    """Return what stands under the title: date, authors, reading time, number of items."""
    found = words(issue.lang)
    counted = counts(issue)
    items = found.one_item if counted.items == 1 else found.items.format(counted.items)
    facts = (
        long_date(issue.date, issue.lang) if issue.date else "",
        ", ".join(issue.authors),
        found.minutes.format(counted.minutes) if counted.minutes else "",
        items if counted.items else "",
    )
    return tuple(fact for fact in facts if fact)


def shown_title(issue: Issue) -> str:
    """Return the title, or what else names the issue when it has none."""
    return issue.title or kicker(issue) or "Untitled issue"
