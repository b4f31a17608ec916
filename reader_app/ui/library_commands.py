"""What the actions that concern the library and its files do: import, export, back up, drafts, the start screens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from reader_app import resources
from reader_app.errors import LibraryErrorKind
from reader_app.ui import dates
from reader_app.ui.library.rows import Row
from reader_app.ui.safekeeping import MENDABLE
from reader_app.ui.start_screen import Choice

if TYPE_CHECKING:
    from reader_app.library.types import Draft
    from reader_app.ui.main_window import MainWindow


class LibraryCommands(QObject):
    """The slots of these actions, for one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # Starting

    def first_steps(self) -> tuple[str, str, list[Choice]]:
        """Return what the start screen of an empty library says and offers."""
        return (
            self.tr("Your newsletters, kept and read in peace"),
            self.tr(
                "Masthead keeps every issue on this computer and loads nothing from anywhere. "
                "Drop files or folders into this window at any time."
            ),
            [
                (
                    self.tr("Open files…"),
                    self.tr("Mail, saved pages, archives, feeds, text or Markdown."),
                    self.import_files,
                ),
                (
                    self.tr("See an example issue"),
                    self.tr("Brings a few samples, to look around with. They can be removed again."),
                    lambda: self._window.import_paths(list(resources.samples())),
                ),
                (self.tr("Write one"), self.tr("Starts a new issue, with a live preview."), self.new_issue),
            ],
        )

    def ways_out(self, kind: LibraryErrorKind | None) -> tuple[str, list[Choice]]:
        """Return the title for a library that cannot be opened, and what can be done about it."""
        again = (self.tr("Try again"), self.tr("Opens the same library again."), lambda: self.open_library(None))
        other = (
            self.tr("Choose another library…"),
            self.tr("Opens a backup or any other library. This one stays as it is."),
            self.choose_library,
        )
        read_only = (
            self.tr("Read without changing it"),
            self.tr("Opens the library for reading only: stars and read marks cannot be kept."),
            lambda: self.open_library(None, read_only=True),
        )
        anyway = (
            self.tr("Open it all the same"),
            self.tr("Changes made in both places may end in two libraries."),
            self.share_library,
        )
        titles = {
            LibraryErrorKind.DAMAGED: self.tr("The library is damaged"),
            LibraryErrorKind.FOREIGN: self.tr("This is not a library"),
            LibraryErrorKind.NEWER: self.tr("The library is newer than this program"),
            LibraryErrorKind.LOCKED: self.tr("The library is busy"),
            LibraryErrorKind.READ_ONLY: self.tr("The library cannot be changed"),
            LibraryErrorKind.ELSEWHERE: self.tr("The library is open on another computer"),
        }
        title = (
            titles.get(kind, self.tr("The library cannot be opened"))
            if kind
            else self.tr("The library cannot be opened")
        )
        mending = self._window.safekeeping.choices() if kind in MENDABLE else []
        reading = [read_only] if kind in (LibraryErrorKind.READ_ONLY, LibraryErrorKind.ELSEWHERE) else []
        sharing = [anyway] if kind is LibraryErrorKind.ELSEWHERE else []
        return title, [*mending, *reading, again, *sharing, other]

    def share_library(self) -> None:
        """Open the library although another machine has it open."""
        from reader_app.library.guarding.presence import share

        share(self._window.doors.library())
        self.open_library(None)

    def open_library(self, path: Path | None, *, read_only: bool = False) -> None:
        """Start again with the library at `path`, None for the same one."""
        self._window.doors.open_library(path, read_only)

    def choose_library(self) -> None:
        """Let the person choose a library file and start again with it."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Choose a library"))
        if name:
            self.open_library(Path(name))

    # Files

    def import_files(self) -> None:
        """Let the person choose files and import them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import files"))
        self._window.import_paths([Path(name) for name in names])

    def import_folder(self) -> None:
        """Let the person choose a folder and import all that is in it."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder"))
        self._window.import_paths([Path(name)] if name else [])

    def export(self) -> None:
        """Open the export of what is selected."""
        self._window.exporter.open()

    def exported(self, path: Path) -> None:
        """Say where the export is."""
        self._window.status.say(self.tr("Written to %1").replace("%1", str(path)))

    def back_up(self) -> None:
        """Let the person choose a file and write a copy of the library to it."""
        window = self._window
        proposed = f"masthead-{dates.now():%Y-%m-%d}.masthead"
        name, _ = QFileDialog.getSaveFileName(window, self.tr("Back up library"), proposed)
        if not name:
            return

        def done(_nothing: object) -> None:
            text = self.tr("The library is backed up to %1.").replace("%1", name)
            window.list.messages.show_message(text, kind="note")

        window.status.say(self.tr("Backing up…"))
        window.worker.submit(lambda library: library.backup(Path(name)), done)

    def verify(self) -> None:
        """Check the library and say what was found."""
        window = self._window

        def done(found: tuple[str, ...]) -> None:
            text = "\n".join(found) or self.tr("The library is sound.")
            window.list.messages.show_message(text, kind="error" if found else "note")

        window.status.say(self.tr("Checking the library…"))
        window.worker.submit(lambda library: library.verify(), done)

    # Writing

    def new_issue(self) -> None:
        """Begin an issue of one's own."""
        self._window.commands.writing.new_issue()

    def activate(self, row: Row) -> None:
        """Do what a double click or Enter on a row means: a draft opens, an issue gets the keyboard."""
        if row.kind == "draft":
            self.open_draft(row.id)
        else:
            self._window.reader_pane.focus_page()

    def open_draft(self, draft_id: UUID) -> None:
        """Open a draft in the composing window."""
        self._window.worker.submit(lambda library: library.draft(draft_id), self._edit)

    def offer_unsaved(self) -> None:
        """Offer to open the drafts that an earlier run left unsaved: their text is in the journal."""
        found = list(dict.fromkeys(self._window.doors.unsaved_drafts()))
        if not found:
            return
        messages = self._window.list.messages

        def go() -> None:
            messages.clear()
            for draft_id in found:
                self.open_draft(draft_id)

        one = self.tr("A draft was not saved when Masthead ended last time. Its text is safe.")
        many = self.tr("%n drafts were not saved when Masthead ended last time. Their text is safe.")
        text = one if len(found) == 1 else many.replace("%n", str(len(found)))
        above = [messages.text()] if messages.text() else []
        messages.show_message("\n".join([*above, text]), [(self.tr("Open"), go)], kind="note")

    def _edit(self, draft: Draft) -> None:
        self._window.doors.open_editor(draft)
        self._window.refresh()

    def ask_to_delete(self, draft_id: UUID, title: str) -> None:
        """Ask in the pane whether a draft shall go."""
        text = self.tr("Delete the draft “%1” with all its versions?").replace("%1", title or self.tr("Untitled"))
        messages = self._window.reader_pane.messages
        offers = [(self.tr("Delete"), lambda: self._delete(draft_id)), (self.tr("Keep"), messages.clear)]
        messages.show_message(text, offers)

    def _delete(self, draft_id: UUID) -> None:
        self._window.reader_pane.messages.clear()
        self._window.worker.submit(lambda library: library.delete_draft(draft_id), lambda _none: self._gone(draft_id))

    def _gone(self, row_id: UUID) -> None:
        window = self._window
        window.list.model.drop(row_id)
        window.commands.close_page(row_id)
        window.refresh()
