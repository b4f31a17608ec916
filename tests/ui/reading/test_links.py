"""Links of the page: where they truly lead is shown first, and what deceives is asked about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton

from reader_app.ui.reader.page_view import Spot
from tests.support.reading_desk import ReadingDesk, value
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
LETTER = """---
publication: Harbour Letter
title: Lamps of the harbour
url: https://harbour.example/9?utm_source=letter&id=9
---

[Read on](https://lamps.example/nine?utm_medium=mail&part=2) about the lamps.

[bank.example](https://far.example/login) says so, and so does [your bank](https://bank.example@far.example/).

[A redirect](https://click.example/r?url=https%3A%2F%2Flamps.example%2Fgreen%3Futm_id%3D7) leads there, and
[letters](https://xn--80ak6aa92e.example/) too.
"""
NINE = "https://lamps.example/nine?part=2"


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    went: list[str] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", lambda url: went.append(url.toString()))
    return went


@pytest.fixture
def desk(open_reader: OpenReader, went: list[str]) -> Iterator[ReadingDesk]:
    desk = open_reader([LETTER], pages=True)
    desk.qtbot.waitUntil(lambda: "ninth" in text(desk) or "lamps" in text(desk), timeout=20_000)
    desk.window.reader_pane.focus_page()
    yield desk
    QGuiApplication.clipboard().clear()


def text(desk: ReadingDesk) -> str:
    return str(value(desk, "document.body.textContent"))


def link(words: str) -> str:
    return f"[...document.links].find((link) => link.textContent === {words!r})"


def come_to(desk: ReadingDesk, words: str) -> str:
    """Give the link that reads `words` the keyboard; return what the bar at the bottom says then."""
    value(desk, "document.activeElement.blur(); 1")
    desk.qtbot.waitUntil(lambda: desk.window.status.address() == "", timeout=10_000)
    value(desk, f"{link(words)}.focus(); 1")
    desk.qtbot.waitUntil(lambda: desk.window.status.address() != "", timeout=10_000)
    return desk.window.status.address()


def click(desk: ReadingDesk, words: str) -> None:
    value(desk, f"{link(words)}.click(); 1")


def message(desk: ReadingDesk) -> str:
    desk.qtbot.waitUntil(lambda: desk.window.reader_pane.messages.text() != "", timeout=10_000)
    return desk.window.reader_pane.messages.text()


def test_the_bar_shows_where_a_link_truly_leads(desk: ReadingDesk) -> None:
    assert come_to(desk, "Read on") == NINE
    assert come_to(desk, "A redirect") == "https://lamps.example/green"
    assert come_to(desk, "letters") == "⚠ https://аррӏе.example/ (xn--80ak6aa92e.example)"
    assert come_to(desk, "your bank") == "⚠ https://far.example/"


def test_a_link_whose_address_was_on_screen_opens_without_what_follows_the_reader(
    desk: ReadingDesk, went: list[str]
) -> None:
    come_to(desk, "Read on")
    click(desk, "Read on")
    desk.qtbot.waitUntil(lambda: went == [NINE], timeout=10_000)


def test_a_link_that_reads_like_another_host_is_asked_about(desk: ReadingDesk, went: list[str]) -> None:
    come_to(desk, "bank.example")
    click(desk, "bank.example")
    assert message(desk) == "This link reads “bank.example” and leads to\nhttps://far.example/login"
    assert went == []
    messages = desk.window.reader_pane.messages
    next(button for button in messages.findChildren(QPushButton) if button.text() == "Open in browser").click()
    assert went == ["https://far.example/login"]


def test_a_name_before_the_host_is_asked_about(desk: ReadingDesk, went: list[str]) -> None:
    come_to(desk, "your bank")
    click(desk, "your bank")
    assert message(desk).endswith("⚠ https://far.example/")
    assert went == []


def test_the_menu_of_a_link_copies_its_clean_address(desk: ReadingDesk) -> None:
    spots: list[Spot] = []
    desk.qtbot.waitUntil(lambda: spot_of(desk, "Read on", spots), timeout=10_000)
    menu = desk.window.commands.corrections.menu(spots[-1])
    action(menu, "Copy link address")
    assert QGuiApplication.clipboard().text() == NINE
    action(menu, "Open link…")
    assert desk.window.reader_pane.messages.text() == NINE
    menu.deleteLater()


def spot_of(desk: ReadingDesk, words: str, spots: list[Spot]) -> bool:
    """Ask again what is at the link that reads `words`; tell whether it is there by now."""
    web = desk.window.reader_pane.web
    assert web is not None
    where = str(value(desk, f"((box) => box.x + 5 + ' ' + (box.y + 5))({link(words)}.getBoundingClientRect())"))
    web.ask_spot(QPoint(*(int(float(part)) for part in where.split())), spots.append)
    return bool(spots) and bool(spots[-1].link)


def action(menu: QMenu, text: str) -> None:
    next(each for each in menu.actions() if each.text().replace("&", "") == text).trigger()


def test_viewing_online_shows_the_clean_address_first(desk: ReadingDesk, went: list[str]) -> None:
    desk.window.actions_["browser"].trigger()
    assert message(desk) == "https://harbour.example/9?id=9"
    assert went == []
