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
    name for the person; `importer` the version of the rules that read it. `facts` are what the envelope says, as
    (name, value) pairs in order: of a mail its ``message-id``, ``from``, ``list-id``, ``list-post``,
    ``list-unsubscribe`` and one ``attachment`` for each file it carries (RFC 5322, RFC 2919, RFC 2369).
    """

    kind: str
    platform: str = ""
    sha256: str = ""
    name: str = ""
    importer: int = 1
    facts: tuple[tuple[str, str], ...] = ()

    def fact(self, name: str) -> str:
        """Return the first fact called `name`, else ``""``."""
        return next((value for known, value in self.facts if known == name), "")


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that came with an issue, which refers to it as ``asset:<sha256>``."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Imported:
    """One issue as an importer read it.

    `original` holds the bytes it was read from, untouched; `warnings` says in sentences what the importer was unsure
    of; `removed` lists the visible texts it left out on purpose (such as a caption that repeats a picture's text);
    `display` is the sanitized HTML that shows the original as it was sent (empty when it has no HTML); `assets` are
    the pictures that came along.
    """

    issue: Issue
    original: bytes
    origin: Origin
    warnings: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    display: str = ""
    assets: tuple[Asset, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a source that could not be read while its neighbours could: its name and one sentence that says why."""

    name: str
    sentence: str


def digest(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal: how originals and assets are found."""
    return hashlib.sha256(data).hexdigest()
