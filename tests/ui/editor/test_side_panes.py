"""Problems, status bar, inbox row, details and comparison."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from reader_app.model.issue import Issue
from reader_app.model.problems import Problem, Severity
from reader_app.model.walk import Counts
from reader_app.ui.editor.comparison import Pair, changes, side_by_side
from reader_app.ui.editor.details import DetailsForm
from reader_app.ui.editor.inbox_row import InboxRow, cut
from reader_app.ui.editor.problems import ProblemsPane
from reader_app.ui.editor.status import Meter, StatusBar
from reader_app.ui.theme import Theme

HINT = Problem(Severity.HINT, "A hint.", 3)
ERROR = Problem(Severity.ERROR, "An error.", 7)
WHOLE = Problem(Severity.WARNING, "The whole issue.", 0)


@pytest.fixture
def problems(qtbot: QtBot, theme: Theme) -> ProblemsPane:
    pane = ProblemsPane(theme)
    qtbot.addWidget(pane)
    pane.resize(600, 160)
    pane.show()
    return pane


def test_the_gravest_problem_comes_first(problems: ProblemsPane, qtmodeltester: ModelTester) -> None:
    problems.show_problems(())
    assert "None found" in " ".join(label.text() for label in problems.findChildren(QLabel))
    problems.show_problems((HINT, WHOLE, ERROR))
    assert problems.problems() == (ERROR, WHOLE, HINT)
    assert "1 error · 1 warning · 1 hint" in " ".join(label.text() for label in problems.findChildren(QLabel))
    model = problems.view.model()
    qtmodeltester.check(model)
    texts = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert texts == ["Error: An error., line 7", "Warning: The whole issue.", "Hint: A hint., line 3"]
    assert not problems.grab().isNull()


def test_going_to_problems(problems: ProblemsPane, qtbot: QtBot) -> None:
    problems.go_to_next()
    problems.show_problems((HINT, WHOLE, ERROR))
    for line in (6, 2, 6):
        with qtbot.waitSignal(problems.activated) as gone:
            problems.go_to_next()
            if line == 2:
                problems.go_to_next()
        assert gone.args == [line]
    with qtbot.waitSignal(problems.activated) as gone:
        where = problems.view.visualRect(problems.view.model().index(2, 0)).center()
        qtbot.mouseClick(problems.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert gone.args == [2]


def test_the_status_bar_speaks_english(qtbot: QtBot, theme: Theme) -> None:
    bar = StatusBar(theme)
    qtbot.addWidget(bar)
    bar.show_counts(Counts(1318, 7, 3, 12, 2))
    bar.show_mail_size(43 * 1024)
    bar.show_place(13, 27)
    bar.message("https://a.example")
    texts = [label.text() for label in bar.findChildren(QLabel)]
    assert texts == [
        "1,318 words · 7 min",
        "E-mail 43 KB of 102 KB",
        "12 items · 2 sponsors",
        "Ln 13, Col 27",
        "https://a.example",
    ]
    bar.show_counts(Counts(1, 1, 1, 1, 1))
    assert [label.text() for label in bar.findChildren(QLabel)][::2][:2] == ["1 word · 1 min", "1 item · 1 sponsor"]


@pytest.mark.parametrize("size", [0, 10_000, 85_000, 101_000, 10_000_000])
def test_the_meter_is_drawn_for_any_size(qtbot: QtBot, theme: Theme, size: int) -> None:
    meter = Meter(theme)
    qtbot.addWidget(meter)
    meter.show_size(size)
    assert not meter.grab().isNull()
    assert meter.accessibleDescription() == f"{100 * size // 104_448} %"


def test_the_inbox_row_cuts_where_a_phone_cuts(qtbot: QtBot, theme: Theme) -> None:
    row = InboxRow(theme)
    qtbot.addWidget(row)
    row.show_issue(Issue(publication="Notes", title="t" * 60, preheader="p" * 200))
    assert row.accessibleDescription() == f"Notes: {'t' * 60}. {'p' * 109}…"
    row.show_issue(Issue(publication="Notes", title="t" * 60, preheader="p" * 200), phone=True)
    assert row.accessibleDescription() == f"Notes: {'t' * 39}…. {'p' * 39}…"
    row.show_issue(Issue())
    assert "No title yet" in row.accessibleDescription()
    assert not row.grab().isNull()
    assert cut("abc", 3) == "abc"


def test_the_form_shows_facts_and_enters_what_changed(qtbot: QtBot, theme: Theme) -> None:
    parent = QLabel()
    qtbot.addWidget(parent)
    form = DetailsForm(theme, parent)
    form.show_issue(Issue(title="Old", number="7", date=datetime(2024, 7, 12, tzinfo=UTC)))
    assert (form.field("title").text(), form.field("date").text(), form.field("preheader").text()) == (
        "Old",
        "2024-07-12",
        "",
    )
    entered: list[tuple[str, str]] = []
    form.entered.connect(lambda key, value: entered.append((key, value)))
    form.show()
    form.activateWindow()
    QTest.keyClick(form.field("title"), Qt.Key.Key_Return)
    assert entered == []
    form.field("title").selectAll()
    QTest.keyClicks(form.field("title"), "New ")
    QTest.keyClick(form.field("title"), Qt.Key.Key_Return)
    assert entered == [("title", "New")]
    QTest.keyClicks(form.field("preheader"), "words")
    form.close()
    assert entered == [("title", "New"), ("preheader", "words")]
    form.show_issue(Issue(title="Newer", date=datetime(2024, 7, 12, 9, 30, tzinfo=UTC)))
    assert (form.field("title").text(), form.field("date").text()) == ("Newer", "2024-07-12T09:30:00Z")


def test_two_versions_side_by_side() -> None:
    pairs = side_by_side("a\nb\nc", "a\nB\nB2\nc\nd")
    assert pairs == (Pair("a", "a"), Pair("b", "B"), Pair(None, "B2"), Pair("c", "c"), Pair(None, "d"))
    assert changes(pairs) == 3
    assert changes(side_by_side("a", "a")) == 0


@given(st.text("ab\n", max_size=40), st.text("ab\n", max_size=40))
def test_each_side_is_whole(old: str, new: str) -> None:
    pairs = side_by_side(old, new)
    assert "\n".join(pair.old for pair in pairs if pair.old is not None) == old
    assert "\n".join(pair.new for pair in pairs if pair.new is not None) == new
