"""Marks, archives, deletes, tags and hides what is selected in the list, with a bar that takes it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject

from reader_app.errors import LibraryError, MastheadError
from reader_app.ui import dates
from reader_app.ui.jobs import Portions
from reader_app.ui.library.large_changes import LARGE, LargeChanges, small
from reader_app.ui.library.rows import Row, counted
from reader_app.ui.library.whole import issues_of
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Counts
    from reader_app.services.shelving import Change, ChangeKind, Made
    from reader_app.ui.library.whole import Found, Whole
    from reader_app.ui.main_window import MainWindow

OF_AN_ISSUE = ("issue", "hit", "item")
_CHANGES: Final[dict[str, dict[str, Any]]] = {  # what becomes of the rows that stay
    "read": {"unread": False},
    "unread": {"unread": True},
    "star": {"starred": True},
    "unstar": {"starred": False},
    "archive": {"shelf": "archived"},
    "unarchive": {"shelf": ""},
}


class Shelver(QObject):
    """Puts the issues of one reading window in order, and marks and hides items of its lists."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._offered = ""
        self._large = LargeChanges(window)

    def mark(self, mark: str) -> None:
        """Turn the mark "star" or "read" of what is selected over: all get it, unless all have it."""
        whole = self._window.list.whole
        rows = self._window.list.selected() if whole is None else []
        if len({row.position < 0 for row in rows}) > 1:
            self._window.marks.turn_all(rows, mark)
        elif mark == "star":
            self._change("star", otherwise="unstar")
        else:
            self._change("read", otherwise="unread")

    def archive(self) -> None:
        """Archive the selected issues; in the archive, take them out of it. Items are hidden instead."""
        if not self._hide_items():
            self._change("unarchive" if self._are_archived() else "archive")

    def trash(self) -> None:
        """Put the selected issues into the trash; items are hidden. What is in the trash goes for good, when asked."""
        if self._hide_items():
            return
        listed = self._window.list
        if listed.place.kind != "trash" or listed.query:
            self._change("trash")
        elif listed.whole is not None:
            self.ask_to_empty()
        elif ids := self.ids():
            self._ask_to_remove(ids)

    def restore(self) -> None:
        """Take the selected issues out of the trash."""
        self._change("restore")

    def ask_for_tags(self) -> None:
        """Show which tags the selected issues have, to give and take them."""
        whole, ids = self._meant()
        if whole is None and not ids:
            return

        def job(library: Library) -> Portions[tuple[dict[str, int], int]]:
            from reader_app.services.shelving import tags_of

            found = ids if whole is None else issues_of((yield from whole(library)))
            return tags_of(library, found), len(found)

        def show(found: tuple[dict[str, int], int]) -> None:
            from reader_app.services.shelving import Change
            from reader_app.ui.library.tag_popup import TagPopup

            popup = TagPopup(*found, self._window.theme, self._window)
            popup.given.connect(lambda name: self._make(Change("tag", ids, name), whole))
            popup.taken.connect(lambda name: self._make(Change("untag", ids, name), whole))
            popup.show_over(self._window.list.view)

        self._large.submit(job, show, large=whole is not None, topic="tags")

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

    def is_working(self) -> bool:
        """Tell whether a large change is still being made, which no other one may overtake; if so, say it."""
        if self._large.is_working():
            self._window.status.say(self.tr("The change before is still being made."))
        return self._large.is_working()

    # What is meant

    def _rows(self) -> list[Row]:
        return [row for row in self._window.list.selected() if row.kind in OF_AN_ISSUE]

    def ids(self) -> tuple[UUID, ...]:
        """Return the issues that are selected, or of which items are, else the one that is read."""
        whole = self._window.list.whole
        if whole is not None and whole.ids is not None:
            return tuple(whole.ids)
        ids = tuple(dict.fromkeys(row.id for row in self._rows()))
        request = self._window.reader.request
        return ids or ((request.id,) if request is not None and not request.draft else ())

    def _meant(self) -> tuple[Whole | None, tuple[UUID, ...]]:
        """Return the whole list when all of it is selected, else the issues that are."""
        whole = self._window.list.whole
        return (None, self.ids()) if whole is None else (whole, ())

    def _are_archived(self) -> bool:
        listed = self._window.list
        if listed.whole is None:
            rows = self._rows()
            return bool(rows) and all(row.shelf == "archived" for row in rows)
        return "is:archived" in listed.query.casefold() if listed.query else listed.place.kind == "archive"

    def _hide_items(self) -> bool:
        """Hide the selected items, or show hidden ones again; return whether items are what is listed."""
        listed = self._window.list
        if listed.place.kind != "items" or listed.query:
            return False
        if listed.selected_count():
            self._change("show" if listed.header.choices().items == "hidden" else "hide")
        return True

    # Doing it

    def _change(self, kind: ChangeKind, otherwise: ChangeKind | None = None) -> None:
        """Do `kind` with what is selected; where nothing is changed by that, `otherwise`."""
        from reader_app.services.shelving import OF_ITEMS, Change

        whole = self._window.list.whole
        rows = self._window.list.selected() if whole is None else []
        if whole is not None:
            self._make(Change(kind), whole, otherwise)
        elif kind in OF_ITEMS and any(row.position >= 0 for row in rows):
            from reader_app.library.item_sets import Items

            items = Items.of((row.id, row.position) for row in rows if row.position >= 0)
            self._make(Change(kind, items=items), None, otherwise)
        elif ids := self.ids():
            self._make(Change(kind, ids), None, otherwise)

    def _make(self, change: Change, whole: Whole | None = None, otherwise: ChangeKind | None = None) -> None:
        """Make `change`, of all that is in `whole` if that is given, and offer to take it back."""
        large = whole is not None or change.size > LARGE
        if large and self.is_working():
            return

        def job(library: Library) -> Portions[tuple[Change, Made, Counts]]:
            made = change if whole is None else _of(change, (yield from whole(library)))
            result = yield from self._large.make(library, made, large)
            if otherwise is not None and result.error is None and not result.undo.size:
                made = replace(made, kind=otherwise)
                result = yield from self._large.make(library, made, large)
            if result.error is not None and not result.undo.size:
                raise result.error
            return made, result, library.counts()

        def done(answer: tuple[Change, Made, Counts]) -> None:
            self._large.end(large)
            made, result, counts = answer
            self._window.show_counts(counts)
            self._show(made, result.undo, again=large)
            self._tell(made, result)

        def failed(error: MastheadError) -> None:
            self._large.end(large)
            self._window.worker.failed.emit(error)

        self._large.begin(large)
        self._large.submit(job, done, failed, large=large)

    def _show(self, made: Change, undo: Change, *, again: bool) -> None:
        """Show in the list and on the page what was changed, which `undo` names; `again` lists everything anew."""
        listed = self._window.list
        self._show_marks(made)
        shown = undo if made.items else made
        if again:
            listed.reload()
        elif self._leaves(made):
            listed.drop(*_concerned(shown))
        elif made.kind in _CHANGES:
            listed.model.change_all(*_concerned(shown), **_CHANGES[made.kind])

    def _tell(self, made: Change, result: Made) -> None:
        """Say what was done, or why not."""
        status = self._window.status
        if result.undo.size:
            self._offer_undo(result.undo, done_sentence(made, result.undo.size), result.error)
        elif made.items and made.kind == "unread":
            status.say(self.tr("Nothing to change: what is in an issue that was read stays read."))
        else:
            status.say(self.tr("Nothing to change."))

    def _show_marks(self, made: Change) -> None:
        """Show on the page what became of the marks of its issue, or of items in it."""
        from reader_app.library.item_sets import Items

        request, marks = self._window.reader.request, self._window.marks
        if request is None or request.draft:
            return
        if isinstance(made.items, Items):
            marks.show_items(request.id, made.items.positions(request.id))
        if request.id not in made.ids:
            return
        if made.kind in ("read", "unread"):
            marks.read.emit(request.id, made.kind == "read")
        elif made.kind in ("star", "unstar"):
            marks.starred.emit(request.id, made.kind == "star")

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
            case "trash" | "hide" | "show":
                return True
        return False

    def _offer_undo(self, undo: Change, sentence: str, error: MastheadError | None) -> None:
        """Offer to take back what was changed; `error` is what stopped the change before its end."""
        from reader_app.services.shelving import StoppedError

        window = self._window
        step = self._step(undo, sentence)
        window.undoing.add(step)
        if error is not None and not isinstance(error, StoppedError):
            window.worker.failed.emit(error)
            window.status.say(self.tr("Done until then, Ctrl+Z takes it back: %1").replace("%1", sentence))
            return
        text = sentence if error is None else f"{error.sentence} {sentence}"
        offers = [(self.tr("Undo"), lambda: window.undoing.undo(step))]
        window.list.messages.show_message(text, offers, kind="note")
        self._offered = text

    def _step(self, undo: Change, sentence: str) -> Step:
        """Return the step that makes the change `undo`; `sentence` says what it takes back."""
        window = self._window
        large = undo.size > LARGE

        def job(library: Library) -> Portions[Counts]:
            result = yield from self._large.make(library, undo, large)
            if result.error is not None:
                raise result.error
            return library.counts()

        def done(counts: Counts) -> None:
            self._large.end(large)
            window.show_counts(counts)
            window.list.messages.clear()
            self._show_marks(undo)
            window.list.reload()

        def failed(error: MastheadError) -> None:
            from reader_app.services.shelving import StoppedError

            self._large.end(large)
            if isinstance(error, LibraryError | StoppedError):
                window.undoing.add(step)  # what is left of it can be taken back later
            window.list.reload()
            window.worker.failed.emit(error)

        taken_back = self.tr("Taken back: %1").replace("%1", sentence)
        step = Step(job if large else small(job), taken_back, done, failed, lambda: self._large.begin(large))
        return step

    def fold_offer(self) -> None:
        """Take the bar away that offers to take a change back; the key still does."""
        messages = self._window.list.messages
        if self._offered and messages.text() == self._offered:
            messages.clear()
        self._offered = ""

    def _ask_to_remove(self, ids: tuple[UUID, ...]) -> None:
        text = counted(
            "Remove %n issue for good, with its original?", "Remove %n issues for good, with their originals?", len(ids)
        )
        self._ask(text, lambda library: library.remove(ids))

    def _ask(self, text: str, job: Callable[[Library], object]) -> None:
        window = self._window
        messages = window.list.messages

        def go() -> None:
            request = window.reader.request

            def gone(_none: object) -> None:
                if request is not None:
                    window.commands.close_page(request.id)
                window.refresh()

            messages.clear()
            window.worker.submit(job, gone)

        messages.show_message(text, [(self.tr("Remove"), go), (self.tr("Keep"), messages.clear)])


