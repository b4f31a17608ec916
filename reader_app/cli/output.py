"""What the command line prints: data to standard output, messages to standard error, columns for people."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final

from reader_app.errors import MastheadError
from reader_app.markup.columns import columns, padded

_GAP: Final = "  "


def message(text: str) -> None:
    """Write one message to standard error: ``masthead: …``."""
    sys.stdout.flush()
    sys.stderr.write(f"masthead: {visible(text)}\n")


def failure(subject: object, error: MastheadError) -> None:
    """Write what went wrong with `subject`, a path or what was typed: ``masthead: SUBJECT: <one sentence>``."""
    message(error.sentence if error.sentence.startswith(str(subject)) else f"{subject}: {error.sentence}")


def line(text: str) -> None:
    """Write one line to standard output."""
    sys.stdout.write(visible(text) + "\n")


def json_line(value: Mapping[str, Any]) -> None:
    """Write `value` as one line of JSON (RFC 8259), at once: whoever reads the line may rely on it."""
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    sys.stdout.write(json.dumps(value, ensure_ascii=plain, default=_plain) + "\n")
    sys.stdout.flush()


def data(content: bytes) -> None:
    """Write bytes to standard output, untouched."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def visible(text: str) -> str:
    """Return `text` fit for one line of a terminal: what would break or steer it is shown as an escape."""
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) in ("Zs", "Cf", "Co", "Cn"):
        return character
    return character.encode("unicode_escape").decode("ascii")


def columns_of(rows: Iterable[Sequence[str]], longest: int = 32) -> list[int]:
    """Return the width of each column that holds `rows`, `longest` at most."""
    widths = [[min(columns(visible(cell)), longest) for cell in row] for row in rows]
    return [max(column) for column in zip(*widths, strict=True)]


def row(cells: Sequence[str], widths: Sequence[int]) -> None:
    """Write one row in columns of `widths`. The last cell is never padded; a longer one pushes the next aside."""
    shown = [padded(visible(cell), wide) for cell, wide in zip(cells, widths, strict=True)]
    line(_GAP.join(shown).rstrip())


def terminal_width() -> int:
    """Return the columns of the terminal; 80 where there is none."""
    from shutil import get_terminal_size

    return get_terminal_size((80, 24)).columns


def count(number: int, one: str, many: str) -> str:
    """Return `number` with the noun that goes with it, such as "1 issue" or "2 issues"."""
    return f"{number:,} {one if number == 1 else many}"


def day(moment: datetime) -> str:
    """Return the day of `moment` in UTC as ISO 8601 has it."""
    return moment.date().isoformat()


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return value.isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)
