"""The models behind the lists keep the rules of Qt's models, whatever is put into them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader_app.errors import LibraryError, LibraryErrorKind
from reader_app.library.types import Counts, Cursor, PublicationCount
from reader_app.ui import dates
from reader_app.ui.library.places import Place
from reader_app.ui.library.row_model import RowModel
from reader_app.ui.library.rows import Row
from reader_app.ui.library.sidebar import SidebarModel
from reader_app.ui.widgets import text_lines

NOW = datetime(2026, 5, 14, 12, 0).astimezone()


def rows(count: int, start: int = 0) -> list[Row]:
    return [Row("issue", UUID(int=start + number), f"Issue {start + number}", unread=True) for number in range(count)]


class Source:
    """Hands out pages when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, Any, Any]] = []

    def fetch(self, after: Any, done: Any, failed: Any) -> None:
        self.asked.append((after, done, failed))

    def answer(self, page: list[Row], following: Cursor | None) -> None:
        self.asked.pop(0)[1]((page, following))


@pytest.fixture
def model(qtbot: QtBot) -> RowModel:
    return RowModel()


def test_rows_come_in_pages(model: RowModel, qtmodeltester: ModelTester) -> None:
    source = Source()
    model.show(source.fetch)
    assert model.state == "loading" and model.rowCount() == 0
    source.answer(rows(3), Cursor(3))
    assert model.state == "ready" and model.rowCount() == 3
    root = model.index(-1, 0)
    assert model.canFetchMore(root)
    model.fetchMore(root)
    assert not model.canFetchMore(root)
    source.answer(rows(2, 3), None)
    assert model.rowCount() == 5 and model.is_complete()
    qtmodeltester.check(model, force_py=True)


def test_a_page_that_comes_too_late_is_dropped(model: RowModel) -> None:
    source, newer = Source(), Source()
    model.show(source.fetch)
    model.show(newer.fetch)
    newer.answer(rows(1), None)
    source.answer(rows(9), None)
    assert model.rowCount() == 1


def test_the_rows_stay_while_the_list_is_fetched_again(model: RowModel) -> None:
    source = Source()
    model.show(source.fetch)
    source.answer(rows(3), None)
    model.show(source.fetch, keep=True)
    assert model.rowCount() == 3
    source.answer(rows(4), None)
    assert model.rowCount() == 4


def test_a_list_that_cannot_be_fetched_says_so(qtbot: QtBot, model: RowModel) -> None:
    source = Source()
    model.show(source.fetch)
    with qtbot.waitSignal(model.failed) as failed:
        source.asked.pop()[2](LibraryError(LibraryErrorKind.LOCKED, "The library is busy."))
    assert failed.args[0].sentence == "The library is busy." and model.state == "failed"


def test_rows_change_and_go(model: RowModel, qtmodeltester: ModelTester) -> None:
    model.show_rows([*rows(3), Row("item", UUID(int=1), "Its item", position=0)])
    model.change(UUID(int=1), starred=True)
    assert [model.row(place).starred for place in range(4)] == [False, True, False, False]
    model.change(UUID(int=1), position=0, unread=True)
    assert model.row(3).unread
    model.drop(UUID(int=1))
    assert model.rowCount() == 2
    qtmodeltester.check(model, force_py=True)
    assert not model.find("issue", uuid4()).isValid()


def test_many_rows_are_changed_and_dropped_at_once(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = RowModel()
    model.show_rows([Row("issue", UUID(int=n), f"Issue {n}") for n in range(20)])
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.change_all([UUID(int=n) for n in range(20)], lambda row: row.id.int % 3 == 1, unread=True)
    assert [changed.args[0].row(), changed.args[1].row()] == [1, 19]
    assert [model.row(n).unread for n in range(4)] == [False, True, False, False]
    with qtbot.assertNotEmitted(model.dataChanged):
        model.change_all([UUID(int=3), uuid4()], lambda row: row.title == "", unread=True)
    model.drop_all([UUID(int=n) for n in (0, 1, 2, 5, 6, 19)])
    assert [model.row(n).id.int for n in range(model.rowCount())] == [3, 4, *range(7, 19)]
    qtmodeltester.check(model, force_py=True)


def test_the_sidebar_keeps_its_rows_while_only_numbers_change(qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    model = SidebarModel()
    model.show(Counts(issues=3, publications=(PublicationCount("A", 2, 1), PublicationCount("", 1, 0))))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show(Counts(issues=4, publications=(PublicationCount("A", 3, 1), PublicationCount("", 1, 0))))
    assert model.find(Place("publication", "A")).isValid()
    assert model.index(10, 0).data() == "No publication"
    with qtbot.waitSignal(model.modelReset):
        model.show(Counts())
    assert model.rowCount() == 9
    qtmodeltester.check(model, force_py=True)


@pytest.mark.parametrize(
    ("ago", "heading", "short"),
    [
        (timedelta(), "Today", ""),
        (timedelta(days=1), "Yesterday", "Wed"),
        (timedelta(days=3), "Monday", "Mon"),
        (timedelta(days=10), "May 2026", "4 May"),
        (timedelta(days=400), "April 2025", "9 Apr 2025"),
        (timedelta(days=-3), "May 2026", "17 May"),
    ],
)
def test_dates_are_said_as_one_would(ago: timedelta, heading: str, short: str) -> None:
    assert dates.group_heading(NOW - ago, NOW) == heading
    if short:
        assert dates.short(NOW - ago, NOW) == short


@pytest.mark.parametrize(("value", "said"), [(0, "0"), (9999, "9999"), (21_345, "21k"), (2_040_000, "2.0M")])
def test_counts_stay_short(value: int, said: str) -> None:
    assert dates.compact(value).replace(",", "") == said


def test_marks_are_found_where_letters_take_two_units() -> None:
    assert text_lines.split_marks("a\U0001f41d \x02bee\x03s") == ("a\U0001f41d bees", [(4, 3)])
    assert text_lines.split_marks("no \x02end") == ("no end", [])
