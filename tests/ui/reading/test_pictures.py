"""Remote pictures in the window: blocked until asked for, loaded privately, kept for reading offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from reader_app.library.library import Library
from reader_app.services import fetching, public_network
from reader_app.services.importing import import_paths
from tests.support.reading_desk import ReadingDesk
from tests.support.web import Listener, anywhere, listening, may_reach, png
from tests.ui.conftest import OpenReader

MAIL = """From: Hill Letter <letter@hills.example>
Subject: Hills in fog
Date: Fri, 03 May 2024 08:00:00 +0000
List-Id: Hill Letter <letter.hills.example>
List-Unsubscribe: <mailto:leave@hills.example>, <https://hills.example/leave?utm_source=you>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><table width="600"><tr><td><h1>Hills in fog</h1>
<img src="{web}/hill.png" alt="A hill" width="300" height="200"><img src="{web}/gone.png" alt="A cow">
<img src="{web}/dot.png" width="1" height="1"><img src="{web}/wf/open?who=you" alt="">
<p>Fog lay on the hills all week, and nobody saw the sheep but the sheep.</p></td></tr></table></body></html>
"""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    with listening() as listener:
        may_reach(monkeypatch, listener)
        monkeypatch.setattr(public_network, "is_public", anywhere)
        monkeypatch.setattr(fetching.fetch, "__kwdefaults__", {**fetching.fetch.__kwdefaults__, "allowed": anywhere})
        listener.answers["/hill.png"] = (200, {}, png(30, 20))
        yield listener


@pytest.fixture
def desk(open_reader: OpenReader, library_path: Path, web: Listener) -> ReadingDesk:
    path = library_path.with_name("mail.eml")
    path.write_text(MAIL.replace("{web}", web.address), "utf-8")
    with Library.open(library_path) as library:
        assert import_paths(library, [path]).added
    desk = open_reader(())
    desk.qtbot.keyClick(desk.window.list.view, Qt.Key.Key_O)
    desk.settle()
    return desk


def loaded(desk: ReadingDesk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.window.status.is_working(), timeout=20_000)
    desk.settle()


def offers(desk: ReadingDesk) -> list[str]:
    return [button.text() for button in desk.window.status.offers()]


def button(parent: QWidget, text: str) -> QPushButton:
    return next(button for button in parent.findChildren(QPushButton) if button.text() == text)


def html(desk: ReadingDesk) -> str:
    reading = desk.window.reader_pane.reading
    assert reading is not None
    return reading.html


def test_nothing_is_asked_for_until_the_person_does(desk: ReadingDesk, web: Listener) -> None:
    assert desk.window.status.text() == "2 remote pictures blocked"
    assert offers(desk) == ["Load once", "Always for Hill Letter"]
    assert web.connections() == 0


def test_loading_once_shows_and_keeps_what_came_and_never_what_reports_back(desk: ReadingDesk, web: Listener) -> None:
    desk.window.status.offers()[0].click()
    loaded(desk)
    assert sorted(web.asked) == ["/gone.png", "/hill.png"]
    assert html(desk).count('src="masthead:asset/') == 1
    assert desk.window.status.text() == "1 picture loaded"
    desk.window.status.say("")
    assert desk.window.status.text() == "1 picture could not be loaded"
    assert offers(desk) == ["Try again"]
    desk.window.actions_["view_sections"].trigger()
    desk.settle()
    assert 'src="masthead:asset/' in html(desk)
    web.answers["/gone.png"] = (200, {}, png(5, 5))
    desk.window.actions_["load_pictures"].trigger()
    loaded(desk)
    assert sorted(web.asked) == ["/gone.png", "/gone.png", "/hill.png"]
    assert offers(desk) == []


def test_always_loads_now_and_with_every_other_issue_of_the_publication(
    desk: ReadingDesk, web: Listener, library_path: Path
) -> None:
    desk.window.status.offers()[1].click()
    desk.settle()
    loaded(desk)
    assert sorted(web.asked) == ["/gone.png", "/hill.png"]
    assert desk.window.actions_["always_pictures"].isChecked()
    other = library_path.with_name("other.eml")
    text = MAIL.replace("{web}", web.address).replace("hill.png", "sheep.png").replace("in fog", "in rain")
    other.write_text(text.replace("03 May", "10 May"), "utf-8")
    web.answers["/sheep.png"] = (200, {}, png(4, 4))
    with Library.open(library_path) as library:
        added = import_paths(library, [other]).added[0].issue_id
    assert added is not None
    desk.window.reader.open_issue(added)
    desk.qtbot.waitUntil(lambda: "/sheep.png" in web.asked, timeout=20_000)
    loaded(desk)
    desk.window.actions_["always_pictures"].trigger()
    desk.settle()
    with Library.open(library_path) as library:
        assert not library.publication_settings("Hill Letter").pictures


def test_a_picture_that_came_is_there_without_the_web(
    desk: ReadingDesk, open_reader: OpenReader, library_path: Path, web: Listener
) -> None:
    desk.window.actions_["load_pictures"].trigger()
    loaded(desk)
    asked = list(web.asked)
    copy = library_path.with_name("copy.masthead")
    with Library.open(library_path) as library:
        library.backup(copy)
    again = open_reader((), path=copy)
    assert 'src="masthead:asset/' in html(again)
    assert web.asked == asked


def test_loading_can_be_stopped(desk: ReadingDesk, web: Listener) -> None:
    desk.window.status.offers()[0].click()
    desk.window.status.cancelled.emit("pictures")
    loaded(desk)
    assert desk.window.status.text() == "Stopped. The pictures that came until then are kept."
    assert not desk.window.status.is_working()


def test_unsubscribing_shows_its_addresses_untouched_and_opens_the_one_chosen(
    desk: ReadingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtGui import QDesktopServices

    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(url.toString()))
    desk.window.actions_["unsubscribe"].trigger()
    shown = desk.window.reader_pane.messages.text()
    assert "https://hills.example/leave?utm_source=you" in shown
    assert "mailto:leave@hills.example" in shown
    assert went == []
    button(desk.window.reader_pane.messages, "Open in browser").click()
    assert went == ["https://hills.example/leave?utm_source=you"]
