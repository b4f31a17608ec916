"""One line of plain text, out of whatever an export or a feed holds where a line belongs."""

from __future__ import annotations

import html

from reader_app.importers.text_lines import squeeze, visible
from reader_app.patterns import any_case, regex

_TAG = regex(r"<[A-Za-z/!][^<>]*>")
_ENTITY = any_case(r"&(?:#\d+|#x[\da-f]+|[a-z]\w*);")


def is_markup(text: str) -> bool:
    """Tell whether `text` is HTML: it has a tag or an entity."""
    return _TAG.search(text) is not None or _ENTITY.search(text) is not None


def line(text: str) -> str:
    """Return `text`, HTML or plain, as one line of plain text."""
    if is_markup(text):
        text = html.unescape(_TAG.sub(" ", text))
    return squeeze(visible(" ".join(text.split())))
