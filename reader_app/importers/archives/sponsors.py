"""Finds the paid entries among the items of an export that has no type for them: by their words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reader_app.importers.structure.cues import sponsor_label
from reader_app.model.as_body import link
from reader_app.model.blocks import DEFAULT_LABEL, Sponsor
from reader_app.model.urls import host

_MARKED = re.compile(r"\s*[(\[（【]\s*(?P<label>[^()\[\]（）【】]{2,30})\s*[)\]）】]\s*\Z")
_MOST_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Paid:
    """What tells that an entry is paid for: the disclosure as it stands, the advertiser if it names one, the rest."""

    label: str
    name: str = ""
    title: str = ""


def paid(title: str) -> Paid | None:
    """Return what `title` discloses: it is a label ("Sponsor: Acme"), or it ends in one ("Fine rope (Sponsor)")."""
    label = sponsor_label(title)
    if label is not None:
        return Paid(label.label, label.name)
    marked = _MARKED.search(title)
    inner = sponsor_label(marked["label"]) if marked else None
    if marked and inner:
        return Paid(inner.label, inner.name, title[: marked.start()].strip())
    return None


def sponsor(found: Paid, url: str, body: str, headline: str = "") -> Sponsor:
    """Return the block of a paid entry. An advertisement's long headline is no name: it leads the body instead."""
    headline = found.title or headline
    if found.name:
        name = found.name
    elif headline and headline.count(" ") < _MOST_WORDS:
        name, headline = headline, ""
    else:
        name = host(url) or headline
    if headline and headline != name:
        body = f"**{link(headline, url)}**\n\n{body}".strip()
    return Sponsor(name or found.label, url=url, label=found.label or DEFAULT_LABEL, body=body)
