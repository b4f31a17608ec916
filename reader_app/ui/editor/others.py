"""Opens what a draft speaks of: another draft in a window of its own, an issue in the reading window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader_app.errors import UsageError
from reader_app.ui.jobs import Failed, LibraryWorker

if TYPE_CHECKING:
    from uuid import UUID

    from reader_app.library.library import Library
    from reader_app.library.types import Draft


class Others(QObject):
    """`open_draft` and `open_issue` show what was found; `failed` is told when there is nothing of that id."""

    def __init__(
        self,
        worker: LibraryWorker,
        open_draft: Callable[[Draft], object],
        open_issue: Callable[[UUID], object] | None,
        failed: Failed,
    ) -> None:
        super().__init__()
        self._worker = worker
        self._open_draft = open_draft
        self._open_issue = open_issue
        self._failed = failed

    def open(self, other: UUID) -> None:
        """Open the draft with the id `other`, else the issue with it."""

        def job(library: Library) -> Draft | None:
            try:
                return library.draft(other)
            except UsageError:
                library.summary(other)
                return None

        def done(draft: Draft | None) -> None:
            if draft is not None:
                self._open_draft(draft)
            elif self._open_issue is not None:
                self._open_issue(other)

        self._worker.submit(job, done, self._failed)
