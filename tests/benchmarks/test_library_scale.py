"""A lifetime of issues: how quick lists, search and the window are with 100,000 issues of 20 items each.

``pytest tests/benchmarks/test_library_scale.py -s``; the library is made once (some minutes, 3 GB in the temporary
folder) and only read. ``MASTHEAD_BENCH_ISSUES=N`` makes it of another size. What is promised: a publication is shown
within 50 ms, a keystroke of a search answered within 50 ms (95th percentile), scrolling never keeps the window busy for
more than 16 ms, the main process takes less than 200 MB, and the start takes as long as with 1,000 issues.
"""

from __future__ import annotations

import itertools
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from reader_app.library.library import Library
from reader_app.library.types import Scope, Shelf, Sort
from reader_app.ui.doors import Doors
from reader_app.ui.garbage import Collector
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.library.places import Place
from reader_app.ui.main_window import MainWindow
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme
from tests.benchmarks.test_launch import MASTHEAD, launch
from tests.support import large, synthetic

ISSUES = int(os.environ.get("MASTHEAD_BENCH_ISSUES", "100000"))
SMALL = 1000
TYPED = [
    "skaisdoust",
    "brin tearl",
    "network",
    '"open source"',
    "networks",
    "云山",
    "publication:stone ka",
    "is:unread s",
    "is:archived s",
    "is:starred skaisdoust",
]

MEMORY = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
import reader_app.app as app

def tell(when):
    lines = (line.split() for line in open("/proc/self/smaps_rollup"))
    kept = {line[0]: int(line[1]) * 1.024e-3 for line in lines if len(line) == 3}
    own = kept["Private_Clean:"] + kept["Private_Dirty:"]
    most = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:"))
    print(f"{when}: RSS {kept['Rss:']:.0f} MB (at most {int(most) * 1.024e-3:.0f} so far),"
          f" PSS {kept['Pss:']:.0f} MB, private {own:.0f} MB", flush=True)

