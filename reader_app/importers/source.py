"""What is read: one source of bytes with a name, and the contract every importer keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final, Protocol

from reader_app.importers.decoding import Decoded, decode
from reader_app.model.origin import Imported, Unread, digest

NAMELESS: Final = frozenset("index readme newsletter post page body content".split())
"""The stems of files that only their folders tell apart."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file (or of one part of a larger file) with the name a person knows it by."""

    name: str
    data: bytes
    _decoded: list[Decoded] = field(default_factory=list, repr=False, compare=False)

    @property
    def suffix(self) -> str:
        """The suffix of the name in lower case with its dot, or ``""``."""
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """The name without folders and suffix; its folder's where it says nothing itself: "012/index.md" is 012."""
        path = PurePath(self.name)
        says_nothing = path.stem.lower() in NAMELESS and path.parent.name
        return path.parent.name if says_nothing else path.stem

    @property
    def sha256(self) -> str:
        """The digest of the bytes."""
        return digest(self.data)

    def decoded(self) -> Decoded:
        """Return the bytes as text, decoded once. Raises FormatError when they are no text."""
        if not self._decoded:
            self._decoded.append(decode(self.data))
        return self._decoded[0]


class Importer(Protocol):
    """Reads one kind of source."""

    kind: str
    suffixes: tuple[str, ...]

    def certainty(self, source: Source) -> float:
        """Return how sure it is, from 0 (not mine) to 1 (by its content, beyond doubt).

        Never raises; looks at no more than the beginning of a large source.
        """

    def read(self, source: Source) -> Iterator[Imported | Unread]:
        """Yield the issues of `source`, and a sentence for each part that cannot be read while others can.

        Raises FormatError with one sentence when it cannot be read after all.
        """
