"""Tables in a text, to a grid of cells and back (GitHub Flavored Markdown 0.29, section 4.10).

A cell holds inline Markdown on one line. Rows that were not changed keep their line letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar

from reader_app.markup.commonmark import block_tokens
from reader_app.markup.edits import TextEdit
from reader_app.model.text import clean_line

Alignment = Literal["", "left", "center", "right"]
Row = tuple[str, ...]
_RULES: Final[dict[Alignment, str]] = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}
_UNSET: Final[tuple[Alignment, ...]] = ("",)
_PIPE = re.compile(r"(?<!\\)\|")
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: the first row is the head, every row has as many cells as there are columns."""

    alignments: tuple[Alignment, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        width = max([1, len(self.alignments), *map(len, self.rows)])
        missing = _UNSET * (width - len(self.alignments))
        rows = tuple((*map(clean_line, row), *[""] * width)[:width] for row in self.rows or ((),))
        object.__setattr__(self, "alignments", (*self.alignments, *missing))
        object.__setattr__(self, "rows", rows)

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.alignments)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table with its lines [start, end) in the text."""

    table: Table
    start: int
    end: int


def empty_table(columns: int = 2, rows: int = 3) -> Table:
    """Return a table with nothing in it."""
    return Table(_UNSET * columns, (("",) * columns,) * rows)


def table_at(text: str, line: int) -> FoundTable | None:
    """Return the table that stands at the left edge and holds `line`, None when there is none."""
    lines = text.split("\n")
    if not 0 <= line < len(lines) or not lines[line].strip():
        return None
    first = last = line
    while first > 0 and lines[first - 1].strip() and not lines[first - 1].startswith((":::", "#")):
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip() and not lines[last + 1].startswith((":::", "#")):
        last += 1
    for token in block_tokens("\n".join(lines[first : last + 1]), {}):
        if token.type == "table_open" and token.level == 0 and token.map is not None:
            start, end = first + token.map[0], first + token.map[1]
            if start <= line < end:
                return FoundTable(_read(lines[start:end]), start, end)
    return None


def change_table(text: str, found: FoundTable, table: Table) -> TextEdit:
    """Return the edit that puts `table` in the place of the one that was found."""
    old = text.split("\n")[found.start : found.end]
    new = table_lines(table)
    if table.columns == found.table.columns:
        kept = dict(zip(found.table.rows, (old[0], *old[2:]), strict=True))
        new = [kept.get(row, line) for row, line in zip((table.rows[0], None, *table.rows[1:]), new, strict=True)]  # type: ignore[arg-type]  # no row is None
        if table.alignments == found.table.alignments:
            new[1] = old[1]
    return TextEdit(found.start, found.end, tuple(new))


def table_lines(table: Table) -> list[str]:
    """Return `table` as Markdown."""
    rule = f"| {' | '.join(_RULES[alignment] for alignment in table.alignments)} |"
    head, *body = (_line(row) for row in table.rows)
    return [head, rule, *body]


def with_row(table: Table, at: int) -> Table:
    """Return `table` with an empty row before row `at`."""
    return replace(table, rows=(*table.rows[:at], (), *table.rows[at:]))


def without_row(table: Table, at: int) -> Table:
    """Return `table` without row `at`; the last one stays."""
    return replace(table, rows=(*table.rows[:at], *table.rows[at + 1 :])) if len(table.rows) > 1 else table


def with_row_moved(table: Table, at: int, to: int) -> Table:
    """Return `table` with row `at` at the place `to`."""
    return replace(table, rows=_moved(table.rows, at, to))


def with_column(table: Table, at: int) -> Table:
    """Return `table` with an empty column before column `at`."""
    rows = tuple((*row[:at], "", *row[at:]) for row in table.rows)
    return Table((*table.alignments[:at], "", *table.alignments[at:]), rows)


def without_column(table: Table, at: int) -> Table:
    """Return `table` without column `at`; the last one stays."""
    if table.columns == 1:
        return table
    rows = tuple((*row[:at], *row[at + 1 :]) for row in table.rows)
    return Table((*table.alignments[:at], *table.alignments[at + 1 :]), rows)


def with_column_moved(table: Table, at: int, to: int) -> Table:
    """Return `table` with column `at` at the place `to`."""
    return Table(_moved(table.alignments, at, to), tuple(_moved(row, at, to) for row in table.rows))


def with_alignment(table: Table, column: int, alignment: Alignment) -> Table:
    """Return `table` with another alignment of one column."""
    alignments = (*table.alignments[:column], alignment, *table.alignments[column + 1 :])
    return replace(table, alignments=alignments)


def with_cell(table: Table, row: int, column: int, text: str) -> Table:
    """Return `table` with another text in one cell."""
    cells = table.rows[row]
    changed = (*cells[:column], text, *cells[column + 1 :])
    return replace(table, rows=(*table.rows[:row], changed, *table.rows[row + 1 :]))


def _moved(entries: tuple[_Entry, ...], at: int, to: int) -> tuple[_Entry, ...]:
    rest = [*entries[:at], *entries[at + 1 :]]
    rest.insert(to, entries[at])
    return tuple(rest)


def _read(lines: list[str]) -> Table:
    rules = _cells(lines[1])
    alignments = tuple(_alignment(rule) for rule in rules)
    return Table(alignments, tuple(tuple(map(_shown, _cells(line))) for line in (lines[0], *lines[2:])))


def _alignment(rule: str) -> Alignment:
    if rule.startswith(":") and rule.endswith(":"):
        return "center"
    return "left" if rule.startswith(":") else "right" if rule.endswith(":") else ""


def _cells(line: str) -> list[str]:
    """Cut a line at its pipes; one at either end only frames it. A backslash before a pipe makes it text."""
    parts = _PIPE.split(line.strip())
    if len(parts) > 1 and not parts[0]:
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1]:
        parts = parts[:-1]
    return [part.strip() for part in parts]


def _shown(cell: str) -> str:
    return cell.replace("\\|", "|")


def _line(row: Row) -> str:
    cells = (cell.replace("|", "\\|") for cell in row)
    return f"| {' | '.join(cells)} |"
