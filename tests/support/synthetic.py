"""Makes libraries of any size out of invented words: the same arguments always give the same issues.

``python -m tests.support.synthetic OUT.masthead COUNT [--items N] [--seed N]``
writes one; tests use `imported` and `fill`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from uuid import UUID

from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.model.blocks import Block, Feedback, Item, LinkList, Podcast, Prose, Sponsor
from reader_app.model.issue import About, Issue, Section
from reader_app.model.origin import Imported, Origin, digest

NEWEST = datetime(2026, 1, 1, 8, 30, tzinfo=UTC)
BETWEEN = timedelta(hours=7)  # so that 100,000 issues span 80 years, and a day holds some
BATCH = 250

_ONSETS = "b br c cl d dr f g gr h k l m n p pr r s sk st t tr v w z".split()
_VOWELS = "a e i o u ai ea io ou".split()
_ACCENTED = "ä é ö ü ñ å ø ç î ó".split()
_CODAS = ["", "", "n", "r", "s", "l", "nd", "rk", "st"]
_IDEOGRAPHS = (
    "新报云山河书文字机器学习网络数据安全开源社区编辑读者周刊城市时间世界设计故事问题方法语言森林海洋火车音乐画家"
)
_KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"

_PUBLICATIONS = (
    ["Stone Letter", "Tidal Notes", "Copper Weekly", "Night Gardener", "The Loom", "Quiet Compiler", "Harbour Post"]
    + [f"Field Report {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    + ["云山周刊", "ことば便り", "מכתב", "رسالة", "Grüße vom Fluß"]
)
_SECTIONS = "Tools|Research|Long reads|Releases|Jobs|Events|Opinion|Data|Short notes|From the archive".split("|")
_SPONSORS = [
    f"{first} {second}" for first in ("Acorn", "Basalt", "Cinder", "Delta", "Ember") for second in ("Works", "Bank")
]


class Tongue:
    """An invented language: words chosen as in a real one, few often and many rarely."""

    def __init__(self, words: list[str], joint: str, stop: str) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(len(words))))
        self._joint = joint
        self._stop = stop

    def words(self, random: Random, count: int) -> str:
        """Return `count` words without a full stop."""
        text = self._joint.join(random.choices(self._words, cum_weights=self._weights, k=count))
        return text[:1].upper() + text[1:]

    def sentences(self, random: Random, count: int) -> str:
        """Return sentences of `count` words in all."""
        lengths = []
        while count > 0:
            lengths.append(min(count, random.randint(6, 18)))
            count -= lengths[-1]
        return f"{self._stop} ".join(self.words(random, length) for length in lengths) + self._stop


@cache
def tongues() -> tuple[Tongue, ...]:
    """Return the languages: Latin letters, accented ones, Chinese, Japanese, Hebrew, Arabic."""
    random = Random("tongues")

    def invented(count: int, vowels: list[str]) -> list[str]:
        syllables = [onset + vowel + coda for onset in _ONSETS for vowel in vowels for coda in _CODAS]
        return list(dict.fromkeys("".join(random.choices(syllables, k=random.randint(1, 3))) for _ in range(count)))

    def drawn(letters: str, shortest: int, longest: int) -> list[str]:
        return list(
            dict.fromkeys("".join(random.choices(letters, k=random.randint(shortest, longest))) for _ in range(1500))
        )

    return (
        Tongue(invented(6000, _VOWELS), " ", "."),
        Tongue(invented(3000, _VOWELS + _ACCENTED), " ", "."),
        Tongue(drawn(_IDEOGRAPHS, 1, 3), "", "。"),
        Tongue(drawn(_KANA + _IDEOGRAPHS[:20], 1, 4), "", "。"),
        Tongue(drawn(_HEBREW, 2, 6), " ", "."),
        Tongue(drawn(_ARABIC, 2, 7), " ", "."),
    )


_LANGUAGES = ("en", "de", "zh", "ja", "he", "ar")
_SHARES = (80, 8, 5, 3, 2, 2)


def imported(count: int, *, items: int = 20, seed: int = 1) -> Iterator[Imported]:
    """Yield `count` issues of about `items` items each, oldest first, as an importer would hand them over."""
    numbers: dict[str, int] = {}
    for place in range(count):
        random = Random(f"{seed}/{place}")
        publication = random.choices(_PUBLICATIONS, weights=range(len(_PUBLICATIONS), 0, -1))[0]
        numbers[publication] = numbers.get(publication, 0) + 1
        issue = _issue(random, publication, numbers[publication], NEWEST - BETWEEN * (count - place), items)
        original = _original(issue)
        yield Imported(issue, original, Origin("text", sha256=digest(original), name=f"{place}.txt"))


def fill(library: Library, count: int, *, items: int = 20, seed: int = 1) -> None:
    """Add `count` issues to `library`; all but the newest tenth are read, one in forty starred."""
    source = imported(count, items=items, seed=seed)
    unread = max(1, count // 10)
    place = 0
    while batch := list(islice(source, BATCH)):
        ids = [added.id for added in library.add_many(batch)]
        library.set_read([issue_id for n, issue_id in enumerate(ids, place) if n < count - unread], True)
        library.set_starred([issue_id for n, issue_id in enumerate(ids, place) if n % 40 == 0], True)
        place += len(batch)


def newest(library: Library) -> UUID:
    """Return the id of the newest issue."""
    return library.summaries(Scope(), limit=1).rows[0].id


def _issue(random: Random, publication: str, number: int, date: datetime, items: int) -> Issue:
    kind = random.choices(range(len(_LANGUAGES)), weights=_SHARES)[0]
    tongue = tongues()[kind]
    sections = max(1, min(5, items // 4))
    per_section = [items // sections + (place < items % sections) for place in range(sections)]
    headings = random.sample(_SECTIONS, sections)
    lead: list[Block] = [Prose(tongue.sentences(random, random.randint(40, 90))) for _ in range(2)]
    if random.random() < 0.6:
        name = random.choice(_SPONSORS)
        lead.append(Sponsor(name, f"https://{name.split()[0].lower()}.example/", body=tongue.sentences(random, 25)))
    last: list[Block] = [Feedback("Did you like this issue?", "https://vote.example/up", "https://vote.example/down")]
    if random.random() < 0.2:
        last.insert(
            0, Podcast(tongue.words(random, 5), f"https://sound.example/{random.getrandbits(32):x}", minutes=40)
        )
    return Issue(
        publication=publication,
        number=str(number),
        title=tongue.words(random, random.randint(4, 9)),
        preheader=tongue.sentences(random, 14),
        date=date,
        authors=(tongue.words(random, 2),),
        lang=_LANGUAGES[kind],
        lead=tuple(lead),
        sections=tuple(
            Section(heading, "", (*_items(random, tongue, wanted), *(last if heading == headings[-1] else ())))
            for heading, wanted in zip(headings, per_section, strict=True)
        ),
        about=About(tongue.sentences(random, 10), curator=tongue.words(random, 2), site="https://letters.example/"),
    )


def _items(random: Random, tongue: Tongue, count: int) -> Iterator[Block]:
    listed = min(count, random.choice((0, 0, 3)))
    for _ in range(count - listed):
        yield _item(random, tongue, random.randint(15, 35))
    if listed:
        yield LinkList(tuple(_item(random, tongue, 5) for _ in range(listed)))


def _item(random: Random, tongue: Tongue, words: int) -> Item:
    body = tongue.sentences(random, words)
    if random.random() < 0.03:
        body += " **More** [here](https://more.example/)."
    # Few enough addresses that some are linked again and again.
    address = f"https://site{random.randint(1, 400)}.example/{random.randint(1, 5000)}"
    return Item(tongue.words(random, random.randint(4, 9)), address, source=f"Site {address[12:15]}", body=body)


def _original(issue: Issue) -> bytes:
    lines = [issue.title, issue.publication, f"Issue #{issue.number}", issue.preheader]
    for section in issue.sections:
        lines.append(section.heading)
        lines += (f"{item.title}\n{item.url}\n{item.body}" for place, item in issue.items() if place is section)
    return "\n\n".join(lines).encode()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Write a library of invented issues.")
    parser.add_argument("out", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    with Library.open(chosen.out) as library:
        fill(library, chosen.count, items=chosen.items, seed=chosen.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
