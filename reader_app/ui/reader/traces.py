"""What a person leaves in the issue they read, kept as it happens: how far they are, a note, words that stay marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from reader_app.errors import MastheadError
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.person_types import Highlight, PublicationSettings
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.reader.loading import Reading
    from reader_app.ui.reader.page_view import Selection

REST = 700  # milliseconds without scrolling until the place is noted
TYPING_REST = 350  # milliseconds without typing until a note is saved


class Traces(QObject):
    """Keeps them for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pane = window.reader_pane
        self._noted: UUID | None = None
        self._unsaved = False
        self._rest = self._timer(REST, self.note_place)
        self._typing = self._timer(TYPING_REST, self.save_note)
        self._pane.scrolled.connect(self._rest.start)
        self._pane.note.edited.connect(self._edited)
        self._pane.note.left.connect(self._pane.focus_page)

    def show(self, reading: Reading | None) -> None:
        """Show what was left in another issue; what was just written on the one before is saved first."""
        issue_id = reading.request.id if reading is not None and not reading.request.draft else None
        if issue_id != self._noted:
            self.save_note()
            self._noted = issue_id
            self._pane.note.show_text(reading.note if reading is not None and issue_id is not None else "")

    def leave(self) -> None:
        """Note the place now, if the page moved: another one is about to come."""
        if self._rest.isActive():
            self.note_place()

    def close(self) -> None:
        """Save what is not saved yet. The page can no longer be asked: its place is noted as a part of the whole."""
        self.save_note()
        reading, web = self._pane.reading, self._pane.web
        if self._rest.isActive() and reading is not None and web is not None and not reading.request.draft:
            whole = web.page().contentsSize().height()
            self._keep_place(reading, "", web.page().scrollPosition().y() / whole if whole else 0.0)
        self._rest.stop()

    # The place

    def note_place(self) -> None:
        """Keep how far the page is."""
        self._rest.stop()
        reading, web = self._pane.reading, self._pane.web
        if reading is not None and web is not None and not reading.request.draft:
            web.ask_where(lambda anchor, fraction: self._keep_place(reading, anchor, fraction))

    def _keep_place(self, reading: Reading, anchor: str, fraction: float) -> None:
        issue_id, view = reading.request.id, reading.request.view
        self._window.worker.submit(
            lambda library: library.set_position(issue_id, view, anchor=anchor, fraction=fraction),
            failed=lambda _error: None,  # reading goes on where nothing can be kept
        )

    # The note

    def open_note(self) -> None:
        """Open the note on the issue shown, or go back to the page from it."""
        if self._pane.note.field.hasFocus():
            self._pane.focus_page()
        elif self._noted is not None:
            self._pane.note.open()

    def _edited(self) -> None:
        self._unsaved = True
        self._pane.note.say("")
        self._typing.start()

    def save_note(self) -> None:
        """Keep what the note says now, if it was edited since."""
        if not self._unsaved or self._noted is None:
            return
        self._unsaved = False
        self._typing.stop()
        issue_id, text, pane = self._noted, self._pane.note.text(), self._pane.note
        self._pane.note_change(note=text)

        def done(_nothing: object) -> None:
            if self._noted == issue_id and not self._unsaved:
                pane.say(self.tr("saved"))

        def failed(error: MastheadError) -> None:
            self._unsaved |= self._noted == issue_id  # to be tried again
            pane.say(self.tr("not saved: %1").replace("%1", error.sentence))

        self._window.worker.submit(lambda library: library.set_note(issue_id, text), done, failed)

    # Highlights

    def highlight(self) -> None:
        """Mark the selected words for good; take the mark off if they have one."""
        reading, web = self._pane.reading, self._pane.web
        if reading is None or web is None or reading.request.draft:
            return

        def chosen(number: int) -> None:
            if number:
                self.unhighlight(number)
            else:
                web.ask_selection(lambda selection: self._add(reading, selection))

        web.ask_kept(chosen)

    def unhighlight(self, number: int) -> None:
        """Take a mark off the issue shown."""
        reading = self._pane.reading
        gone = next((each for each in reading.highlights if each.number == number), None) if reading else None
        if reading is None or gone is None:
            return
        issue_id = reading.request.id

        def done(left: tuple[Highlight, ...]) -> None:
            self._draw(issue_id, left)
            back = Step(
                lambda library: _marked(library, issue_id, gone),
                self.tr("Highlighted again"),
                lambda kept: self._draw(issue_id, kept),
            )
            self._window.undoing.add(back)
            self._window.status.say(self.tr("The highlight is gone; Undo brings it back."))

        self._window.worker.submit(lambda library: _unmarked(library, issue_id, gone), done)

    def _add(self, reading: Reading, selection: Selection) -> None:
        if not selection.quote.strip():
            self._window.status.say(self.tr("Select some words to highlight first."))
            return
        issue_id = reading.request.id

        def done(kept: tuple[Highlight, ...]) -> None:
            self._draw(issue_id, kept)
            back = Step(
                lambda library: _unmarked(library, issue_id, kept[-1]),
                self.tr("The highlight is gone."),
                lambda left: self._draw(issue_id, left),
            )
            self._window.undoing.add(back)
            self._window.status.say(self.tr("Highlighted"))

        self._window.worker.submit(lambda library: _marked(library, issue_id, selection), done)

    def _draw(self, issue_id: UUID, kept: tuple[Highlight, ...]) -> None:
        reading, web = self._pane.reading, self._pane.web
        if reading is not None and reading.request.id == issue_id:
            self._pane.note_change(highlights=kept)
            if web is not None:
                web.unselect()
                web.keep(kept)

    # What is set for the publication

    def set_usual_view(self, on: bool) -> None:
        """Open the issues of this publication in the view of now from now on, or as all others."""
        reading = self._pane.reading
        if reading is None or not reading.issue.publication:
            return
        name, view = reading.issue.publication, reading.request.view if on else ""

        before = reading.settings.view

        def job(library: Library, view: str = view) -> PublicationSettings:
            settings = replace(library.publication_settings(name), view=view)
            library.set_publication_settings(name, settings)
            return settings

        def show(settings: PublicationSettings) -> None:
            shown = self._pane.reading
            if shown is not None and shown.issue.publication == name:
                self._pane.note_change(settings=settings)
                self._window.actions_["usual_view"].setChecked(bool(settings.view))

        def done(settings: PublicationSettings) -> None:
            show(settings)
            sentence = self.tr("%1 opens as it did before.").replace("%1", name)
            self._window.undoing.add(Step(lambda library: job(library, before), sentence, show))
            text = self.tr("%1 opens like this from now on.") if on else self.tr("%1 opens like all others.")
            self._window.status.say(text.replace("%1", name))

        self._window.worker.submit(job, done)

    def _timer(self, interval: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer


def _marked(library: Library, issue_id: UUID, words: Selection | Highlight) -> tuple[Highlight, ...]:
    """Mark words of an issue and return its highlights, the new one last."""
    library.add_highlight(issue_id, words.quote, before=words.before, after=words.after)
    return library.highlights(issue_id)


def _unmarked(library: Library, issue_id: UUID, gone: Highlight) -> tuple[Highlight, ...]:
    """Take the marks with these words and surroundings off an issue and return the others."""
    for each in library.highlights(issue_id):
        if (each.quote, each.before, each.after) == (gone.quote, gone.before, gone.after):
            library.remove_highlight(issue_id, each.number)
    return library.highlights(issue_id)
