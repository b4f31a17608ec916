"""How the mail looks: colours that cannot be read or that dark modes turn around, pictures that have no address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reader_app import tokens
from reader_app.model.problems import Severity
from reader_app.model.publication import READABLE, contrast, is_colour
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import ASSET, Subject

_PURE: Final = {"#000000": "black", "#FFFFFF": "white"}


def check(subject: Subject) -> Iterator[Finding]:
    """Judge the accent of the publication, and say where pictures of the library have no address in a mail's HTML."""
    publication = subject.knowledge.publication
    if publication is not None and is_colour(publication.look.accent):
        yield from _accent(publication.look.accent.upper(), publication.name)
    kept = [mention for mention in subject.pictures if mention.url.startswith(ASSET)]
    if kept and (publication is None or not publication.pictures):
        sentence = (
            "Pictures of your library have no address in HTML for sending: give your publication one that they are put "
            "under. Mail files (.eml) carry them."
        )
        yield Finding(Severity.WARNING, sentence, kept[0].line + 1, "picture-address")


def _accent(accent: str, name: str) -> Iterator[Finding]:
    if accent in _PURE:
        sentence = f"The colour of {name} is pure {_PURE[accent]}, which dark modes turn into its opposite."
        yield Finding(Severity.WARNING, sentence, 0, "pure-colour")
    ratio = contrast(accent, tokens.colours("light")["paper"])
    if ratio < READABLE:
        sentence = f"Words in the colour of {name} are hard to read: contrast {ratio:.1f}, where {READABLE} is needed."
        yield Finding(Severity.WARNING, sentence, 0, "contrast")
