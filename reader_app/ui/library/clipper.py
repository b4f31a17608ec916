"""Clips: keeping an item or words while reading, and the list of what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader_app.errors import MastheadError
from reader_app.ui import dates
from reader_app.ui.jobs import Portions
from reader_app.ui.library.opening import offer_link
from reader_app.ui.library.rows import counted
from reader_app.ui.undoing import Step

if TYPE_CHECKING:
    from reader_app.library.item_sets import Items
    from reader_app.library.library import Library
    from reader_app.library.person_types import Clip
    from reader_app.library.types import Counts
    from reader_app.services.clipping import Clipped
    from reader_app.ui.library.whole import Whole
    from reader_app.ui.main_window import MainWindow
    from reader_app.ui.reader.page_view import Selection

MOST_AT_ONCE: Final = 500  # items clipped by one key: clips are read and put in order by hand


class Clipper(QObject):
    """The clips of one reading window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        pane = window.clip_pane
        pane.changed.connect(self.change)
        pane.copy.connect(lambda: self.copy(self.chosen()))
        pane.open_source.connect(self.open_source)
        pane.open_link.connect(self._open_link)

    # While reading

    def clip(self) -> None:
        """Clip the items selected in the list, the words selected in the page, or the item under the pointer."""
        window = self._window
        items = [(row.id, row.position) for row in window.list.selected() if row.kind == "item"]
        reading, web = window.reader_pane.reading, window.reader_pane.web
        if items and not window.has_page_keyboard():
            if len(items) > 1:
                self.clip_items(items, window.list.whole)
            else:
                self.clip_item(*items[0])
        elif reading is not None and not reading.request.draft and web is not None:
            web.ask_selection(lambda selection: self._clip_selection(reading.request.id, selection))
        else:
            self._say_what_to_do()

    def clip_item(self, issue_id: UUID, position: int) -> None:
        """Clip an item of an issue."""

        def job(library: Library) -> tuple[Clipped, Counts]:
            from reader_app.services.clipping import clip_item

            return clip_item(library, issue_id, position, dates.now()), library.counts()

        self._window.worker.submit(job, self._clipped, self._failed)

    def clip_items(self, items: Sequence[tuple[UUID, int]], whole: Whole | None = None) -> None:
        """Clip items by issue and position, or all items of the list when that is selected; of too many, none."""
        window = self._window

        def job(library: Library) -> Portions[tuple[int, tuple[Clip, ...], Counts]]:
            from reader_app.services.clipping import clip_items

            found = (yield from whole(library)) if whole is not None and whole.of_items else items
            few = len(found) <= MOST_AT_ONCE
            clips = (yield from clip_items(library, cast("Items", found), dates.now())) if few else ()
            return len(found), clips, library.counts()

        def done(result: tuple[int, tuple[Clip, ...], Counts]) -> None:
            count, clips, counts = result
            window.show_counts(counts)
            if count > MOST_AT_ONCE:
                text = self.tr("%1 items are too many to clip at once; %2 is the most.")
                window.status.say(text.replace("%1", dates.number(count)).replace("%2", dates.number(MOST_AT_ONCE)))
            elif clips:
                self._keep_step([clip.id for clip in clips], counted("Clipped %n item", "Clipped %n items", len(clips)))
            else:
                window.status.say(self.tr("These are among your clips already."))

        def failed(error: MastheadError) -> None:
            window.status.say("")
            self._failed(error)

        window.status.say(self.tr("Working…"))
        window.worker.submit(job, done, failed, to_its_end=True)

    def clip_words(self, issue_id: UUID, quote: str, item: int = -1) -> None:
        """Clip words of an issue; `item` is the position of the item they stand in."""

        def job(library: Library) -> tuple[Clipped, Counts]:
            from reader_app.services.clipping import clip_words

            items = [each for _, each in library.issue(issue_id).items()]
            found = items[item] if 0 <= item < len(items) else None
            title, url = (found.title, found.url) if found is not None else ("", "")
            return clip_words(library, issue_id, quote, dates.now(), title=title, url=url), library.counts()

        self._window.worker.submit(job, self._clipped, self._failed)

    def _clip_selection(self, issue_id: UUID, selection: Selection) -> None:
        if selection.quote.strip():
            self.clip_words(issue_id, selection.quote, selection.item)
            return
        web = self._window.reader_pane.web
        if web is not None:
            web.ask_current_item(
                lambda position: self.clip_item(issue_id, position) if position >= 0 else self._say_what_to_do()
            )

    def _say_what_to_do(self) -> None:
        self._window.status.say(self.tr("Point at an item or select some words to clip them."))

    def _clipped(self, result: tuple[Clipped, Counts]) -> None:
        clipped, counts = result
        window = self._window
        window.show_counts(counts)
        if not clipped.new:
            window.status.say(self.tr("This is among your clips already."))
            return
        self._keep_step([clipped.clip.id], self.tr("Clipped “%1”").replace("%1", clipped.clip.title))

    def _keep_step(self, ids: list[UUID], sentence: str) -> None:
        """Say that clips were made, and remember how that is taken back."""
        window = self._window

        def back(library: Library) -> Counts:
            library.delete_clips(ids)
            return library.counts()

        window.undoing.add(Step(back, self.tr("Taken back: %1").replace("%1", sentence), self._counted))
        window.status.say(sentence)
        if window.place.kind == "clips":
            window.list.reload()

    def _failed(self, error: MastheadError) -> None:
        self._window.list.messages.show_message(error.sentence)

    # The list of clips

    def chosen(self) -> tuple[UUID, ...]:
        """Return the ids of the clips selected."""
        return tuple(row.id for row in self._window.list.selected() if row.kind == "clip")

    def show(self, clip_id: UUID) -> None:
        """Show a clip beside the list."""

        def job(library: Library) -> tuple[Clip, str]:
            from reader_app.services.clipping import source_of

            clip = library.clip(clip_id)
            return clip, source_of(clip)

        def done(result: tuple[Clip, str]) -> None:
            self._window.clip_pane.show_clip(*result)
            self._window.show_beside(self._window.clip_pane)

        self._window.worker.submit(job, done, topic="clip", replace=True)

    def change(self, clip_id: UUID, title: str, remark: str) -> None:
        """Keep the title and remark of a clip."""

        def job(library: Library) -> Clip:
            library.change_clip(clip_id, title=title, remark=remark)
            return library.clip(clip_id)

        def done(clip: Clip) -> None:
            pane = self._window.clip_pane
            if pane.clip is not None and pane.clip.id == clip.id:
                pane.clip = clip
            self._window.list.model.change(clip.id, title=clip.title, text=clip.remark or clip.quote)

        self._window.worker.submit(job, done, self._failed)

    def move(self, up: bool) -> None:
        """Let the chosen clip change places with the one above or below."""
        window = self._window
        row = window.list.row()
        if row is None or row.kind != "clip" or window.list.header.words():
            return

        def done(moved: bool) -> None:
            if moved:
                window.list.reload()

        window.worker.submit(lambda library: library.move_clip(row.id, up=up), done, self._failed)

    def delete(self) -> None:
        """Delete the selected clips; a bar brings them back."""
        window, ids = self._window, self.chosen()
        if not ids:
            return
        window.clip_pane.keep()

        def job(library: Library) -> tuple[tuple[Clip, ...], Counts]:
            return library.delete_clips(ids), library.counts()

        def done(result: tuple[tuple[Clip, ...], Counts]) -> None:
            removed, counts = result
            window.clip_pane.clip = None
            window.show_counts(counts)
            window.list.drop(ids)
            sentence = counted("Deleted %n clip", "Deleted %n clips", len(removed))

            def back(library: Library) -> Counts:
                library.add_clips(removed)
                return library.counts()

            step = Step(back, self.tr("Taken back: %1").replace("%1", sentence), self._counted)
            window.undoing.add(step)
            offers = [(self.tr("Undo"), lambda: window.undoing.undo(step))]
            window.list.messages.show_message(sentence, offers, kind="note")

        window.worker.submit(job, done, self._failed)

    def _counted(self, counts: Counts) -> None:
        window = self._window
        window.show_counts(counts)
        window.list.messages.clear()
        if window.place.kind == "clips":
            window.list.reload()

    def copy(self, ids: tuple[UUID, ...]) -> None:
        """Put clips on the clipboard as Markdown, ready for an issue that is being written."""
        if not ids:
            return
        self._window.clip_pane.keep()

        def job(library: Library) -> str:
            from reader_app.services.clipping import as_markdown

            return as_markdown(library.clip(clip_id) for clip_id in ids)

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._window.status.say(counted("Copied %n clip as Markdown", "Copied %n clips as Markdown", len(ids)))

        self._window.worker.submit(job, done, self._failed)

    def open_source(self) -> None:
        """Show the issue the chosen clip is from."""
        clip = self._window.clip_pane.clip
        if clip is not None and clip.issue is not None:
            self._window.show_issue(clip.issue)

    def _open_link(self) -> None:
        clip = self._window.clip_pane.clip
        if clip is not None and clip.url:
            offer_link(self._window, clip.url)
