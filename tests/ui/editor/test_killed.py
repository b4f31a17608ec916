"""The program is killed between two keystrokes: all but the last second is on disk."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.services.journal import Journal

TYPIST = """
import sys, time
from pathlib import Path
from uuid import UUID
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reader_app.library.library import Library
from reader_app.services import composing
from reader_app.services.checking.subject import MailWeight
from reader_app.services.journal import Journal
from reader_app.ui.editor import editor_window
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme

class Blank:
    def render(self, issue, view): return "<html></html>"
    def weigh(self, issue): return MailWeight()

composing.new_preview = Blank
PreviewPane.start_web_view = lambda self: None
folder = Path(sys.argv[1])
app = QApplication([])
with Library.open(folder / "library") as library:
    draft = library.draft(UUID(sys.argv[2]))
worker = LibraryWorker(lambda: Library.open(folder / "library"))
journal = Journal(folder / "journal")
window = editor_window.EditorWindow(worker, Theme("light"), Settings(folder / "s.ini"), draft, journal, print)
window.show()
count = 0

def press():
    global count
    count += 1
    QTest.keyClicks(window.source, f"{count % 10}")
    print(f"{count} {time.monotonic()} .", flush=True)

timer = QTimer()
timer.timeout.connect(press)
timer.start(25)
app.exec()
"""
REST = "\n\nThe rest of the issue.\n" * 100


def typed(count: int) -> str:
    return "".join(str(number % 10) for number in range(1, count + 1))


KILLS = int(os.environ.get("MASTHEAD_KILLS", "3"))  # fifty before a release


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_typed_a_second_ago_survives_a_kill(tmp_path: Path, seed: int) -> None:
    with Library.open(tmp_path / "library") as library:
        draft = library.new_draft(REST)
    command = [sys.executable, "-c", TYPIST, str(tmp_path), str(draft.id)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    strokes: list[tuple[int, float]] = []

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            words = line.split()
            if words[-1:] == ["."]:  # whole: the kill may come in the middle of a line
                strokes.append((int(words[0]), float(words[1])))

    listener = threading.Thread(target=listen)
    listener.start()
    while not strokes and process.poll() is None:
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(1.5, 4.5))
    killed = time.monotonic()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    listener.join()
    assert process.stdout is not None
    process.stdout.close()

    expected = max(count for count, moment in strokes if moment < killed - 1)
    assert expected > 5
    with Library.open(tmp_path / "library") as library:
        texts = [library.draft(draft.id).text]
    texts += [entry.text for entry in Journal(tmp_path / "journal").pending(draft.id)]
    newest = max(texts, key=len)
    assert newest.startswith(typed(expected))
    assert newest == typed(len(newest) - len(REST)) + REST
