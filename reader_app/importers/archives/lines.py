"""One line of plain text, out of whatever an export or a feed holds where a line belongs."""

from __future__ import annotations

import html
import re

from reader_app.importers.text_lines import squeeze, visible

_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z]\w*);", re.IGNORECASE)


def is_markup(text: str) -> bool:
    """Tell whether `text` is HTML: it has a tag or an entity."""
    return _TAG.search(text) is not None or _ENTITY.search(text) is not None


def line(text: str) -> str:
    """Return `text`, HTML or plain, as one line of plain text."""
    if is_markup(text):
        text = html.unescape(_TAG.sub(" ", text))
    return squeeze(visible(" ".join(text.split())))
