"""What stands around the title of an issue, in the person's own language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader_app.model.issue import Issue
from reader_app.model.walk import counts
from reader_app.services.reading_values import Head
from reader_app.ui import dates
from reader_app.ui.library.rows import counted


def _tr(text: str) -> str:
    return QCoreApplication.translate("Page", text)


def kicker(publication: str, number: str) -> str:
    """Return the line above the title: "Publication · Issue #177"."""
    shown = _tr("Issue #%1") if number[:1].isdigit() else _tr("Issue %1")
    return " · ".join(filter(None, (publication, shown.replace("%1", number) if number else "")))


def head(issue: Issue) -> Head:
    """Return what stands around the title of `issue`."""
    found = counts(issue)
    facts = []
    if issue.date is not None:
        facts.append(dates.long_date(issue.date))
    if found.minutes:
        facts.append(_tr("%1 min read").replace("%1", dates.number(found.minutes)))
    if found.items:
        facts.append(counted("%n item", "%n items", found.items))
    authors = [author for author in issue.authors if author.casefold() != issue.publication.casefold()]
    if authors:
        facts.append(_tr("by %1").replace("%1", ", ".join(authors)))
    return Head(kicker(issue.publication, issue.number), tuple(facts), _tr("View online"))
