"""Runs all rules over one version of an issue."""

from __future__ import annotations

from typing import Final

from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.rules import (
    addresses,
    alt_text,
    dates,
    doubled,
    earlier,
    empty_sections,
    footer,
    lengths,
    link_text,
    live_links,
    look,
    mail_size,
    parsing,
    pictures,
    shorteners,
    sponsor_labels,
    sponsor_rows,
    to_come,
)
from reader_app.services.checking.subject import Rule, Subject

RULES: Final[tuple[Rule, ...]] = (
    parsing.check,
    mail_size.check,
    to_come.check,
    addresses.check,
    alt_text.check,
    pictures.check,
    footer.check,
    earlier.check,
    doubled.check,
    shorteners.check,
    link_text.check,
    sponsor_labels.check,
    sponsor_rows.check,
    empty_sections.check,
    dates.check,
    look.check,
    live_links.check,
    lengths.check,
)
_ORDER: Final = list(Severity)


def check(subject: Subject) -> tuple[Finding, ...]:
    """Return what all rules find in `subject`, the gravest first, then in the order of the text."""
    found = [finding for rule in RULES for finding in rule(subject)]
    return tuple(sorted(found, key=lambda finding: (_ORDER.index(finding.severity), finding.line)))


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Tell whether there is anything among `findings` that should stop the sending."""
    return any(finding.severity is Severity.ERROR for finding in findings)
