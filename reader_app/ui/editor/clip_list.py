"""The clips as a list beside the outline: what each says, where it is from, and in which issues it was used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader_app.services.clipping import source_of
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.plain_tip import plain_tip

if TYPE_CHECKING:
    from reader_app.library.person_types import Clip

CLIP_TYPE: Final = "application/x-masthead-clips"
CLIP_ROLE: Final = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ClipModel(QAbstractListModel):
    """One row for each clip."""

    def __init__(self) -> None:
        super().__init__()
        self.clips: tuple[Clip, ...] = ()

    def show(self, clips: tuple[Clip, ...]) -> None:
        """List `clips`."""
        if clips == self.clips:
            return
        if [clip.id for clip in clips] == [clip.id for clip in self.clips]:
            self.clips = clips
            self.dataChanged.emit(self.index(0), self.index(len(clips) - 1))
        else:
            self.beginResetModel()
            self.clips = clips
            self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.clips)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.clips):
            return None
        clip = self.clips[index.row()]
        if role == CLIP_ROLE:
            return clip
        if role == Qt.ItemDataRole.DisplayRole:
            return clip.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (clip.title, self.facts(clip))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (clip.title, clip.url, clip.remark, clip.quote[:400]))))
        return None

    def facts(self, clip: Clip) -> str:
        """Return where `clip` is from, and where it was used."""
        source = source_of(clip)
        used = self.tr("used in {issues}").format(issues=", ".join(clip.used)) if clip.used else ""
        return " · ".join(filter(None, (used, source)))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [CLIP_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        ids = (str(self.clips[row].id) for row in sorted({index.row() for index in indexes}))
        data.setData(CLIP_TYPE, ",".join(ids).encode())
        return data


def dragged(data: QMimeData) -> list[UUID]:
    """Return the ids of the clips that are dragged."""
    ids = bytes(data.data(CLIP_TYPE).data()).decode("ascii").split(",")
    return [UUID(each) for each in ids if each]


class ClipList(QWidget):
    """The clips with a field to search in them.

    Signals: `wanted(ids)` when clips are to go into the issue, by Enter or a double click; `searched(str)` when other
    words are looked for; `closed()` when the list is to be put away.
    """

    wanted = Signal(object)
    searched = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ClipModel()
        self.view = _ClipView(theme)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Clips"))
        self.view.put_in.connect(self._want)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search clips"))
        self.search.setAccessibleName(self.tr("Search clips"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.searched)
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setProperty("kind", "heading")
        spaced = self._heading.font()
        spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.7)
        self._heading.setFont(spaced)
        self._notice = QLabel()
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setProperty("kind", "muted")
        self._notice.setFont(theme.font(12))
        self._notice.setWordWrap(True)
        self._notice.setContentsMargins(8, 4, 8, 0)
        self._close = QToolButton()
        self._close.setProperty("kind", "flat")
        self._close.setAccessibleName(self.tr("Put the clips away"))
        self._close.setToolTip(self._close.accessibleName())
        self._close.clicked.connect(self.closed)
        self._theme = theme
        self._lay_out()
        theme.changed.connect(self._tint)
        self._tint()

    def show_clips(self, clips: tuple[Clip, ...], words: str) -> None:
        """List `clips`, which hold `words`."""
        self.model.show(clips)
        self._heading.setText(self.tr("CLIPS {n}").format(n=len(clips)) if clips else self.tr("CLIPS"))
        if words and not clips:
            self._notice.setText(self.tr("No clip holds these words."))
        else:
            self._notice.setText(
                self.tr("No clips yet. While you read, press C on an item or on words you selected: they wait here.")
            )
        self._notice.setVisible(not clips)
        self.view.setVisible(bool(clips))
        self.search.setVisible(bool(clips or words))

    def chosen(self) -> list[UUID]:
        """Return the ids of the chosen clips, in their order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self.model.clips[row].id for row in rows]

    def _want(self) -> None:
        chosen = self.chosen()
        if chosen:
            self.wanted.emit(chosen)

    def _lay_out(self) -> None:
        px = self._theme.pixels
        head = QHBoxLayout()
        head.setContentsMargins(px(8), 0, 0, 0)
        head.addWidget(self._heading, 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(8), px(8), px(8), px(8))
        layout.setSpacing(px(6))
        layout.addLayout(head)
        layout.addWidget(self.search)
        layout.addWidget(self._notice)
        layout.addWidget(self.view, 1)
        layout.addStretch(0)

    def _tint(self) -> None:
        self._close.setIcon(self._theme.icon("close", "muted"))


class _ClipView(QListView):
    """Several clips can be chosen, dragged, and put in with Enter.

    Signals: `put_in()`.
    """

    put_in = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_ClipDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.activated.connect(lambda _index: self.put_in.emit())
        theme.changed.connect(self.viewport().update)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 56)


class _ClipDelegate(QStyledItemDelegate):
    """Draws a clip on two lines: its title, then where it is from. One that was used is paler."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(self._view.viewport().width(), self._theme.pixels(46))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._theme
        clip: Clip = index.data(CLIP_ROLE)
        model = index.model()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = theme.colour("selection")
            ground.setAlphaF(1.0 if chosen else 0.5)
            painter.setBrush(ground)
            painter.setPen(theme.colour("accent") if chosen and self._view.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(theme.pixels(8), theme.pixels(5), -theme.pixels(8), -theme.pixels(5))
        facts = model.facts(clip) if isinstance(model, ClipModel) else ""
        self._line(painter, inner, clip.title, 13, "muted" if clip.used else "ink", Qt.AlignmentFlag.AlignTop)
        self._line(painter, inner, facts, 11.5, "muted", Qt.AlignmentFlag.AlignBottom)
        painter.restore()

    def _line(
        self, painter: QPainter, rect: QRect, text: str, size: float, token: str, place: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(self._theme.font(size))
        painter.setPen(self._theme.colour(token))
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeading | place, elided)
