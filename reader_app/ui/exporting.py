"""Exports the issue shown: the menu of formats, the file dialog, the writing in the library's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from reader_app.errors import MastheadError
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.settings import Settings

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue
    from reader_app.services.printing import PageToPrint
    from reader_app.ui.pdf import PdfPrinter

ChooseFile = Callable[[QWidget | None, str, Path], "Path | None"]


def choose_file(parent: QWidget | None, title: str, proposed: Path) -> Path | None:
    """Let the person choose where to write; None when they change their mind."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), f"*{proposed.suffix}")
    return Path(name) if name else None


class Exporter(QObject):
    """Exports issues of the library.

    Signals: `exported(Path)` when a file is written; `failed(MastheadError)`.
    """

    exported = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        worker: LibraryWorker,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        ask: ChooseFile = choose_file,
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._settings = settings
        self._window = parent
        self._ask = ask
        self._printer: PdfPrinter | None = None
        self._issue: tuple[UUID, Issue] | None = None
        self.menu = QMenu(self.tr("Export"), parent)
        self.menu.aboutToShow.connect(self._fill)

    def show_issue(self, issue_id: UUID, issue: Issue | None) -> None:
        """Export `issue` from now on; None for nothing."""
        self._issue = (issue_id, issue) if issue is not None else None

    def export(self, form: str) -> None:
        """Ask for a file and write the issue to it in the format `form`."""
        if self._issue is None:
            return
        from reader_app.services.exporting import default_name

        issue_id, issue = self._issue
        target = self._ask(self._window, self.tr("Export"), self._folder() / default_name(issue, form))
        if target is None:
            return
        self._settings.set("export/folder", str(target.parent))

        def stored(library: Library) -> Issue:
            return library.issue(issue_id) if issue.id == issue_id else issue

        def job(library: Library) -> Path:
            from reader_app.services.exporting import export_issue

            export_issue(library, stored(library), form, target)
            return target

        def page(library: Library) -> PageToPrint:
            from reader_app.services.printing import page_of

            return page_of(library, stored(library), target)

        if form == "pdf":
            self._worker.submit(page, self._print, self._fail)
        else:
            self._worker.submit(job, self.exported.emit, self._fail)

    def _print(self, page: PageToPrint) -> None:
        """Print `page` here, where the engine is, and have it written where the library is."""
        from reader_app.services.printing import write_printed
        from reader_app.ui.pdf import PdfPrinter

        if self._printer is None:
            self._printer = PdfPrinter(self)

        def done(data: bytes | None) -> None:
            self._worker.submit(lambda _library: write_printed(page, data), self.exported.emit, self._fail)

        self._printer.print_page(page.html, done)

    def close(self) -> None:
        """End the engine that prints."""
        if self._printer is not None:
            self._printer.close()

    def _fill(self) -> None:
        """Fill the menu when it is first opened: the formats are not needed for the first paint."""
        if self.menu.isEmpty():
            from reader_app.exporters.registry import FORMATS

            for name, form in FORMATS.items():
                self.menu.addAction(form.title).triggered.connect(lambda _checked=False, name=name: self.export(name))

    def _folder(self) -> Path:
        kept = self._settings.text("export/folder")
        if kept and Path(kept).is_dir():
            return Path(kept)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(documents) if documents else Path.home()

    def _fail(self, error: MastheadError) -> None:
        self.failed.emit(error)
