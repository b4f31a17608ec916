"""What the person does while an answer of the library is late: it stays as the person left it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.services import importing
from reader_app.ui.library.places import PlaceKind
from tests.support.reading_desk import BRIDGES, GARDEN, write_all
from tests.ui.conftest import OpenReader

BRIDGE = "The bridge nobody waited for"


def test_what_is_imported_after_a_cancel_is_not_cancelled_with_it(
    open_reader: OpenReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_reader([GARDEN])
    window = desk.window
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder, first in zip(folders, (60, 70), strict=True):
        folder.mkdir()
        numbers = range(first, first + 3)
        write_all(folder, [BRIDGES.replace("number: 52", f"number: {n}").replace("nobody", f"n{n}") for n in numbers])
    at_work, go_on = threading.Event(), threading.Event()
    read = importing.import_paths

    def slowly(*arguments: Any, **named: Any) -> importing.ImportReport:
        at_work.set()
        go_on.wait(20)
        return read(*arguments, **named)

    monkeypatch.setattr(importing, "import_paths", slowly)
    came: list[str] = []
    window.imports.imported.connect(came.append)
    window.import_paths([folders[0]])
    assert at_work.wait(20)
    window.status.cancelled.emit("import")
    window.import_paths([folders[1]])
    go_on.set()
    desk.qtbot.waitUntil(lambda: len(came) == 2, timeout=20_000)
    desk.settle()
    titles = {summary.title for summary in desk.summaries()}
    assert {f"The bridge n{number} waited for" for number in (70, 71, 72)} <= titles
    assert not window.status.is_working()


def add_draft(library: Library) -> None:
    library.new_draft("---\ntitle: Half a letter\n---\n\nWords.\n", title="Half a letter")


def trash_one(library: Library) -> None:
    rows = library.summaries(Scope(), limit=10).rows
    library.trash([row.id for row in rows if row.title != BRIDGE])


@pytest.mark.parametrize(("kind", "button", "fill"), [("drafts", "Delete", add_draft), ("trash", "Remove", trash_one)])
def test_who_opens_an_issue_before_what_was_removed_is_gone_reads_it(
    open_reader: OpenReader, kind: PlaceKind, button: str, fill: Callable[[Library], None]
) -> None:
    desk = open_reader([GARDEN, BRIDGES])
    window = desk.window
    bridge = desk.id_of(BRIDGE)
    with Library.open(desk.library) as library:
        fill(library)
    window.refresh()
    window.go_to(kind)
    desk.settle()
    QTest.keyClick(window.list.view, Qt.Key.Key_Delete)

    def offered() -> list[QPushButton]:
        return [each for each in window.findChildren(QPushButton) if each.text() == button and each.isVisible()]

    desk.qtbot.waitUntil(lambda: bool(offered()), timeout=10_000)
    hold = threading.Event()
    desk.worker.submit(lambda _library: hold.wait(20))
    offered()[0].click()
    window.show_issue(bridge)
    hold.set()
    desk.settle()
    reading = window.reader_pane.reading
    assert desk.titles() == []
    assert reading is not None and reading.issue.title == BRIDGE
    assert window.actions_["star"].isEnabled()


def test_who_goes_elsewhere_right_after_clearing_a_search_reads_what_is_there(open_reader: OpenReader) -> None:
    desk = open_reader([GARDEN, BRIDGES])
    window = desk.window
    with Library.open(desk.library) as library:
        add_draft(library)
    window.refresh()
    desk.settle()
    QTest.keyClicks(window.top.search, "rope")
    desk.qtbot.waitUntil(lambda: window.list.query == "rope", timeout=10_000)
    desk.settle()
    window.show_issue(desk.id_of(BRIDGE))
    desk.settle()
    hold = threading.Event()
    desk.worker.submit(lambda _library: hold.wait(20))
    window.top.search.clear()
    desk.qtbot.waitUntil(lambda: not window.list.query, timeout=10_000)
    window.go_to("drafts")
    hold.set()
    desk.settle()
    assert desk.chosen() == "Half a letter"
