"""The menu "Copy as": puts the issue on the clipboard in the form another program takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from reader_app.errors import MastheadError
from reader_app.ui.editor.clipboard import clipboard_data
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue


class Copier(QObject):
    """Fills `menu` and does what it offers; `read` gives the issue as it is.

    Signals: `copied(str)` with what was copied, in words; `failed(MastheadError)`.
    """

    copied = Signal(str)
    failed = Signal(object)

    def __init__(self, worker: LibraryWorker, read: Callable[[], Issue], menu: QMenu) -> None:
        super().__init__(menu)
        self._worker = worker
        self._read = read
        for text, slot in (
            (self.tr("Mail HTML"), self.copy_mail),
            (self.tr("Formatted text"), self.copy_formatted),
            (self.tr("Markdown"), self.copy_markdown),
            (self.tr("Plain text"), self.copy_text),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, slot=slot: slot())

    def copy_mail(self) -> None:
        """Copy the HTML of the mail, as sending services take it."""
        self._export("email", self.tr("The mail's HTML is on the clipboard."))

    def copy_markdown(self) -> None:
        """Copy the issue as Markdown with front matter."""
        self._export("markdown", self.tr("The Markdown is on the clipboard."))

    def copy_text(self) -> None:
        """Copy the plain-text version."""
        self._export("text", self.tr("The plain text is on the clipboard."))

    def copy_formatted(self) -> None:
        """Copy formatted and plain text together, as editors in web pages take it."""
        from reader_app.exporters.text import issue_text
        from reader_app.markup.html import issue_html

        issue = self._read()
        html = issue_html(issue, image=_without_assets)
        QGuiApplication.clipboard().setMimeData(clipboard_data(issue_text(issue), html))
        self.copied.emit(self.tr("The formatted text is on the clipboard."))

    def _export(self, form: str, sentence: str) -> None:
        issue = self._read()

        def job(library: Library) -> str:
            from reader_app.services.exporting import export_issue

            data = export_issue(library, issue, form, None)
            return data.decode("utf-8") if isinstance(data, bytes) else data.read_text(encoding="utf-8")

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self.copied.emit(sentence)

        self._worker.submit(job, done, self._fail, topic="copy")

    def _fail(self, error: MastheadError) -> None:
        self.failed.emit(error)


def _without_assets(address: str) -> str | None:
    """Keep pictures that have an address; those kept in the library show as their alternative text."""
    return None if address.startswith("asset:") else address
