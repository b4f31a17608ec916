"""The writing desk: checks after the last key, a section moved in a long issue, memory over an hour of typing.

Run with ``pytest tests/benchmarks/test_desk.py -s`` to see the figures.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.services.journal import Journal
from reader_app.ui.editor.editor_window import EditorWindow
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme

HOUR_OF_KEYS = 6_000  # what somebody who stops to think types in an hour
SENTENCE = "A careful look at calibration, and why a confident answer is the expensive one. "
OpenWindow = Callable[[str], EditorWindow]


def long_issue(items: int, words: int) -> str:
    """Return an issue of `items` items in sections of ten, each with as many sentences as `words`."""
    parts = ["---\npublication: Notes\nnumber: 3\ntitle: A long issue\n---\n\nLead.\n"]
    for number in range(items):
        if number % 10 == 0:
            parts.append(f"## Section {number // 10}\n")
        parts.append(f"### [Item {number}](https://site{number}.example/x)\n{SENTENCE * words}\n")
    return "\n".join(parts)


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWindow]:
    monkeypatch.setattr(PreviewPane, "start_web_view", lambda _self: None)
    worker = LibraryWorker(lambda: Library.open(tmp_path / "library"))
    journal = Journal(tmp_path / "journal")
    theme = Theme("light")
    theme.install(qapp)
    opened: list[EditorWindow] = []

    def open_window(text: str) -> EditorWindow:
        with Library.open(tmp_path / "library") as library:
            draft = library.new_draft(text)
        window = EditorWindow(worker, theme, Settings(tmp_path / "s.ini"), draft, journal, print)
        window.resize(1400, 880)
        window.show()
        qtbot.waitUntil(lambda: window.composed() is not None, timeout=20_000)
        qtbot.wait(800)
        opened.append(window)
        return window

    yield open_window
    for window in opened:
        window.close_now()
    worker.close()
    journal.close()
    qapp.setStyleSheet("")


def wait_for(signal: object, milliseconds: int = 5000) -> None:
    """Run until `signal` comes."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    signal.connect(lambda *_: loop.quit())  # type: ignore[attr-defined]
    loop.exec()


def test_checks_after_the_last_key_of_50_kilobytes(open_window: OpenWindow, benchmark: BenchmarkFixture) -> None:
    window = open_window(long_issue(100, 6))
    assert len(window.source.text()) > 50_000
    window.source.go_to_line(40)

    def press() -> None:
        QTest.keyClicks(window.source, "e")
        wait_for(window._pipeline.checked)

    benchmark.pedantic(press, rounds=20, warmup_rounds=1)


def test_moving_a_section_of_200_items(open_window: OpenWindow, benchmark: BenchmarkFixture) -> None:
    """From the command to the new preview."""
    window = open_window(long_issue(200, 2))
    rows = window.outline.outline().rows
    row = next(number for number, row in enumerate(rows) if row.title == "Section 5")
    directions = [1, -1] * 20

    def move() -> None:
        step = directions.pop()
        before = time.perf_counter()
        window._parts.step([row if step > 0 else row + 11], step)
        while window.composed() is None or window.composed().text != window.source.text():  # type: ignore[union-attr]
            QApplication.processEvents()
        took.append(time.perf_counter() - before)

    took: list[float] = []
    benchmark.pedantic(move, rounds=20)


def resident() -> int:
    """Return the bytes of memory this process has, as the kernel counts them."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


def test_memory_after_an_hour_of_typing(open_window: OpenWindow, benchmark: BenchmarkFixture) -> None:
    """Typing, deleting, undoing: what an hour of it leaves behind."""
    window = open_window(long_issue(100, 6))
    source = window.source
    source.go_to_line(40)

    def type_on(keys: int) -> None:
        for number in range(keys):
            QTest.keyClicks(source, "e" if number % 6 else " ")
            if number % 40 == 39:
                source.textCursor().deletePreviousChar()
                source.undo()
            if number % 8 == 0:
                QApplication.processEvents()
        QTest.qWait(400)
        gc.collect()

    type_on(HOUR_OF_KEYS // 6)
    before = resident()
    benchmark.pedantic(type_on, args=(HOUR_OF_KEYS,), rounds=1)
    growth = 100 * (resident() - before) / before
    benchmark.extra_info["growth_percent"] = round(growth, 2)
    sys.stdout.write(f"\nmemory grew by {growth:.2f} % of {before // 1_000_000} MB\n")
