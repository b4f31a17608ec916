"""Derives from an imported issue all that the library stores of it, before any lock is taken.

What comes out holds nothing but text, numbers and bytes, so that it passes between processes at little cost.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import Final, NamedTuple
from uuid import UUID

from reader_app.errors import FormatError
from reader_app.library.compression import DamagedContentError, inflated
from reader_app.library.fingerprint import fingerprint
from reader_app.library.listing import Listing, listing
from reader_app.library.moments import stored
from reader_app.model.codec import decode, encode
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported, Origin, digest
from reader_app.model.text import clean_characters, clean_line

_LEVEL: Final = 3  # half the time of zlib's usual 6 for a twentieth more bytes of mail


class Facts(NamedTuple):
    """The facts of an issue by which it is listed and recognised; `date` is in microseconds since 1970."""

    id: UUID
    publication: str
    number: str
    title: str
    preheader: str
    date: int | None


class AssetRow(NamedTuple):
    """A picture that comes with an issue, as it is stored."""

    sha256: str
    media_type: str
    data: bytes


class Derived(NamedTuple):
    """What is stored of one imported issue.

    `sha256` and `size` are of the original bytes, `original` holds them, `document` the issue as JSON without id,
    `display` its display copy (empty when there is none), all zlib; `warnings` and `removed` are JSON lists.
    """

    facts: Facts
    origin: Origin
    sha256: str
    size: int
    original: bytes
    document: bytes
    display: bytes
    warnings: str
    removed: str
    listing: Listing
    fingerprint: bytes
    assets: tuple[AssetRow, ...]


def derive(imported: Imported) -> Derived:
    """Return what the library stores of `imported`."""
    issue = imported.issue
    listed = listing(issue)
    search = listed.search
    return Derived(
        facts=facts(issue),
        origin=_cleaned(imported.origin),
        sha256=digest(imported.original),
        size=len(imported.original),
        original=zlib.compress(imported.original, _LEVEL),
        document=packed(issue),
        display=zlib.compress(imported.display.encode("utf-8", "replace"), _LEVEL) if imported.display else b"",
        warnings=json.dumps(imported.warnings),
        removed=json.dumps(imported.removed),
        listing=listed,
        fingerprint=fingerprint((search.title, search.items, search.sponsors, search.text)),
        assets=tuple(AssetRow(digest(asset.data), asset.media_type, asset.data) for asset in imported.assets),
    )


def facts(issue: Issue) -> Facts:
    """Return the facts of `issue` as they are stored."""
    date = None if issue.date is None else stored(issue.date)
    return Facts(issue.id, issue.publication, issue.number, issue.title, issue.preheader, date)


def packed(issue: Issue) -> bytes:
    """Return `issue` without its id as compressed JSON."""
    data = encode(issue)
    data["id"] = None
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), _LEVEL)


def unpacked(document: bytes, issue_id: UUID) -> Issue:
    """Return the issue that `packed` made `document` of, with its id.

    Raises DamagedContentError when the bytes are not what `packed` made.
    """
    try:
        data = json.loads(inflated(document))
        data["id"] = str(issue_id)
        return decode(data)
    except (ValueError, TypeError, FormatError) as error:
        raise DamagedContentError(str(error)) from error


def _cleaned(origin: Origin) -> Origin:
    """Return `origin` as text that can be stored: names of files and headers of mails may hold any bytes."""
    facts = tuple((clean_line(name), clean_characters(value)) for name, value in origin.facts)
    return replace(origin, name=clean_line(origin.name), facts=facts)
