"""The menu "Copy as": puts the issue on the clipboard in the form another program takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from reader_app.errors import MastheadError
from reader_app.ui.clipboard import clipboard_data
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue


class Copier(QObject):
    """Fills `menu` and does what it offers; `read` gives the issue as it is, None while there is none.

    Signals: `copied(str)` with what was copied, in words; `failed(MastheadError)`.
    """

    copied = Signal(str)
    failed = Signal(object)

    def __init__(self, worker: LibraryWorker, read: Callable[[], Issue | None], menu: QMenu) -> None:
        super().__init__(menu)
        self._worker = worker
        self._read = read
        self.menu = menu
        self._said = {
            "email": self.tr("The mail's HTML is on the clipboard."),
            "rich": self.tr("The formatted text is on the clipboard."),
            "markdown": self.tr("The Markdown is on the clipboard."),
            "text": self.tr("The plain text is on the clipboard."),
        }
        for text, form in (
            (self.tr("Mail HTML"), "email"),
            (self.tr("Formatted text"), "rich"),
            (self.tr("Markdown"), "markdown"),
            (self.tr("Plain text"), "text"),
        ):
            self._offer(text, form)
        self._for_services = menu.addMenu(self.tr("For a service"))
        self._for_services.aboutToShow.connect(self._fill)

    def copy(self, form: str, service: str = "") -> None:
        """Copy the issue as `form`: the HTML of the mail, formatted and plain text together, Markdown or plain text.

        With `service` it is as that service takes it, with its merge tags.
        """
        issue = self._read()
        if issue is None:
            return

        def job(library: Library) -> tuple[str, str]:
            from reader_app.services.copying import for_clipboard

            return for_clipboard(library, issue, form, service)

        def done(found: tuple[str, str]) -> None:
            QGuiApplication.clipboard().setMimeData(clipboard_data(*found))
            self.copied.emit(self._said[form])

        self._worker.submit(job, done, self._fail, topic="copy")

    def _offer(self, text: str, form: str, service: str = "", menu: QMenu | None = None) -> None:
        action = (menu or self.menu).addAction(text)
        action.triggered.connect(lambda _checked=False: self.copy(form, service))

    def _fill(self) -> None:
        """Offer the services when they are first asked for."""
        if self._for_services.isEmpty():
            from reader_app.exporters.presets import presets

            for name, preset in presets().items():
                self._offer(preset.title, preset.takes, name, self._for_services)

    def _fail(self, error: MastheadError) -> None:
        self.failed.emit(error)
