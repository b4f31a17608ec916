"""What stands in place of list and page: in an empty library what to do first, in an unusable one what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reader_app.ui import icons
from reader_app.ui.theme import Theme

WIDTH = 460
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
        self._title.setStyleSheet(f"font: 700 {theme.pixels(26)}px '{theme.serif(26).families()[0]}'")
        self._sentence = QLabel()
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.pixels(6))
        self._choices: list[QWidget] = []
        self._lay_out()

    def _lay_out(self) -> None:
        column = QWidget()
        column.setFixedWidth(self._theme.pixels(WIDTH))
        column.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        inner = QVBoxLayout(column)
        inner.setSpacing(self._theme.pixels(10))
        inner.addWidget(self._picture)
        inner.addWidget(self._title)
        inner.addWidget(self._sentence)
        inner.addSpacing(self._theme.pixels(10))
        inner.addLayout(self._column)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setStyleSheet("background: transparent")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.addStretch(2)
        around.addWidget(column, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch(3)
        area.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def show_choices(self, title: str, sentence: str, choices: Sequence[Choice]) -> None:
        """Show a title, a sentence, and for each choice a button with what it does under it; the first is primary."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{title}. {sentence}")
        for widget in self._choices:
            self._column.removeWidget(widget)
            widget.deleteLater()
        self._choices.clear()
        for number, (label, explanation, action) in enumerate(choices):
            button = QPushButton(label, self)
            button.setProperty("kind", "primary" if number == 0 else "")
            button.setAccessibleDescription(explanation)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, action=action: action())
            beside = QLabel(explanation, self)
            beside.setProperty("kind", "muted")
            beside.setWordWrap(True)
            beside.setContentsMargins(0, 0, 0, self._theme.pixels(8))
            for widget in (button, beside):
                self._column.addWidget(widget)
                self._choices.append(widget)

    def sentence(self) -> str:
        """Return the sentence that is shown."""
        return self._sentence.text()

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, in order."""
        return [widget for widget in self._choices if isinstance(widget, QPushButton)]
