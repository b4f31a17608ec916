"""Puts the panes of the composing window in their places, folds them and remembers the split."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reader_app.ui.settings import Settings
from reader_app.ui.theme import Theme

OUTLINE_WIDTH, PROBLEMS_HEIGHT = 250, 128
_PREVIEW_SHARE, _PREVIEW_WIDTHS = 0.37, (300, 700)
_MIDDLE_WIDTH = 300  # at least
_NARROW = 880  # designed pixels in which outline, source and preview have no room beside each other


class PaneLayout(QObject):
    """Outline, middle and preview side by side, the problems below, each but the middle one foldable.

    The clips stand under the outline and go with it.
    """

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        outline: QWidget,
        clips: QWidget,
        middle: QWidget,
        preview: QWidget,
        problems: QWidget,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._theme = theme
        self._toggles: dict[str, QAction] = {}
        self._is_narrow = False
        self.left = _splitter(Qt.Orientation.Vertical, {outline: 1, clips: 1})
        self._panes = {"outline": self.left, "preview": preview, "problems": problems, "clips": clips}
        middle.setMinimumWidth(theme.pixels(_MIDDLE_WIDTH))
        self.columns = _splitter(Qt.Orientation.Horizontal, {self.left: 0, middle: 3, preview: 2})
        self.rows = _splitter(Qt.Orientation.Vertical, {self.columns: 1, problems: 0})

    def restore(self, toggles: dict[str, QAction], width: int) -> None:
        """Bring back the remembered split and folds in a window of `width`; `toggles` fold a pane or show it."""
        self._toggles = toggles
        self._split(width)
        self.rows.installEventFilter(self)
        for splitter, key in ((self.columns, "editor/columns"), (self.rows, "editor/rows"), (self.left, "editor/left")):
            state = self._settings.state(key)
            if not state.isEmpty():
                splitter.restoreState(state)
                splitter.setHandleWidth(1)
        for name, action in toggles.items():
            action.setChecked(self._settings.flag(f"editor/{name}", default=name != "clips"))
            action.toggled.connect(lambda on, name=name: self._fold(name, on=on))
        self.fit(width)

    def fit(self, width: int) -> None:
        """Show the panes that are wanted; in a window too narrow for all, the outline gives way to the preview."""
        self._is_narrow = width < self._theme.pixels(_NARROW)
        wanted = {name: action.isChecked() for name, action in self._toggles.items()}
        for name, pane in self._panes.items():
            gives_way = name == "outline" and self._is_narrow and wanted.get("preview", False)
            pane.setVisible(wanted.get(name, True) and not gives_way)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent) and watched is self.rows:
            self.fit(event.size().width())
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Remember the split."""
        self._settings.set("editor/columns", self.columns.saveState())
        self._settings.set("editor/rows", self.rows.saveState())
        self._settings.set("editor/left", self.left.saveState())

    def _split(self, width: int) -> None:
        """Give every pane the share it begins with in a window of `width`."""
        px = self._theme.pixels
        least, most = (px(limit) for limit in _PREVIEW_WIDTHS)
        preview = max(least, min(most, round(width * _PREVIEW_SHARE)))
        outline = px(OUTLINE_WIDTH)
        self.columns.setSizes([outline, max(px(_MIDDLE_WIDTH), width - outline - preview), preview])
        self.rows.setSizes([px(670), px(PROBLEMS_HEIGHT)])

    def _fold(self, name: str, *, on: bool) -> None:
        self._settings.set(f"editor/{name}", on)
        if name == "clips" and on:
            self._toggles["outline"].setChecked(True)
        if name in ("outline", "clips") and on and self._is_narrow:
            self._toggles["preview"].setChecked(False)  # asked for, so it is the preview that gives way
        self.fit(self.rows.width())
        if name == "clips" and on and self._settings.state("editor/left").isEmpty():
            self.left.setSizes([3 * self.left.height() // 5, 2 * self.left.height() // 5])


def _splitter(orientation: Qt.Orientation, panes: dict[QWidget, int]) -> QSplitter:
    """Return `panes` beside each other, each taking as many parts of what a larger window adds."""
    splitter = QSplitter(orientation)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for number, (pane, share) in enumerate(panes.items()):
        splitter.addWidget(pane)
        splitter.setStretchFactor(number, share)
    return splitter


def column(*widgets: QWidget, stretched: QWidget) -> QWidget:
    """Return `widgets` below each other, without room between them; `stretched` takes what is left."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is stretched else 0)
    return whole
