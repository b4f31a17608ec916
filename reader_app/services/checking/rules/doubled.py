"""The same page linked from two parts of one issue."""

from __future__ import annotations

from collections.abc import Iterator

from reader_app.markup.mentions import Mention
from reader_app.markup.parsed import PartKind
from reader_app.model.problems import Severity
from reader_app.model.urls import canonical, has_merge_tag
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Warn where a link was already given in another part. The footer repeats what it likes."""
    first: dict[str, Mention] = {}
    told: set[tuple[str, int]] = set()
    for mention in subject.links:
        part = subject.parsed.parts[mention.part]
        if part.kind is PartKind.ABOUT or not mention.url.startswith("http") or has_merge_tag(mention.url):
            continue
        address = canonical(mention.url)
        before = first.setdefault(address, mention)
        if before.part != mention.part and (address, mention.part) not in told:
            told.add((address, mention.part))
            where = f"line {before.line + 1}, in {subject.place(before)}"
            sentence = f"The link in {subject.place(mention)} is given already in {where}."
            yield Finding(Severity.WARNING, sentence, mention.line + 1, "doubled-link")
