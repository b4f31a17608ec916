"""Sponsor blocks whose label does not say that they are paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.importers.structure.cues import sponsor_label
from reader_app.markup.parsed import PartKind
from reader_app.model.blocks import DEFAULT_LABEL, Sponsor
from reader_app.model.problems import Severity
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.place import replace_in_line
from reader_app.services.checking.subject import Subject

_PAID: Final = re.compile(
    r"\bpaid\b|\bad\b|sponsor|advert|promot|bezahlt|anzeige|werbung|payé|pagad|pagat|betaal", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Finding]:
    """Warn of an empty label, and of one that readers would not take for a disclosure."""
    for _, part in subject.parts(PartKind.BLOCK):
        if not isinstance(part.value, Sponsor):
            continue
        written = subject.opening(part).get("label")
        if written is None:
            continue
        name, label = part.value.name, written.strip()
        repair = replace_in_line(
            subject, part.start, f'label="{written}"', f'label="{DEFAULT_LABEL}"', f"Make it {DEFAULT_LABEL}"
        )
        if not label:
            sentence = f"The sponsor block of {name} has an empty label; “{DEFAULT_LABEL}” is shown."
            yield Finding(Severity.WARNING, sentence, part.start + 1, "sponsor-label", repair)
        elif sponsor_label(label, alone=True) is None and not _PAID.search(label):
            sentence = f"The label “{label}” of {name} does not tell readers that this is paid for."
            yield Finding(Severity.WARNING, sentence, part.start + 1, "sponsor-label", repair)
