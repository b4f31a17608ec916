"""Finds the name that an advertisement's sentences begin with again and again, in any script."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import combinations, takewhile
from typing import Final

from reader_app.patterns import AnyCase, any_case, regex

_MOST_TEXT: Final = 1500
_MOST_SENTENCES: Final = 24
_MOST_WORDS: Final = 3
_LEAST_TIMES: Final = 2
_SHORTEST: Final = 3
_LONGEST_JOINED: Final = 8
_SENTENCES = regex(r"[.!?:…。！？؟：]+\s*|\n")
_WITH = any_case(
    r"(?:with|thanks to|at|from|mit|dank|bei|von|avec|gr[âa]ce à|chez|con|gracias a|en|grazie a|com(?: [ao])?"
    r"|gra[çc]as [àa]o?|met|dankzij|bij|med|hos|z|ze|dzięki|с|у|в|благодаря|з|завдяки|مع|عبر|من|[ao]) (?=\S)"
)
_NAME = regex(r"(?:[^\W\d_a-zà-ÿ][\w&’'-]*)(?: [^\W\d_a-zà-ÿ][\w&’'-]*){0,2}")
_ENDING = regex(r"['’]\w{1,3}\Z")
_JOINED = regex("[\u30a0-\u30ff\u4e00-\u9fffA-Za-z]{2,}")
_COMMON = regex(
    "[我你您他她它这這那如现現今因所可不没沒无無只本每一二三在有从從让讓用与與和为為将將会會还還也更最当當]"
)


def said_again(text: str, common: AnyCase, calls: AnyCase) -> str:
    """Return the name that a sentence of `text` begins with, or "with" and it, and that `text` says again, or ``""``.

    What `common` or `calls` match at its beginning is no name: words such as "this" and calls such as "Read".
    """
    sentences = [each.strip(" \"'“”„«»-–—•*") for each in _SENTENCES.split(text[:_MOST_TEXT])][:_MOST_SENTENCES]
    for sentence in sentences:
        led = _WITH.match(sentence)
        rest = sentence[led.end() :] if led else sentence
        match = _NAME.match(rest)
        if match is None or not (match[0][:1].isupper() or led):
            continue
        words = match[0].split()[: _MOST_WORDS if match[0][:1].isupper() else 1]
        for end in range(len(words), 0, -1):
            name = _ENDING.sub("", " ".join(words[:end]))
            if len(name) >= _SHORTEST and not common.match(name) and not calls.match(name) and _again(name, text):
                return name
    return _joined(sentences)


def _again(name: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text[:_MOST_TEXT])) >= _LEAST_TIMES


def _joined(sentences: Collection[str]) -> str:
    """Return what two sentences of a script without spaces begin with."""
    starts = sorted(each[:_LONGEST_JOINED] for each in sentences if each and not each.isascii() and " " not in each[:4])
    for one, other in combinations(starts, 2):
        match = _JOINED.match("".join(a for a, _ in takewhile(_same, zip(one, other, strict=False))))
        if match and not match[0].isascii() and not _COMMON.match(match[0]):
            return match[0]
    return ""


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]
