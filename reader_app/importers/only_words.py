"""A page or mail that is no more than a line or two: where no issue is found in it, its words are the issue."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.html_depth import flattened
from reader_app.importers.literal import literal
from reader_app.importers.structure.envelope import Structured
from reader_app.importers.text_lines import squeeze, visible
from reader_app.model.blocks import Prose

_NOT_SHOWN: Final = ["head", "script", "style", "noscript", "template", "title"]
_HIDDEN: Final = '[hidden], [style*="display:none" i], [style*="display: none" i]'


def with_words(found: Structured, html: str) -> Structured:
    """Return `found`, the issue of `html`; one that is empty with the words that `html` shows, if there are any."""
    if not found.issue.is_empty():
        return found
    tree = LexborHTMLParser(flattened(html))
    tree.strip_tags(_NOT_SHOWN)
    for node in tree.css(_HIDDEN):
        node.decompose()
    return with_text(found, tree.body.text(separator=" ", strip=True) if tree.body is not None else "")


def with_text(found: Structured, text: str) -> Structured:
    """Return `found`, the issue of the plain `text`; one that is empty with the words of it, if there are any."""
    words = squeeze(visible(" ".join(text.split()))) if found.issue.is_empty() else ""
    if not any(map(str.isalnum, words)):
        return found
    return replace(found, issue=replace(found.issue, lead=(Prose(literal(words)),)))
