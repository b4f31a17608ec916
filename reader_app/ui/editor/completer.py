"""The list of completions at the cursor: appears where the dialect expects a name or an address, and steps aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader_app.errors import MastheadError
from reader_app.services.completing import Completion, Proposal, complete
from reader_app.services.vocabulary import EMPTY, Vocabulary, read_vocabulary
from reader_app.ui.editor.document_edits import utf16_length
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.jobs import LibraryWorker
from reader_app.ui.theme import Theme

_WIDTH: Final = 460  # designed pixels
_PROPOSAL: Final = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class Completer(QObject):
    """Completes what is typed in `source`; what the library knows is asked for by `learn`.

    Signal: `accepted(Proposal)` when one was put in.
    """

    accepted = Signal(object)

    def __init__(self, worker: LibraryWorker, theme: Theme, source: SourceEdit) -> None:
        super().__init__(source)
        self.vocabulary: Vocabulary = EMPTY
        self._worker = worker
        self._theme = theme
        self._source = source
        self._topic = f"vocabulary {id(self)}"
        self._line = -1
        self._start = 0
        self._model = _Model()
        self._list = QCompleter(self._model, self)
        self._list.setWidget(source)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = popup = QListView()
        self._list.setPopup(popup)
        popup.setItemDelegate(_Delegate(theme, popup))
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._restyle)
        self._restyle()
        popup.setAccessibleName(self.tr("Completions"))
        self._list.activated[QModelIndex].connect(self._accept)  # type: ignore[index]  # the overload with the index
        source.typed.connect(self.offer)
        source.keys_first = self._take_key

    def _restyle(self) -> None:
        field, line = self._theme.css("field"), self._theme.css("line")
        self._popup.setStyleSheet(f"QListView {{ background: {field}; border: 1px solid {line}; }}")

    def learn(self) -> None:
        """Ask the library for what it knows now."""
        self._worker.submit(read_vocabulary, self._know, self._go_on, topic=self._topic, replace=True)

    def offer(self, *, asked: bool = False) -> None:
        """Show what may stand at the cursor, or nothing; `asked` shows it even where nothing is typed yet."""
        cursor = self._source.textCursor()
        line, column = cursor.block().text(), cursor.positionInBlock()
        found = None
        if not cursor.hasSelection() and utf16_length(line) == len(line):
            found = complete(line, column, self.vocabulary, in_facts=self._in_facts(cursor), asked=asked)
        if found is None:
            self._popup.hide()
        else:
            self._show(found, cursor)

    def propose(self, proposals: Sequence[Proposal], start: int) -> None:
        """Show `proposals` for what stands in the cursor's line from `start` up to the cursor."""
        self._show(Completion(start, tuple(proposals)), self._source.textCursor())

    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._popup.isVisible()

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what is offered."""
        return self._model.proposals if self.is_open() else ()

    def _know(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def _go_on(self, _error: MastheadError) -> None:
        """Without the library, the names of the dialect are still offered; that it is in trouble, saving says."""

    def _in_facts(self, cursor: QTextCursor) -> bool:
        """Tell whether the cursor is between the two fences of the front matter."""
        block = cursor.document().firstBlock()
        if block.text().rstrip() != "---" or cursor.blockNumber() == 0:
            return False
        for _ in range(cursor.blockNumber()):
            block = block.next()
            if block.text().rstrip() in ("---", "..."):
                return False
            if block.blockNumber() >= _LONGEST_FACTS:
                return False
        return True

    def _show(self, found: Completion, cursor: QTextCursor) -> None:
        self._line, self._start = cursor.blockNumber(), found.start
        self._model.show(found.proposals)
        place = self._source.cursorRect(cursor)
        at_start = QTextCursor(cursor)
        at_start.setPosition(cursor.block().position() + found.start)
        left = self._source.cursorRect(at_start)
        margins = self._source.viewportMargins()
        x = left.left() if left.top() == place.top() else place.left()
        width = self._theme.pixels(_WIDTH)
        self._list.complete(QRect(x + margins.left(), place.top() + margins.top(), width, place.height()))
        self._popup.setCurrentIndex(self._model.index(0))

    def _accept(self, index: QModelIndex) -> None:
        proposal = index.data(_PROPOSAL)
        cursor = self._source.textCursor()
        if not isinstance(proposal, Proposal) or cursor.blockNumber() != self._line:
            return
        cursor.setPosition(cursor.block().position() + self._start, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(proposal.text)
        cursor.setPosition(cursor.position() - proposal.back)
        self._source.setTextCursor(cursor)
        self.accepted.emit(proposal)
        if proposal.back:
            self.offer()

    def _take_key(self, event: QKeyEvent) -> bool:
        """Leave to the list the keys that choose in it, while it is shown; tell whether `event` is one."""
        if not self.is_open():
            return False
        if event.key() == Qt.Key.Key_Tab:
            self._popup.hide()
            self._accept(self._popup.currentIndex())
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Backtab):
            event.ignore()
            return True
        return False


_LONGEST_FACTS: Final = 200  # lines


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.proposals: tuple[Proposal, ...] = ()

    def show(self, proposals: tuple[Proposal, ...]) -> None:
        if proposals != self.proposals:
            self.beginResetModel()
            self.proposals = proposals
            self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.proposals)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        proposal = self.proposals[index.row()]
        if role == _PROPOSAL:
            return proposal
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (proposal.label, proposal.detail) if part)
        return proposal.label if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole) else None


class _Delegate(QStyledItemDelegate):
    """Draws a proposal: its name, and at the right where it is from."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(self._theme.pixels(_WIDTH), self._theme.pixels(26))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, proposal = self._theme, index.data(_PROPOSAL)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, theme.colour("selection"))
        inner = rect.adjusted(theme.pixels(8), 0, -theme.pixels(8), 0)
        if proposal.detail:
            painter.setFont(theme.font(11.5))
            painter.setPen(theme.colour("muted"))
            detail = painter.fontMetrics().elidedText(proposal.detail, Qt.TextElideMode.ElideRight, inner.width() // 2)
            painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(detail) - theme.pixels(12))
        painter.setFont(theme.font(12.5))
        painter.setPen(theme.colour("ink"))
        label = painter.fontMetrics().elidedText(proposal.label, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()
