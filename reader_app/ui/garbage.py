"""Python's cyclic garbage is collected in the thread of the windows alone.

Widgets that refer to each other are such garbage when they are closed. The interpreter collects it in whatever thread
happens to ask for memory; taken apart in a thread of the background's jobs, a widget takes the program down with it
(Qt documentation, Threads and QObjects: widgets belong to the main thread).

What was there when the program had started stays to its end; looking through all of it again and again would keep the
window waiting for as long as half a frame, so it is left out.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

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

    What there is at the first time is taken to stay. The interpreter collects by itself again after `stop`, and what
    was taken to stay too.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_EVERY)
        gc.disable()
        self._started = False

    @Slot()
    def _collect(self) -> None:
        if self._started:
            collect_grown()
        else:
            self._started = True
            gc.collect(1)
            gc.freeze()

    def stop(self) -> None:
        """Let the interpreter collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
