"""Widgets that are garbage are taken apart in the thread of the windows, whatever thread asks for memory."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reader_app.ui.garbage import Collector


class Knot(QWidget):
    """A widget that refers to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.knot = self


def ask_for_memory() -> None:
    assert [[number] for number in range(50_000)]


def test_a_thread_takes_no_widget_apart(qtbot: QtBot) -> None:
    collector = Collector()
    try:
        ended_in: list[int] = []
        widget = Knot()
        weakref.finalize(widget, lambda: ended_in.append(threading.get_ident()))
        del widget
        thread = threading.Thread(target=ask_for_memory)
        thread.start()
        thread.join()
        assert ended_in == []
        kept = [[number] for number in range(50_000)]
        qtbot.waitUntil(lambda: ended_in == [threading.get_ident()], timeout=10_000)
        assert kept
    finally:
        collector.stop()
    assert gc.isenabled()


def test_what_there_was_at_the_start_is_not_looked_through_again(qtbot: QtBot) -> None:
    collector = Collector()
    try:
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0, timeout=10_000)
    finally:
        collector.stop()
    assert gc.get_freeze_count() == 0
