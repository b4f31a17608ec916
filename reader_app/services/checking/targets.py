"""Which findings matter to which export: a book has no inbox, and nobody unsubscribes from a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reader_app.services.checking.finding import Finding

_OF_MAIL: Final = frozenset({"unsubscribe", "postal-address", "mail-size", "title-length", "preheader-length"})


def that_matter(findings: Iterable[Finding], *, sent: bool) -> tuple[Finding, ...]:
    """Return the findings that matter to an export; `sent` says whether it goes out as mail."""
    return tuple(found for found in findings if sent or found.rule not in _OF_MAIL)
