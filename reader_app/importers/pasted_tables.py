"""Tables in HTML from the clipboard, as Markdown. Those that only lay a page out are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader_app.importers.html_depth import flattened
from reader_app.markup.natural import inline
from reader_app.markup.tables import Alignment, Table, table_lines

_FEWEST: Final = 2  # rows, and columns
_LONGEST_CELL: Final = 300  # characters
_WIDEST: Final = 40  # columns
_MOST_ROWS: Final = 2_000
_NO_CELL: Final = frozenset("table img h1 h2 h3 h4 h5 h6 ul ol blockquote pre hr form input video iframe".split())
_PLAIN: Final = frozenset("span font -text -comment".split())
_OF_A_BLOCK: Final = re.compile(r"^#{1,6} ", re.MULTILINE)
_ALIGNED: Final = re.compile(r"text-align\s*:\s*(center|right)", re.IGNORECASE)
_ALIGNMENTS: Final[dict[str, Alignment]] = {"center": "center", "right": "right"}


def cut_tables(html: str, in_cell: Callable[[str], str]) -> tuple[str, dict[str, str]]:
    """Return `html` with a word in the place of each table, and the Markdown each such word stands for.

    `in_cell` gives the Markdown of the HTML in a cell.
    """
    if "<table" not in html.lower():
        return html, {}
    word = "pastedtable"
    while word in html:
        word += "x"
    page = LexborHTMLParser(flattened(html))
    made: dict[str, str] = {}
    for node in page.css("table"):
        table = _table(node, in_cell)
        if table is not None:
            mark = f"{word}{len(made)}q"
            made[mark] = "\n".join(table_lines(table))
            _empty(node, mark)
    return (page.html or "", made) if made else (html, {})


def _empty(node: LexborNode, mark: str) -> None:
    """Leave a table with `mark` alone: it still stands apart from what is around it."""
    first, *others = node.css("td, th")
    for child in list(first.iter(include_text=True)):
        child.decompose()
    first.insert_child(mark)
    for other in others:
        other.decompose()


def _table(node: LexborNode, in_cell: Callable[[str], str]) -> Table | None:
    """Return the table, None when it lays out a page."""
    rows = node.css("tr")
    if not _FEWEST <= len(rows) <= _MOST_ROWS or node.attributes.get("role") in ("presentation", "none"):
        return None
    if any(child.tag in _NO_CELL for child in _below(node)):
        return None
    grid = _grid([row.css("td, th") for row in rows])
    cells = [cell for row in grid for cell in row]
    filled = [cell for cell in cells if cell is not None and cell.text().strip()]
    width = max(map(len, grid), default=0)
    if not _FEWEST <= width <= _WIDEST or 2 * len(filled) < len(cells):
        return None
    if any(len(cell.text()) > _LONGEST_CELL for cell in filled):
        return None
    alignments = tuple(_alignment([row[column] for row in grid[1:] if column < len(row)]) for column in range(width))
    return Table(alignments, tuple(tuple(_words(cell, in_cell) for cell in row) for row in grid))


def _grid(rows: list[list[LexborNode]]) -> list[list[LexborNode | None]]:
    """Return the cells where they stand; one that goes over several columns or rows stands in its first."""
    grid: list[list[LexborNode | None]] = []
    taken: dict[int, int] = {}  # column: how many rows down a cell from above reaches
    for row in rows:
        line: list[LexborNode | None] = []
        reaching, taken = taken, {column: rows - 1 for column, rows in taken.items() if rows > 1}
        for cell in row:
            while reaching.get(len(line)):
                line.append(None)
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if down > 1:
                taken |= dict.fromkeys(range(len(line), len(line) + across), down - 1)
            line += [cell, *[None] * (across - 1)]
        grid.append(line)
    return grid


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdecimal() and len(value) < 5 else 1


def _alignment(column: list[LexborNode | None]) -> Alignment:
    """Return how all the cells of a column are aligned, if they are so alike."""
    said = {_said(cell) for cell in column if cell is not None and cell.text().strip()}
    return _ALIGNMENTS.get(said.pop(), "") if len(said) == 1 else ""


def _said(cell: LexborNode) -> str:
    styled = _ALIGNED.search(cell.attributes.get("style") or "")
    return (styled[1] if styled else cell.attributes.get("align") or "").lower()


def _words(cell: LexborNode | None, in_cell: Callable[[str], str]) -> str:
    """Return the Markdown of a cell, on one line."""
    if cell is None:
        return ""
    if all(child.tag in _PLAIN for child in _below(cell)):
        text = inline(cell.text())
    else:
        text = in_cell("".join(child.html or "" for child in cell.iter(include_text=True)))
    text = _OF_A_BLOCK.sub("", text).replace("\\\n", " ")
    return " ".join(text.replace("\\|", "|").split())


def _below(node: LexborNode) -> Iterator[LexborNode]:
    children = node.traverse(include_text=True)
    next(children, None)
    yield from children
