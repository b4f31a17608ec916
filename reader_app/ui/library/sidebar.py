"""The sidebar: the library's lists, the writer's lists, the publications, each with its count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyleOptionViewItem, QWidget

from reader_app import tokens
from reader_app.ui import dates
from reader_app.ui.library.places import Place, PlaceKind
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.entries import ENTRY_ROLE, EntryDelegate, EntryModel, Index
from reader_app.ui.widgets.plain_tip import plain_tip
from reader_app.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from reader_app.library.types import Counts

ALIGN = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the sidebar. `tip` says in a sentence what the count counts; without one it is -1."""

    place: Place
    label: str
    group: str
    count: int = 0
    tip: str = ""


class SidebarModel(EntryModel[Entry]):
    """The entries, made from the library's counts."""

    def show(self, counts: Counts) -> None:
        """Show `counts`. Where the entries stay the same, only their numbers change."""
        self.set_entries(self._make(counts))

    def identity(self, entry: Entry) -> Place:
        return entry.place

    def find(self, place: Place) -> QModelIndex:
        """Return the index of `place`; invalid if it is not listed."""
        rows = (number for number, entry in enumerate(self.entries) if entry.place == place)
        return next((self.index(number, 0) for number in rows), QModelIndex())

    def places(self) -> list[Place]:
        """Return the places listed, in order."""
        return [entry.place for entry in self.entries]

    def told(self, entry: Entry, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.label
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(entry.tip)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.label}, {entry.tip}" if entry.tip else entry.label
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return entry.group
        return None

    def _make(self, counts: Counts) -> list[Entry]:
        return [*self._library(counts), *self._writing(counts), *self._kept(counts), *self._publications(counts)]

    def _library(self, counts: Counts) -> list[Entry]:
        group = self.tr("Library")
        issues = (self.tr("%n issue"), self.tr("%n issues"))
        return [
            _entry_of("all", self.tr("All issues"), group, counts.issues, *issues),
            _entry_of(
                "unread",
                self.tr("Unread"),
                group,
                counts.unread,
                self.tr("%n unread issue"),
                self.tr("%n unread issues"),
            ),
            _entry_of(
                "starred", self.tr("Starred"), group, counts.starred, self.tr("%n starred"), self.tr("%n starred")
            ),
            _entry_of("items", self.tr("Items"), group, counts.items, self.tr("%n item"), self.tr("%n items")),
            _entry_of("archive", self.tr("Archive"), group, counts.archived, *issues),
            _entry_of("trash", self.tr("Trash"), group, counts.trashed, *issues),
        ]

    def _writing(self, counts: Counts) -> list[Entry]:
        group = self.tr("Writing")
        return [
            _entry_of("drafts", self.tr("Drafts"), group, counts.drafts, self.tr("%n draft"), self.tr("%n drafts")),
            _entry_of("clips", self.tr("Clips"), group, counts.clips, self.tr("%n clip"), self.tr("%n clips")),
            _entry_of(
                "sponsors", self.tr("Sponsors"), group, counts.sponsors, self.tr("%n sponsor"), self.tr("%n sponsors")
            ),
        ]

    def _kept(self, counts: Counts) -> list[Entry]:
        """Return the saved searches and the tags."""
        searches = [
            Entry(Place("search", search.query), search.name, self.tr("Searches"), -1, search.query)
            for search in counts.searches
        ]
        tags = self.tr("Tags")
        one, many = self.tr("%n issue"), self.tr("%n issues")
        return searches + [
            Entry(Place("tag", tag.name), tag.name, tags, tag.issues, _counted(tag.issues, one, many))
            for tag in counts.tags
        ]

    def _publications(self, counts: Counts) -> list[Entry]:
        entries = []
        for found in counts.publications:
            tip = self.tr("%1 unread of %2").replace("%1", dates.number(found.unread))
            tip = tip.replace("%2", dates.number(found.issues))
            label = found.name or self.tr("No publication")
            entries.append(Entry(Place("publication", found.name), label, self.tr("Publications"), found.unread, tip))
        return entries


