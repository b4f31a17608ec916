"""What the person says of issues and items: read and starred, in the library, the list and the page at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from reader_app.errors import MastheadError
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.library.row_model import RowModel
from reader_app.ui.library.rows import Row
from reader_app.ui.reader.reader_pane import ReaderPane

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Counts, ItemMarks


class Marks(QObject):
    """Sets marks.

    The list shows a mark at once, and takes it back where the library could not keep it; the counts follow.

    Signals: `counted(Counts)` when a mark is in the library; `starred(UUID, bool)` and `read(UUID, bool)` when the mark
    of an issue is another one.
    """

    counted = Signal(object)
    starred = Signal(object, bool)
    read = Signal(object, bool)

    def __init__(self, worker: LibraryWorker, model: RowModel, pane: ReaderPane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._model = model
        self._pane = pane

    def set_read(self, issue_id: UUID, read: bool) -> None:
        """Mark an issue as read or unread; in lists, what an issue that was read holds is read too."""

        def job(library: Library) -> Counts:
            library.set_read([issue_id], read)
            return library.counts()

        def show(read: bool) -> None:
            self._model.change_all((issue_id,), lambda row: read or row.position < 0, unread=not read)
            self.read.emit(issue_id, read)

        show(read)
        self._submit(job, lambda: show(not read))

    def set_starred(self, issue_id: UUID, starred: bool) -> None:
        """Give an issue a star or take it away."""

        def job(library: Library) -> Counts:
            library.set_starred([issue_id], starred)
            return library.counts()

        def show(starred: bool) -> None:
            self._model.change(issue_id, starred=starred)
            self.starred.emit(issue_id, starred)

        show(starred)
        self._submit(job, lambda: show(not starred))

    def _submit(self, job: Callable[[Library], Counts], back: Callable[[], object]) -> None:
        """Do `job`; where it fails, `back` shows again what is in the library."""

        def failed(error: MastheadError) -> None:
            back()
            self._worker.failed.emit(error)

        self._worker.submit(job, self.counted.emit, failed)

    def turn_all(self, rows: Sequence[Row], mark: str) -> None:
        """Turn the mark "star" or "read" of many rows over: all get it, unless all have it."""
        has = all(row.starred if mark == "star" else not row.unread for row in rows)
        issues = list(dict.fromkeys(row.id for row in rows if row.position < 0))
        items = [(row.id, row.position) for row in rows if row.position >= 0]
        changes = {"starred": not has} if mark == "star" else {"unread": has}

        def job(library: Library) -> Counts:
            (library.set_starred if mark == "star" else library.set_read)(issues, not has)
            for issue_id, position in items:
                (library.set_item_starred if mark == "star" else library.set_item_read)(issue_id, position, not has)
            return library.counts()

        keys = {(row.id, row.position) for row in rows}
        self._model.change_all({row.id for row in rows}, lambda row: (row.id, row.position) in keys, **changes)
        for issue_id in issues:
            (self.starred if mark == "star" else self.read).emit(issue_id, not has)

        def back() -> None:
            for row in rows:
                place = row.position if row.position >= 0 else None
                self._model.change(row.id, position=place, starred=row.starred, unread=row.unread)

        self._submit(job, back)

    def toggle_item(self, issue_id: UUID, position: int, mark: str) -> None:
        """Turn the mark "star" or "read" of an item over; in lists, what an issue that was read holds is read too."""

        def job(library: Library) -> tuple[ItemMarks, bool, Counts]:
            from reader_app.library.types import ItemMarks

            before = library.item_marks(issue_id).get(position, ItemMarks())
            if mark == "star":
                library.set_item_starred(issue_id, position, not before.starred)
            else:
                library.set_item_read(issue_id, position, not before.read)
            marks = library.item_marks(issue_id).get(position, ItemMarks())
            return marks, marks.read or library.summary(issue_id).read, library.counts()

        def done(result: tuple[ItemMarks, bool, Counts]) -> None:
            marks, is_read, counts = result
            self._model.change(issue_id, position=position, starred=marks.starred, unread=not is_read)
            self._show_on_page(issue_id, {position: marks})
            self.counted.emit(counts)

        self._worker.submit(job, done)

    def show_items(self, issue_id: UUID, positions: Sequence[int]) -> None:
        """Show on the page, if it is that of the issue, which marks some of its items have now."""

        def job(library: Library) -> dict[int, ItemMarks]:
            from reader_app.library.types import ItemMarks

            marks = library.item_marks(issue_id)
            return {place: marks.get(place, ItemMarks()) for place in positions}

        if positions and self._pane.web is not None:
            self._worker.submit(job, lambda marks: self._show_on_page(issue_id, marks), lambda _error: None)

    def _show_on_page(self, issue_id: UUID, marks: Mapping[int, ItemMarks]) -> None:
        reading = self._pane.reading
        if self._pane.web is not None and reading is not None and reading.request.id == issue_id:
            for place, each in marks.items():
                self._pane.web.mark_item(place, ("s" if each.starred else "") + ("r" if each.read else ""))
