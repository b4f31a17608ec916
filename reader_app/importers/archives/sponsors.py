"""Finds the paid entries among the items of an export that has no type for them: by their words alone."""

from __future__ import annotations

from dataclasses import dataclass

from reader_app.importers.structure.brands import brand, is_paid_link, is_short
from reader_app.importers.structure.cues import may_be_anyone, sponsor_label, sponsored_suffix, without_suffix
from reader_app.markup.plain import plain_words
from reader_app.model.as_body import link
from reader_app.model.blocks import DEFAULT_LABEL, Sponsor
from reader_app.model.text import clean_line
from reader_app.model.urls import host


@dataclass(frozen=True, slots=True)
class Paid:
    """What tells that an entry is paid for: the disclosure as it stands, the advertiser if it names one, the rest."""

    label: str
    name: str = ""
    title: str = ""


def paid(title: str, url: str = "") -> Paid | None:
    """Return what `title` discloses: it is a label ("Sponsor: Acme"), or it ends in one ("Fine rope (Sponsor)").

    A label that also introduces people of the house ("A message from …") counts where `url` shows that it is paid for.
    """
    label = sponsor_label(title)
    if label is not None:
        return None if may_be_anyone(label.label) and not is_paid_link(url) else Paid(label.label, label.name)
    suffix = sponsored_suffix(title)
    return Paid(suffix, title=without_suffix(title)) if suffix else None


def sponsor(found: Paid, url: str, body: str, headline: str = "") -> Sponsor:
    """Return the block of a paid entry. An advertisement's long headline is no name: it leads the body instead."""
    headline = found.title or headline
    name = found.name or (headline if is_short(headline) else "")
    name = name or brand((), (), plain_words(f"{headline}\n\n{body}"), [url]) or host(url) or headline or found.label
    name = clean_line(name) or DEFAULT_LABEL  # a name of nothing but control characters is none
    if headline and headline != name:
        body = f"**{link(headline, url)}**\n\n{body}".strip()
    return Sponsor(name, url=url, label=found.label or DEFAULT_LABEL, body=body)
