"""Items of many issues as one packed set, such as all of a list, and marks for all of them.

Items of a whole list are found in portions of some hundred issues, and marked in portions of some thousand items: each
is one transaction, so that others read and write in between, and what is done when the program ends is done.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import Final, Self
from uuid import UUID

from reader_app.library import item_lists
from reader_app.library.lists import LAST_KEY
from reader_app.library.marks import ItemMark
from reader_app.library.types import Cursor, ItemChoice, Scope
from reader_app.library.whole import Ids

_WORD: Final = 60  # positions in one record: as many bits as SQLite's integers hold without their sign
_RECORD: Final = struct.Struct(">16sHQ")  # an issue, which of its words, the positions as bits
_MEANT: Final = f"t.position BETWEEN ?2 AND ?2 + {_WORD - 1} AND ((?3 >> (t.position - ?2)) & 1)"


class Items(Collection[tuple[UUID, int]]):
    """Items by issue and position, packed: 2 million of 100,000 issues take 2.6 MB."""

    def __init__(self, packed: bytes = b"") -> None:
        self.packed = packed

    @classmethod
    def of(cls, items: Iterable[tuple[UUID, int]]) -> Self:
        """Return the set of `items`; issues stay in the order in which they come first."""
        words: dict[UUID, dict[int, int]] = {}
        for issue_id, position in items:
            word, bit = divmod(position, _WORD)
            of_issue = words.setdefault(issue_id, {})
            of_issue[word] = of_issue.get(word, 0) | 1 << bit
        return cls.of_words((each, word, bits) for each, known in words.items() for word, bits in sorted(known.items()))

    @classmethod
    def of_words(cls, words: Iterable[tuple[UUID, int, int]]) -> Self:
        """Return the set of records: issue, number of the word, its positions as bits."""
        return cls(b"".join(_RECORD.pack(issue_id.bytes, word, bits) for issue_id, word, bits in words))

    @classmethod
    def joined(cls, parts: Iterable[Items]) -> Self:
        """Return the items of all `parts`, which have none in common."""
        return cls(b"".join(part.packed for part in parts))

    @cached_property
    def _count(self) -> int:
        return sum(bits.bit_count() for _, _, bits in _RECORD.iter_unpack(self.packed))

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[UUID, int]]:
        for issue_id, word, bits in self.words():
            yield from ((issue_id, word * _WORD + bit) for bit in range(_WORD) if bits >> bit & 1)

    def __contains__(self, item: object) -> bool:
        match item:
            case (UUID() as issue_id, int(position)):
                return position in self.positions(issue_id)
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Items) and self.packed == other.packed

    def __hash__(self) -> int:
        return hash(self.packed)

    def __repr__(self) -> str:
        return f"<{len(self)} items of {len(self.packed) // _RECORD.size} issues>"

    def words(self) -> Iterator[tuple[UUID, int, int]]:
        """Yield the records: issue, number of the word, its positions as bits."""
        for packed, word, bits in _RECORD.iter_unpack(self.packed):
            yield UUID(bytes=packed), word, bits

    def positions(self, issue_id: UUID) -> tuple[int, ...]:
        """Return the positions of those items that stand in one issue."""
        found: list[int] = []
        at = self.packed.find(issue_id.bytes)
        while at >= 0:
            if at % _RECORD.size == 0:  # else the end of one record and the start of another
                _, word, bits = _RECORD.unpack_from(self.packed, at)
                found += [word * _WORD + bit for bit in range(_WORD) if bits >> bit & 1]
            at = self.packed.find(issue_id.bytes, at + 1)
        return tuple(sorted(found))

    def issues(self) -> Ids:
        """Return the issues in which the items stand, each once."""
        return Ids(dict.fromkeys(issue_id for issue_id, _, _ in self.words()))

    def portions(self, size: int) -> Iterator[Items]:
        """Yield the items in portions of `size`, or a few more: what is in one record stays together."""
        start = count = 0
        for number, (_, _, bits) in enumerate(_RECORD.iter_unpack(self.packed), 1):
            count += bits.bit_count()
            if count >= size:
                yield Items(self.packed[start : number * _RECORD.size])
                start, count = number * _RECORD.size, 0
        if start < len(self.packed):
            yield Items(self.packed[start:])


def listed(
    db: sqlite3.Connection, scope: Scope, choice: ItemChoice, after: Cursor | None, issues: int
) -> tuple[Items, Cursor | None]:
    """Return those of the next `issues` issues' items that `choice` takes, and where the rest begins, None at the end.

    The issues that follow `after` are counted whether they are in `scope` or not: each portion costs about the same.
    """
    filtered = item_lists.wanted(db, scope, choice)
    before = after.key if after else LAST_KEY
    sql = "SELECT min(key) FROM (SELECT key FROM issues WHERE key < ? ORDER BY key DESC LIMIT ?)"
    (first,) = db.execute(sql, (before, issues)).fetchone()
    if filtered is None or first is None:
        return Items(), None
    rows = db.execute(*set_query(filtered, first, before))
    return Items.of_words((UUID(issue_id), word, bits) for issue_id, word, bits in rows), Cursor(first)


def set_query(filtered: item_lists.ItemFilter, first: int, before: int) -> item_lists.Query:
    """Return the SQL of the records of items in the issues from the key `first` to the one below `before`."""
    where, values = filtered.terms()
    order = filtered.order
    sql = (
        f"SELECT i.id, t.position / {_WORD} AS word, sum(1 << (t.position % {_WORD})) FROM {filtered.tables()}"
        f" WHERE {' AND '.join([*where, f'{order} < ?', f'{order} >= ?'])}"
        f" GROUP BY {order}, word ORDER BY {order} DESC, word"
    )
    return sql, [*values, before, first]


def set_marks(db: sqlite3.Connection, items: Items, mark: ItemMark, value: bool, *, seen: bool) -> Items:
    """Set `mark` of `items` to `value`; return those it was not so of. Items that are not here are passed over.

    With `seen` a mark counts as lists show it: what is in an issue that was read is read, and stays as it is.
    """
    by_issue = " AND i.read = 0" if seen and mark == "read" else ""
    otherwise = (
        "SELECT i.key, sum(1 << (t.position - ?2)) FROM issues i CROSS JOIN items t ON t.issue = i.key"
        f" WHERE i.id = ?1 AND {_MEANT} AND t.{mark} <> ?4{by_issue}"
    )
    change = (
        f"INSERT INTO item_marks (issue, link, occurrence, {mark}) SELECT t.issue, t.link, t.occurrence, ?4"
        f" FROM items t WHERE t.issue = ?1 AND {_MEANT}"
        f" ON CONFLICT (issue, link, occurrence) DO UPDATE SET {mark} = excluded.{mark}"
    )
    forget = "DELETE FROM item_marks WHERE issue = ? AND NOT (read OR starred OR hidden)"
    changed: list[tuple[UUID, int, int]] = []
    for issue_id, word, bits in items.words():
        first = word * _WORD
        key, found = db.execute(otherwise, (str(issue_id), first, bits, int(value))).fetchone()
        if found:
            db.execute(change, (key, first, found, int(value)))
            changed.append((issue_id, word, found))
            if not value:
                db.execute(forget, (key,))
    return Items.of_words(changed)
