"""Checks in the composing window: shown while one types, mended by one key, undone by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.services.checking import live
from reader_app.services.checking.finding import Finding
from reader_app.services.checking.subject import LinkAnswer, MailWeight
from reader_app.services.importing import import_paths
from tests.support.desk import TEXT, Desk

OpenDesk = Callable[..., Desk]


def found(desk: Desk, rule: str) -> Finding | None:
    findings = (each for each in desk.window.problems.problems() if isinstance(each, Finding))
    return next((each for each in findings if each.rule == rule), None)


def test_a_repair_is_one_key_and_one_step_of_undo(desk: Desk, qtbot: QtBot) -> None:
    source = desk.window.source
    text = source.text().replace("https://blog.example/shelf", "blog.example/shelf")
    source.apply_text(text)
    qtbot.waitUntil(lambda: found(desk, "link-address") is not None)
    line = next(n for n, each in enumerate(text.split("\n")) if "blog.example/shelf" in each)
    source.go_to_line(line)
    QTest.keyClick(source, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert source.text() == text.replace("blog.example/shelf", "https://blog.example/shelf")
    qtbot.waitUntil(lambda: found(desk, "link-address") is None)
    source.undo()
    assert source.text() == text


def test_a_click_on_the_repair_mends_and_one_on_the_sentence_goes_there(desk: Desk, qtbot: QtBot) -> None:
    window, source = desk.window, desk.window.source
    source.apply_text(source.text() + "\n## Nothing here\n")
    qtbot.waitUntil(lambda: found(desk, "empty-section") is not None)
    row = next(n for n, each in enumerate(window.problems.problems()) if each == found(desk, "empty-section"))
    view = window.problems.view
    index = view.model().index(row, 0)
    view.scrollTo(index)
    place = view.visualRect(index)
    source.go_to_line(0)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert source.current_line() == found(desk, "empty-section").line - 1  # type: ignore[union-attr]
    end = place.center()
    end.setX(place.right() - 4)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert "Nothing here" not in source.text()


def test_a_repair_fits_the_text_as_it_is_when_it_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    source = desk.window.source
    source.apply_text(source.text() + "\n## Nothing here\n")
    qtbot.waitUntil(lambda: found(desk, "empty-section") is not None)
    problem = found(desk, "empty-section")
    source.apply_text(source.text().replace("The conference", "First of all:\n\nthe conference"))
    desk.window._repairs.mend(problem)  # type: ignore[arg-type]
    assert "Nothing here" not in source.text()
    assert "First of all" in source.text()
    before = source.text()
    desk.window._repairs.mend(problem)  # type: ignore[arg-type]
    assert source.text() == before


def test_a_problem_of_another_draft_opens_it(open_desk: OpenDesk, library_path: object, qtbot: QtBot) -> None:
    with Library.open(library_path) as library:  # type: ignore[arg-type]
        other = library.new_draft(
            "Again https://blog.example/shelf", publication="Architecture Notes", number="171", title="T"
        )
    desk = open_desk()
    qtbot.waitUntil(lambda: found(desk, "earlier-link") is not None)
    problem = found(desk, "earlier-link")
    assert problem is not None
    assert problem.sentence == "“The small-model shelf” was already linked in #171."
    desk.window.problems.mend_requested.emit(problem)
    qtbot.waitUntil(lambda: [draft.id for draft in desk.opened] == [other.id])


def test_a_problem_of_an_issue_shows_the_issue(open_desk: OpenDesk, tmp_path: object, qtbot: QtBot) -> None:
    desk = open_desk()
    path = desk.library.with_name("171.md")
    path.write_text(TEXT.replace("number: 178", "number: 171").replace("Nine models", "Other words and many more"))
    with Library.open(desk.library) as library:
        import_paths(library, [path])
    shown: list[UUID] = []
    desk.window._others._open_issue = shown.append
    desk.window._scholar.ask_again()
    desk.window.source.go_to_line(6)
    desk.type("x")
    qtbot.waitUntil(lambda: found(desk, "earlier-link") is not None)
    desk.window._repairs.mend(found(desk, "earlier-link"))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(shown) == 1)


def test_links_are_tried_when_asked_and_never_else(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(links: Iterable[str], *, cancelled: Callable[[], bool]) -> dict[str, LinkAnswer]:
        asked.extend(links)
        return {link: LinkAnswer(404 if "shelf" in link else 200) for link in links}

    monkeypatch.setattr(live, "try_links", answer)
    desk.window.source.go_to_line(6)
    desk.type("x")
    qtbot.waitUntil(lambda: found(desk, "unsubscribe") is not None)
    assert asked == []
    desk.window.actions_["try_links"].trigger()
    qtbot.waitUntil(lambda: found(desk, "live-link") is not None)
    assert "The small-model shelf" in found(desk, "live-link").sentence  # type: ignore[union-attr]
    assert "https://research.example/calibration" in asked
    desk.window.source.apply_text(desk.window.source.text().replace("https://blog.example/shelf", "https://b.example"))
    qtbot.waitUntil(lambda: found(desk, "live-link") is None)


def test_the_outline_tells_what_a_part_weighs(desk: Desk, qtbot: QtBot) -> None:
    weights = {(-1, 1): 1536, (0, 0): 2048, (0, 1): 512}
    checked = desk.window._pipeline.check_now()
    desk.window._show_checked(replace(checked, weight=MailWeight(9000, weights)))
    model = desk.window.outline.view.model()
    tips = [model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(5)]
    assert tips == [f"{size} KB of the mail" for size in ("1.5", "1.5", "2.5", "2.0", "0.5")]
