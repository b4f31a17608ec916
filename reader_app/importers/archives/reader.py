"""What reads one export: how many issues it has, and each of them, whatever is wrong with its neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from reader_app.errors import MastheadError
from reader_app.importers.archives.archive import Archive
from reader_app.model.origin import Imported, Unread

Record = TypeVar("Record")


class Reader(Protocol):
    """Reads one export of `platform`. Nothing it does raises: what cannot be read is named with a sentence."""

    @property
    def platform(self) -> str:
        """The platform's name in lower case, such as ``"substack"``."""

    @property
    def names(self) -> frozenset[str]:
        """The files of a folder that belong to the export, relative to it: they are not read by themselves."""

    def total(self) -> int:
        """Return how many issues (or parts that should be one) `read` will yield."""

    def read(self) -> Iterator[Imported | Unread]:
        """Yield the issues one by one, and for each that cannot be read a sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """One issue to be read: what the person knows it by, and how to read it (which may raise MastheadError)."""

    name: str
    read: Callable[[], Imported | Unread]


@dataclass(frozen=True, slots=True)
class PartsReader:
    """Reads an export that is a run of parts."""

    platform: str
    parts: Sequence[Part]
    names: frozenset[str] = frozenset()

    def total(self) -> int:
        """Return the number of parts."""
        return len(self.parts)

    def read(self) -> Iterator[Imported | Unread]:
        """Yield each part's issue, or why it could not be read."""
        for part in self.parts:
            try:
                yield part.read()
            except MastheadError as error:
                yield Unread(part.name, error.sentence)


def refusal(name: str, sentence: str, platform: str = "") -> PartsReader:
    """Return the reader of a file that is recognised and not read: it yields `sentence`."""
    return PartsReader(platform, (Part(name, lambda: Unread(name, sentence)),))


def located(archive: Archive, pattern: str) -> tuple[str, ...]:
    """Return the names whose last parts `pattern` describes, the least deep first."""
    compiled = re.compile(rf"(?:.*/)?(?:{pattern})", re.IGNORECASE)
    found = (name for name in archive.names() if compiled.fullmatch(name))
    return tuple(sorted(found, key=lambda name: name.count("/")))


def below(archive: Archive, folder: str) -> tuple[str, ...]:
    """Return the names in `folder`, which ends with a slash, whatever the case it is written in."""
    return tuple(name for name in archive.names() if name.lower().startswith(folder.lower()))


def folder_of(name: str) -> str:
    """Return the folder `name` is in with its slash, ``""`` for none."""
    return name[: name.rfind("/") + 1]


def stem(name: str) -> str:
    """Return the last part of `name` without its suffix."""
    last = name[name.rfind("/") + 1 :]
    return last.rpartition(".")[0] or last
