"""Exports for sending: with the merge tags of a service, and the pictures that a mail loads from an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader_app.exporters.pictures import identify, suffix
from reader_app.exporters.presets import addressed
from reader_app.exporters.registry import export
from reader_app.services.exporting import file_error, write_file

if TYPE_CHECKING:
    from reader_app.exporters.options import Asset, ExportOptions
    from reader_app.model.issue import Issue

PICTURES: Final = "pictures"


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person may choose beside the format: the sending `service` (see exporters/presets.py) or ``""``.

    `pictures` is the address of the folder where a mail for sending finds its pictures; ``""`` for what is set for the
    publication.
    """

    service: str = ""
    pictures: str = ""


NO_CHOICES: Final = Choices()


def prepared(issue: Issue, options: ExportOptions, choices: Choices) -> tuple[Issue, ExportOptions]:
    """Return issue and options as `choices` want them. Raises UsageError for a service that is not known."""
    return addressed(issue, choices.service), replace(options, pictures=choices.pictures or options.pictures)


def write_with_pictures(path: Path, issue: Issue, form: str, options: ExportOptions) -> int:
    """Write `issue` to the file `path`, and beside a mail for sending the pictures it loads; return how many these are.

    They are in the folder ``pictures``, to be put where `options.pictures` says. Raises FileError.
    """
    used: dict[str, bytes] = {}

    def asset(sha256: str) -> Asset | None:
        found = options.asset(sha256)
        picture = identify(found[0]) if found else None
        if found and picture:
            used[sha256 + suffix(picture)] = found[0]
        return found

    write_file(path, export(issue, form, replace(options, asset=asset)))
    if form != "email" or not options.pictures or not used:
        return 0
    folder = path.parent / PICTURES
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise file_error(folder, error) from error
    for name, data in used.items():
        write_file(folder / name, data)
    return len(used)
