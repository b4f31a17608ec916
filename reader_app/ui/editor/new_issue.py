"""New issue, and new issue like the one on screen: each begins as a draft of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader_app.services.drafting import new_draft
from reader_app.ui.jobs import Failed, LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.types import Draft
    from reader_app.model.issue import Issue


class NewIssue(QObject):
    """Makes drafts; `read` gives the issue on screen, `opened` gets each new draft, `failed` what went wrong."""

    def __init__(
        self,
        worker: LibraryWorker,
        read: Callable[[], Issue],
        opened: Callable[[Draft], object],
        failed: Failed,
    ) -> None:
        super().__init__()
        self._worker = worker
        self._read = read
        self._opened = opened
        self._failed = failed

    def create(self) -> None:
        """Begin an empty issue of the same publication."""
        publication = self._read().publication
        self._store(publication, None)

    def begin(self, publication: str) -> None:
        """Begin an empty issue of `publication`."""
        self._store(publication, None)

    def create_like(self) -> None:
        """Begin the next issue in the shape of this one."""
        issue = self._read()
        self._store(issue.publication, issue)

    def _store(self, publication: str, like: Issue | None) -> None:
        self._worker.submit(lambda library: new_draft(library, publication, like), self._hand_over, self._failed)

    def _hand_over(self, draft: Draft) -> None:
        self._opened(draft)
