"""Finds an issue in the HTML of a mail or page: the one door to the steps of this package."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.literal import literal
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.model.blocks import Prose
from reader_app.model.issue import Issue


def find(html: str, envelope: Envelope) -> Structured:
    """Return the issue in `html`. Never raises, whatever the HTML; what is uncertain stays prose."""
    body = LexborHTMLParser(html).body
    text = body.text(separator="\n", strip=True) if body is not None else ""
    issue = Issue(
        publication=envelope.publication or envelope.sender,
        title=envelope.title or envelope.subject or envelope.name,
        date=envelope.date,
        lead=tuple(Prose(literal(line)) for line in text.split("\n") if line.strip()),
    )
    return Structured(issue)
