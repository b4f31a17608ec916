"""The plain text of an issue: its head as every export has it, then its blocks, in its own language."""

from __future__ import annotations

from reader_app.exporters.facts import head_facts, kicker
from reader_app.exporters.language import labels
from reader_app.markup import plain
from reader_app.model.issue import Issue

WIDTH = 72


def issue_text(issue: Issue, width: int = WIDTH) -> str:
    """Return `issue` laid out as plain text: headings underlined, items with their address, sponsors labelled."""
    return plain.issue_text(issue, width, (kicker(issue), " · ".join(head_facts(issue))), labels(issue.lang))
