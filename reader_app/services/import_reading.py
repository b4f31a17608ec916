"""Reads one unit of an import and derives all that the library stores of it: what of an import needs no lock."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from uuid import UUID

from reader_app.errors import FileError, MastheadError
from reader_app.importers import registry, wholes
from reader_app.importers.source import NAMELESS, Source
from reader_app.library.derive import Derived, derive
from reader_app.model.origin import Imported, Unread
from reader_app.services.bug_report import fault_of_ours
from reader_app.services.import_units import Unit

MAX_FILE: Final = 200_000_000


class Found(NamedTuple):
    """One issue that was read, ready to be stored; `part` names it within its file."""

    part: str
    derived: Derived


class Failed(NamedTuple):
    """A unit, or the `part` of it, that cannot be read, and one sentence that says why."""

    part: str
    sentence: str


Outcome = Found | Failed


def outcomes(unit: Unit) -> Iterator[Outcome]:
    """Yield every issue of `unit` as the library stores it, and a sentence for what cannot be read. Never raises."""
    try:
        for found in _found(unit):
            if isinstance(found, Unread):
                yield Failed(_named(unit, found.name), found.sentence)
            else:
                yield Found(_named(unit, found.origin.name), derive(found))
    except MastheadError as error:
        yield Failed(unit.part, error.sentence)
    except MemoryError:
        yield Failed(unit.part, "There is not enough memory to read it.")
    except Exception as error:  # noqa: BLE001 - the top of reading: one file that shows a fault must not end an import
        yield Failed(unit.part, f"A fault in Masthead itself ({fault_of_ours(error)}) kept it from being read.")


def read_source(path: Path) -> Source:
    """Return the file at `path` with its bytes. Raises FileError with one sentence."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileError("This is a folder, not a file.")
        if not stat.S_ISREG(status.st_mode):
            raise FileError("This is neither a file nor a folder.")
        if status.st_size > MAX_FILE:
            raise FileError(f"The file is larger than {MAX_FILE // 1_000_000} MB; no newsletter is.")
        return Source(name_of(path), path.read_bytes())
    except FileNotFoundError as error:
        raise FileError("There is no such file.") from error
    except PermissionError as error:
        raise FileError("The file may not be read: its permissions forbid it.") from error
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror or 'the disk reports an error'}.") from error


def name_of(path: Path) -> str:
    """Return what tells the file at `path` from others: its name, with its folder's before a name such as "index"."""
    return f"{path.parent.name}/{path.name}" if path.stem.lower() in NAMELESS and path.parent.name else path.name


def _found(unit: Unit) -> Iterator[Imported | Unread]:
    match unit.kind:
        case "file":
            return registry.read_each(source_of(unit))
        case "message":
            return iter((wholes.read_message(source_of(unit)),))
        case "export":
            return wholes.read_export(unit.path)
        case "kept":
            return iter((_kept(unit),))


def source_of(unit: Unit) -> Source:
    """Return the bytes that the file or message `unit` is read from. Raises FileError with one sentence."""
    return read_source(unit.path) if unit.kind == "file" else wholes.message_of(_message(unit))


def _message(unit: Unit) -> Source:
    if unit.size > MAX_FILE:
        raise FileError(f"The message is larger than {MAX_FILE // 1_000_000} MB; no newsletter is.")
    try:
        with unit.path.open("rb") as file:
            file.seek(unit.offset)
            return Source(f"{unit.path.name}, {unit.part}", file.read(unit.size))
    except OSError as error:
        raise FileError(f"The file cannot be read: {error.strerror or 'the disk reports an error'}.") from error


def _kept(unit: Unit) -> Imported:
    from reader_app.importers.rereading import reread
    from reader_app.library.library import Library

    with Library.open(unit.path, read_only=True) as library:
        return reread(*library.original(UUID(unit.part)))


def _named(unit: Unit, name: str) -> str:
    """Return what the person knows an issue called `name` by within the file of `unit`."""
    if unit.kind in ("message", "kept") or name == name_of(unit.path):
        return unit.part
    return name.removeprefix(f"{unit.path.name}, ")
