"""Links whose text says nothing: heard one after the other by a screen reader, or skimmed, they are all alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from reader_app import resources
from reader_app.markup.mentions import MentionKind
from reader_app.markup.parsed import PartKind
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.place import select_in_line
from reader_app.services.checking.subject import Subject

_ORNAMENT: Final = re.compile(r"[^\w\s]+")


@cache
def _phrases() -> frozenset[str]:
    table: dict[str, list[str]] = json.loads(resources.text("checks/link_texts.json"))
    return frozenset(_bare(phrase) for phrases in table.values() for phrase in phrases)


def _bare(text: str) -> str:
    return " ".join(_ORNAMENT.sub(" ", text.casefold()).split())


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of links called "here", "read more" and the like, in any of the languages known, and of empty ones."""
    for mention in subject.links:
        if mention.kind is not MentionKind.LINK or subject.parsed.parts[mention.part].kind is PartKind.ABOUT:
            continue
        if not mention.text.strip():
            sentence = f"A link in {subject.place(mention)} has no text; nobody can see or hear it."
            yield Finding(Severity.WARNING, sentence, mention.line + 1, "link-text")
        elif _bare(mention.text) in _phrases():
            sentence = f"The link text “{mention.text}” in {subject.place(mention)} does not say where it leads."
            repair = select_in_line(subject, mention.line, mention.text, "Change it")
            yield Finding(Severity.WARNING, sentence, mention.line + 1, "link-text", repair)
