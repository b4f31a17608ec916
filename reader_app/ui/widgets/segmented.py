"""A segmented control: a few buttons in one frame, one of them on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

_WIDEST = 0xFFFFFF  # what Qt takes for no limit
_BESIDE = 12 / 13  # room left and right of a text, as a part of its font's size


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
        """Take less room beside the texts where all of it would be wider than `width` pixels."""
        buttons = self._buttons.values()
        texts = {button: _text_width(button) for button in buttons}
        left = max(0, width - 2 - sum(texts.values())) // (2 * len(texts))  # 2 for the frame
        for button, text in texts.items():
            usual = _room(button)
            style = "" if left >= usual else "padding-left: 0; padding-right: 0"
            if button.styleSheet() != style:  # setting one costs milliseconds, the same one too
                button.setStyleSheet(style)
            button.setMinimumWidth(text + 2 * min(usual, left))
            button.setMaximumWidth(_WIDEST if left >= usual else text + 2 * left)

    def choose(self, key: str) -> None:
        """Turn the segment `key` on, without saying so."""
        self._buttons[key].setChecked(True)

    def value(self) -> str:
        """Return the key of the segment that is on, empty if none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def allow(self, key: str, allowed: bool, reason: str = "") -> None:
        """Let the segment `key` be chosen or not; `reason` says why not when the pointer rests on it."""
        self._buttons[key].setEnabled(allowed)
        self._buttons[key].setToolTip("" if allowed else reason)

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
