"""Where an issue came from: facts every importer states and the library keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from reader_app.model.issue import Issue


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of one issue.

    `kind` is the form it came in ("text", "markdown", "eml", "html", …); `platform` the newsletter service if it was
    recognised ("revue", …), else empty; `sha256` the digest of the original bytes in hexadecimal; `name` the file's
    name for the person; `importer` the version of the rules that read it.
    """

    kind: str
    platform: str = ""
    sha256: str = ""
    name: str = ""
    importer: int = 1


@dataclass(frozen=True, slots=True)
class Imported:
    """One issue as an importer read it.

    `original` holds the bytes it was read from, untouched; `warnings` says in sentences what the importer was unsure
    of; `removed` lists the visible texts it left out on purpose (such as a caption that repeats a picture's text).
    """

    issue: Issue
    original: bytes
    origin: Origin
    warnings: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal: how originals and assets are found."""
    return hashlib.sha256(data).hexdigest()
