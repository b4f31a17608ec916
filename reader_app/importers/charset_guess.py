"""Tells the character set of text that names none, by the letters its language uses most.

Only where the answer is plain: the text must decode without an error, and a good part of its letters must be among the
commonest of the language. Letters of other scripts stand side by side; accents of Western languages stand alone, and
text with such letters is left to the caller.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, NamedTuple

_SIMPLIFIED: Final = frozenset(
    "的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十"
    "用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从知全工开明本新网第期"
    "。，、：！？；（）“”《》·"
)
_TRADITIONAL: Final = frozenset(
    "的一是不了在人有我他這為之大來以個中上們到說國和地也子時道出而要於就下得可你年生自會那後能對著事其裡所去行過家十"
    "用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從知全工開明本新網第期"
    "。，、：！？；（）「」《》"
)
_KOREAN: Final = frozenset(
    "이다는에의을가고하지한기도로를은사리자어서나대인아시정일스그수해있과여라전보원부니들으제주게구장했면상만게연공문위"
)
_KANA: Final = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FD)))) | frozenset("、。「」")
_CYRILLIC: Final = frozenset("оеаинтсрвл")
_GREEK: Final = frozenset("αοιετσνηυρκπμλςάέήίό")
_HEBREW: Final = frozenset("יוהאלמתרשבנ")
_ARABIC: Final = frozenset("اليمونرتبة")
_THAI: Final = frozenset("านรอกเงมยลวดท่้ัีิสคขตป")


class _Language(NamedTuple):
    """Letters of one language with the share of the text they must make, and the codecs it is written in."""

    codecs: tuple[str, ...]
    letters: frozenset[str]
    least: float


_LANGUAGES: Final = (
    _Language(("cp932", "euc_jp"), _KANA, 0.3),
    _Language(("gb18030",), _SIMPLIFIED, 0.25),
    _Language(("big5hkscs",), _TRADITIONAL, 0.25),
    _Language(("cp949",), _KOREAN, 0.25),
    _Language(("koi8_r", "cp1251", "iso8859_5", "cp866"), _CYRILLIC, 0.5),
    _Language(("cp1253",), _GREEK, 0.65),
    _Language(("cp1255",), _HEBREW, 0.55),
    _Language(("cp1256",), _ARABIC, 0.5),
    _Language(("cp874",), _THAI, 0.7),
)
_HIGH: Final = bytes(range(128, 256))
_RUN = re.compile(rb"[\x80-\xff]{2,}")
_FEWEST: Final = 6
_LEAST_IN_RUNS: Final = 0.6
_SAMPLE: Final = 20_000


def guessed(data: bytes) -> str:
    """Return the codec whose language `data` is plainly written in, else ``""``."""
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high < _FEWEST or sum(map(len, _RUN.findall(sample))) < high * _LEAST_IN_RUNS:
        return ""
    best, name = 0.0, ""
    for language in _LANGUAGES:
        for codec in language.codecs:
            score = _share(data, codec, language.letters) / language.least
            if score >= 1 and score > best:
                best, name = score, codec
    return name


def _share(data: bytes, codec: str, letters: frozenset[str]) -> float:
    """Return how much of the text that is not ASCII is in `letters`; 0 when it is not in `codec` at all."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    foreign = Counter(letter for letter in text[:_SAMPLE] if letter > "\x7f" and not letter.isspace())
    total = foreign.total()
    return sum(count for letter, count in foreign.items() if letter in letters) / total if total else 0.0
