"""Archives, deletes, tags and hides what is selected in the list, with a bar that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from reader_app.ui import dates
from reader_app.ui.library.rows import Row, counted
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Counts
    from reader_app.services.shelving import Change
    from reader_app.ui.main_window import MainWindow

OF_AN_ISSUE = ("issue", "hit", "item")


class Shelver(QObject):
    """Puts the issues of one reading window in order."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def archive(self) -> None:
        """Archive the selected issues; in the archive, take them out of it. Items are hidden instead."""
        from reader_app.services.shelving import Change

        if self._hide_items():
            return
        ids = self.ids()
        if ids and all(row.shelf == "archived" for row in self._rows()):
            self._make(Change("unarchive", ids))
        elif ids:
            self._make(Change("archive", ids))

    def trash(self) -> None:
        """Put the selected issues into the trash; items are hidden. What is in the trash goes for good, when asked."""
        from reader_app.services.shelving import Change

        if self._hide_items():
            return
        ids = self.ids()
        if not ids:
            return
        if self._window.list.place.kind == "trash" and not self._window.list.query:
            self._ask_to_remove(ids)
        else:
            self._make(Change("trash", ids))

    def restore(self) -> None:
        """Take the selected issues out of the trash."""
        from reader_app.services.shelving import Change

        ids = self.ids()
        if ids:
            self._make(Change("restore", ids))

    def ask_for_tags(self) -> None:
        """Show which tags the selected issues have, to give and take them."""
        ids = self.ids()
        if not ids:
            return

        def job(library: Library) -> dict[str, int]:
            from reader_app.services.shelving import tags_of

            return tags_of(library, ids)

        def show(tags: dict[str, int]) -> None:
            from reader_app.ui.library.tag_popup import TagPopup

            popup = TagPopup(tags, len(ids), self._window.theme, self._window)
            popup.given.connect(lambda name: self.tag(ids, name))
            popup.taken.connect(lambda name: self.untag(ids, name))
            popup.show_over(self._window.list.view)

        self._window.worker.submit(job, show, topic="tags")

    def tag(self, ids: tuple[UUID, ...], name: str) -> None:
        """Give issues a tag."""
        from reader_app.services.shelving import Change

        self._make(Change("tag", ids, name))

    def untag(self, ids: tuple[UUID, ...], name: str) -> None:
        """Take a tag off issues."""
        from reader_app.services.shelving import Change

        self._make(Change("untag", ids, name))

    def ask_to_empty(self) -> None:
        """Ask whether all that is in the trash shall go for good."""
        counts = self._window.counts
        if counts is None or not counts.trashed:
            return
        text = counted(
            "Remove %n issue for good, with its original?",
            "Remove %n issues for good, with their originals?",
            counts.trashed,
        )
        self._ask(text, lambda library: library.empty_trash())

    def purge(self) -> None:
        """Remove for good what has been in the trash for 30 days; where nothing may be removed, it stays."""

        def job(library: Library) -> Counts | None:
            from reader_app.services.shelving import purge

            return library.counts() if library.counts().trashed and purge(library, dates.now()) else None

        def done(counts: Counts | None) -> None:
            if counts is not None:
                self._window.show_counts(counts)

        self._window.worker.submit(job, done, failed=lambda _error: None)

    # What is meant

    def _rows(self) -> list[Row]:
        return [row for row in self._window.list.selected() if row.kind in OF_AN_ISSUE]

    def ids(self) -> tuple[UUID, ...]:
        """Return the issues that are selected, else the one that is read."""
        ids = tuple(dict.fromkeys(row.id for row in self._rows()))
        request = self._window.reader.request
        return ids or ((request.id,) if request is not None and not request.draft else ())

    def _hide_items(self) -> bool:
        """Hide the selected items, or show hidden ones again; return whether items are what is listed."""
        from reader_app.services.shelving import Change

        listed = self._window.list
        if listed.place.kind != "items" or listed.query:
            return False
        items = tuple((row.id, row.position) for row in listed.selected() if row.kind == "item")
        if items:
            hidden = listed.header.choices().items == "hidden"
            self._make(Change("show" if hidden else "hide", items=items))
        return True

    # Doing it

    def _make(self, change: Change) -> None:
        def job(library: Library) -> tuple[Change, Counts]:
            from reader_app.services.shelving import apply

            return apply(library, change), library.counts()

        def done(result: tuple[Change, Counts]) -> None:
            undo, counts = result
            self._window.show_counts(counts)
            if self._leaves(change):
                self._window.list.drop(*_concerned(change))
            elif change.kind in ("archive", "unarchive"):
                self._note(change)
            if undo.size:
                self._offer_undo(undo, done_sentence(change, undo.size))
            else:
                self._window.status.say(self.tr("Nothing to change."))

        self._window.worker.submit(job, done)

    def _leaves(self, change: Change) -> bool:
        """Tell whether what is changed is not in the list shown any more."""
        listed = self._window.list
        kind = "search" if listed.query else listed.place.kind
        match change.kind:
            case "archive":
                return kind in ("all", "unread", "publication", "items")
            case "unarchive":
                return kind == "archive"
            case "restore":
                return kind == "trash"
            case "untag":
                return kind == "tag" and listed.place.value.casefold() == change.tag.casefold()
            case "tag":
                return False
        return True

    def _note(self, change: Change) -> None:
        shelf = "archived" if change.kind == "archive" else ""
        self._window.list.model.change_all(*_concerned(change), shelf=shelf)

    def _offer_undo(self, undo: Change, sentence: str) -> None:
        window = self._window

        def job(library: Library) -> Counts:
            from reader_app.services.shelving import apply

            apply(library, undo)
            return library.counts()

        def done(counts: Counts) -> None:
            window.show_counts(counts)
            window.list.messages.clear()
            window.list.reload()

        step = Step(job, self.tr("Taken back: %1").replace("%1", sentence), done)
        window.undoing.add(step)
        offers = [(self.tr("Undo"), lambda: window.undoing.undo(step))]
        window.list.messages.show_message(sentence, offers, kind="note")

    def _ask_to_remove(self, ids: tuple[UUID, ...]) -> None:
        text = counted(
            "Remove %n issue for good, with its original?", "Remove %n issues for good, with their originals?", len(ids)
        )
        self._ask(text, lambda library: library.remove(ids))

    def _ask(self, text: str, job: Callable[[Library], object]) -> None:
        window = self._window
        messages = window.list.messages

        def gone(_none: object) -> None:
            window.reader.close()
            window.commands.show_issue(None)
            window.refresh()

        def go() -> None:
            messages.clear()
            window.worker.submit(job, gone)

        messages.show_message(text, [(self.tr("Remove"), go), (self.tr("Keep"), messages.clear)])


def _concerned(change: Change) -> tuple[frozenset[UUID], Callable[[Row], bool]]:
    """Return the issues that `change` concerns, and what tells whether a row of one of them is meant."""
    ids, items = frozenset(change.ids), frozenset(change.items)
    concerned = ids | {issue_id for issue_id, _ in items}
    return concerned, lambda row: row.id in ids or (row.id, row.position) in items


def done_sentence(change: Change, size: int) -> str:
    """Return what was done to how many issues or items, in a sentence."""
    sentences = {
        "archive": ("Archived %n issue", "Archived %n issues"),
        "unarchive": ("Took %n issue out of the archive", "Took %n issues out of the archive"),
        "trash": ("Deleted %n issue", "Deleted %n issues"),
        "restore": ("Restored %n issue", "Restored %n issues"),
        "tag": ("Tagged %n issue with “%1”", "Tagged %n issues with “%1”"),
        "untag": ("Took “%1” off %n issue", "Took “%1” off %n issues"),
        "hide": ("Hid %n item", "Hid %n items"),
        "show": ("Showed %n item again", "Showed %n items again"),
    }
    return counted(*sentences[change.kind], size).replace("%1", change.tag)
