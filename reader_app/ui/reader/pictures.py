"""Remote pictures of the issue shown: says how many are left out, and loads them when the person asks for it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from reader_app.errors import MastheadError
from reader_app.ui.library.rows import counted
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.services.pictures import PicturesLoaded
    from reader_app.ui.jobs import LibraryWorker
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.reader.loading import Reading

WORK = "pictures"


class Pictures(QObject):
    """Loads the pictures of one reading window, in a thread and with a library of its own.

    Signals: `changed(Reading)` when another issue, or more of it, can have its pictures loaded.
    """

    changed = Signal(object)
    _progressed = Signal(int, int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._worker: LibraryWorker | None = None
        self._cancelled = threading.Event()
        self._running: list[UUID] = []
        self._tried: set[UUID] = set()
        self._progressed.connect(self._show_progress)
        window.status.cancelled.connect(lambda name: self._cancelled.set() if name == WORK else None)

    def show(self, reading: Reading | None) -> None:
        """Say what is left out of the page shown, and offer to load it; load it if that is wanted always."""
        status = self._window.status
        if reading is None or reading.request.id in self._running or not (reading.blocked or reading.failed):
            status.stand("")
            return
        if reading.settings.pictures and reading.request.id not in self._tried:
            self.load_once()
            return
        publication = reading.issue.publication
        always = self.tr("Always for %1").replace("%1", publication)
        once = (self.tr("Load once"), self.load_once)
        if reading.blocked:
            offers = (
                [once, (always, lambda: self.set_always(True))]
                if publication and not reading.settings.pictures
                else [once]
            )
            missing = len(reading.blocked)
            status.stand(counted("%n remote picture blocked", "%n remote pictures blocked", missing), offers)
        else:
            text = counted("%n picture could not be loaded", "%n pictures could not be loaded", len(reading.failed))
            status.stand(text, [(self.tr("Try again"), self.load_once)])

    def load_once(self) -> None:
        """Load the pictures of the issue shown."""
        reading = self._window.reader_pane.reading
        if reading is None or not (reading.blocked or reading.failed) or reading.request.id in self._running:
            return
        if self._worker is None:
            self._worker = self._window.doors.background()
        if not self._running:
            self._cancelled.clear()
        issue_id, addresses = reading.request.id, (*reading.blocked, *reading.failed)
        self._running.append(issue_id)
        self._tried.add(issue_id)
        self._window.status.stand("")
        self._show_progress(0, len(addresses))

        def job(library: Library) -> PicturesLoaded:
            from reader_app.services import pictures

            return pictures.load(
                library, issue_id, addresses, progress=self._progressed.emit, cancelled=self._cancelled.is_set
            )

        self._worker.submit(job, lambda loaded: self._done(issue_id, loaded), lambda error: self._fail(issue_id, error))

    def set_always(self, always: bool) -> None:
        """Load the pictures of every issue of this publication from now on, or no longer."""
        reading = self._window.reader_pane.reading
        if reading is None or not reading.issue.publication:
            return
        name, issue_id = reading.issue.publication, reading.request.id

        def job(library: Library, wanted: bool = always) -> None:
            settings = library.publication_settings(name)
            library.set_publication_settings(name, replace(settings, pictures=wanted))

        def again(_nothing: object) -> None:
            self._tried.discard(issue_id)
            self._window.reader.reload()

        def done(_nothing: object) -> None:
            again(None)
            back = Step(lambda library: job(library, not always), self._sentence(name, not always), again)
            self._window.undoing.add(back)
            self._window.status.say(self._sentence(name, always))

        self._window.worker.submit(job, done)

    def _sentence(self, name: str, always: bool) -> str:
        text = (
            self.tr("Pictures of %1 are loaded from now on.")
            if always
            else self.tr("Pictures of %1 are no longer loaded by themselves.")
        )
        return text.replace("%1", name)

    def close(self) -> None:
        """Stop what is under way; what came in until then stays."""
        self._cancelled.set()
        if self._worker is not None:
            self._worker.close()

    def _show_progress(self, done: int, total: int) -> None:
        if self._running:
            text = self.tr("Loading pictures: %1 of %2").replace("%1", str(done)).replace("%2", str(total))
            self._window.status.show_work(text, done, total, name=WORK)

    def _done(self, issue_id: UUID, loaded: PicturesLoaded) -> None:
        self._end(issue_id)
        if loaded.stopped:
            self._window.status.say(self.tr("Stopped. The pictures that came until then are kept."))
        elif loaded.loaded:
            self._window.status.say(counted("%n picture loaded", "%n pictures loaded", loaded.loaded))

    def _fail(self, issue_id: UUID, error: MastheadError) -> None:
        self._end(issue_id)
        self._window.reader_pane.messages.show_message(error.sentence)

    def _end(self, issue_id: UUID) -> None:
        self._running.remove(issue_id)
        if not self._running:
            self._window.status.end_work(name=WORK)
        request = self._window.reader.request
        if request is not None and request.id == issue_id:
            self._window.reader.reload()
