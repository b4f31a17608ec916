"""JSON that stands in a column: sentences of an importer, what the envelope of a mail says, chosen settings."""

from __future__ import annotations

import json
from typing import Any

from reader_app.library.compression import DamagedContentError


def sentences(text: str) -> tuple[str, ...]:
    """Return the JSON list of texts `text`. Raises DamagedContentError when it is none."""
    found = _list(text)
    if not all(isinstance(each, str) for each in found):
        raise DamagedContentError("a list of something else than texts")
    return tuple(found)


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the JSON list of pairs of texts `text`. Raises DamagedContentError when it is none."""
    found = _list(text)
    if not all(
        isinstance(each, list) and len(each) == 2 and all(isinstance(one, str) for one in each) for each in found
    ):
        raise DamagedContentError("a list of something else than pairs")
    return tuple((name, value) for name, value in found)


def an_object(text: str) -> str:
    """Return `text`, which is a JSON object. Raises DamagedContentError when it is none."""
    if not isinstance(_value(text), dict):
        raise DamagedContentError("no object")
    return text


def _list(text: str) -> list[Any]:
    found = _value(text)
    if not isinstance(found, list):
        raise DamagedContentError("no list")
    return found


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise DamagedContentError(str(error)) from error
