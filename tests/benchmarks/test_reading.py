"""From the choice of an issue to its text on screen, and for how long the window stands still meanwhile.

Run with ``pytest tests/benchmarks/test_reading.py -s`` to see the figures; WebEngine is warm. The window stands still
while its event loop does not turn: a timer of one millisecond notes the longest time between two of its turns.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.services.importing import import_paths
from reader_app.ui.doors import Doors
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.main_window import MainWindow
from reader_app.ui.reader.loading import View
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from tests.support import hostile
from tests.support.synthetic import fill

pytestmark = pytest.mark.qt_log_ignore("QRhi", "RHI", "GPUInfo", "Sandboxing", extend=True)
ISSUES = 300
ROUNDS = 60
SHOWN = 30_000  # milliseconds until a page must be there
WATCHED = 0.3  # seconds the window is watched after a page is there


@dataclass
class Watch:
    """Notes how long the event loop stood still."""

    longest: float = 0.0
    turned: float = field(default_factory=time.perf_counter)

    def start(self) -> None:
        """Begin anew."""
        self.longest, self.turned = 0.0, time.perf_counter()

    def turn(self) -> None:
        """Take note of a turn."""
        now = time.perf_counter()
        self.longest = max(self.longest, now - self.turned)
        self.turned = now


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], MainWindow]]:
    opened: list[MainWindow] = []

    def open_window(path: Path) -> MainWindow:
        worker = LibraryWorker(lambda: Library.open(path))
        doors = Doors(
            lambda: LibraryWorker(lambda: Library.open(path)),
            lambda _draft: None,
            lambda _p, _r: None,
            list,
            lambda _work: None,
            lambda: path,
        )
        window = MainWindow(worker, Theme("light"), Settings(tmp_path / "w.ini"), doors)
        window.show()
        window.activateWindow()
        opened.append(window)
        with qtbot.waitSignal(window.reader_pane.page_shown, timeout=SHOWN):
            qtbot.waitUntil(lambda: window.reader_pane.web is not None, timeout=SHOWN)
        qtbot.wait(800)
        return window

    yield open_window
    for window in opened:
        window.close()
        window.worker.close()
        window.deleteLater()
    qtbot.wait(1)


def watch(window: MainWindow) -> Watch:
    found = Watch()
    timer = QTimer(window)
    timer.setInterval(1)
    timer.timeout.connect(found.turn)
    timer.start()
    return found


def show(qtbot: QtBot, window: MainWindow, row: int, view: View = "sections") -> float:
    """Choose a row and return how many seconds it took until its page was on screen."""
    shown: list[float] = []
    page_shown = window.reader_pane.page_shown
    window.reader.show_view(view)
    connection = page_shown.connect(lambda: shown.append(time.perf_counter()))
    start = time.perf_counter()
    index = window.list.model.index(row, 0)
    if window.list.view.currentIndex() == index:
        window.reader.reload()
    else:
        window.list.choose(index)
    qtbot.waitUntil(lambda: bool(shown), timeout=SHOWN)
    page_shown.disconnect(connection)
    return shown[0] - start


def test_opening_an_issue(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], MainWindow], benchmark: BenchmarkFixture
) -> None:
    path = tmp_path / "test.masthead"
    with Library.open(path) as library:
        fill(library, ISSUES)
    window = open_window(path)
    rows = random.Random(4).sample(
        range(1, window.list.model.rowCount()), min(ROUNDS, window.list.model.rowCount() - 1)
    )
    taken: list[float] = []

    def run() -> None:
        taken.extend(show(qtbot, window, row) for row in rows)

    benchmark.pedantic(run, rounds=1)
    taken.sort()
    print(  # noqa: T201 - the figures are what this is for
        f"\nopening an issue: median {1000 * statistics.median(taken):.0f} ms,"
        f" 95 of 100 within {1000 * taken[int(len(taken) * 0.95)]:.0f} ms, worst {1000 * taken[-1]:.0f} ms"
    )


def test_hostile_issues_leave_the_window_alive(
    qtbot: QtBot, tmp_path: Path, open_window: Callable[[Path], MainWindow], benchmark: BenchmarkFixture
) -> None:
    path = tmp_path / "test.masthead"
    with Library.open(path) as library:
        fill(library, 3)
        import_paths(library, hostile.write(tmp_path))
    window = open_window(path)
    stood = watch(window)
    figures: list[str] = []
    titles = {str(window.list.model.index(row, 0).data()): row for row in range(window.list.model.rowCount())}

    def run() -> None:
        for name, row in titles.items():
            if name not in hostile.MADE:
                continue
            views: tuple[View, ...] = ("sections", "original", "text")
            for view in views:
                stood.start()
                taken = show(qtbot, window, row, view)
                qtbot.wait(int(1000 * WATCHED))
                figures.append(f"{name} {view}: {1000 * taken:.0f} ms, stood still {1000 * stood.longest:.0f} ms")

    benchmark.pedantic(run, rounds=1)
    print("", *figures, sep="\n")  # noqa: T201 - the figures are what this is for
