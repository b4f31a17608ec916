"""Asks what issues and publications are called, keeps it, and takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from reader_app.ui.library.places import Place
from reader_app.ui.library.rows import counted
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Counts
    from reader_app.services.naming import Named
    from reader_app.ui.dialogs.issue_facts import Facts
    from reader_app.ui.main_window import MainWindow


class Namer(QObject):
    """Names what is in one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask(self) -> None:
        """Show what the selected issues are called, to put it right."""
        from reader_app.ui.dialogs.issue_facts import Facts, IssueFacts

        ids = self._window.shelver.ids()
        if not ids:
            return

        def job(library: Library) -> tuple[Facts, list[str]]:
            issue = library.issue(ids[0])
            facts = Facts(issue.publication, issue.number, issue.title, issue.date)
            return facts, [each.name for each in library.counts().publications]

        def show(found: tuple[Facts, list[str]]) -> None:
            dialog = IssueFacts(found[0], len(ids), found[1], self._window.theme, self._window)
            dialog.kept.connect(lambda typed, everywhere: self.state(ids, found[0], typed, everywhere=everywhere))
            dialog.show()

        self._window.worker.submit(job, show, topic="facts")

    def state(self, ids: tuple[UUID, ...], before: Facts, typed: Facts, *, everywhere: bool) -> None:
        """Keep that the issues are called as `typed`; `everywhere` renames the publication itself."""

        def job(library: Library) -> Named:
            from dataclasses import replace

            from reader_app.model.corrections import StateFacts
            from reader_app.services.naming import Named, rename, state

            renamed = rename(library, before.publication, typed.publication) if everywhere else Named()
            if len(ids) > 1:
                stated = Named() if everywhere else state(library, ids, StateFacts(typed.publication))
            else:
                values = {name: getattr(typed, name) for name in ("publication", "number", "title", "date")}
                changed = {name: value for name, value in values.items() if value != getattr(before, name)}
                if everywhere:
                    changed.pop("publication")
                stated = state(library, ids, StateFacts(**changed)) if changed else Named()
            return replace(stated, renamed=renamed.renamed)

        place = self._window.list.place
        follow = everywhere and place == Place("publication", before.publication)
        self._make(job, place, Place("publication", typed.publication) if follow else place)

    def ask_for_publication(self, name: str) -> None:
        """Ask for another name for the publication `name`."""
        from reader_app.ui.dialogs.one_line import OneLine

        window = self._window
        label = self.tr("New name, also in issues still to come. The name of another publication makes the two one.")
        dialog = OneLine(self.tr("Rename the publication"), label, name, self.tr("Rename"), window.theme, window)
        dialog.entered.connect(lambda new: self.rename(name, new))
        dialog.open()

    def rename(self, old: str, new: str) -> None:
        """Call the publication `old` `new`."""

        def job(library: Library) -> Named:
            from reader_app.services.naming import rename

            return rename(library, old, new)

        self._make(job, Place("publication", old), Place("publication", new))

    def _make(self, job: Callable[[Library], Named], before: Place, after: Place) -> None:
        """Run `job`, then show the place `after`; taking it back shows `before` again."""
        window = self._window

        def both(library: Library) -> tuple[Named, Counts]:
            return job(library), library.counts()

        def done(result: tuple[Named, Counts]) -> None:
            named, counts = result
            self._show(counts, after)
            if not named.size:
                window.status.say(self.tr("Nothing to change."))
                return
            sentence = counted("Corrected %n issue", "Corrected %n issues", named.size)
            step = Step(_back(named), self.tr("Taken back: %1").replace("%1", sentence), undone)
            window.undoing.add(step)
            offers = [(self.tr("Undo"), lambda: window.undoing.undo(step))]
            window.list.messages.show_message(sentence, offers, kind="note")

        def undone(counts: Any) -> None:
            window.list.messages.clear()
            self._show(counts, before)

        window.worker.submit(both, done)

    def _show(self, counts: Counts, place: Place) -> None:
        """Show lists and page as they are now."""
        window = self._window
        window.show_counts(counts)
        if window.list.query or window.list.place == place or not window.sidebar.choose(place):
            window.list.reload()
        window.reader.reload()


def _back(named: Named) -> Callable[[Library], Counts]:
    def job(library: Library) -> Counts:
        from reader_app.services.naming import take_back

        take_back(library, named)
        return library.counts()

    return job
