"""What the parts of the facade share: the open file and the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader_app.library.connection import Database


class Facade:
    """An open library; each part of `Library` derives from this and adds its methods."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
