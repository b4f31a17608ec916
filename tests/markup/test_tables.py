"""The grid of a table: what it reads, what it writes, and that rows which were not changed keep their line."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup import tables
from reader_app.markup.commonmark import block_tokens
from reader_app.markup.edits import apply
from reader_app.markup.tables import Table, table_at

TEXT = r"""Before it.

| Boat | Length | Note |
|:-----|-------:|------|
| Gull | 7 | fast \| wet |
Tern | 9 |
| Skua | 11 | *old* | and more |

After it."""


def test_the_table_around_a_line() -> None:
    found = table_at(TEXT, 4)
    assert found is not None
    assert (found.start, found.end) == (2, 7)
    assert found.table == Table(
        ("left", "right", "", ""),
        (
            ("Boat", "Length", "Note", ""),
            ("Gull", "7", "fast | wet", ""),
            ("Tern", "9", "", ""),
            ("Skua", "11", "*old*", "and more"),
        ),
    )
    assert all(table_at(TEXT, line) == found for line in range(2, 7))
    assert all(table_at(TEXT, line) is None for line in (0, 1, 7, 8, 99, -1))


def test_pipes_that_are_no_table() -> None:
    assert table_at("a | b\nc | d", 0) is None
    assert table_at("```\na | b\n--|--\n```", 1) is None
    assert table_at("::: note\na | b\n--|--\n:::", 1) is not None
    assert table_at("### x\n| a |\n| :-: |", 2) is not None


def test_a_cell_changes_its_line_alone() -> None:
    text = "| a | b |\n|---|:-:|\n| 1 | 2 |\n|3|4|"
    found = table_at(text, 0)
    assert found is not None
    edit = tables.change_table(text, found, tables.with_cell(found.table, 1, 1, "x|y\n z"))
    assert apply(text, edit) == "| a | b |\n|---|:-:|\n| 1 | x\\|y z |\n|3|4|"
    edit = tables.change_table(text, found, tables.with_alignment(found.table, 0, "right"))
    assert apply(text, edit) == "| a | b |\n| ---: | :---: |\n| 1 | 2 |\n|3|4|"
    edit = tables.change_table(text, found, tables.with_row_moved(found.table, 2, 0))
    assert apply(text, edit) == "|3|4|\n|---|:-:|\n| a | b |\n| 1 | 2 |"
    assert apply(text, tables.change_table(text, found, found.table)) == text


def test_rows_and_columns_come_go_and_move() -> None:
    table = Table(("left", "right"), (("a", "b"), ("1", "2")))
    assert tables.with_row(table, 1).rows == (("a", "b"), ("", ""), ("1", "2"))
    assert tables.without_row(table, 0).rows == (("1", "2"),)
    assert tables.without_row(tables.without_row(table, 0), 0).rows == (("1", "2"),)
    wider = tables.with_column(table, 1)
    assert wider == Table(("left", "", "right"), (("a", "", "b"), ("1", "", "2")))
    assert tables.without_column(wider, 1) == table
    assert tables.without_column(tables.without_column(table, 0), 0).columns == 1
    moved = tables.with_column_moved(table, 0, 1)
    assert moved == Table(("right", "left"), (("b", "a"), ("2", "1")))
    assert tables.empty_table(2, 3) == Table(("", ""), (("", ""),) * 3)
    assert Table((), ()) == Table(("",), (("",),))


cells = st.text(max_size=8).filter(lambda text: not re.search(r"[\\`]", text))
grids = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        st.tuples(*[st.sampled_from(["", "left", "center", "right"])] * width),
        st.lists(st.tuples(*[cells] * width), min_size=1, max_size=4).map(tuple),
    )
)


@settings(deadline=None)
@given(grids)
def test_what_is_written_reads_back(table: Table) -> None:
    text = "\n".join(tables.table_lines(table))
    assert any(token.type == "table_open" for token in block_tokens(text, {}))
    found = table_at(text, 0)
    assert found is not None
    assert found.table == table