class _SidebarDelegate(EntryDelegate):
    """Draws the entries: label left, count right, publications with their coloured initial."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, left=18, bottom=5)
        self._fonts = {weight: theme.font(weight=weight) for weight in (400, 600)}
        self._initials = theme.serif(11)

    def row_height(self, _index: QModelIndex, _width: int) -> int:
        return self._theme.pixels(28.5 if _entry(_index).place.kind != "publication" else 30)

    def group(self, index: QModelIndex) -> str:
        return _entry(index).group

    def heading_height(self, first: bool) -> int:
        return self._theme.pixels(42 if first else 33)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = self._theme, _entry(index)
        rect = QRectF(option.rect).adjusted(theme.pixels(8), 0, -theme.pixels(8), 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(theme.colour("selection"))
            ground.setAlphaF(1.0 if chosen else 0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, theme.pixels(6), theme.pixels(6))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.pixels(6), theme.pixels(6))
        inner = rect.adjusted(theme.pixels(10), 0, -theme.pixels(10), 0)
        self._count(painter, inner, entry)
        if entry.place.kind == "publication":
            inner.setLeft(inner.left() + self._initial(painter, inner, entry.label))
        painter.setFont(self._fonts[600 if chosen else 400])
        painter.setPen(theme.colour("ink"))
        shown = painter.fontMetrics().elidedText(entry.label, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, ALIGN.AlignLeft | ALIGN.AlignVCenter, shown)
        painter.restore()

    def _count(self, painter: QPainter, inner: QRectF, entry: Entry) -> None:
        """Draw the count and take its room off `inner`. An empty trash and a publication all read show none."""
        if entry.count < (entry.place.kind in ("publication", "trash")):
            return
        text = dates.compact(entry.count)
        painter.setFont(self._fonts[400])
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(inner, ALIGN.AlignRight | ALIGN.AlignVCenter, text)
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(text) - self._theme.pixels(8))

    def _initial(self, painter: QPainter, inner: QRectF, name: str) -> int:
        """Draw the publication's initial on its colour; return the room it takes."""
        size = self._theme.pixels(20)
        square = QRectF(inner.left(), inner.center().y() - size / 2, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.publication_colour(name)))
        painter.drawRoundedRect(square, self._theme.pixels(5), self._theme.pixels(5))
        painter.setFont(self._initials)
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(square, ALIGN.AlignCenter, initial(name))
        return size + self._theme.pixels(9)


class Sidebar(RowView):
    """The list of places.

    Signals: `chosen(Place)` when the person goes to a place; `menu_wanted(QPoint)` when a menu of the chosen place is
    asked for, with the point on the screen.
    """

    chosen = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(_SidebarDelegate(theme), parent)
        self._model = SidebarModel(self)
        self._quiet = False
        self.setModel(self._model)
        self.setProperty("kind", "side")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Library"))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda at: self.menu_wanted.emit(self.viewport().mapToGlobal(at)))
        theme.changed.connect(self.viewport().update)

    def show_counts(self, counts: Counts) -> None:
        """Show `counts`; the chosen place stays chosen."""
        place = self.place()
        self._model.show(counts)
        if place is not None:
            self.choose(place, quiet=True)

    def place(self) -> Place | None:
        """Return the place that is chosen."""
        index = self.currentIndex()
        return _entry(index).place if index.isValid() else None

    def choose(self, place: Place, *, quiet: bool = False) -> bool:
        """Go to `place`, with `quiet` without saying so; return whether it is listed."""
        index = self._model.find(place)
        if not index.isValid() or index == self.currentIndex():
            return index.isValid()
        self._quiet = quiet
        self.setCurrentIndex(index)
        self._quiet = False
        return True

    def unchoose(self) -> None:
        """Let no place be chosen: a search shows issues of all of them."""
        self._quiet = True
        self.selectionModel().clear()
        self._quiet = False

    def _current_changed(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.chosen.emit(_entry(current).place)


def initial(name: str) -> str:
    """Return what stands for a publication's name on its square: its first letter or digit."""
    return next((sign for sign in name if sign.isalnum()), name[:1]).upper()


def _entry_of(kind: PlaceKind, label: str, group: str, count: int, one: str, many: str) -> Entry:
    return Entry(Place(kind), label, group, count, _counted(count, one, many))


def _counted(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).replace("%n", dates.number(count))


def _entry(index: Index) -> Entry:
    return cast(Entry, index.data(ENTRY_ROLE.value))
