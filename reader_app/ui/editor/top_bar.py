"""The bar at the top of the composing window: which issue, how it is kept, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from reader_app.ui.actions import Actions, label, with_key
from reader_app.ui.theme import Theme
from reader_app.ui.widgets.plain_tip import plain_tip

_NARROW = 760  # designed pixels under which only the menu has what has buttons else


class TopBar(QWidget):
    """Name of the issue, state of the draft, and the buttons `menu`, `details`, `history`, `copy`, `export`."""

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = _Elided()
        self._name.setFont(theme.serif(15))
        self._state = _Elided()
        self._state.setProperty("kind", "muted")
        self._state.setAccessibleName(self.tr("State of the draft"))
        self.menu = self._menu_button("", "flat", self.tr("Menu"))
        for menu in actions.group_menus(self.menu):
            self.menu.menu().addMenu(menu)
        self.details = self._button(self.tr("Details…"), actions["details"])
        self.history = self._button(self.tr("History"), actions["history"])
        self.copy = self._menu_button(self.tr("Copy as ▾"), "button", self.tr("Copy as"))
        self.export = self._menu_button(self.tr("Export ▾"), "primary", self.tr("Export"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 6)
        layout.setSpacing(8)
        layout.addWidget(self._name)
        layout.addSpacing(2)
        layout.addWidget(self._state)
        layout.addStretch(1)
        for button in (self.menu, self.details, self.history, self.copy, self.export):
            button.setFixedHeight(theme.pixels(30))
            layout.addWidget(button)
        theme.changed.connect(self._tint)
        self._tint()

    def show_name(self, name: str) -> None:
        """Show which issue this is."""
        if name != self._name.text():
            self._name.setText(name)
            self._name.setToolTip(plain_tip(name))

    def show_state(self, text: str, *, is_error: bool = False) -> None:
        """Show how the draft is kept, in red if it is not."""
        if text == self._state.text():
            return
        self._state.setText(text)
        self._state.setAccessibleDescription(text)
        self._state.setToolTip(plain_tip(text))
        kind = "error" if is_error else "muted"
        if self._state.property("kind") != kind:
            self._state.setProperty("kind", kind)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)

    def state(self) -> str:
        """Return what is said of the draft."""
        return self._state.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.details, self.history):
            button.setVisible(event.size().width() >= self._theme.pixels(_NARROW))

    def _tint(self) -> None:
        self.menu.setIcon(self._theme.icon("menu", "muted"))

    def _button(self, text: str, action: QAction) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(with_key(action))
        button.setAccessibleName(label(action).rstrip("…"))
        button.clicked.connect(action.trigger)
        return button

    def _menu_button(self, text: str, kind: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setProperty("kind", kind)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(QMenu(button))
        return button


class _Elided(QLabel):
    """One line of plain text that ends in an ellipsis where there is no room for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 6 * self.fontMetrics().height()), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)
