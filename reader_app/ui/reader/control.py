"""Opens issues in the reading pane: asks the library's thread for the page, switches views, notices what was read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from reader_app.errors import MastheadError
from reader_app.services.reading_values import Head, Look
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.library.rows import Row, unmarked
from reader_app.ui.reader.reader_pane import ReaderPane
from reader_app.ui.settings import DEFAULT_MEASURE, NORMAL_TEXT, Settings
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.ui.reader.loading import Reading, Request, View

SLOW = 400  # milliseconds until it is said that an issue is being opened
READ_AFTER = 1200  # milliseconds a page is on screen until its issue counts as read


class ReaderControl(QObject):
    """What the reading pane shows and how.

    Signals: `opened(Reading)` when a page is there; `failed(MastheadError)`; `leaving()` before another one comes;
    `read(UUID)` when an issue, or the item of it that was asked for, was on screen long enough to count as read.
    """

    opened = Signal(object)
    failed = Signal(object)
    leaving = Signal()
    read = Signal(object)

    def __init__(
        self, worker: LibraryWorker, pane: ReaderPane, theme: Theme, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._pane = pane
        self._theme = theme
        self._settings = settings
        self._request: Request | None = None
        self._view: View = "sections"
        self._read_timer = QTimer(self)
        self._read_timer.setSingleShot(True)
        self._read_timer.setInterval(READ_AFTER)
        self._read_timer.timeout.connect(self._was_read)
        pane.page_shown.connect(self._read_timer.start)
        self._title = ""
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._slow.timeout.connect(self._say_opening)
        pane.page_shown.connect(self._slow.stop)
        theme.changed.connect(self.restyle)

    @property
    def request(self) -> Request | None:
        """What was asked for last."""
        return self._request

    @property
    def view(self) -> View:
        """The view the issue on screen is shown in; without one, that of the next."""
        return self._request.view if self._request is not None else self._view

    def is_opening(self) -> bool:
        """Tell whether what was asked for last is not on screen yet."""
        if self._request is None or self._pane.web is None or self._pane.notice():
            return False
        shown = self._pane.reading
        return shown is None or shown.request.id != self._request.id or not self._pane.is_on_screen()

    def look(self) -> Look:
        """Return how pages look now."""
        return Look(
            mode=self._theme.mode,
            text_size=self._theme.pixels(self._settings.text_size()),
            measure=self._settings.measure(),
            fold_sponsors=self._settings.flag("reader/fold_sponsors", False),
            interface=self._theme.font().family(),
        )

    def open_row(self, row: Row, found: tuple[str, ...] = ()) -> None:
        """Show what a row of the list stands for; `found` are the words of a search to mark."""
        if row.kind == "item" and self._is_shown(row.id) and self._pane.web is not None:
            self._request = replace(self._request, item=row.position) if self._request else None
            self._pane.web.go_item(row.position)
            self._read_timer.start()
            return
        from reader_app.ui.reader.loading import Request

        request = Request(
            row.id,
            self._view,
            self.look(),
            usual=True,
            draft=row.kind == "draft",
            item=row.position,
            sponsor=row.name,
            words=found,
        )
        self.open(request, title=unmarked(row.title) if row.kind in ("issue", "hit", "draft") else "")

    def open_issue(self, issue_id: UUID) -> None:
        """Show an issue."""
        from reader_app.ui.reader.loading import Request

        self.open(Request(issue_id, self._view, self.look(), usual=True))

    def open(self, request: Request, *, title: str = "") -> None:
        """Show what `request` asks for."""
        self._read_timer.stop()
        self.leaving.emit()
        self._request = request
        self._title = title
        self._slow.start()
        if title:
            self._pane.announce(title, Head(), request.look.text_size)

        def job(library: Library) -> Reading:
            from reader_app.ui.reader.loading import load

            return load(library, request)

        self._worker.submit(job, self._show, self._fail, topic="reading", replace=True)

    def close(self, sentence: str = "") -> None:
        """Show nothing but `sentence`."""
        self._worker.forget("reading")
        self._read_timer.stop()
        self._slow.stop()
        self.leaving.emit()
        self._request = None
        self._pane.show_nothing(sentence)

    def show_view(self, view: View) -> None:
        """Show issues in `view` from now on, the one on screen too.

        Where a view is set for the publication, only the one on screen.
        """
        reading = self._pane.reading
        if reading is None or not reading.settings.view:
            self._view = view
        if self._request is not None and view != self._request.view:
            self.open(replace(self._request, view=view, look=self.look(), usual=False, item=-1, top=0.0))

    def reload(self) -> None:
        """Show the issue on screen again, at the same place: something in it is another one now."""
        web = self._pane.web
        if self._request is not None:
            top = web.page().scrollPosition().y() if web is not None else 0.0
            self.open(replace(self._request, look=self.look(), item=-1, selector="", sponsor="", top=top))

    def highlight(self, found: tuple[str, ...]) -> None:
        """Mark the words of a search in the page on screen, or none."""
        if self._request is not None and self._pane.web is not None and self._request.words != found:
            self._request = replace(self._request, words=found)
            self._pane.web.highlight(found, jump=bool(found))

    def resize_text(self, by: int) -> int:
        """Make the reading text larger or smaller by `by` pixels, 0 for its normal size; return the new size."""
        size = self._settings.set_text_size(self._settings.text_size() + by if by else NORMAL_TEXT)
        self.restyle()
        return size

    def widen(self, by: int) -> int:
        """Make the lines longer or shorter by `by` characters, 0 for the usual length; return the new one."""
        measure = self._settings.set_measure(self._settings.measure() + by if by else DEFAULT_MEASURE)
        self.restyle()
        return measure

    def fold_sponsors(self, folded: bool) -> None:
        """Show sponsor blocks whole or only their label."""
        self._settings.set("reader/fold_sponsors", folded)
        self.restyle()

    def restyle(self) -> None:
        """Show the page in the colours and sizes of now."""
        if self._request is not None:
            self._request = replace(self._request, look=self.look())
        self._pane.restyle(self.look())

    def _is_shown(self, issue_id: UUID) -> bool:
        reading = self._pane.reading
        return reading is not None and reading.request.id == issue_id and reading.request.view == "sections"

    def _show(self, reading: Reading) -> None:
        if self._pane.web is None:
            self._slow.stop()  # its title and facts are there; the engine comes
        self._pane.messages.clear()
        self._request = replace(reading.request, words=self._request.words if self._request else ())
        look = self.look()
        if reading.request.sponsor:
            reading = _at_sponsor(reading)
        self._pane.show_reading(reading)
        if look != reading.request.look:
            self._pane.restyle(look)
        self.opened.emit(reading)

    def _say_opening(self) -> None:
        """Say that a large issue is on its way, in the place of the page."""
        if self._request is not None:
            self._pane.show_waiting(self._title, self.tr("Opening…"), self._request.look.text_size)

    def _fail(self, error: MastheadError) -> None:
        self._slow.stop()
        self._request = None
        self._pane.show_nothing("")
        self._pane.messages.show_message(error.sentence)
        self.failed.emit(error)

    def _was_read(self) -> None:
        if self._request is not None and not self._request.draft and self._pane.window().isActiveWindow():
            self.read.emit(self._request.id)


def _at_sponsor(reading: Reading) -> Reading:
    """Return `reading` at the block of the sponsor it was opened for."""
    places = (
        entry.selector
        for entry in reading.contents
        if entry.kind == "sponsor" and entry.label == reading.request.sponsor
    )
    return replace(reading, request=replace(reading.request, selector=next(places, "")))
