"""Takes one page of a b-tree apart: its cells, the pages below it, the values of a record.

"Database File Format", sections 1.6 (b-tree pages) and 2.1 (records). What contradicts the format is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reader_app.library.recovering.pages import Pages

INDEX_INTERIOR: Final = 0x02
TABLE_INTERIOR: Final = 0x05
INDEX_LEAF: Final = 0x0A
TABLE_LEAF: Final = 0x0D
INTERIOR: Final = (INDEX_INTERIOR, TABLE_INTERIOR)
LEAVES: Final = (INDEX_LEAF, TABLE_LEAF)
_FILE_HEADER: Final = 100
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LONGEST: Final = 1_000_000_000  # SQLITE_MAX_LENGTH

Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class Record:
    """The values of one row, and its number (None in an index). `whole` is false where its end could not be read."""

    number: int | None
    values: tuple[Value, ...]
    whole: bool = True


def kind_of(pages: Pages, page_number: int) -> int:
    """Return what kind of b-tree page this is, 0 when it is none."""
    page = pages.page(page_number)
    kind = page[_start(page_number)] if page else 0
    return kind if kind in INTERIOR or kind in LEAVES else 0


def children(pages: Pages, page_number: int) -> Iterator[int]:
    """Yield the pages below an interior page, in order."""
    page = pages.page(page_number)
    start = _start(page_number)
    for place in _cell_places(pages, page, start):
        if place + 4 <= len(page):
            yield int.from_bytes(page[place : place + 4], "big")
    yield int.from_bytes(page[start + 8 : start + 12], "big")


def records(pages: Pages, page_number: int) -> Iterator[Record | None]:
    """Yield the records on a page of a b-tree, None for each that cannot be read; a table's interior page has none."""
    page = pages.page(page_number)
    start = _start(page_number)
    kind = page[start]
    if kind == TABLE_INTERIOR:
        return
    for place in _cell_places(pages, page, start):
        try:
            yield _record(pages, page, place + (4 if kind == INDEX_INTERIOR else 0), kind == TABLE_LEAF)
        except (IndexError, struct.error):
            yield None


def _start(page_number: int) -> int:
    return _FILE_HEADER if page_number == 1 else 0


def _cell_places(pages: Pages, page: bytes, start: int) -> list[int]:
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    first = start + (12 if page[start] in INTERIOR else 8)
    count = min(count, (pages.usable - first) // 2)
    return list(struct.unpack_from(f">{count}H", page, first))


def _record(pages: Pages, page: bytes, place: int, in_table: bool) -> Record | None:
    size, place = _varint(page, place)
    number = None
    if in_table:
        number, place = _varint(page, place)
    payload = _payload(pages, page, place, size, in_table)
    if payload is None:
        return None
    return _decoded(payload, size, number)


def _payload(pages: Pages, page: bytes, place: int, size: int, in_table: bool) -> bytes | None:
    """Return the bytes of a cell, as many as there are when its overflow pages break off."""
    usable = pages.usable
    most = usable - 35 if in_table else (usable - 12) * 64 // 255 - 23
    least = (usable - 12) * 32 // 255 - 23
    local = size
    if not 0 < size <= _LONGEST:
        return None
    if size > most:
        local = least + (size - least) % (usable - 4)
        local = least if local > most else local
    if place + local > usable:
        return None
    if local == size:
        return page[place : place + local]
    parts = [page[place : place + local]]
    missing = size - local
    following = int.from_bytes(page[place + local : place + local + 4], "big")
    seen: set[int] = set()
    while missing and following not in seen and (overflow := pages.page(following)):
        seen.add(following)
        parts.append(overflow[4 : 4 + min(missing, usable - 4)])
        missing -= len(parts[-1])
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts)


def _decoded(payload: bytes, size: int, number: int | None) -> Record | None:
    header_size, place = _varint(payload, 0)
    if header_size > len(payload):
        return None
    types = []
    while place < header_size:
        serial, place = _varint(payload, place)
        types.append(serial)
    if place != header_size or header_size + sum(map(_length, types)) != size:
        return None
    values: list[Value] = []
    for serial in types:
        end = place + _length(serial)
        if place >= len(payload) and end > place:
            return Record(number, tuple(values), whole=False)
        values.append(_value(serial, payload[place:end]))
        place = end
    return Record(number, tuple(values), whole=place <= len(payload))


def _length(serial: int) -> int:
    if serial >= 12:
        return (serial - 12) // 2
    return 8 if serial == 7 else _INTEGERS.get(serial, 0)


def _value(serial: int, data: bytes) -> Value:
    if serial in _INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    if serial in (8, 9):
        return serial - 8
    if serial == 7 and len(data) == 8:
        return float(struct.unpack(">d", data)[0])
    if serial < 12:
        return None
    return data.decode("utf-8", "replace") if serial % 2 else data


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """Return the number that begins at `place` (section 1.6, "variable-length integer") and where the next begins."""
    value = 0
    for count in range(9):
        byte = data[place + count]
        if count == 8:
            value = (value << 8) | byte
            break
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            break
    return (value - (1 << 64) if value >= 1 << 63 else value), place + count + 1
