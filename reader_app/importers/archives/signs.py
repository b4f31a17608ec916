"""Tells which platform wrote a JSON file, by its beginning alone."""

from __future__ import annotations

from typing import Final

from reader_app.patterns import regex

START: Final = 65_536
_GHOST = regex(rb'\s*\{\s*"(?:db"\s*:\s*\[|meta"\s*:\s*\{|data"\s*:\s*\{)')
_GHOST_TABLES = regex(rb'"(?:exported_on|posts|posts_meta|posts_tags|posts_authors)"\s*:')
_DUMP = regex(rb'\s*(?:\[|\{\s*"(?:issues|data)"\s*:\s*\[)\s*\{')
_DUMP_FIELDS: Final = (b'"html"', b'"sent_at"')
_OBJECT = regex(rb"\s*\{")


def is_ghost(start: bytes) -> bool:
    """Tell whether a JSON file that begins with `start` is Ghost's export."""
    return _GHOST.match(start) is not None and _GHOST_TABLES.search(start) is not None


def is_curated(start: bytes) -> bool:
    """Tell whether a JSON file that begins with `start` is an issue of Curated's."""
    if _OBJECT.match(start) is None:
        return False
    return b'"categories"' in start and (b'"number"' in start or b'"published_at"' in start)


def is_revue_dump(start: bytes) -> bool:
    """Tell whether a JSON file that begins with `start` is a dump of Revue's API."""
    return _DUMP.match(start) is not None and all(field in start for field in _DUMP_FIELDS)


def is_platform_json(start: bytes) -> bool:
    """Tell whether a JSON file that begins with `start` is one a platform wrote."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    return is_ghost(start) or is_curated(start) or is_revue_dump(start)
