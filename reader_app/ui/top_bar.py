"""The bar at the top of the reading window: word mark, menu, search, view, and what can be done with the issue."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QStyle, QToolButton, QWidget

from reader_app.ui.actions import Actions, with_key
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.segmented import Segmented

HEIGHT = 44
SIDEBAR_WIDTH = 218
# Below these widths: icons for words, no column for the mark, no mark, no buttons for the issue.
COMPACT, LOOSE, NARROW, TIGHT = 1060, 900, 720, 500


class SearchField(QLineEdit):
    """The search field: says its key while it is empty.

    Signals: `left()` when Escape was pressed in the empty field or the arrow down in any.
    """

    left = Signal()

    def __init__(self, theme: Theme, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self.setPlaceholderText(self.tr("Search every issue, item and sponsor"))
        self.setAccessibleName(self.tr("Search every issue, item and sponsor"))
        self.setTextMargins(theme.pixels(20), 0, 0, 0)
        self._clear = self.addAction(theme.icon("close", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear the search"))
        for button in self.findChildren(QToolButton):  # the one Qt made for it
            button.setAccessibleName(self._clear.toolTip())
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        theme.changed.connect(self._tint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.pixels
        painter = QPainter(self)
        glass = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(px(10), 0, px(14), self.height()))
        self._theme.icon("search", "muted").paint(painter, glass)
        room = self.width() - self.fontMetrics().horizontalAdvance(self.placeholderText()) - px(54)
        if self.text() or room < self.fontMetrics().horizontalAdvance(self._key):
            return
        painter.setPen(self._theme.colour("muted"))
        area = QRect(self.rect().adjusted(px(12), 0, -px(12), 0))
        trailing = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
        painter.drawText(area, trailing | Qt.AlignmentFlag.AlignVCenter, self._key)

    def _tint(self) -> None:
        self._clear.setIcon(self._theme.icon("close", "muted"))


class TopBar(QWidget):
    """The bar.

    Signals: `searched(str)` as the person types; `view_chosen(str)` with "sections", "original" or "text".
    """

    searched = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._theme = theme
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.pixels(HEIGHT))
        self._mark = QLabel("Masthead")
        self._mark.setFont(theme.serif(16))
        self._mark.setStyleSheet(f"font-family: '{theme.serif(16).families()[0]}'")
        self.menu_button = self._flat_button(self.tr("Menu"), self.tr("Menu (F10)"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sidebar_button = self._flat_button(self.tr("Sidebar"), with_key(actions["toggle_sidebar"]))
        self.sidebar_button.clicked.connect(actions["toggle_sidebar"].trigger)
        self.sidebar_button.hide()
        key = actions["search"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.search = SearchField(theme, key)
        self.search.setMaximumWidth(theme.pixels(340))
        self.search.setMinimumWidth(theme.pixels(120))
        self.search.textChanged.connect(self.searched)
        views = (("sections", self.tr("Sections")), ("original", self.tr("Original")), ("text", self.tr("Text")))
        self.view = Segmented(views, self.tr("View"))
        self.view.choose("sections")
        self.view.chosen.connect(self.view_chosen)
        self.star = self._button("star", self.tr("Star"))
        self.clip = self._button("clip", self.tr("Clip"))
        self.export = self._button("export", self.tr("Export…"))
        self.new = self._button("new_issue", self.tr("New issue"), primary=True)
        self._compact = False
        self._lay_out()
        actions["star"].toggled.connect(lambda _on: self._tint())
        theme.changed.connect(self._tint)
        self._tint()

    def set_menu(self, menu: QMenu) -> None:
        """Show `menu` behind the menu button."""
        self.menu_button.setMenu(menu)

    def set_export_menu(self, menu: QMenu) -> None:
        """Show `menu` behind the button "Export…"."""
        self.export.clicked.disconnect()
        self.export.clicked.connect(lambda: menu.exec(self.export.mapToGlobal(self.export.rect().bottomLeft())))

    def offer_sidebar(self, offered: bool) -> None:
        """Show the button that brings the sidebar, or take it away."""
        if self.sidebar_button.isHidden() != offered:
            return
        self.sidebar_button.setVisible(offered)
        if offered:
            self.sidebar_button.setIcon(self._theme.icon("sidebar", "muted"))
        self._fit()

    def show_view(self, view: str, *, has_issue: bool, has_original: bool) -> None:
        """Turn the segment of `view` on; without an issue none can be chosen."""
        self.view.setEnabled(has_issue)
        self.view.choose(view)
        self.view.allow("original", has_original, self.tr("There is no other form of this one to show"))

    def _lay_out(self) -> None:
        px = self._theme.pixels
        self._left = QWidget(self)
        head = QHBoxLayout(self._left)
        head.setContentsMargins(0, 0, px(12), 0)
        head.addWidget(self._mark)
        head.addStretch(1)
        head.setSpacing(px(2))
        head.addWidget(self.sidebar_button)
        head.addWidget(self.menu_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(14), 0, px(14), 1)
        layout.setSpacing(px(8))
        layout.addWidget(self._left)
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        for widget in (self.view, self.star, self.clip, self.export, self.new):
            layout.addWidget(widget)
        order = [self.sidebar_button, self.menu_button, self.search, *self.view.buttons()]
        for one, following in pairwise([*order, self.star, self.clip, self.export, self.new]):
            QWidget.setTabOrder(one, following)

    def _flat_button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("kind", "flat")
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setIconSize(QSize(1, 1) * self._theme.pixels(16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _button(self, key: str, text: str, *, primary: bool = False) -> QPushButton:
        action = self._actions[key]
        button = QPushButton(text, self)
        button.setProperty("kind", "primary" if primary else "")
        button.setIconSize(QSize(1, 1) * self._theme.pixels(14))
        button.setToolTip(with_key(action))
        button.setAccessibleName(text.strip("…"))
        button.clicked.connect(action.trigger)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for: what goes stays in the menu."""
        px, width = self._theme.pixels, self.width()
        self._mark.setVisible(width >= px(NARROW))
        self._left.setFixedWidth(px(SIDEBAR_WIDTH - 22) if width >= px(LOOSE) else self._left.sizeHint().width())
        if self._compact != (width < px(COMPACT)):
            self._compact = not self._compact
            self._tint()
        buttons = (self.star, self.clip, self.export, self.new)
        for button in buttons[:3]:
            button.setVisible(width >= px(TIGHT))
        self.search.setMinimumWidth(px(120 if width >= px(TIGHT) else 64))
        others = [self._left.width(), self.search.minimumWidth()]
        others += [button.sizeHint().width() for button in buttons if not button.isHidden()]
        self.view.fit(width - sum(others) - px(8) * (len(others) + 1) - 2 * px(14))

    def _tint(self) -> None:
        starred = self._actions["star"].isChecked()
        self.star.setIcon(self._theme.icon("star-filled" if starred else "star", "accent" if starred else "ink"))
        self.clip.setIcon(self._theme.icon("clip"))
        self.export.setIcon(self._theme.icon("export") if self._compact else QIcon())
        self.new.setIcon(self._theme.icon("compose", "on_accent"))
        texts = {
            self.star: self.tr("Starred") if starred else self.tr("Star"),
            self.clip: self.tr("Clip"),
            self.export: self.tr("Export…"),
            self.new: self.tr("New issue"),
        }
        for button, text in texts.items():
            shown = text if button.icon().isNull() else f"\u2009{text}"
            button.setText("" if self._compact else shown)
        self.menu_button.setIcon(self._theme.icon("menu", "muted"))
        if not self.sidebar_button.isHidden():
            self.sidebar_button.setIcon(self._theme.icon("sidebar", "muted"))
