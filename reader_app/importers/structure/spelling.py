"""Finds a name in a text by its letters alone, as an address or a file's name has them, whatever its script."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from reader_app.patterns import regex

_WORD = regex(r"[^\W_]+(?:['’.+&-][^\W_]+)*")
_MOST_WORDS: Final = 4
_MOST_TEXT: Final = 3000
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_STROKED: Final = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ð": "d", "þ": "th", "œ": "oe", "ß": "ss"})
_CYRILLIC: Final = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэіє", "abvgdezijklmnoprstufyeie", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "e", "ї": "yi"}
    | {"ъ": "", "ь": ""}
)


def spelled(core: str, text: str) -> str:
    """Return `core` as the words of `text` spell it, else ``""``: "oldharbour" is "Old Harbour".

    Accents count for nothing, and Cyrillic letters for the Latin ones they are written with: "parus" is "Парус".
    """
    plain = core.replace("-", "").lower()
    found = list(_WORD.finditer(text[:_MOST_TEXT]))
    for start, match in enumerate(found):
        if plain[:1] not in _initials(match[0][0]):
            continue
        joined: tuple[str, ...] = ("",)
        for end in range(start, min(start + _MOST_WORDS, len(found))):
            forms = _letters(found[end][0])
            joined = tuple(before + form for before in joined for form in forms)
            if plain in joined:
                return text[match.start() : found[end].end()]
            joined = tuple(each for each in joined if plain.startswith(each))
            if not joined:
                break
    return ""


def only_letters(text: str) -> str:
    """Return the letters and digits of `text` alone, casefolded: what is left to compare names by."""
    return "".join(filter(str.isalnum, text.casefold()))


@lru_cache(maxsize=1000)
def _initials(letter: str) -> frozenset[str]:
    """Return what a word that begins with `letter` may begin with in an address."""
    return frozenset(form[:1] for form in _letters(letter))


def _letters(word: str) -> tuple[str, ...]:
    """Return how the letters of `word` may stand in an address."""
    lowered = re.sub(r"[\W_]", "", word.lower())
    if lowered.isascii():
        return (lowered,)
    bare = "".join(each for each in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(each))
    bare = bare.translate(_STROKED)
    return tuple(dict.fromkeys((lowered, lowered.translate(_UMLAUTS), bare, lowered.translate(_CYRILLIC))))
