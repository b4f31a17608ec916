"""Reads the kept original of an issue once more, when what it came in (an export, a feed) is long gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reader_app.importers.archives import beehiiv, buttondown, curated, ghost, revue, revue_dump, substack
from reader_app.importers.archives.posts import RECORD, Form, Post, imported, kind_of, post_again
from reader_app.importers.archives.rows import read_record
from reader_app.importers.feeds import entries
from reader_app.model.origin import Imported, Origin, Unread


def again(original: bytes, origin: Origin) -> Imported | Unread | None:
    """Read the `original` of an issue once more with the facts its `origin` keeps.

    None when it did not come from an export or a feed: then it is read as any source. Raises FormatError when it is
    damaged.
    """
    if origin.kind == entries.KIND:
        return entries.read(read_record(original))
    if origin.kind == RECORD and origin.platform in _RECORDS:
        return _RECORDS[origin.platform](original, origin)
    form = next((form for form in Form if origin.kind == kind_of(form)), None)
    if form is None:
        return None
    post = post_again(original, origin, form)
    prepared = _PREPARED.get(origin.platform)
    return imported(prepared(post) if prepared else post)


def _revue(original: bytes, _: Origin) -> Imported | Unread:
    record = read_record(original)
    return revue.read(record) if {"issue", "items"} <= record.values.keys() else revue_dump.read(record)


_RECORDS: Final[dict[str, Callable[[bytes, Origin], Imported | Unread]]] = {
    revue.PLATFORM: _revue,
    curated.PLATFORM: lambda original, origin: curated.read(original, origin.name, origin.fact("publication")),
    ghost.PLATFORM: lambda original, _: ghost.read(read_record(original)),
    beehiiv.PLATFORM: lambda original, _: beehiiv.read(read_record(original)),
    buttondown.PLATFORM: lambda original, _: buttondown.read(read_record(original)),
}
_PREPARED: Final[dict[str, Callable[[Post], Post]]] = {
    substack.PLATFORM: substack.prepared,
    buttondown.PLATFORM: buttondown.prepared,
}