def _of(change: Change, found: Found) -> Change:
    """Return `change` of the items that were found, or of the issues, whichever it concerns."""
    from reader_app.library.item_sets import Items
    from reader_app.services.shelving import OF_ITEMS

    if isinstance(found, Items) and change.kind in OF_ITEMS:
        return replace(change, items=found)
    return replace(change, ids=issues_of(found))


def _concerned(change: Change) -> tuple[frozenset[UUID], Callable[[Row], bool]]:
    """Return the issues that `change` concerns, and what tells whether a row of one of them is meant."""
    ids, items = frozenset(change.ids), frozenset(change.items)
    concerned = ids | {issue_id for issue_id, _ in items}
    return concerned, lambda row: row.id in ids or (row.id, row.position) in items


def done_sentence(change: Change, size: int) -> str:
    """Return what was done to how many issues or items, in a sentence."""
    of_items = {
        "read": ("Marked %n item as read", "Marked %n items as read"),
        "unread": ("Marked %n item as unread", "Marked %n items as unread"),
        "star": ("Starred %n item", "Starred %n items"),
        "unstar": ("Took the star off %n item", "Took the star off %n items"),
    }
    sentences = {
        "read": ("Marked %n issue as read", "Marked %n issues as read"),
        "unread": ("Marked %n issue as unread", "Marked %n issues as unread"),
        "star": ("Starred %n issue", "Starred %n issues"),
        "unstar": ("Took the star off %n issue", "Took the star off %n issues"),
        "archive": ("Archived %n issue", "Archived %n issues"),
        "unarchive": ("Took %n issue out of the archive", "Took %n issues out of the archive"),
        "trash": ("Deleted %n issue", "Deleted %n issues"),
        "restore": ("Restored %n issue", "Restored %n issues"),
        "tag": ("Tagged %n issue with “%1”", "Tagged %n issues with “%1”"),
        "untag": ("Took “%1” off %n issue", "Took “%1” off %n issues"),
        "hide": ("Hid %n item", "Hid %n items"),
        "show": ("Showed %n item again", "Showed %n items again"),
    }
    known = sentences | of_items if change.items else sentences
    return counted(*known[change.kind], size).replace("%1", change.tag)
