"""HTML that is the text of an issue alone, without the masthead and the footer of a mail or page."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from reader_app.importers.html_depth import flattened
from reader_app.importers.structure.envelope import Envelope, Structured
from reader_app.importers.structure.find import find
from reader_app.patterns import any_case

_NO_NAME: Final = "·"  # given as the publication, no heading of the text is taken for the publication's name
_WHOLE = any_case(r"<(?:!doctype|html|body)\b")


def find_in_body(html: str, envelope: Envelope) -> Structured:
    """Return the issue in `html`. Where that is no whole page, only `envelope` says whose the issue is."""
    html = flattened(html)
    if envelope.publication or _WHOLE.search(html[:2_000]):
        return find(html, envelope)
    structured = find(html, replace(envelope, publication=_NO_NAME))
    return replace(structured, issue=replace(structured.issue, publication=""))
