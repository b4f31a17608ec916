"""The search index of an archive site: words and the issues they stand in, in parts that a page loads as it needs them.

A part holds the words that begin alike, so a search loads one small file for each word typed. It is a script, since a
page that lies on a disk may load scripts but not fetch data. What a word is here, search.js says again for the query.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Final
from uuid import UUID

from reader_app.exporters.site import Row
from reader_app.exporters.site_names import address

FOLDER: Final = "search/"
WORDS: Final = "search/w-"
ID_LENGTH: Final = 6
_DIGITS: Final = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"  # in the order of their codes
_FIRST_DAY: Final = date(1900, 1, 1).toordinal()
_FEW: Final = 8  # ids that are sooner looked for in a text than by cutting it
_LONGEST_WORD: Final = 24
_LONGEST_LINE: Final = 160
_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u9fff"
_WORD: Final = re.compile(rf"[{_IDEOGRAPHS}]+|(?:(?![{_IDEOGRAPHS}])[^\W_])+")
_IS_IDEOGRAPH: Final = re.compile(rf"[{_IDEOGRAPHS}]")


def words_of(text: str) -> set[str]:
    """Return the words of `text` as the index has them: lower case, without accents; ideographs in pairs."""
    plain = unicodedata.normalize("NFKD", text).lower()
    if not plain.isascii():
        marks = [ord(letter) for letter in set(plain) if unicodedata.category(letter).startswith("M")]
        plain = plain.translate(dict.fromkeys(marks))
    found: set[str] = set()
    for word in _WORD.findall(plain):
        if not _IS_IDEOGRAPH.match(word):
            found.add(word[:_LONGEST_WORD])
        elif len(word) == 1:
            found.add(word)
        else:
            found.update(word[at : at + 2] for at in range(len(word) - 1))
            found.add(word[-1])
    return found


def part_of(word: str) -> str:
    """Return the name of the part of the index that `word` stands in."""
    if _IS_IDEOGRAPH.match(word):
        return f"{ord(word[0]) >> 6:x}_"
    return "".join(letter if letter.isascii() else f"{ord(letter):x}_" for letter in word[:2])


def search_id(issue_id: UUID | str, day: str, is_taken: Callable[[str], bool]) -> str:
    """Return a short id of an issue that no other has; ids are in the order of the issues' days."""
    days = max(0, date.fromisoformat(day).toordinal() - _FIRST_DAY) if day else 0
    for attempt in count():
        digest = hashlib.sha256(f"{issue_id}/{attempt}".encode()).digest()
        found = _digits(days) + _digits(int.from_bytes(digest[:3], "big"))
        if not is_taken(found):
            return found
    raise AssertionError  # pragma: no cover - count() has no end


@dataclass(slots=True)
class WordsPart:
    """One part of the index: the ids of issues by word, for words in titles and for words anywhere."""

    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> WordsPart:
        """Return the part that `script` wrote as `data`."""
        _, titles, texts = json.loads(b"[%b]" % data.partition(b"(")[2].rpartition(b")")[0])
        return cls(titles, texts)

    def remove(self, ids: Collection[str]) -> None:
        """Take the issues `ids` out."""
        for index in (self.titles, self.texts):
            for word, known in list(index.items()):
                if len(ids) <= _FEW and not any(each in known for each in ids):
                    continue
                kept = [each for each in _ids_in(known) if each not in ids]
                if kept:
                    index[word] = "".join(kept)
                else:
                    del index[word]

    def add(self, found: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> None:
        """Put issues in: each an id with its words in titles and its words elsewhere."""
        added: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
        for issue, *kinds in found:
            for index, words in zip(added, kinds, strict=True):
                for word in words:
                    index.setdefault(word, []).append(issue)
        for known, new in zip((self.titles, self.texts), added, strict=True):
            for word, ids in new.items():
                known[word] = "".join(sorted({*_ids_in(known.get(word, "")), *ids}))

    def script(self, name: str) -> bytes:
        """Return the part as a script."""
        return _call("mastheadWords", name, dict(sorted(self.titles.items())), dict(sorted(self.texts.items())))


def issues_part(search: str) -> str:
    """Return the name of the part of the index that says what is shown of the issue with the id `search`."""
    return "".join(f"{ord(letter):x}" for letter in search[:2])  # some disks take a for A


def issues_script(name: str, rows: Iterable[tuple[str, Row]]) -> bytes:
    """Return a part that says what is shown of issues: address, title, kicker, date, preheader."""
    shown = {
        issue: [address(row.path), row.title, row.kicker, row.date, row.preheader[:_LONGEST_LINE]]
        for issue, row in rows
    }
    return _call("mastheadIssues", name, shown)


def _call(function: str, *values: str | Mapping[str, object]) -> bytes:
    shown = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    # Two line ends of JSON are none in old JavaScript.
    return f"{function}({shown});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _ids_in(known: str) -> list[str]:
    return [known[at : at + ID_LENGTH] for at in range(0, len(known), ID_LENGTH)]


def _digits(number: int) -> str:
    return "".join(_DIGITS[number >> shift & 63] for shift in (12, 6, 0))
