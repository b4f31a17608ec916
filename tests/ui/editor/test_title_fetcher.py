"""The title of a linked page, fetched when it is asked for: where it goes, what is said, how it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from reader_app.services import page_titles
from reader_app.services.fetching import FetchError
from reader_app.ui.editor.typing_aids import link_at
from tests.support.desk import Desk

OpenDesk = Callable[..., Desk]
BEAN = "https://site.example/bean"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lists the addresses that were asked; none is on the network."""
    asked: list[str] = []

    def page_title(address: str, **_options: object) -> str:
        asked.append(address)
        if "unreachable" in address or "status" in address or "refused" in address:
            raise FetchError(address.rpartition("/")[2])  # type: ignore[arg-type]
        return "" if "silent" in address else "How to dry *a* bean"

    monkeypatch.setattr(page_titles, "page_title", page_title)
    return asked


def last_line(desk: Desk) -> str:
    return desk.window.source.text().rpartition("\n")[2]


def open_on(open_desk: OpenDesk, line: str) -> Desk:
    desk = open_desk(f"---\ntitle: T\n---\n\n{line}")
    desk.window.source.go_to_line(4)
    return desk


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (BEAN, f"### [How to dry \\*a\\* bean]({BEAN})"),
        (f"<{BEAN}>", f"### [How to dry \\*a\\* bean]({BEAN})"),
        (f"- {BEAN}", f"- [How to dry \\*a\\* bean]({BEAN})"),
        (f"### [🗞 this]({BEAN}) {{minutes=3}}", f"### [How to dry \\*a\\* bean]({BEAN}) {{minutes=3}}"),
        (f"🗞 see {BEAN}.", f"🗞 see [How to dry \\*a\\* bean]({BEAN})."),
    ],
)
def test_the_title_becomes_the_words_of_the_link(
    open_desk: OpenDesk, qtbot: QtBot, asked: list[str], line: str, expected: str
) -> None:
    desk = open_on(open_desk, line)
    desk.window.actions_["fetch_title"].trigger()
    qtbot.waitUntil(lambda: last_line(desk) == expected)
    assert asked == [BEAN]
    assert desk.window.messages.isHidden()
    desk.window.source.undo()
    assert last_line(desk) == line


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("https://site.example/unreachable", "site.example does not answer."),
        ("https://site.example/status", "site.example answers that it has no such page."),
        ("https://site.example/refused", "The address does not lead to the public web, so nothing was asked."),
        ("https://site.example/silent", "The page does not say what it is called."),
        ("no link, ![a picture](https://site.example/a.png)", "There is no link to a web page in this line."),
    ],
)
def test_what_goes_wrong_is_said_and_the_text_stays(
    open_desk: OpenDesk, qtbot: QtBot, asked: list[str], line: str, said: str
) -> None:
    desk = open_on(open_desk, line)
    desk.window.actions_["fetch_title"].trigger()
    qtbot.waitUntil(lambda: desk.window.messages.text() == said)
    assert last_line(desk) == line


def test_it_is_offered_for_an_address_the_library_does_not_know(
    open_desk: OpenDesk, qtbot: QtBot, asked: list[str]
) -> None:
    desk = open_on(open_desk, "")
    data = QMimeData()
    data.setText(BEAN)
    desk.window.source.insertFromMimeData(data)
    completer = desk.window.aids.completer
    qtbot.waitUntil(completer.is_open)
    assert asked == []
    row = [each.label for each in completer.proposals()].index("Fetch the title from the page")
    completer._accept(completer._model.index(row))
    qtbot.waitUntil(lambda: last_line(desk) == f"### [How to dry \\*a\\* bean]({BEAN})")


def test_it_can_be_stopped_and_a_link_changed_meanwhile_stays(
    open_desk: OpenDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, ended = threading.Event(), threading.Event()
    stopped: list[bool] = []

    def page_title(_address: str, *, cancelled: Callable[[], bool]) -> str:
        go_on.wait(10)
        stopped.append(cancelled())
        ended.set()
        return "Late"

    monkeypatch.setattr(page_titles, "page_title", page_title)
    desk = open_on(open_desk, f"- {BEAN}")
    fetch = desk.window.actions_["fetch_title"]
    fetch.trigger()
    messages = desk.window.messages
    assert messages.text() == "Asking site.example for the title of the page…"
    next(button for button in messages.findChildren(QPushButton) if button.text() == "Stop").click()
    go_on.set()
    qtbot.waitUntil(ended.is_set)
    qtbot.wait(50)
    assert (stopped, last_line(desk), messages.isHidden()) == ([True], f"- {BEAN}", True)

    go_on.clear()
    fetch.trigger()
    desk.window.source.select(4, 6, 10)
    QTest.keyClicks(desk.window.source, "x")
    go_on.set()
    qtbot.waitUntil(lambda: "changed meanwhile" in messages.text())
    assert "Late" not in last_line(desk)


@given(
    st.lists(st.sampled_from(["[a](", "https://b.example", ")", "<", ">", "![", " ", "](x)", "é🗞"])), st.integers(0, 40)
)
def test_a_link_is_found_where_it_stands(pieces: list[str], column: int) -> None:
    line = "".join(pieces)
    link = link_at(line, column)
    if link is not None:
        assert link.url.startswith("https://b.example")
        assert link.url in line[link.start : link.end]
