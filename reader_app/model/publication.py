"""A publication that a person writes: what all its issues share, and how they look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final, Literal
from uuid import UUID

from reader_app.model.issue import NO_ID, About, Issue

Font = Literal["serif", "sans"]
READABLE: Final = 4.5  # contrast of text (WCAG 2.2, 1.4.3)
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_INK, _WHITE = "#050505", "#FFFFFF"  # on any colour one of the two can be read


@dataclass(frozen=True, slots=True)
class Look:
    """How its issues look. An empty accent is Masthead's own; `header` is the address of the picture over each issue.

    `header` is ``asset:<sha256>`` or empty, `header_alt` says what it shows.
    """

    accent: str = ""
    font: Font = "serif"
    header: str = ""
    header_alt: str = ""

    def colours(self, tokens: Mapping[str, str]) -> Mapping[str, str]:
        """Return the colours `tokens` with the accent of this look, on dark paper as light as words need."""
        if not is_colour(self.accent):
            return tokens
        dark = luminance(tokens["paper"]) < luminance(tokens["ink"])
        accent = lightened(self.accent, tokens["paper"]) if dark else self.accent.upper()
        return {**tokens, "accent": accent, "on_accent": on_colour(accent)}


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Publication:
    """What is known of a publication one writes. All texts may be empty but the name.

    `sender` is a name, `mail` the address its issues are sent from. `unsubscribe` is an address or a merge tag,
    `pictures` the address under which its pictures are put. `opening` and `closing` are Markdown that every new issue
    begins and ends with; `number` is that of the next one.
    """

    id: UUID = NO_ID
    name: str = ""
    tagline: str = ""
    sender: str = ""
    mail: str = ""
    site: str = ""
    subscribe: str = ""
    unsubscribe: str = ""
    pictures: str = ""
    postal: str = ""
    lang: str = ""
    authors: tuple[str, ...] = ()
    look: Look = PLAIN
    opening: str = ""
    closing: str = ""
    number: str = ""

    @property
    def about(self) -> About:
        """The footer its issues have."""
        postal = ", ".join(line.strip() for line in self.postal.split("\n") if line.strip())
        return About(
            tagline=self.tagline,
            site=self.site,
            subscribe=self.subscribe,
            unsubscribe=self.unsubscribe,
            address=postal,
        )


def complete(issue: Issue, publication: Publication | None) -> Issue:
    """Return `issue` with what it does not say itself taken from its publication: footer, sender, authors, language.

    What stands in the issue always wins. Its blocks stay the same objects.
    """
    if publication is None:
        return issue
    footer = _filled(issue.about or About(), publication.about)
    extra = dict(issue.extra)
    if publication.mail and not extra.get("from"):
        extra["from"] = f"{publication.sender or publication.name} <{publication.mail}>"
    return replace(
        issue,
        about=footer if footer != About() else issue.about,
        authors=issue.authors or publication.authors,
        lang=issue.lang or publication.lang,
        extra=extra,
    )


def is_colour(text: str) -> bool:
    """Tell whether `text` is a colour such as ``#B3402A``."""
    return _COLOUR.match(text) is not None


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def on_colour(ground: str) -> str:
    """Return the colour of words on `ground`: white, or ink where that is read better."""
    return _WHITE if contrast(_WHITE, ground) >= contrast(_INK, ground) else _INK


def lightened(colour: str, ground: str) -> str:
    """Return `colour` with as much white in it as words on the dark `ground` need."""
    return _mixed(colour, ground, 255)


def darkened(colour: str, ground: str) -> str:
    """Return `colour` with as much black in it as words on the light `ground` need."""
    return _mixed(colour, ground, 0)


def _mixed(colour: str, ground: str, end: int) -> str:
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (end - part) * step / 100):02X}" for part in parts)
        if contrast(mixed, ground) >= READABLE:
            break
    return mixed


def _filled(own: About, other: About) -> About:
    missing = {field.name: getattr(other, field.name) for field in fields(About) if not getattr(own, field.name)}
    return replace(own, **missing)
