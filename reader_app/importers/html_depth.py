"""Keeps HTML from lying so deep in itself that reading it takes for ever: parsers need the square of the depth."""

from __future__ import annotations

import re
from typing import Final

from reader_app.patterns import regex

DEEPEST: Final = 500
_FEW: Final = 4000
_TAG = regex(r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[^<>]*>)?")
_NEVER_DEEP: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th tbody thead tfoot option "
    "html head body a b i u s em strong font big small code strike tt nobr".split()
)


def flattened(html: str) -> str:
    """Return `html` without the tags that lie deeper than 500 in others; their text stays. Most HTML is as it was."""
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
