"""From the start of the process to the first paint of the reading window, and the memory it takes until then.

Run with ``pytest tests/benchmarks/test_launch.py -s`` to see the figures; on a display when there is one, else off
screen. An empty window, started the same way, is what no program in Python and Qt can be faster than.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from reader_app.library.library import Library
from tests.support.synthetic import fill

ISSUES = 1000
ROUNDS = 9

_WATCH = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            took = time.time() - float(sys.argv[1])
            pages = int(open("/proc/self/statm").read().split()[1]) if os.path.exists("/proc/self/statm") else 0
            print(took, pages * os.sysconf("SC_PAGE_SIZE") / 1e6, flush=True)
            os._exit(0)
        return False
"""

EMPTY = f"""{_WATCH}
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
watch = Watch()
window.installEventFilter(watch)
window.resize(1400, 880)
window.show()
application.exec()
"""

MASTHEAD = f"""{_WATCH}
import reader_app.app as app
make = app.Session.__init__

def watched(session, *arguments):
    make(session, *arguments)
    session.watch = Watch()
    session.window.installEventFilter(session.watch)

app.Session.__init__ = watched
sys.argv[2:], library = [], sys.argv[2]
from pathlib import Path
app.run_window(Path(library))
"""


def launch(script: str, home: Path, *arguments: str) -> tuple[float, float]:
    """Start `script` and return the seconds until its first paint and the megabytes it takes then."""
    platform = {} if os.environ.get("DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment |= {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "", **platform}
    command = [sys.executable, "-c", script, str(time.time()), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("launch") / "thousand.masthead"
    with Library.open(path) as opened:
        fill(opened, ISSUES)
    return path


def test_launch_with_a_thousand_issues(benchmark: BenchmarkFixture, library: Path, tmp_path: Path) -> None:
    launch(EMPTY, tmp_path)
    launch(MASTHEAD, tmp_path, str(library))
    found: list[tuple[float, float]] = []
    empty = [launch(EMPTY, tmp_path) for _ in range(ROUNDS)]
    benchmark.pedantic(
        lambda: found.append(launch(MASTHEAD, tmp_path, str(library))), rounds=ROUNDS, iterations=1, warmup_rounds=0
    )
    ours, theirs = (statistics.median(seconds for seconds, _ in each) for each in (found, empty))
    print(  # noqa: T201 - the figures are what this is for
        f"\nfirst paint after {ours * 1000:.0f} ms ({theirs * 1000:.0f} ms for an empty window, {ours / theirs:.2f}×), "
        f"{statistics.median(megabytes for _, megabytes in found):.0f} MB before WebEngine"
    )
