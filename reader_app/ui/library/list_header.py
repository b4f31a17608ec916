"""The line above the list: what is listed or selected, and what can be done with the whole list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader_app.ui.library.list_choices import ORDERS, Choices, Order
from reader_app.ui.library.places import OF_ISSUES, Place
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.elided_box import ElidedBox
from reader_app.ui.widgets.elided_label import ElidedLabel
from reader_app.ui.widgets.segmented import Segmented

HEIGHT = 30  # of the line, also where it holds no button
MOST_NAMES = 400  # sections or publications offered for narrowing the items


class ListHeader(QWidget):
    """The line, and below it what narrows the list of items.

    Signals: `changed()` when another order or part of the list is wanted; `command(str)` with "empty_trash",
    "save_search", "about", "rename" or "delete".
    """

    changed = Signal()
    command = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._order: Order = "newest"
        self._shown: tuple[Place, str] = (Place("all"), "")
        self._trashed = 0
        self._text = ElidedLabel()
        self._text.setProperty("kind", "muted")
        self.sort_button = self._button(self.tr("Order of the list"))
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._buttons = {
            "about": self._command("about", self.tr("About"), self.tr("About this publication")),
            "save_search": self._command("save_search", self.tr("Save"), self.tr("Keep this search in the sidebar")),
            "empty_trash": self._command("empty_trash", self.tr("Empty…"), self.tr("Remove all of this for good")),
        }
        self.more_button = self._button(self.tr("More"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        filters = (
            ("all", self.tr("All")),
            ("unread", self.tr("Unread")),
            ("starred", self.tr("Starred")),
            ("hidden", self.tr("Hidden")),
        )
        self.item_filter = Segmented(filters, self.tr("Items to list"))
        self.item_filter.choose("all")
        self.item_filter.chosen.connect(lambda _key: self.changed.emit())
        self.sections = self._names(self.tr("Any section"), self.tr("Section"))
        self.publications = self._names(self.tr("Any publication"), self.tr("Publication"))
        self.clip_words = QLineEdit()
        self.clip_words.setPlaceholderText(self.tr("Search your clips"))
        self.clip_words.setAccessibleName(self.tr("Search your clips"))
        self.clip_words.setClearButtonEnabled(True)
        self.clip_words.textChanged.connect(lambda _text: self.changed.emit())
        self._narrowing = QWidget()
        self._lay_out()
        self._make_menu()
        self.show_place(Place("all"), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width() - 2 * self._theme.pixels(16)
        self.item_filter.fit(room)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._boxes.setDirection(across if self._boxes_need() <= room else down)

    def _boxes_need(self) -> int:
        """Return how wide the two boxes are beside each other with what they say first whole."""
        texts = [box.fontMetrics().horizontalAdvance(box.itemText(0)) for box in (self.sections, self.publications)]
        return 2 * (max(texts) + self._theme.pixels(8 + 22 + 4)) + self._boxes.spacing()

    def choices(self) -> Choices:
        """Return what is chosen now."""
        items = self.item_filter.value()
        return Choices(
            self._order,
            "unread"
            if items == "unread"
            else "starred"
            if items == "starred"
            else "hidden"
            if items == "hidden"
            else "all",
            self.sections.currentText() if self.sections.currentIndex() > 0 else "",
            self.publications.currentText() if self.publications.currentIndex() > 0 else "",
            self.words(),
        )

    def words(self) -> str:
        """Return the words that the clips listed hold, empty for all clips."""
        return self.clip_words.text().strip() if self.clip_words.isVisibleTo(self) else ""

    def set_order(self, order: Order) -> None:
        """Show that the list is sorted by `order`."""
        self._order = order
        self.sort_button.setText(f"{self._orders()[order]} ▾")
        for action in self._menu.actions():
            action.setChecked(action.data() == order)

    def offer_names(self, sections: tuple[str, ...], publications: tuple[str, ...]) -> None:
        """Offer sections and publications to narrow the items to; what is chosen stays."""
        for box, names in ((self.sections, sections), (self.publications, publications)):
            chosen = box.currentText() if box.currentIndex() > 0 else ""
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            box.addItems([name for name in names[:MOST_NAMES] if name])
            box.setCurrentIndex(max(0, box.findText(chosen)))
            box.blockSignals(False)

    def show_place(self, place: Place, query: str) -> None:
        """Offer what can be done with the list of `place`, or of what `query` finds."""
        self._shown = (place, query)
        found = bool(query)
        offered = {
            "about": place.kind == "publication" and not found,
            "save_search": found,
            "empty_trash": place.kind == "trash" and not found and self._trashed > 0,
        }
        for key, shown in offered.items():
            self._buttons[key].setVisible(shown)
        named = place.kind in ("tag", "search") or (place.kind == "publication" and bool(place.value))
        self.more_button.setVisible(named and not found)
        self._forget.setVisible(place.kind != "publication")
        self.sort_button.setVisible(place.kind in OF_ISSUES and not found)
        self._narrowing.setVisible(place.kind == "items" and not found)
        self._clips.setVisible(place.kind == "clips" and not found)

    def show_trashed(self, count: int) -> None:
        """Offer to empty the trash while there are issues in it."""
        self._trashed = count
        self.show_place(*self._shown)

    def say(self, text: str) -> None:
        """Say what is listed or selected."""
        self._text.setText(text)

    def text(self) -> str:
        """Return what is said."""
        return self._text.text()

    def button(self, key: str) -> QToolButton:
        """Return the button of the command `key`."""
        return self._buttons[key]

    def _lay_out(self) -> None:
        px = self._theme.pixels
        line = QHBoxLayout()
        line.setContentsMargins(px(16), px(4), px(8), 0)
        line.setSpacing(px(2))
        line.addStrut(px(HEIGHT))
        line.addWidget(self._text, 1)
        for button in self._buttons.values():
            line.addWidget(button)
        line.addWidget(self.sort_button)
        line.addWidget(self.more_button)
        below = QVBoxLayout(self._narrowing)
        below.setContentsMargins(px(16), px(2), px(16), px(4))
        below.setSpacing(px(6))
        first = QHBoxLayout()
        first.addWidget(self.item_filter)
        first.addStretch(1)
        self._boxes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._boxes.setSpacing(px(6))
        self._boxes.addWidget(self.sections, 1)
        self._boxes.addWidget(self.publications, 1)
        below.addLayout(first)
        below.addLayout(self._boxes)
        self._clips = QWidget()
        field = QHBoxLayout(self._clips)
        field.setContentsMargins(px(16), px(2), px(16), px(6))
        field.addWidget(self.clip_words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._narrowing, self._clips):
            layout.addWidget(part)
        layout.insertLayout(0, line)

    def _names(self, anything: str, name: str) -> QComboBox:
        box = ElidedBox()
        box.setAccessibleName(name)
        box.addItem(anything)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.setMaxVisibleItems(18)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        return box

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "flat")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _command(self, key: str, text: str, tip: str) -> QToolButton:
        button = self._button(tip)
        button.setText(text)
        button.clicked.connect(lambda: self.command.emit(key))
        return button

    def _orders(self) -> dict[Order, str]:
        return {
            "newest": self.tr("Newest first"),
            "oldest": self.tr("Oldest first"),
            "unread": self.tr("Unread first"),
            "publication": self.tr("By publication"),
            "title": self.tr("By title"),
        }

    def _make_menu(self) -> None:
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for order in ORDERS:
            action = self._menu.addAction(self._orders()[order])
            action.setCheckable(True)
            action.setData(order)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, order=order: self._sort(order))
        self.sort_button.setMenu(self._menu)
        more = QMenu(self)
        more.addAction(self.tr("&Rename…")).triggered.connect(lambda: self.command.emit("rename"))
        self._forget = more.addAction(self.tr("Re&move"))
        self._forget.triggered.connect(lambda: self.command.emit("delete"))
        self.more_button.setMenu(more)
        self._theme.changed.connect(self._tint)
        self._tint()
        self.set_order("newest")

    def _tint(self) -> None:
        self.more_button.setIcon(self._theme.icon("menu", "muted"))

    def _sort(self, order: Order) -> None:
        self.set_order(order)
        self.changed.emit()
