"""How to unsubscribe from what an issue belongs to: the addresses its envelope and its own text name.

Nothing is asked of them here; a person opens one after they saw it. RFC 2369 says how an envelope names them. The
one-click form of RFC 8058 is left alone: it would send a request without showing what is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from reader_app.model.issue import Issue
from reader_app.model.origin import Origin
from reader_app.model.urls import has_merge_tag, is_safe

_NAMED = re.compile(r"<([^<>]*)>")
_BLANKS = re.compile(r"\s+")
_ORDER: Final = ("https://", "http://", "mailto:")


def ways(issue: Issue, origins: Iterable[Origin]) -> tuple[str, ...]:
    """Return the addresses to unsubscribe at, the best one first: secure web pages, then others, then mail."""
    found = [
        _BLANKS.sub("", named)
        for origin in origins
        for name, value in origin.facts
        if name == "list-unsubscribe"
        for named in _NAMED.findall(value)
    ]
    if issue.about is not None:
        found.append(issue.about.unsubscribe)
    usable = [address for address in dict.fromkeys(found) if _rank(address) < len(_ORDER)]
    return tuple(sorted(usable, key=_rank))


def _rank(address: str) -> int:
    if has_merge_tag(address) or not is_safe(address):
        return len(_ORDER)
    lowered = address.lower()
    return next((rank for rank, start in enumerate(_ORDER) if lowered.startswith(start)), len(_ORDER))
