"""Nothing phones home: a page with every known way to do so, in all three views, in search results and in the preview.

A server on this machine counts connections, also those that ask for nothing; what the engine wanted to ask for and was
refused is in the log. Both stay empty, since nothing of the page that could ask is left in what is shown.
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.services.importing import import_paths
from reader_app.services.journal import Journal
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from reader_app.ui.web_view import SafeWebView
from tests.support.reading_desk import ReadingDesk
from tests.support.web import REAL_CONNECT, Listener, listening
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
PAGE = Path(__file__).parents[2] / "cases" / "phone_home" / "page.html"
MAIL = """From: Harbour Letter <letter@harbour.example>
Subject: Lamps of the harbour
Date: Fri, 03 May 2024 08:00:00 +0000
List-Id: Harbour Letter <letter.harbour.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

"""
DRAFT = """---
publication: Harbour Letter
title: Lamps of the harbour
url: {web}/online
---

![A lamp]({web}/markdown.png) Every evening the keeper lights nine lamps.

::: {.sponsor name="Oil" url="{web}/sponsor" image="{web}/logo.png"}
![Oil]({web}/oil.png) Burns long.
:::

## Lamps

### [The ninth]({web}/item)
![Green]({web}/green.png)

"""
PREVIEWS = ("email", "phone", "dark", "web", "text")


@pytest.fixture
def web(caplog: pytest.LogCaptureFixture) -> Iterator[Listener]:
    caplog.set_level(logging.INFO, "masthead.web")
    with listening() as listener:
        yield listener


def page(web: Listener) -> str:
    text = PAGE.read_text("utf-8")
    return text.replace("{web}", web.address).replace("{port}", str(web.port))


def refused(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.getMessage().startswith("refused")]


def wait_for_page(desk: ReadingDesk, words: str) -> None:
    """Wait until the page with `words` is laid out, and what it may have begun has had its time."""
    web = desk.window.reader_pane.web
    assert web is not None
    found: list[object] = []

    def ask() -> bool:
        web.run("document.readyState + document.body.textContent", found.append)
        return bool(found) and "complete" in str(found[-1]) and words in str(found[-1])

    desk.qtbot.waitUntil(ask, timeout=20_000)
    desk.settle()
    desk.qtbot.wait(150)


def test_the_counter_counts(web: Listener) -> None:
    with socket.socket() as client:
        REAL_CONNECT(client, ("127.0.0.1", web.port))
        client.sendall(b"GET /counted HTTP/1.0\r\n\r\n")
        client.recv(100)
    assert (web.connections(), web.asked) == (1, ["/counted"])


@pytest.mark.parametrize("suffix", ["eml", "html"])
def test_reading_asks_for_nothing_in_any_view_nor_in_search_results(
    open_reader: OpenReader, library_path: Path, web: Listener, caplog: pytest.LogCaptureFixture, suffix: str
) -> None:
    path = library_path.with_name(f"lamps.{suffix}")
    path.write_text((MAIL if suffix == "eml" else "") + page(web), "utf-8")
    with Library.open(library_path) as library:
        assert import_paths(library, [path]).added
    desk = open_reader((), pages=True)
    wait_for_page(desk, "nine lamps")
    for view in ("view_original", "view_text", "view_sections"):
        desk.window.actions_[view].trigger()
        desk.settle()
        wait_for_page(desk, "nine lamps")
        reading = desk.window.reader_pane.reading
        assert reading is not None
        assert reading.is_display == (view == "view_original")
    desk.window.top.search.setText("lamps keeper")
    desk.qtbot.waitUntil(lambda: desk.window.list.query == "lamps keeper", timeout=10_000)
    desk.settle()
    assert desk.titles()
    desk.window.list.choose(desk.window.list.model.index(0, 0))
    wait_for_page(desk, "nine lamps")
    assert (web.connections(), web.asked, refused(caplog)) == (0, [], [])


def test_the_preview_of_a_draft_asks_for_nothing(
    qtbot: QtBot,
    theme: Theme,
    settings: Settings,
    library_path: Path,
    worker: LibraryWorker,
    tmp_path: Path,
    web: Listener,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with Library.open(library_path) as library:
        draft = library.new_draft(DRAFT.replace("{web}", web.address) + page(web))
    journal = Journal(tmp_path / "journal")
    window = EditorWindow(worker, theme, settings, draft, journal, print)
    with qtbot.waitSignal(window.preview.shown, timeout=20_000):
        window.show()
    for _ in PREVIEWS:
        window.actions_["cycle_preview"].trigger()
        qtbot.wait(400)
    assert (web.connections(), web.asked, refused(caplog)) == (0, [], [])
    window.close_now()
    journal.close()


def test_the_engine_asks_for_nothing_even_when_a_page_comes_to_it_as_it_is(
    qtbot: QtBot, web: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    import shiboken6

    view = SafeWebView()
    view.resize(400, 300)
    view.show()
    for _ in range(2):
        with qtbot.waitSignal(view.shown, timeout=20_000):
            view.show_html(page(web))
    clicked: list[QUrl] = []
    view.link_activated.connect(clicked.append)
    view.run("document.getElementById('link').click(); document.getElementById('form').submit()")
    qtbot.waitUntil(lambda: bool(clicked), timeout=10_000)
    qtbot.wait(500)
    assert (web.connections(), web.asked) == (0, [])
    view.close()
    view.deleteLater()
    qtbot.waitUntil(lambda: not shiboken6.isValid(view))
