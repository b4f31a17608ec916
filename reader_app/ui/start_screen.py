"""What stands in place of list and page: in an empty library what to do first, in an unusable one what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from reader_app.ui import icons
from reader_app.ui.theme import Theme

WIDTH = 620
Choice = tuple[str, str, Callable[[], object]]


class StartScreen(QWidget):
    """A title, a sentence and a few choices, in the middle of the pane."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._picture = QLabel()
        self._picture.setPixmap(icons.application_icon().pixmap(theme.pixels(64), theme.pixels(64)))
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setWordWrap(True)
        self._title.setStyleSheet(f"font: 700 {theme.pixels(24)}px '{theme.serif(24).families()[0]}'")
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.pixels(16))
        self._grid.setVerticalSpacing(theme.pixels(12))
        self._grid.setColumnStretch(1, 1)
        self._choices: list[QWidget] = []
        self._shown: tuple[object, ...] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(self._theme.pixels(WIDTH))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(*[self._theme.pixels(24)] * 4)
        inner.setSpacing(self._theme.pixels(8))
        inner.addWidget(self._picture)
        inner.addWidget(self._title)
        inner.addWidget(self._sentence)
        inner.addSpacing(self._theme.pixels(14))
        inner.addLayout(self._grid)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setProperty("kind", "paper")
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(column, 100)
        across.addStretch(1)
        around = QVBoxLayout(holder)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(2)
        around.addLayout(across)
        around.addStretch(3)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def show_choices(self, title: str, sentence: str, choices: Sequence[Choice]) -> None:
        """Show a title, a sentence, and for each choice a button with what it does beside it; the first is primary."""
        shown = (title, sentence, *(choice[:2] for choice in choices))
        if shown == self._shown:
            return  # the button with the keyboard keeps it
        self._shown = shown
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{title}. {sentence}")
        for widget in self._choices:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._choices.clear()
        for number, (label, explanation, action) in enumerate(choices):
            button = QPushButton(label, self)
            button.setProperty("kind", "primary" if number == 0 else "")
            button.setAccessibleDescription(explanation)
            button.clicked.connect(lambda _checked=False, action=action: action())
            beside = QLabel(explanation, self)
            beside.setTextFormat(Qt.TextFormat.PlainText)
            beside.setProperty("kind", "muted")
            beside.setWordWrap(True)
            self._grid.addWidget(button, number, 0)
            self._grid.addWidget(beside, number, 1, Qt.AlignmentFlag.AlignVCenter)
            self._choices += (button, beside)

    def sentence(self) -> str:
        """Return the sentence that is shown."""
        return self._sentence.text()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, in order."""
        return [widget for widget in self._choices if isinstance(widget, QPushButton)]
