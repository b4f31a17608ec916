"""Asks the library something for a window that may be closed before the answer comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from reader_app.errors import MastheadError
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library

Found = TypeVar("Found")


def ask(
    worker: LibraryWorker,
    asker: QObject,
    question: Callable[[Library], Found],
    answer: Callable[[Found], object] | None = None,
    failed: Callable[[MastheadError], object] | None = None,
) -> None:
    """Do `question` in the library's thread; `answer` or `failed` follow only while `asker` is there.

    An error without `failed` goes to `worker.failed`.
    """

    def done(found: Found) -> None:
        if answer is not None and shiboken6.isValid(asker):
            answer(found)

    def miss(error: MastheadError) -> None:
        if shiboken6.isValid(asker):
            (failed or worker.failed.emit)(error)

    worker.submit(question, done, miss)
