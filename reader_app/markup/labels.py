"""The few words that HTML and plain text put beside an issue's own, in the language of the issue."""

from __future__ import annotations

from dataclasses import dataclass

from reader_app.model.issue import About


@dataclass(frozen=True, slots=True)
class Labels:
    """Words in one language, English unless given. ``{}`` stands for what goes in."""

    short_minutes: str = "{} min"
    online: str = "View online"
    picture: str = "Picture"
    podcast: str = "Podcast"
    note: str = "Note"
    listen: str = "Listen"
    yes: str = "Yes"
    no: str = "No"
    curated: str = "Curated by {}"
    subscribe: str = "Subscribe"
    unsubscribe: str = "Unsubscribe"


ENGLISH = Labels()


def curator_line(about: About, labels: Labels) -> str:
    """Return who curates the issue as a line of its footer; empty when its tagline says it already."""
    return labels.curated.format(about.curator) if about.curator and about.curator not in about.tagline else ""
