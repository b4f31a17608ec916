"""What the reading window does for the safety of the library: daily backups, bringing one back, recovering."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from reader_app.errors import FileError, LibraryError, LibraryErrorKind, MastheadError
from reader_app.ui.library.rows import counted

if TYPE_CHECKING:
    from reader_app.library.guarding.presence import Around
    from reader_app.library.library import Library
    from reader_app.ui.jobs import LibraryWorker
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.mending import Report
    from reader_app.ui.start_screen import Choice
    from reader_app.ui.widgets.message_bar import Offer

BACKUP_DELAY = 4000  # milliseconds after the window is there: nobody waits for a backup
LOOK_AROUND = 60_000  # milliseconds
MENDABLE = (LibraryErrorKind.DAMAGED, LibraryErrorKind.FOREIGN)


class Safekeeping(QObject):
    """The safety of the library of one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._worker: LibraryWorker | None = None
        self.is_read_only = False  # whether the last change was refused because the library can only be read
        self._told: set[object] = set()
        window.marks.counted.connect(self._was_kept)

    # Other machines

    def watch(self) -> None:
        """Look now and each minute what other machines that share the folder do and leave there."""
        timer = QTimer(self)
        timer.timeout.connect(self.look_around)
        timer.start(LOOK_AROUND)
        self.look_around()

    def look_around(self) -> None:
        """Ask what lies beside the library, and tell once of each thing that is new."""
        self._window.worker.submit(lambda library: library.around(), self._tell, lambda _error: None, topic="around")

    def _tell(self, found: Around) -> None:
        path = self._window.doors.library()
        said: dict[object, str] = {other: other.sentence(path) for other in found.elsewhere}
        copied = self.tr("“%1” came beside the library, as both were changed; “masthead merge” adds what it has more.")
        said |= {copy: copied.replace("%1", copy.name) for copy in found.copies}
        for each, sentence in said.items():
            if each not in self._told:
                self._window.list.messages.add_message(sentence)
        self._told |= said.keys()

    # Backups

    def keep_backups(self) -> None:
        """Make the backup of the day in the background, a little later."""
        QTimer.singleShot(BACKUP_DELAY, self, self.back_up_now)

    def back_up_now(self) -> None:
        """Make the backup of the day in the background, if it is due."""
        if self._window.counts is None or self._worker is not None:
            return

        def job(library: Library) -> Path | None:
            from reader_app.services.upkeep import keep_backup

            return keep_backup(library)

        self._worker = self._window.doors.background()
        self._worker.submit(job, lambda _path: self._end(), self._not_backed_up)

    def close(self) -> None:
        """Finish the backup that is under way."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()

    def _end(self) -> None:
        QTimer.singleShot(0, self, self.close)

    def _not_backed_up(self, error: MastheadError) -> None:
        self._end()
        if isinstance(error, FileError):
            self._window.list.messages.show_message(error.sentence, kind="note")
        elif isinstance(error, LibraryError) and error.kind in MENDABLE:
            self.library_failed(error)

    # A damaged library

    def library_failed(self, error: MastheadError) -> None:
        """Say what went wrong with the library, and offer to mend it where that may help.

        That it can only be read is said in the bar once, and briefly where another change is refused.
        """
        if isinstance(error, LibraryError) and error.kind is LibraryErrorKind.READ_ONLY:
            self._refuse()
            return
        offers: list[Offer] = []
        if isinstance(error, LibraryError) and error.kind in MENDABLE:
            offers = [(choice[0], choice[2]) for choice in self.choices()]
        self._window.list.messages.show_message(error.sentence, offers)

    def _refuse(self) -> None:
        window = self._window
        if self.is_read_only:
            window.status.say(self.tr("Not kept: this library can only be read."))
            return
        self.is_read_only = True
        text = self.tr("This library can only be read: stars, read marks, tags and notes are not kept in it.")
        window.list.messages.show_message(text, kind="note")

    def _was_kept(self) -> None:
        self.is_read_only = False

    def choices(self) -> list[Choice]:
        """Return what can be done about a library that is damaged."""
        return [
            (
                self.tr("Recover what can be read"),
                self.tr("Makes a new library of all that is whole. The damaged file is kept beside it."),
                self.recover,
            ),
            (
                self.tr("Restore a backup…"),
                self.tr("Goes back to the library as it was on another day. What is there now is kept beside it."),
                self.choose_backup,
            ),
        ]

    def recover(self) -> None:
        """Put what can be read of the library in its place, and start again with it."""
        self._window.doors.mend_library(_recovered)

    def choose_backup(self) -> None:
        """Show the backups of the library, and bring the chosen one back."""
        from reader_app.services.upkeep import backups
        from reader_app.ui.dialogs.backups import BackupsWindow

        dialog = BackupsWindow(backups(self._window.doors.library()), self._window.theme, self._window)
        mend = self._window.doors.mend_library
        dialog.chosen.connect(lambda path: mend(lambda library, _report: _restored(library, path)))
        dialog.show()


def _recovered(library: Path, report: Report) -> str:
    """Recover the library; returns what there is to say. Runs in the library's thread."""
    from reader_app.services.recovering import recover

    recovered = recover(library, progress=report)
    counts = recovered.counts
    said = _tr("Recovered: %1 and %2. The damaged file is kept as %3.")
    said = said.replace("%1", counted("%n issue", "%n issues", counts.issues + counts.archived + counts.trashed))
    said = said.replace("%2", counted("%n draft", "%n drafts", counts.drafts)).replace("%3", str(recovered.aside))
    return "\n".join((said, *recovered.lost))


def _restored(library: Path, backup: Path) -> str:
    from reader_app.services.upkeep import restore

    aside = restore(library, backup)
    said = _tr("The backup is restored.")
    return said + " " + _tr("What was there is kept as %1.").replace("%1", str(aside)) if aside else said


def _tr(text: str) -> str:
    return QCoreApplication.translate("Safekeeping", text)
