"""Python's cyclic garbage is collected in the thread of the windows alone.

Widgets that refer to each other are such garbage when they are closed. The interpreter collects it in whatever thread
happens to ask for memory; taken apart in a thread of the background's jobs, a widget takes the program down with it
(Qt documentation, Threads and QObjects: widgets belong to the main thread).
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY: Final = 1000  # milliseconds


def collect_grown() -> None:
    """Collect, in this thread, the generations that have grown past the interpreter's own thresholds."""
    youngest, middle, oldest = gc.get_count()
    most = gc.get_threshold()
    if middle > most[1]:
        gc.collect(2 if oldest > most[2] else 1)
    elif youngest > most[0]:
        gc.collect(0)


class Collector(QObject):
    """Collects garbage from time to time in the thread it is made in, and keeps the interpreter from doing so itself.

    The interpreter collects by itself again after `stop`.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(collect_grown)
        self._timer.start(_EVERY)
        gc.disable()

    def stop(self) -> None:
        """Let the interpreter collect by itself again."""
        self._timer.stop()
        gc.enable()
