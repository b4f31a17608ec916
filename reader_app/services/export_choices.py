"""What a person last chose when they exported an issue of a publication, kept with the publication's settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader_app.library.library import Library


@dataclass(frozen=True, slots=True)
class LastChoices:
    """The format, the folder written to, the sending service, where pictures lie, the address of the archive site."""

    form: str = "web"
    folder: str = ""
    service: str = ""
    pictures: str = ""
    url: str = ""


def last_choices(library: Library, publication: str) -> LastChoices:
    """Return what was last chosen for `publication`; what is not known of it is the usual."""
    kept = json.loads(library.publication_settings(publication).export)
    names = {field.name for field in fields(LastChoices)}
    return LastChoices(**{name: value for name, value in kept.items() if name in names and isinstance(value, str)})


def keep_choices(library: Library, publication: str, choices: LastChoices) -> None:
    """Keep `choices` for the next time, beside what else is set for `publication`."""
    settings = library.publication_settings(publication)
    kept = json.dumps(json.loads(settings.export) | asdict(choices))
    library.set_publication_settings(publication, replace(settings, export=kept))
