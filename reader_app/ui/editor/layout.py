"""Puts the panes of the composing window in their places, folds them and remembers the split."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme

OUTLINE_WIDTH, PREVIEW_WIDTH, PROBLEMS_HEIGHT = 250, 520, 128
_NARROW = 1000


class PaneLayout(QObject):
    """Outline, middle and preview side by side, the problems below, each but the middle one foldable."""

    def __init__(
        self, theme: Theme, settings: Settings, outline: QWidget, middle: QWidget, preview: QWidget, problems: QWidget
    ) -> None:
        super().__init__()
        self._settings = settings
        self._panes = {"outline": outline, "preview": preview, "problems": problems}
        self.columns = _splitter(Qt.Orientation.Horizontal, (outline, middle, preview), stretched=1)
        self.rows = _splitter(Qt.Orientation.Vertical, (self.columns, problems), stretched=0)
        px = theme.pixels
        self.columns.setSizes([px(OUTLINE_WIDTH), px(630), px(PREVIEW_WIDTH)])
        self.rows.setSizes([px(670), px(PROBLEMS_HEIGHT)])

    def restore(self, toggles: dict[str, QAction], width: int) -> None:
        """Bring back the remembered split and folds; in a narrow window the outline begins folded."""
        for splitter, key in ((self.columns, "editor/columns"), (self.rows, "editor/rows")):
            state = self._settings.state(key)
            if not state.isEmpty():
                splitter.restoreState(state)
                splitter.setHandleWidth(1)
        for name, action in toggles.items():
            pane = self._panes[name]
            default = name != "outline" or width >= _NARROW
            action.toggled.connect(lambda on, name=name, pane=pane: self._fold(name, pane, on))
            is_on = self._settings.flag(f"editor/{name}", default)
            action.setChecked(is_on)
            pane.setVisible(is_on)

    def save(self) -> None:
        """Remember the split."""
        self._settings.set("editor/columns", self.columns.saveState())
        self._settings.set("editor/rows", self.rows.saveState())

    def _fold(self, name: str, pane: QWidget, on: bool) -> None:
        pane.setVisible(on)
        self._settings.set(f"editor/{name}", on)


def _splitter(orientation: Qt.Orientation, panes: tuple[QWidget, ...], *, stretched: int) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for number, pane in enumerate(panes):
        splitter.addWidget(pane)
        splitter.setStretchFactor(number, 1 if number == stretched else 0)
    return splitter
