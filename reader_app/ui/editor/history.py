"""The versions of a draft, each beside the present text, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader_app.errors import MastheadError
from reader_app.ui import dates
from reader_app.ui.editor.comparison import Pair, changes, side_by_side
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.theme import Theme

if TYPE_CHECKING:
    from reader_app.library.types import Exported, Revision

_NUMBER = Qt.ItemDataRole.UserRole
_MOST_MARKED = 2_000


class HistoryWindow(QDialog):
    """Lists the kept versions; the chosen one stands left, the text as it is now right.

    Signal: `restore_requested(str)` with the text to go back to.
    """

    restore_requested = Signal(str)

    def __init__(
        self, worker: LibraryWorker, theme: Theme, draft_id: UUID, read: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._worker = worker
        self._theme = theme
        self._draft_id = draft_id
        self._topic = f"history {id(self)}"
        self._read = read
        self._text: str | None = None
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Versions"))
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedWidth(theme.pixels(232))
        self._list.currentItemChanged.connect(self._choose)
        self._old, self._new = self._side(self.tr("The chosen version")), self._side(self.tr("Now"))
        self._old_label, self._summary = QLabel(self.tr("Loading…")), QLabel()
        self._old_label.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setProperty("kind", "muted")
        self._back = QPushButton(self.tr("Go back to this version"))
        self._back.setProperty("kind", "primary")
        self._back.setEnabled(False)
        self._back.clicked.connect(self._go_back)
        self._lay_out()
        for one, other in ((self._old, self._new), (self._new, self._old)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
        self.resize(theme.pixels(1100), theme.pixels(680))
        worker.submit(
            lambda library: library.draft_revisions(draft_id), self._show_versions, self._tell, topic=self._topic
        )

    def done(self, result: int) -> None:
        self._worker.forget(self._topic)
        super().done(result)

    def _show_versions(self, revisions: Sequence[Revision]) -> None:
        for revision in reversed(revisions):
            size = self.tr("{n} KB").format(n=f"{revision.size / 1024:.1f}")
            when = f"{dates.day_heading(revision.saved, dates.now())}, {revision.saved.astimezone():%H:%M:%S}"
            item = QListWidgetItem("\n".join((when, size, *map(self._said_of, revision.exported))))
            item.setData(_NUMBER, revision.number)
            self._list.addItem(item)
        if self._list.count() > 1:
            self._list.setCurrentRow(1)  # the first is what is on screen
        elif self._list.count():
            self._list.setCurrentRow(0)
        self._list.setFocus()

    def _said_of(self, export: Exported) -> str:
        from reader_app.exporters.registry import FORMATS

        known = FORMATS.get(export.form)
        text = self.tr("Exported as {form}\non {time}")
        return text.format(form=known.title if known else export.form, time=dates.moment(export.moment))

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        number, label = item.data(_NUMBER), item.text().partition("\n")[0]

        def show(text: str) -> None:
            self._old_label.setText(self.tr("The version: {time}").format(time=label))
            self._compare(text)

        self._worker.submit(
            lambda library: library.draft_revision_text(self._draft_id, number),
            show,
            self._tell,
            topic=self._topic,
            replace=True,
        )

    def _compare(self, text: str) -> None:
        now = self._read()
        self._text = text
        pairs = side_by_side(text, now)
        count = changes(pairs)
        self._fill(self._old, pairs, lambda pair: pair.old)
        self._fill(self._new, pairs, lambda pair: pair.new)
        self._back.setEnabled(count > 0)
        if count == 0:
            self._summary.setText(self.tr("The same as now"))
        else:
            lines = self.tr("1 line differs") if count == 1 else self.tr("{n} lines differ").format(n=count)
            self._summary.setText(lines)
            self._show_first_difference(pairs)

    def _fill(self, side: QPlainTextEdit, pairs: Sequence[Pair], of: Callable[[Pair], str | None]) -> None:
        side.setPlainText("\n".join(of(pair) or "" for pair in pairs))
        marks: list[QTextEdit.ExtraSelection] = []
        block = side.document().firstBlock()
        for pair in pairs:
            if pair.differs and len(marks) < _MOST_MARKED:
                marked = QTextEdit.ExtraSelection()
                marked.cursor = QTextCursor(block)
                token = "line" if of(pair) is None else "mark"
                marked.format.setBackground(self._theme.colour(token))
                marked.format.setProperty(QTextBlockFormat.Property.FullWidthSelection, True)
                marks.append(marked)
            block = block.next()
        side.setExtraSelections(marks)

    def _show_first_difference(self, pairs: Sequence[Pair]) -> None:
        first = next(number for number, pair in enumerate(pairs) if pair.differs)
        blocker = QSignalBlocker(self._new.verticalScrollBar())
        for side in (self._old, self._new):
            side.setTextCursor(QTextCursor(side.document().findBlockByNumber(first)))
            side.verticalScrollBar().setValue(max(0, first - 3))
        blocker.unblock()

    def _go_back(self) -> None:
        if self._text is not None:
            self.restore_requested.emit(self._text)
            self.close()

    def _tell(self, error: MastheadError) -> None:
        self._old_label.setText(error.sentence)
        self._back.setEnabled(False)

    def _side(self, name: str) -> QPlainTextEdit:
        side = QPlainTextEdit()
        side.setReadOnly(True)
        side.setAccessibleName(name)
        side.setFont(self._theme.mono(12.5))
        side.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)  # equal lines stay on one height
        side.setFrameShape(QFrame.Shape.NoFrame)
        return side

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for label, side, share in (
            (QLabel(self.tr("Versions")), self._list, 0),
            (self._old_label, self._old, 1),
            (QLabel(self.tr("Now")), self._new, 1),
        ):
            label.setFont(self._theme.font(weight=600))
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(label)
            column.addWidget(side, 1)
            columns.addLayout(column, share)
        last = QHBoxLayout()
        last.addWidget(self._summary, 1)
        last.addWidget(self._back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(12)
        layout.addLayout(columns, 1)
        layout.addLayout(last)
