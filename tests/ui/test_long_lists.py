"""Long lists: rows are measured once, measured again bit by bit, and stay where they are meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, QStringListModel
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from reader_app.ui import memory
from reader_app.ui.widgets.row_heights import RowHeights
from reader_app.ui.widgets.row_view import RowDelegate, RowView

ROWS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 90)), max_size=30)
SMAPS = """\
7f0000000000-7f0000002000 r--p 00000000 fe:00 5 /usr/lib/libengine.so
Rss:                   8 kB
Anonymous:             0 kB
7f0000002000-7f0000003000 r-xp 00002000 fe:00 5 /usr/lib/libengine.so
Anonymous:             0 kB
7f0000003000-7f0000004000 r--p 00003000 fe:00 5 /usr/lib/libengine.so
Anonymous:             4 kB
7f0000004000-7f0000005000 rw-p 00004000 fe:00 5 /usr/lib/libengine.so
Anonymous:             0 kB
7f0000005000-7f0000006000 r--p 00000000 00:00 0
Anonymous:             0 kB
7f0000006000-7f0000007000 r-xp 00000000 00:00 0 [vdso]
Anonymous:             0 kB
7f0000007000-7f0000008000 r--s 00000000 fe:00 6 /usr/share/fonts/a font.ttf
Anonymous:             0 kB
"""


class Letters(RowDelegate):
    """Rows as high as their letters say, twice as high in a narrow list; a heading where the first letter changes."""

    def row_height(self, index: QModelIndex, width: int) -> int:
        height = 20 + sum(map(ord, str(index.data()))) % 7
        return height if width > 250 else 2 * height

    def group(self, index: QModelIndex) -> str:
        return str(index.data())[:1]

    def heading_height(self, first: bool) -> int:
        return 10 if first else 12


@pytest.fixture
def view(qtbot: QtBot) -> RowView:
    shown = RowView(Letters(), several=True)
    qtbot.addWidget(shown)
    shown.resize(300, 400)
    with qtbot.waitExposed(shown):  # what the window system says of its first size comes later than `show`
        shown.show()
    return shown


def names(count: int) -> list[str]:
    return [f"{chr(97 + number // 50 % 26)}{number}" for number in range(count)]


def expected_height(view: RowView) -> int:
    """Return how high all rows are together, told row by row."""
    delegate, model = Letters(), view.model()
    height, before = 0, ""
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        group = delegate.group(index)
        height += delegate.heading_height(row == 0) if group and group != before else 0
        height += delegate.row_height(index, view.contentsRect().width())
        before = group
    return height


@pytest.mark.parametrize("count", [3, 200])
def test_rows_are_as_wide_as_the_list_with_and_without_a_scroll_bar(qtbot: QtBot, view: RowView, count: int) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    model = QStringListModel(names(3))
    view.setModel(model)
    model.insertRows(3, count - 3)
    for row in range(count):
        model.setData(model.index(row, 0), f"a{row}")
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.isVisible() == (count == 200))
    assert view.visualRect(model.index(count - 1, 0)).width() == view.viewport().width() == 300
    view.resize(200, 5000)
    view.resize(200, 400)
    qtbot.waitUntil(lambda: view.viewport().width() == 200 and view.content_height() == expected_height(view))
    model.removeRows(2, count - 2)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert view.viewport().width() == 200


def test_a_scroll_bar_does_not_come_and_go_where_rows_fit_only_without_it(qtbot: QtBot) -> None:
    view = RowView(Letters())
    view.setFrameShape(QFrame.Shape.NoFrame)
    qtbot.addWidget(view)
    view.resize(250 - view.verticalScrollBar().sizeHint().width() // 2, 400)
    model = QStringListModel()
    view.setModel(model)
    for count in (12, 3, 12, 40):
        model.setStringList(names(count))
        assert view.content_height() == expected_height(view)
        view.setVisible(count == 12)
    assert view.verticalScrollBar().maximum() > 0


@given(ROWS, ROWS, st.data())
def test_heights_add_up_whatever_is_set_and_removed(
    first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]], data: Any
) -> None:
    heights, plain = RowHeights(), list(first)
    heights.set(0, first)
    start = data.draw(st.integers(0, len(plain)))
    heights.set(start, second)
    plain[start : start + len(second)] = second
    if plain:
        ends = sorted(data.draw(st.tuples(*[st.integers(0, len(plain) - 1)] * 2)))
        heights.remove(ends[0], ends[1])
        del plain[ends[0] : ends[1] + 1]
    top = 0
    assert len(heights) == len(plain)
    for row, (heading, height) in enumerate(plain):
        assert (heights.top(row), heights.heading(row), heights.height(row)) == (top, heading, height)
        assert heights.at(top) == heights.at(top + heading + height - 1) == row
        top += heading + height
        assert heights.bottom(row) == top
    assert heights.end == top


def test_a_long_list_is_measured_again_when_its_width_changes(view: RowView, qtbot: QtBot) -> None:
    view.setModel(QStringListModel(names(3000)))
    wide = view.content_height()
    view.verticalScrollBar().setValue(wide // 2)
    seen = view.indexAt(QPoint(20, 60)).row()
    view.resize(200, 400)
    qtbot.waitUntil(lambda: view.content_height() > 1.8 * wide)
    assert abs(view.indexAt(QPoint(20, 60)).row() - seen) < 10, "what is in sight stays in sight"
    qtbot.waitUntil(lambda: view.content_height() == expected_height(view))


def test_rows_that_come_into_sight_are_measured_at_once(view: RowView, qtbot: QtBot) -> None:
    view.setModel(QStringListModel(names(3000)))
    view.resize(200, 400)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    last = view.model().index(2990, 0)
    assert view.visualRect(last).height() == Letters().row_height(last, view.viewport().width()) >= 40
    qtbot.waitUntil(lambda: view.content_height() == expected_height(view))


def test_rows_taken_out_leave_no_gap(view: RowView, qtbot: QtBot) -> None:
    model = QStringListModel(names(3000))
    view.setModel(model)
    model.removeRows(40, 20)  # the heading of the row that follows goes to another row
    assert view.content_height() == expected_height(view)
    view.resize(200, 400)
    model.removeRows(100, 1000)
    qtbot.waitUntil(lambda: view.content_height() == expected_height(view))
    model.removeRows(0, model.rowCount())
    assert view.content_height() == 0


def test_rows_put_in_between_are_measured(view: RowView) -> None:
    model = QStringListModel(names(60))
    view.setModel(model)
    model.insertRows(10, 5)
    assert view.content_height() == expected_height(view)


def test_only_what_nobody_wrote_to_is_given_back() -> None:
    assert list(memory.unwritten(SMAPS.splitlines())) == [(0x7F0000000000, 0x2000), (0x7F0000002000, 0x1000)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what is mapped")
def test_the_program_goes_on_after_giving_back(qtbot: QtBot, view: RowView) -> None:
    thread = memory.give_back_code()
    assert thread is not None
    thread.join()
    view.setModel(QStringListModel(names(300)))
    assert not view.grab().isNull()
