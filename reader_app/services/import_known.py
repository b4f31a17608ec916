"""Finds of what an import is to read whose very bytes the library holds already, so that only the rest is read."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader_app.errors import LibraryError, MastheadError
from reader_app.importers import registry
from reader_app.importers.mail_file import KIND
from reader_app.services.import_reading import source_of
from reader_app.services.import_units import Refused, Unit

if TYPE_CHECKING:
    from reader_app.library.known import Known
    from reader_app.library.library import Library

_CACHE: Final = 4  # megabytes: each original is looked up once
LookUp = Callable[[str, str], "Known | None"]


@dataclass(frozen=True, slots=True)
class Here:
    """A unit that need not be read: what is `known` of its original, and the unit for when that does not hold later."""

    unit: Unit
    known: Known

    @property
    def path(self) -> Path:
        """The file."""
        return self.unit.path

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return self.unit.size

    @property
    def issues(self) -> int:
        """How many issues it holds."""
        return self.unit.issues


@contextlib.contextmanager
def originals_of(library: Library | None) -> Iterator[LookUp | None]:
    """Give what tells of a digest and a name what `library` knows of that original; None where it cannot be asked.

    It asks over a connection of its own, so it may be used in another thread than `library`.
    """
    from reader_app.library.library import Library  # loaded here: what only reads has no use for it

    with contextlib.ExitStack() as stack:
        asked = None
        if library is not None:
            with contextlib.suppress(LibraryError):
                asked = stack.enter_context(Library.open(library.path, read_only=True, cache=_CACHE))
        yield None if asked is None else asked.known


def told_apart(source: Iterator[Unit | Refused], look_up: LookUp | None) -> Iterator[Unit | Refused | Here]:
    """Yield `source` with `Here` for each unit of which it is sure what reading it would give."""
    if look_up is None:
        yield from source
        return
    for unit in source:
        known = _known(unit, look_up) if isinstance(unit, Unit) else None
        yield unit if known is None or isinstance(unit, Refused) else Here(unit, known)


def _known(unit: Unit, look_up: LookUp) -> Known | None:
    """Return what is known of the bytes of `unit`, if today's rules would read them as they were read."""
    if unit.kind not in ("file", "message") or unit.size > registry.MAX_TEXT:
        return None
    from reader_app.importers.rereading import version_of  # loaded here: it needs all importers

    try:
        source = source_of(unit)
        known = look_up(source.sha256, source.name)
        if known is None or known.importer != version_of(known.kind):
            return None
        kind = KIND if unit.kind == "message" else registry.recognise(source).kind
    except (MastheadError, MemoryError):
        return None  # reading it will say why
    return known if kind == known.kind else None
