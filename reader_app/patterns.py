"""Regular expressions that cost nothing until they are first used, and little where a text has not what they look for.

Some hundred of them know the words of newsletters. Compiling them all would keep every command waiting for a tenth of
a second; and Python's engine is slow where it must ignore case, since it can then skip nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import AnyStr, Final, cast

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
_PIECE: Final = re.compile(r"\(\?P[<=]\w+|\\.|[^\\(]+|\(", re.DOTALL)
# What `re` takes for the same letter when it ignores case, and `str.lower` does not.
_ODD: Final = (("ı", "i"), ("İ", "i"), ("ſ", "s"))


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile(source, flags)`` gives, compiled when it is first used."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


def any_case(source: str, flags: int = 0) -> AnyCase:
    """Return the pattern `source` that ignores case, quick to say that a text does not have it."""
    return AnyCase(source, flags)


class AnyCase:
    """A pattern that ignores case.

    A text is first searched in lower case by the pattern in lower case, several times as fast; where that finds
    nothing, neither would the pattern itself.
    """

    __slots__ = ("_exact", "_lower", "source")

    def __init__(self, source: str, flags: int) -> None:
        self.source = source
        self._lower = regex(_in_lower_case(source), flags)
        self._exact = regex(source, flags | re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in `text`."""
        low = text.lower() if text.isascii() else lowered(text)
        return self._exact.search(text) if self._lower.search(low) else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of `text`."""
        low = text.lower() if text.isascii() else lowered(text)
        return self._exact.match(text) if self._lower.match(low) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of all of `text`."""
        low = text.lower() if text.isascii() else lowered(text)
        return self._exact.fullmatch(text) if self._lower.fullmatch(low) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in `text`, in order."""
        return self._exact.finditer(text) if self._lower.search(lowered(text)) else iter(())

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return `text` with `replacement` for each match."""
        return self._exact.sub(replacement, text) if self._lower.search(lowered(text)) else text


def lowered(text: str) -> str:
    """Return `text` in lower case, as far as patterns that ignore case go: the Turkish i and the long s as well."""
    if not text.isascii():
        for odd, usual in _ODD:
            if odd in text:
                text = text.replace(odd, usual)
    return text.lower()


def holds(text: str, stems: Iterable[str]) -> bool:
    """Tell whether `text` has one of `stems`, which are in lower case, ignoring case: faster than any pattern."""
    return any(map(lowered(text).__contains__, stems))


class _Later:
    """Stands for a pattern; from the first use on it has the methods of the compiled one as its own."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.source = source
        self.flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.source, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def _in_lower_case(source: str) -> str:
    """Return a pattern with its letters in lower case; names of groups and escapes stay."""
    return "".join(piece if piece[0] in "\\(" else lowered(piece) for piece in _PIECE.findall(source))
