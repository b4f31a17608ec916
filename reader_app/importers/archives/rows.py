"""Tables and JSON of exports: one record, whatever the platform calls its fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from reader_app.errors import FormatError
from reader_app.importers.archives.archive import MAX_ENTRY
from reader_app.importers.bounds import check_json
from reader_app.importers.decoding import decode, is_binary
from reader_app.model.issue import Json
from reader_app.patterns import regex

MAX_ROWS: Final = 100_000
_NOT_NAME = regex(r"[^a-z0-9]+")
_SEPARATOR = regex(r"\"?sep=([,;\t|])\"?\s*")  # a first line that only spreadsheets understand
_HALVES = regex("[\ud800-\udfff]")
_TRUE: Final = frozenset({"true", "1", "yes", "t", "y"})

csv.field_size_limit(MAX_ENTRY)  # the module's own limit of 128 KB is less than one newsletter


@dataclass(frozen=True, slots=True)
class Row:
    """One record of an export. Names of fields are compared in lower case, with ``_`` for all that is no letter."""

    values: Mapping[str, Json]

    def get(self, *names: str) -> Json:
        """Return the first of the fields `names` that is there and not empty, else None."""
        return next((value for name in names if (value := self.values.get(name)) not in (None, "", [], {})), None)

    def text(self, *names: str) -> str:
        """Return the first of the fields `names` that holds a text or number, as text; ``""`` for none."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                return str(value)
        return ""

    def flag(self, *names: str) -> bool | None:
        """Return whether the first of the fields `names` says yes; None when none says anything."""
        value = next((value for name in names if (value := self.values.get(name)) not in (None, "")), None)
        if value is None:
            return None
        return str(value).strip().lower() in _TRUE

    def rows(self, *names: str) -> tuple[Row, ...]:
        """Return the records in the list the first of the fields `names` holds; what is no record is left out."""
        value = self.get(*names)
        return tuple(row(entry) for entry in value if isinstance(entry, dict)) if isinstance(value, list) else ()

    def data(self) -> bytes:
        """Return the record as JSON: the original of an issue that has no file of its own."""
        return as_json(dict(self.values))


def as_json(value: Json) -> bytes:
    """Return `value` as JSON in UTF-8; halves of characters, which UTF-8 cannot hold, as U+FFFD."""
    return _HALVES.sub("\ufffd", json.dumps(value, ensure_ascii=False, indent=1)).encode()


def row(values: Mapping[str, Json]) -> Row:
    """Return `values` as a record with names in their common form."""
    return Row({_NOT_NAME.sub("_", str(name).lower()).strip("_"): value for name, value in values.items()})


def known(**fields: Json) -> Row:
    """Return `fields` as a record, without those that say nothing."""
    return Row({name: value for name, value in fields.items() if value not in (None, "", [], {})})


def read_csv(data: bytes) -> tuple[Row, ...]:
    """Return the rows of a CSV file whose first line names the fields (RFC 4180; also with ``;`` or tabs).

    Raises FormatError when it is no table, broken or beyond measure.
    """
    if is_binary(data):
        raise FormatError("The table holds binary data, not text.")
    try:
        try:
            return _table(_lines_of(data))
        except UnicodeDecodeError:
            return _table(iter(io.StringIO(decode(data).text, newline="")))
    except csv.Error as error:
        raise FormatError("The table is damaged and cannot be read.") from error


def _lines_of(data: bytes) -> Iterator[str]:
    """Yield the lines of a table in UTF-8 one by one, so that no second copy of it is in memory."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")  # as old programs of the Mac end lines
    for number, text in enumerate(io.BytesIO(data)):
        yield text.decode("utf-8").removeprefix("\ufeff" if number == 0 else "")


def _table(lines: Iterator[str]) -> tuple[Row, ...]:
    head = next(lines, "")
    said = _SEPARATOR.fullmatch(head)
    if said:
        head = next(lines, "")
    mark = said[1] if said else max(",;\t", key=head[:10_000].count)
    table = csv.reader(chain([head], lines), delimiter=mark)
    names = next(table, [])
    found: list[Row] = []
    for fields in table:
        if len(found) >= MAX_ROWS:
            raise FormatError(f"The table has more than {MAX_ROWS:,} rows; no newsletter has so many issues.")
        if any(fields):
            found.append(row(dict(zip(names, fields, strict=False))))
    if not names:
        raise FormatError("The table is empty.")
    return tuple(found)


def read_json(data: bytes) -> Json:
    """Return the value of a JSON file (RFC 8259). Raises FormatError when it is broken or too deep.

    Halves of characters, which the escapes of JSON allow and no text may hold, are U+FFFD.
    """
    text = decode(data).text
    check_json(text)
    try:
        value: Json = json.loads(text)
        if "\\ud" in text.lower():
            value = json.loads(as_json(value))
    except (ValueError, RecursionError) as error:
        raise FormatError("The file is not valid JSON.") from error
    return value


def read_record(data: bytes) -> Row:
    """Return the record in a JSON file. Raises FormatError when it holds anything else."""
    value = read_json(data)
    if not isinstance(value, dict):
        raise FormatError("The file is JSON, but holds no record.")
    return row(value)
