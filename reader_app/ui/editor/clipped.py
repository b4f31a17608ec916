"""Puts clips into the issue: one step of undo of the text, and a mark at each clip that says where it was used."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader_app.errors import MastheadError
from reader_app.model.naming import issue_name
from reader_app.services.composing import Composed
from reader_app.ui.actions import Actions
from reader_app.ui.asking import ask
from reader_app.ui.editor.clip_list import CLIP_TYPE, ClipList, dragged
from reader_app.ui.editor.outline import OutlinePane
from reader_app.ui.editor.parts import PartEditor
from reader_app.ui.editor.pipeline import Pipeline
from reader_app.ui.jobs import LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.person_types import Clip

_SOON = 120  # milliseconds of rest in typing before the library is asked


class Clips(QObject):
    """The clips of one composing window.

    A clip counts as used in the issue as long as its first line stands in the text: Undo takes both away, Redo brings
    both back.

    Signals: `failed(MastheadError)`.
    """

    failed = Signal(object)

    def __init__(
        self,
        window: QWidget,
        worker: LibraryWorker,
        actions: Actions,
        clip_list: ClipList,
        outline: OutlinePane,
        parts: PartEditor,
        pipeline: Pipeline,
    ) -> None:
        super().__init__(window)
        self._worker, self._list, self._outline = worker, clip_list, outline
        self._parts, self._pipeline = parts, pipeline
        self._toggle = actions["toggle_clips"]
        self._put_in: dict[UUID, str] = {}  # the first line of each clip put in here
        self._used: set[UUID] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.refresh)
        outline.accept_drops_of(CLIP_TYPE)
        outline.dropped.connect(self._drop)
        clip_list.wanted.connect(self.put_in)
        clip_list.searched.connect(lambda _words: self._soon.start())
        clip_list.closed.connect(lambda: self._toggle.setChecked(False))
        pipeline.composed.connect(self._look)
        self._toggle.toggled.connect(self._shown)

    def refresh(self) -> None:
        """Ask the library for the clips; how many there are shows even while the list is put away."""
        from reader_app.services.clipping import unused_first

        words = self._list.search.text()

        def job(library: Library) -> tuple[tuple[Clip, ...], int]:
            return unused_first(library.clips(words)), library.counts().clips

        def done(found: tuple[tuple[Clip, ...], int]) -> None:
            clips, count = found
            self._list.show_clips(clips, words)
            text = self.tr("+ From clips ({n})").format(n=count) if count else self.tr("+ From clips")
            self._outline.relabel(self._toggle, text)

        ask(self._worker, self, job, done, self.failed.emit)

    def put_in(self, ids: list[UUID], before: int = -1, *, at_end: bool = False) -> None:
        """Put clips before a row of the outline, at the end of the issue, or after the part chosen in the outline."""
        from reader_app.services.clipping import as_markdown, online_addresses

        def job(library: Library) -> list[tuple[UUID, str]]:
            wanted = set(ids)
            clips = [clip for clip in library.clips() if clip.id in wanted]
            clips.sort(key=lambda clip: ids.index(clip.id))
            online = online_addresses(library, clips)
            return [(clip.id, as_markdown([clip], online).rstrip("\n")) for clip in clips]

        def done(texts: list[tuple[UUID, str]]) -> None:
            if texts:
                self._put_in |= {clip_id: text.split("\n", 1)[0] for clip_id, text in texts}
                text = "\n\n".join(text for _, text in texts)
                if at_end:
                    self._parts.append_block(text)
                else:
                    self._parts.insert_block(text, self._chosen_row(), before)

        ask(self._worker, self, job, done, self.failed.emit)

    def _chosen_row(self) -> int:
        rows = self._outline.chosen_rows()
        return rows[-1] if rows else -1

    def _drop(self, data: QMimeData, row: int) -> None:
        self.put_in(dragged(data), row)

    def _shown(self, on: bool) -> None:
        if on:
            self.refresh()
            self._list.view.setFocus()

    def _look(self, composed: Composed) -> None:
        """Mark the clips whose words stand in the text now, and take the mark from those whose words do not."""
        if not self._put_in:
            return
        from reader_app.services.clipping import mark_uses

        lines = set(composed.text.split("\n"))
        present = {clip_id for clip_id, line in self._put_in.items() if line in lines}
        used, unused = present - self._used, self._used - present
        if not used and not unused:
            return
        self._used = present
        issue = composed.parsed.issue
        name = issue_name(issue.publication, issue.number) or issue.title or self.tr("a draft")

        def job(library: Library) -> None:
            mark_uses(library, name, used, unused)

        ask(self._worker, self, job, lambda _none: self.refresh(), self._miss)

    def _miss(self, error: MastheadError) -> None:
        self.failed.emit(error)
