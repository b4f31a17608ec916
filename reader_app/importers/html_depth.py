"""Keeps reading HTML from taking for ever: parsers need the square of its depth, and of a tag's attributes."""

from __future__ import annotations

import re
from typing import Final

from reader_app.patterns import regex

DEEPEST: Final = 500
MOST_ATTRIBUTES: Final = 256
_FEW: Final = 4000
_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[^<>]*>)?")
_NEVER_DEEP: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option "
    "html head body a b i u s em strong font big small code strike tt nobr".split()
)
# One attribute as the HTML standard reads it (13.2.5.32 and following): a quote within a name opens no value.
_ATTRIBUTE: Final = r"""[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
# Comments and what is not markup are passed over, tags are taken one after the other: no byte is looked at twice.
_MANY_ATTRIBUTES = regex(
    r"(<!--(?:.*?--!?>|.*)|<(script|style|textarea|title|xmp)\b[^<>]{0,2000}>.*?(?:</\2|\Z))"
    rf"|(<[A-Za-z][^\s/>]*+(?:{_ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+)(?:{_ATTRIBUTE})*+",
    re.IGNORECASE | re.DOTALL,
)
_SHORT: Final = 20_000  # in so little HTML no tag has attributes enough to matter


def flattened(html: str) -> str:
    """Return `html` without what makes parsers slow; most HTML is as it was.

    Tags that lie deeper than 500 in others are left out, their text stays; a tag keeps its first 256 attributes.
    """
    if len(html) > _SHORT:
        html = _MANY_ATTRIBUTES.sub(r"\1\3", html)
    if html.count("<") < _FEW:
        return html
    levels = _Levels()
    result = _TAG.sub(levels.replace, html)
    return result if levels.left_out else html


class _Levels:
    """Counts how deep each tag lies, whichever it is: closed ones are matched by their number, not their name."""

    def __init__(self) -> None:
        self.left_out = 0
        self._depth = 0
        self._to_close = 0

    def replace(self, match: re.Match[str]) -> str:
        """Return what stands in for a tag: itself, or nothing."""
        if match[2].lower() in _NEVER_DEEP:
            return match[0]
        if not match[1]:
            if self._depth < DEEPEST:
                self._depth += 1
                return match[0]
            self._to_close += 1
            self.left_out += 1
            return ""
        if self._to_close:
            self._to_close -= 1
            return ""
        self._depth = max(0, self._depth - 1)
        return match[0]
