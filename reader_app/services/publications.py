"""The publications a person writes: kept in the library, checked in sentences, and what an issue takes from its own."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from reader_app import tokens
from reader_app.model.issue import NO_ID
from reader_app.model.publication import READABLE, Font, Look, Publication, contrast, is_colour
from reader_app.model.text import clean_line
from reader_app.services.addresses import trouble_with_address, trouble_with_mail_address

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.person_types import OwnPublication

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")  # BCP 47, as far as one can see
_ADDRESSES: Final = ("site", "subscribe", "unsubscribe", "pictures")


def publications(library: Library) -> tuple[Publication, ...]:
    """Return the publications one writes, in alphabetical order."""
    return tuple(_loaded(kept) for kept in library.own_publications())


def publication_named(library: Library, name: str) -> Publication | None:
    """Return the publication one writes under `name`, whatever its case; None when there is none."""
    wanted = clean_line(name).casefold()
    return next((each for each in publications(library) if each.name.casefold() == wanted), None) if wanted else None


def save_publication(library: Library, publication: Publication) -> Publication:
    """Keep `publication` and return it as it is kept; one without an id gets one.

    Raises UsageError when it has no name, or another one has it already.
    """
    known = publication if publication.id != NO_ID else replace(publication, id=uuid4())
    return _loaded(library.save_own_publication(_kept(known)))


def delete_publication(library: Library, publication_id: UUID) -> None:
    """Forget a publication; issues and drafts of it stay. Raises UsageError when it is not here."""
    library.delete_own_publication(publication_id)


def troubles(publication: Publication, taken: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return a sentence for each field that cannot stay as it is, by the field's name.

    `taken` holds the names of other publications, in lower case as `str.casefold` gives it.
    """
    found: dict[str, str] = {}
    if not publication.name:
        found["name"] = "A publication needs a name."
    elif publication.name.casefold() in taken:
        found["name"] = f"There is a publication “{publication.name}” already."
    for field in _ADDRESSES:
        found[field] = trouble_with_address(getattr(publication, field))
    if publication.mail:
        found["mail"] = trouble_with_mail_address(publication.mail)
    if publication.lang and not _LANGUAGE.match(publication.lang):
        found["lang"] = "This is not a language tag such as en or pt-BR."
    accent = publication.look.accent
    if accent and not is_colour(accent):
        found["accent"] = "This is not a colour such as #B3402A."
    return {field: sentence for field, sentence in found.items() if sentence}


def advice(publication: Publication) -> dict[str, str]:
    """Return a sentence for each field that may stay as it is but had better not."""
    found: dict[str, str] = {}
    accent = publication.look.accent
    if is_colour(accent):
        ratio = contrast(accent, tokens.colours("light")["paper"])
        if ratio < READABLE:
            found["accent"] = (
                f"Words in this colour are hard to read on the page: contrast {ratio:.1f}, where {READABLE} is needed."
            )
    if publication.look.header and not publication.look.header_alt:
        found["header_alt"] = "Say what the picture shows: programs that show no pictures read it out."
    if not publication.unsubscribe:
        found["unsubscribe"] = "Readers must be able to unsubscribe: give an address, or the merge tag of your service."
    if not publication.postal:
        found["postal"] = "The law of many countries asks for a postal address in every issue."
    return found


def _loaded(kept: OwnPublication) -> Publication:
    theme = json.loads(kept.theme)
    accent, font = theme.get("accent"), theme.get("font")
    chosen: Font = "sans" if font == "sans" else "serif"
    header = f"asset:{kept.header}" if kept.header else ""
    name, mail = parseaddr(kept.sender) if "@" in kept.sender else (kept.sender, "")
    return Publication(
        id=kept.id,
        name=kept.name,
        tagline=kept.tagline,
        sender=name,
        mail=mail,
        site=kept.site,
        subscribe=kept.subscribe,
        unsubscribe=kept.unsubscribe,
        pictures=kept.pictures,
        postal=kept.postal,
        lang=kept.lang,
        authors=tuple(filter(None, map(str.strip, kept.authors.split(",")))),
        look=Look(accent if isinstance(accent, str) else "", chosen, header, kept.header_alt),
        opening=kept.blocks,
        closing=kept.closing,
        number=kept.next_number,
    )


def _kept(publication: Publication) -> OwnPublication:
    from reader_app.library.person_types import OwnPublication

    look = publication.look
    return OwnPublication(
        id=publication.id,
        name=publication.name,
        tagline=publication.tagline,
        sender=_sender(publication.sender, publication.mail),
        site=publication.site,
        subscribe=publication.subscribe,
        unsubscribe=publication.unsubscribe,
        pictures=publication.pictures,
        postal=publication.postal,
        theme=json.dumps({"accent": look.accent, "font": look.font}),
        header=look.header.removeprefix("asset:"),
        header_alt=look.header_alt,
        lang=publication.lang,
        authors=", ".join(publication.authors),
        blocks=publication.opening,
        closing=publication.closing,
        next_number=publication.number,
    )


def _sender(name: str, mail: str) -> str:
    """Return both as RFC 5322 writes a mailbox, a name in quotes where it holds what ends one."""
    if not mail:
        return clean_line(name).replace("@", " at ")
    plain = re.sub(r'["\\<>]', "", clean_line(name)).strip()
    return f'"{plain}" <{mail}>' if plain else mail
