"""Issues made to harm read safely: their words are there, nothing runs, and nothing of it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.services.importing import import_paths
from tests.support import hostile
from tests.support.reading_desk import value
from tests.ui.conftest import OpenReader

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
WORDS = {"Scripts": "Hill 1499", "Pictures": "sheep count them", "Line": "another word of it", "Bidi": "999 live"}


@pytest.mark.parametrize("name", WORDS)
def test_a_hostile_issue_reads_safely_in_every_view(open_reader: OpenReader, library_path: Path, name: str) -> None:
    with Library.open(library_path) as library:
        assert import_paths(library, hostile.write(library_path.parent, (name,))).added
    desk = open_reader((), pages=True)
    pane = desk.window.reader_pane
    desk.qtbot.waitUntil(lambda: pane.reading is not None and pane.is_on_screen(), timeout=90_000)
    for view in ("view_original", "view_text", "view_sections"):
        with desk.qtbot.waitSignal(pane.page_shown, timeout=90_000):
            desk.window.actions_[view].trigger()
        assert value(desk, f"document.body.textContent.includes({WORDS[name]!r})") is True
        assert value(desk, "document.title") == name
        assert value(desk, "document.querySelectorAll('script, form, input, iframe, [onclick]').length") == 0
        assert value(desk, "location.protocol") == "masthead:"


def test_the_page_of_a_process_that_ended_says_so_and_the_next_one_is_drawn(open_reader: OpenReader) -> None:
    desk = open_reader(pages=True)
    web = desk.window.reader_pane.web
    assert web is not None
    desk.qtbot.waitUntil(desk.window.reader_pane.is_on_screen, timeout=20_000)
    web.page().renderProcessTerminated.emit(web.page().RenderProcessTerminationStatus.CrashedTerminationStatus, 1)
    assert "could not be drawn" in desk.window.reader_pane.notice()
    with desk.qtbot.waitSignal(desk.window.reader_pane.page_shown, timeout=20_000):
        desk.window.list.step(1)
    assert desk.window.reader_pane.notice() == ""
    assert "nobody waited" in str(value(desk, "document.title"))
