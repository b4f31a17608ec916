"""Exports what is shown or selected: the menu of formats, each of which opens the export with it chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue
    from reader_app.services.checking.finding import Finding
    from reader_app.services.export_choices import LastChoices
    from reader_app.ui.dialogs.export_dialog import ExportDialog
    from reader_app.ui.theme import Theme


class Exporter(QObject):
    """Exports issues of the library, or the draft of a window.

    `selected` gives the ids of the issues chosen in a list, where there is one: several of them are exported together.
    `copies` gives the menu of what puts the issue on the clipboard, where it has no button of its own.

    Signal: `exported(Path)` when something is written.
    """

    exported = Signal(object)

    def __init__(
        self,
        worker: LibraryWorker,
        theme: Theme,
        window: QWidget,
        *,
        selected: Callable[[], Sequence[UUID]] | None = None,
        copies: Callable[[], QMenu] | None = None,
    ) -> None:
        super().__init__(window)
        self._copies = copies
        self._worker, self._theme, self._window = worker, theme, window
        self._selected = selected
        self._issue: tuple[UUID, Issue] | None = None
        self._text: str | None = None
        self.dialog: ExportDialog | None = None
        self.menu = QMenu(self.tr("Export"), window)
        self.menu.aboutToShow.connect(self._fill)

    def show_issue(self, issue_id: UUID, issue: Issue | None, text: str | None = None) -> None:
        """Export `issue` from now on; None for nothing. `text` is what it is written in, where it is a draft's."""
        self._issue = (issue_id, issue) if issue is not None else None
        self._text = text

    def open(self, form: str = "") -> None:
        """Open the export of what is selected, with the format `form` chosen; ``""`` for the last one."""
        if self._issue is None:
            return
        from reader_app.ui.dialogs.export_dialog import ExportDialog, Subject
        from reader_app.ui.export_run import ExportRun

        if self.dialog is not None:
            self.dialog.close()
        issue_id, issue = self._issue
        chosen = tuple(self._selected()) if self._selected else ()
        is_stored = issue.id == issue_id
        refs: tuple[UUID | Issue, ...] = chosen if len(chosen) > 1 else ((issue_id if is_stored else issue),)
        subject = Subject(refs, issue, issue.publication, is_stored)
        run = ExportRun(self._worker.sibling, self)
        dialog = ExportDialog(subject, run, self._theme, self._window)
        dialog.exported.connect(self.exported)
        if self._text is not None:
            text = self._text
            dialog.exported.connect(lambda _path: self._note(issue_id, text, dialog.order().form))
        dialog.chosen.connect(lambda choices: self._keep(issue.publication, choices))
        dialog.destroyed.connect(lambda: self._forget(dialog))
        self.dialog = dialog
        self._prepare(dialog, issue, form, check=len(refs) == 1)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def close(self) -> None:
        """Stop what is under way."""
        if self.dialog is not None:
            self.dialog.close()

    def _prepare(self, dialog: ExportDialog, issue: Issue, form: str, *, check: bool) -> None:
        """Bring the last choices into `dialog`, and what the checks say, once the library has told."""

        def choices(library: Library) -> LastChoices:
            from reader_app.services.export_choices import last_choices

            return last_choices(library, issue.publication)

        def findings(library: Library) -> tuple[Finding, ...]:
            from reader_app.services.preflight import check_issue
            from reader_app.ui import dates

            return check_issue(issue, dates.now().date(), library).findings

        def choose(found: LastChoices) -> None:
            if self.dialog is dialog:
                dialog.choose(found)
                dialog.choose_form(form)

        def say(found: tuple[Finding, ...]) -> None:
            if self.dialog is dialog:
                dialog.show_findings(found)

        self._worker.submit(choices, choose, topic="export choices")
        if check:
            self._worker.submit(findings, say, topic="export checks")

    def _keep(self, publication: str, choices: LastChoices) -> None:
        def job(library: Library) -> None:
            from reader_app.services.export_choices import keep_choices

            keep_choices(library, publication, choices)

        self._worker.submit(job, failed=lambda _error: None)  # a library that cannot be written keeps no habits

    def _note(self, draft_id: UUID, text: str, form: str) -> None:
        """Keep the version of the draft that was exported; that a library cannot be written, saving says."""
        self._worker.submit(lambda library: library.note_export(draft_id, text, form), failed=lambda _error: None)

    def _forget(self, dialog: ExportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _fill(self) -> None:
        """Fill the menu when it is first opened: the formats are not needed for the first paint."""
        if self.menu.isEmpty():
            from reader_app.exporters.registry import FORMATS
            from reader_app.services.batch import SITE

            for name, form in FORMATS.items():
                if name == "original" and self._selected is None:
                    continue  # what is written here was not sent yet
                self.menu.addAction(form.title).triggered.connect(lambda _checked=False, name=name: self.open(name))
            if self._selected is None:
                return
            self.menu.addSeparator()
            self.menu.addAction(self.tr("Archive site")).triggered.connect(lambda: self.open(SITE))
            if self._copies is not None:
                self.menu.addSeparator()
                self.menu.addMenu(self._copies())
