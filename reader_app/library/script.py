"""Makes text without spaces between words findable: each letter of such a script becomes a word of its own.

FTS5's tokenizer splits at spaces and punctuation, so a Chinese sentence would be one word. A zero-width space between
its letters lets any part of it be found as a phrase, and is taken out again of what is shown.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from reader_app.patterns import regex

SEPARATOR: Final = "\u200b"
# Thai to Myanmar, Khmer, kana, bopomofo, Hangul, ideographs (with extensions and compatibility forms).
_RANGES: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3105-\u318f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
_UNSPACED: Final = regex(f"[{_RANGES}]")
_BOUNDARY: Final = regex(f"(?<=[{_RANGES}])(?=\\w)|(?<=\\w)(?=[{_RANGES}])")
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def split(text: str) -> str:
    """Return `text` composed (NFC), full-width Latin as usual, with a separator beside each letter of such a script."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(_WIDE)
    return _BOUNDARY.sub(SEPARATOR, text) if _UNSPACED.search(text) else text


def folded(text: str) -> str:
    """Return `text` as the index compares it: without case and accents, letters of unspaced scripts apart."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", split(text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def joined(text: str) -> str:
    """Return `text` as people read it: without the separators."""
    return text.replace(SEPARATOR, "")


def ends_unspaced(word: str) -> bool:
    """Tell whether the last character of `word` is a word of its own, so that it cannot be the start of one."""
    return _UNSPACED.match(word[-1:]) is not None
