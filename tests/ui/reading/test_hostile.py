"""Issues made to harm read safely: their words are there, nothing runs, and the window answers meanwhile."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from reader_app.library.library import Library
from reader_app.services.importing import import_paths
from tests.support import hostile
from tests.support.reading_desk import ReadingDesk
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
WORDS = {"Scripts": "Hill 1499", "Pictures": "sheep count them", "Line": "another word of it", "Bidi": "999 live"}


def value(desk: ReadingDesk, script: str) -> object:
    web = desk.window.reader_pane.web
    assert web is not None
    found: list[object] = []
    web.run(script, found.append)
    desk.qtbot.waitUntil(lambda: bool(found), timeout=60_000)
    return found[0]


@pytest.mark.parametrize("name", WORDS)
def test_a_hostile_issue_reads_safely_in_every_view(open_reader: OpenReader, library_path: Path, name: str) -> None:
    with Library.open(library_path) as library:
        assert import_paths(library, hostile.write(library_path.parent, (name,))).added
    desk = open_reader((), pages=True)
    turns: list[int] = []
    timer = QTimer(desk.window)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start(1)
    for view in ("view_original", "view_text", "view_sections"):
        before = len(turns)
        desk.window.actions_[view].trigger()
        reading = f"document.body.textContent.includes({WORDS[name]!r}) && document.readyState === 'complete'"
        desk.qtbot.waitUntil(partial(shown, desk, view, reading), timeout=90_000)
        assert len(turns) > before + 3  # the window went on answering
        assert value(desk, "document.title") == name
        assert value(desk, "document.querySelectorAll('script, form, input, iframe, [onclick]').length") == 0
        assert value(desk, "location.protocol") == "masthead:"


def shown(desk: ReadingDesk, view: str, reading: str) -> bool:
    now = desk.window.reader_pane.reading
    return now is not None and now.request.view == view.removeprefix("view_") and value(desk, reading) is True


def test_the_page_of_a_process_that_ended_says_so_and_the_next_one_is_drawn(open_reader: OpenReader) -> None:
    desk = open_reader(pages=True)
    web = desk.window.reader_pane.web
    assert web is not None
    desk.qtbot.waitUntil(lambda: "slow hedge" in str(value(desk, "document.title")), timeout=20_000)
    web.ended.emit()
    web.page().renderProcessTerminated.emit(web.page().RenderProcessTerminationStatus.CrashedTerminationStatus, 1)
    assert "could not be drawn" in desk.window.reader_pane.notice()
    desk.window.list.step(1)
    desk.qtbot.waitUntil(lambda: "nobody waited" in str(value(desk, "document.title")), timeout=20_000)
    assert desk.window.reader_pane.notice() == ""
