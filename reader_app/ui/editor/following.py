"""Keeps outline, preview and status bar at the place where one writes or reads, and leads back from the preview."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from reader_app.services.composing import Composed
from reader_app.ui.editor.outline import OutlinePane
from reader_app.ui.editor.preview import PreviewPane
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.editor.status import StatusBar

_SOON = 60  # milliseconds


class Follower(QObject):
    """Follows the cursor of `source` and its scrolling; `latest` gives what is composed, `current` composes if need be.

    A cursor that moves brings its block into sight in the preview; scrolling brings the block at the top there to the
    top here. A click on a block of the preview goes to its line.
    """

    def __init__(
        self,
        source: SourceEdit,
        outline: OutlinePane,
        preview: PreviewPane,
        status: StatusBar,
        latest: Callable[[], Composed | None],
        current: Callable[[], Composed],
    ) -> None:
        super().__init__(source)  # ends with what it follows
        self._source, self._outline, self._preview, self._status = source, outline, preview, status
        self._latest, self._current = latest, current
        self._cursor = self._timer(self.follow_cursor)
        self._scroll = self._timer(self._follow_scrolling)
        source.cursorPositionChanged.connect(self.start)
        source.verticalScrollBar().valueChanged.connect(self._note_scrolling)
        preview.block_clicked.connect(self._go_to_block)

    def start(self) -> None:
        """The cursor came to another place."""
        if not self._cursor.isActive():
            self._cursor.start()

    def follow_cursor(self) -> None:
        """Bring outline, preview and status bar to the cursor."""
        cursor = self._source.textCursor()
        line = cursor.blockNumber()
        self._status.show_place(line + 1, cursor.positionInBlock() + 1)
        self._outline.follow(line)
        if self._source.hasFocus():
            self._scroll.stop()
            self._reveal(line, at_top=False)

    def follow_composed(self) -> None:
        """The outline is new: what was to follow the cursor soon does so with it, so that all is painted once."""
        if self._cursor.isActive():
            self._cursor.stop()
            self.follow_cursor()
        else:
            self._outline.follow(self._source.current_line())

    def _note_scrolling(self) -> None:
        # Where the cursor scrolled the text, the preview follows the cursor.
        if not self._cursor.isActive() and not self._scroll.isActive():
            self._scroll.start()

    def _follow_scrolling(self) -> None:
        block = self._source.firstVisibleBlock()
        while block.next().isValid() and not block.text().strip():
            block = block.next()
        self._reveal(block.blockNumber(), at_top=True)

    def _reveal(self, line: int, *, at_top: bool) -> None:
        latest = self._latest()
        part = latest.parsed.part_at(line) if latest is not None else None
        if part is not None and (part.block >= 0 or (at_top and part.section >= 0)):
            self._preview.scroll_to(part.section, max(part.block, 0), at_top=at_top)  # a heading: to what it is over
        elif part is not None and at_top and part.section < 0:
            self._preview.scroll_to_start()

    def _go_to_block(self, section: int, block: int) -> None:
        part = self._current().parsed.block_part(section, block)
        if part is not None:
            self._source.go_to_line(part.start)

    def _timer(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(_SOON)
        timer.timeout.connect(slot)
        return timer
