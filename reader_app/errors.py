"""The world's errors: what can go wrong outside our code, each with one sentence for the person.

Bugs of our own are never of this family: they stay ordinary exceptions and end in a report.
"""

from __future__ import annotations

from enum import StrEnum


class MastheadError(Exception):
    """Base of all errors the world may cause. ``str(error)`` is one sentence that can be shown as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FormatError(MastheadError):
    """A file is not what it should be: empty, binary, damaged, of another format."""


class FileError(MastheadError):
    """A file or folder cannot be read or written."""


class UsageError(MastheadError):
    """What was asked for does not exist or is ambiguous, such as an unknown issue or format."""


class LibraryErrorKind(StrEnum):
    """Why the library cannot be used."""

    LOCKED = "locked"
    FULL = "full"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    NEWER = "newer"
    READ_ONLY = "read-only"
    NO_ACCESS = "no-access"
    MOVED = "moved"
    ELSEWHERE = "elsewhere"
    CONFLICT = "conflict"


class LibraryError(MastheadError):
    """The library file cannot be used as asked; `kind` says why."""

    def __init__(self, kind: LibraryErrorKind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
