"""Typing in a 50 KB issue: the work each key costs the GUI thread, and how soon the preview has it.

Run with ``pytest tests/benchmarks/test_typing.py -s`` to see the figures.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator
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

SIZE = 50_000
KEYS = 200
SENTENCES = (
    "A careful look at calibration, and why a confident answer is the expensive one.",
    "Nine models that fit in a laptop, compared on the *same* work and the same budget.",
    "What it costs to keep a queue alive, with [figures](https://queue.example/figures) of two years.",
    "Written down by the people who **had** to repair it in the night.",
)


def issue_text(size: int = SIZE) -> str:
    """Return an issue of about `size` characters, the same at every call."""
    words = random.Random(7)
    parts = ["---\npublication: Architecture Notes\nnumber: 178\ntitle: A long issue\n---\n\nThe lead of this issue.\n"]
    length, section = 0, 0
    while length < size:
        section += 1
        block = [f"## Section {section}\n"]
        for item in range(6):
            body = " ".join(words.choice(SENTENCES) for _ in range(6))
            block.append(
                f"### [Item {section}.{item}](https://site{section}.example/{item}) {{minutes={item + 1}}}\n{body}\n"
            )
        block.append(f'::: {{.sponsor name="Sponsor {section}" url="https://s{section}.example"}}\nTheir words.\n:::\n')
        parts.append("\n".join(block))
        length += len(parts[-1])
    return "\n".join(parts)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[EditorWindow]:
    """A window in its real dress, the cursor in the title of an item: each key changes all panes."""
    monkeypatch.setattr(PreviewPane, "start_web_view", lambda _self: None)
    with Library.open(tmp_path / "library") as library:
        draft = library.new_draft(issue_text())
    worker = LibraryWorker(lambda: Library.open(tmp_path / "library"))
    journal = Journal(tmp_path / "journal")
    theme = Theme("light")
    theme.install(qapp)
    window = EditorWindow(worker, theme, Settings(tmp_path / "s.ini"), draft, journal, print)
    window.resize(1400, 880)
    window.show()
    qtbot.waitUntil(lambda: window.composed() is not None, timeout=20_000)
    lines = window.source.text().split("\n")
    middle = next(n for n, line in enumerate(lines) if n > len(lines) // 2 and line.startswith("### "))
    window.source.select(middle, 5, 5)
    qtbot.wait(600)
    yield window
    window.close_now()
    worker.close()
    journal.close()
    qapp.setStyleSheet("")


def pump(milliseconds: int) -> float:
    """Let the GUI thread work for `milliseconds`; return how many seconds of that it was busy (its CPU time)."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    before = time.thread_time()
    loop.exec()
    return time.thread_time() - before


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def test_a_key_in_50_kilobytes(window: EditorWindow, benchmark: BenchmarkFixture) -> None:
    """All work of the GUI thread from one key to the next, 15 keys a second: the key, painting, parsing, preview."""
    works: list[float] = []
    delays: list[float] = []
    pressed = 0.0

    def shown(_composed: object) -> None:
        nonlocal pressed
        if pressed:
            delays.append(time.perf_counter() - pressed)
            pressed = 0.0

    window._pipeline.composed.connect(shown)

    def press() -> None:
        nonlocal pressed
        before = time.thread_time()
        pressed = time.perf_counter()
        QTest.keyClicks(window.source, "e" if len(works) % 6 else " ")
        works.append(time.thread_time() - before + pump(66))

    benchmark.pedantic(press, rounds=KEYS)
    benchmark.extra_info["gui_p50_ms"] = round(1000 * statistics.median(works), 2)
    benchmark.extra_info["gui_p95_ms"] = round(1000 * percentile(works, 0.95), 2)
    benchmark.extra_info["preview_p95_ms"] = round(1000 * percentile(delays, 0.95), 2)
    sys.stdout.write("\n" + ", ".join(f"{name} {value}" for name, value in benchmark.extra_info.items()) + "\n")


def test_the_key_alone(window: EditorWindow, benchmark: BenchmarkFixture) -> None:
    """From the key to the painted letter."""

    def press() -> None:
        QTest.keyClicks(window.source, "e")
        window.source.viewport().repaint()

    benchmark.pedantic(press, rounds=KEYS)
    QApplication.processEvents()


def test_opening_a_draft(window: EditorWindow, benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    """From the draft to the window with its text on screen, without the web engine.

    The windows of the program share one theme, as here. ``gui_p50_ms`` is what the GUI thread works for it, which says
    more than the time where other programs run beside it.
    """
    with Library.open(tmp_path / "library") as library:
        draft = library.new_draft(issue_text())
    opened: list[EditorWindow] = []
    works: list[float] = []
    journal = Journal(tmp_path / "j")

    def open_one() -> None:
        before = time.thread_time()
        other = EditorWindow(window._worker, window._theme, window._settings, draft, journal, print)
        other.show()
        QApplication.processEvents()
        works.append(time.thread_time() - before)
        opened.append(other)

    def close() -> None:
        while opened:
            opened.pop().close_now()
        QTest.qWait(200)

    benchmark.pedantic(open_one, setup=close, teardown=close, rounds=10)
    benchmark.extra_info["gui_p50_ms"] = round(1000 * statistics.median(works), 1)
    sys.stdout.write(f"\nopening: {benchmark.extra_info}\n")
