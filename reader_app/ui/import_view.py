"""What the reading window shows of an import: progress in the status bar, the report above the list, the new issue."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal

from reader_app.errors import MastheadError
from reader_app.ui.importing import Importer
from reader_app.ui.library.report_pane import ReportPane

if TYPE_CHECKING:
    from reader_app.services.importing import ImportReport, Progress
    from reader_app.ui.main_window import MainWindow


class ImportView(QObject):
    """Imports for one reading window.

    Signals: `imported(str)` when an import is over, with the id of the issue to show, "" for none.
    """

    imported = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._importer = Importer(window.doors.background, self)
        self._importer.progressed.connect(self._show_progress)
        self._importer.finished.connect(self._finished)
        self._importer.failed.connect(self._failed)
        window.status.cancelled.connect(lambda name: self._importer.cancel() if name == "import" else None)

    @cached_property
    def report(self) -> ReportPane:
        """The report of the last import."""
        pane = ReportPane(self._window.theme)
        pane.issue_chosen.connect(self._window.show_issue)
        self._window.list.add_report(pane)
        return pane

    def start(self, paths: list[Path]) -> None:
        """Import files and folders."""
        self._window.status.show_work(self.tr("Importing…"), 0, 0)
        self._importer.start(paths)

    def close(self) -> None:
        """Stop what is under way; what came in until then stays."""
        self._importer.close()

    def _show_progress(self, progress: Progress) -> None:
        text = self.tr("Importing %1").replace("%1", progress.path.name)
        self._window.status.show_work(text, progress.done, progress.total)

    def _finished(self, report: ImportReport) -> None:
        if not self._importer.is_running():
            self._window.status.end_work()
        self.report.show_report(report)
        ids = [entry.issue_id for entry in (*report.added, *report.duplicates) if entry.issue_id is not None]
        self.imported.emit(str(ids[0]) if ids else "")

    def _failed(self, error: MastheadError) -> None:
        window = self._window
        window.status.end_work()
        window.list.messages.show_message(error.sentence)
        if window.panes.currentWidget() is not window.inner:
            window.start.show_choices(
                self.tr("That did not work"), error.sentence, window.commands.library.first_steps()[2]
            )


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that `data` names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
