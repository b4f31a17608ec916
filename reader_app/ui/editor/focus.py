"""Typewriter and focus mode: the line one writes stays in the middle; all but its paragraph steps back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QShowEvent, QTextBlock
from PySide6.QtWidgets import QWidget

from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.settings import Settings

_MEASURE = 860  # designed pixels, line numbers included: some 90 letters
_VEIL = 0.62  # how much of the colour of the page lies over what is not being written


class FocusModes(QObject):
    """Turns the two modes on and off by their actions, and remembers them. `panes` are folded in focus."""

    def __init__(
        self, source: SourceEdit, settings: Settings, typewriter: QAction, focus: QAction, panes: tuple[QAction, ...]
    ) -> None:
        super().__init__(source)
        self._source = source
        self._settings = settings
        self._panes = panes
        self._focus_action = focus
        self._folded: tuple[QAction, ...] = ()
        self._veil = _Veil(source)
        self._is_typewriter = False
        source.cursorPositionChanged.connect(self._follow)
        typewriter.toggled.connect(self._type)
        focus.toggled.connect(self._focus)
        typewriter.setChecked(settings.flag("editor/typewriter", default=False))

    def _type(self, on: bool) -> None:
        self._settings.set("editor/typewriter", on)
        self._is_typewriter = on
        self._source.setCenterOnScroll(on)
        self._follow()

    def _focus(self, on: bool) -> None:
        self._veil.setVisible(on)
        self._source.set_measure(self._source.theme.pixels(_MEASURE) if on else 0)
        if on:
            self._folded = tuple(pane for pane in self._panes if pane.isChecked())
            for pane in self._folded:
                pane.setChecked(False)
        else:
            for pane in self._folded:
                pane.setChecked(True)
        self._source.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Bring the panes back, so that the next window has them."""
        self._focus_action.setChecked(False)

    def _follow(self) -> None:
        if self._is_typewriter:
            self._source.centerCursor()
        if self._veil.isVisible():
            self._veil.update()


class _Veil(QWidget):
    """Lies over the text and lets the paragraph of the cursor through."""

    def __init__(self, source: SourceEdit) -> None:
        super().__init__(source.viewport())
        self._source, self._viewport = source, source.viewport()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        source.viewport().installEventFilter(self)
        source.updateRequest.connect(self._stay)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._viewport.rect())
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        self.setGeometry(self._viewport.rect())
        super().showEvent(event)

    def _stay(self, _area: QRect, scrolled: int) -> None:
        """Lie over the text as before: what scrolls a viewport moves what is in it."""
        if scrolled:
            self.setGeometry(self._viewport.rect())
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._source.theme.colour("field")
        colour.setAlphaF(_VEIL)
        first, last = _paragraph(self._source.textCursor().block())
        for block, top, height in self._source.visible_blocks():
            if not first <= block.blockNumber() <= last:
                painter.fillRect(QRectF(0, top, self.width(), height), colour)


def _paragraph(block: QTextBlock) -> tuple[int, int]:
    """Return the first and last line of the paragraph `block` is in."""
    first = last = block
    if block.text().strip():
        while first.previous().isValid() and first.previous().text().strip():
            first = first.previous()
        while last.next().isValid() and last.next().text().strip():
            last = last.next()
    return first.blockNumber(), last.blockNumber()
