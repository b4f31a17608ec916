"""A segmented control: a few buttons in one frame, one of them on; without room for them, a box of the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QStandardItemModel
from PySide6.QtWidgets import QApplication, QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reader_app.ui.widgets.elided_box import ElidedBox

_WIDEST = 0xFFFFFF  # what Qt takes for no limit
_BESIDE = 12 / 13  # room left and right of a text, as a part of its font's size
_LEAST_BESIDE = 3  # pixels of it, else the texts run into each other


class Segmented(QWidget):
    """Lets the person choose one of a few values.

    Signals: `chosen(str)` with the key of the segment the person turned on.
    """

    chosen = Signal(str)

    def __init__(
        self,
        segments: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
        *,
        font: QFont | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._box: QComboBox | None = None
        group = QButtonGroup(self)
        group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        for number, (key, text) in enumerate(segments):
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setProperty("place", "first" if number == 0 else "last" if number == len(segments) - 1 else "")
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _checked, key=key: self.chosen.emit(key))
            if font is not None:
                button.setFont(font)
            button.setMinimumWidth(_text_width(button) + 2 * _room(button))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[key] = button

    def fit(self, width: int) -> None:
        """Take less room beside the texts where all would be wider than `width` pixels; be a box where it must be."""
        buttons = self._buttons.values()
        texts = {button: _text_width(button) for button in buttons}
        left = max(0, width - 2 - sum(texts.values())) // (2 * len(texts))  # 2 for the frame
        self._show_as_box(left < _LEAST_BESIDE)
        for button, text in texts.items():
            usual = _room(button)
            style = "" if left >= usual else "padding-left: 0; padding-right: 0"
            if button.styleSheet() != style:  # setting one costs milliseconds, the same one too
                button.setStyleSheet(style)
            button.setMinimumWidth(text + 2 * min(usual, left))
            button.setMaximumWidth(_WIDEST if left >= usual else text + 2 * left)

    def is_box(self) -> bool:
        """Tell whether there was no room for the buttons."""
        return self._box is not None and not self._box.isHidden()

    def _show_as_box(self, as_box: bool) -> None:
        if as_box == self.is_box():
            return
        box = self._box or self._make_box()
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        for button in self._buttons.values():
            button.setVisible(not as_box)
        box.setVisible(as_box)
        self.setProperty("kind", "" if as_box else "segments")
        self.style().polish(self)
        self.choose(self.value())
        if had_focus:
            (box if as_box else self._buttons[self.value()]).setFocus()

    def _make_box(self) -> QComboBox:
        box = ElidedBox(self)
        box.setAccessibleName(self.accessibleName())
        for key, button in self._buttons.items():
            box.addItem(button.text(), key)
        box.activated.connect(lambda number: self._buttons[box.itemData(number)].click())
        layout = self.layout()
        assert layout is not None
        layout.addWidget(box)
        self._box = box
        self._gray_box()
        return box

    def buttons(self) -> tuple[QPushButton, ...]:
        """Return the buttons in their order."""
        return tuple(self._buttons.values())

    def choose(self, key: str) -> None:
        """Turn the segment `key` on, without saying so."""
        self._buttons[key].setChecked(True)
        if self._box is not None:
            self._box.setCurrentIndex(self._box.findData(key))

    def value(self) -> str:
        """Return the key of the segment that is on, empty if none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def allow(self, key: str, allowed: bool, reason: str = "") -> None:
        """Let the segment `key` be chosen or not; `reason` says why not when the pointer rests on it."""
        self._buttons[key].setEnabled(allowed)
        self._buttons[key].setToolTip("" if allowed else reason)
        self._gray_box()

    def _gray_box(self) -> None:
        model = self._box.model() if self._box is not None else None
        if isinstance(model, QStandardItemModel):
            for number, button in enumerate(self._buttons.values()):
                model.item(number).setEnabled(button.isEnabledTo(self))

    def describe(self, key: str, tip: str) -> None:
        """Say `tip` when the pointer rests on the segment `key`."""
        self._buttons[key].setToolTip(tip)


def _text_width(button: QPushButton) -> int:
    """Return the width of the text of `button` while it is on: it is heavier then, and must not move the others."""
    font = QFont(button.font())
    font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font).horizontalAdvance(button.text())


def _room(button: QPushButton) -> int:
    return round(_BESIDE * QFontInfo(button.font()).pixelSize())