def rest(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

def wait(until):
    while not until():
        rest(20)

path, most = Path(sys.argv[1]), int(sys.argv[2])
worker = app._make_worker(path, cache=app.READING_CACHE)
session = app.Session(*app._start_application("light"), path, worker)
window, view = session.window, session.window.list.view
window.show()
wait(lambda: window.reader_pane.is_on_screen())
rest(4000)
tell("an issue open")
while window.list.model.rowCount() < most:
    view.verticalScrollBar().setValue(view.content_height())
    rest(1)
tell(f"after scrolling through {most:,} rows")
for query in ("skaisdoust", "network", "\\u4e91\\u5c71", "publication:stone ka", "is:unread s"):
    for length in range(1, len(query) + 1):
        window.top.search.setText(query[:length])
        rest(60)
window.top.search.setText("")
rest(500)
tell("after some searches")
for _ in range(30):
    window.list.step(1)
    rest(150)
tell("after 30 issues")
os._exit(0)
"""


@pytest.fixture(scope="module")
def path() -> Path:
    return large.library(ISSUES)


@pytest.fixture(scope="module")
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """A reading window without the web engine, in the program's style and with its collecting of garbage."""
    theme = Theme("light")
    theme.install(qapp)
    collector = Collector(qapp)
    monkeypatch.setattr(ReaderPane, "start_engine", lambda _self, _assets: None)
    worker = LibraryWorker(lambda: Library.open(path))
    doors = Doors(
        background=lambda: LibraryWorker(lambda: Library.open(path)),
        open_editor=lambda _draft: None,
        open_library=lambda _path, _read_only: None,
        unsaved_drafts=list,
        mend_library=lambda *_arguments: None,
        library=path,
    )
    shown = MainWindow(worker, theme, Settings(tmp_path / "windows.ini"), doors)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitUntil(lambda: shown.list.model.rowCount() > 0 and not worker.is_busy(), timeout=20_000)
    yield shown
    shown.close()
    collector.stop()
    qapp.setStyleSheet("")
    worker.close()


def say(name: str, seconds: list[float]) -> None:
    """Print the median, the 95th percentile and the longest of some times."""
    found = sorted(each * 1000 for each in seconds)
    p95 = found[min(len(found) - 1, round(len(found) * 0.95))]
    print(f"\n{name}: median {statistics.median(found):.1f} ms, p95 {p95:.1f} ms, longest {found[-1]:.1f} ms")  # noqa: T201


def timed(action: Callable[[], object]) -> float:
    """Return how many seconds `action` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


# The library


def test_counts(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.counts).issues == ISSUES


def test_publications(benchmark: BenchmarkFixture, library: Library) -> None:
    names = itertools.cycle(each.name for each in library.counts().publications)
    benchmark(lambda: library.summaries(Scope(next(names)), limit=40))


@pytest.mark.parametrize("sort", Sort)
def test_a_page_deep_in_every_order(benchmark: BenchmarkFixture, library: Library, sort: Sort) -> None:
    after = None
    for _ in range(5):
        after = library.summaries(Scope(), sort=sort, after=after, limit=200).next
    assert benchmark(library.summaries, Scope(), sort=sort, after=after, limit=200).rows


@pytest.mark.parametrize("scope", [Scope(unread=True), Scope(starred=True), Scope(shelf=Shelf.KEPT)], ids=str)
def test_other_lists(benchmark: BenchmarkFixture, library: Library, scope: Scope) -> None:
    assert benchmark(library.summaries, scope, limit=40).rows


def test_items(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.items, Scope(), limit=40).rows


def test_sections(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.sections)


def test_the_facts_of_a_publication(benchmark: BenchmarkFixture, library: Library) -> None:
    names = itertools.cycle(each.name for each in library.counts().publications)
    benchmark(lambda: library.publication(next(names)))


def test_sponsors(benchmark: BenchmarkFixture, library: Library) -> None:
    assert benchmark(library.sponsor_names)


def test_each_keystroke_of_a_search(benchmark: BenchmarkFixture, library: Library) -> None:
    words = [
        word for word in synthetic.tongues()[0].sentences(synthetic.Random(5), 60).lower().split() if len(word) > 3
    ]
    typed = [text[:length] for text in [*TYPED, *words] for length in range(1, len(text) + 1)]
    seconds: list[float] = []
    queries = itertools.cycle(typed)
    benchmark.pedantic(
        lambda: seconds.append(timed(lambda: library.search(next(queries), limit=20))),
        rounds=len(typed),
        warmup_rounds=3,
    )
    say(f"search, {len(typed)} keystrokes", seconds)


def test_each_keystroke_of_going_to_an_issue(benchmark: BenchmarkFixture, library: Library) -> None:
    titles = [summary.title for summary in library.summaries(Scope(), limit=400).rows[::20]]
    typed = [title[:length] for title in titles for length in range(2, min(16, len(title)) + 1)]
    seconds: list[float] = []
    names = itertools.cycle(typed)
    benchmark.pedantic(
        lambda: seconds.append(timed(lambda: library.titles(next(names), limit=8))), rounds=len(typed), warmup_rounds=3
    )
    say(f"going to an issue, {len(typed)} keystrokes", seconds)


# The window


def test_switching_publications_in_the_window(benchmark: BenchmarkFixture, window: MainWindow, qtbot: QtBot) -> None:
    assert window.counts is not None
    names = itertools.cycle(each.name for each in window.counts.publications)
    seconds: list[float] = []

    def switch() -> None:
        with qtbot.waitSignal(window.list.place_shown, timeout=10_000):
            window.sidebar.choose(Place("publication", next(names)))
        window.list.view.viewport().repaint()

    def settle() -> None:
        qtbot.waitUntil(lambda: not window.worker.is_busy(), timeout=10_000)

    benchmark.pedantic(lambda: seconds.append(timed(switch)), setup=settle, rounds=60)
    say("publication chosen until its list is painted", seconds)


def test_scrolling_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.list.view.verticalScrollBar()
    seconds: list[float] = []

    def step() -> None:
        bar.setValue(bar.value() + 400)
        window.list.view.viewport().repaint()

    for _ in range(3000):
        seconds.append(timed(step))
        start = time.perf_counter()
        qtbot.wait(1)
        seconds.append(max(0.0, time.perf_counter() - start - 0.001))
    say(f"a step of scrolling, {window.list.model.rowCount()} rows in all", seconds)


def test_memory_of_the_program(path: Path, tmp_path: Path) -> None:
    """What the program's main process takes, WebEngine in it: all of it, its part of what is shared, its own alone."""
    environment = os.environ | {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", MEMORY, str(path), str(ISSUES)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=True)
    print(f"\n{done.stdout}")  # noqa: T201


def test_launch_as_with_a_thousand(path: Path, tmp_path: Path) -> None:
    small = large.library(SMALL)
    found: dict[Path, list[tuple[float, float]]] = {small: [], path: []}
    for _ in range(7):
        for each, times in found.items():
            times.append(launch(MASTHEAD, tmp_path, str(each)))
    for each, times in found.items():
        seconds = statistics.median(second for second, _ in times)
        print(f"\nfirst paint after {seconds * 1000:.0f} ms, {times[0][1]:.0f} MB: {each.name}")  # noqa: T201
