"""The look of the windows: palette, style sheet, fonts and tinted icons, all from the design tokens."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from reader_app import tokens
from reader_app.tokens import Mode
from reader_app.ui import icons, style_sheet

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark")
BASE = 13  # pixels of the interface font the design is drawn with


class Theme(QObject):
    """Light or dark, as the system has it or as the person fixed it.

    `install` gives the application its palette and style sheet and keeps them current.

    Signals: `changed()` after the colours are other ones; whoever draws by itself or made icons asks again then.
    """

    changed = Signal()

    def __init__(self, choice: Choice = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        self._mode: Mode = self._wanted()
        self._application: QApplication | None = None
        self._is_plain = False
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._base = BASE

    @property
    def mode(self) -> Mode:
        """What is shown now."""
        return self._mode

    @property
    def choice(self) -> Choice:
        """What the person chose: to follow the system, or one of the two."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Follow the system, or fix light or dark."""
        self._choice = choice
        self._follow()

    def install(self, application: QApplication, *, plain: bool = False) -> None:
        """Dress `application` and follow the system's changes from now on.

        With `plain`, the style sheet waits for `dress`: under one, each widget that is put into another is styled anew,
        which is nearly half of making a window.
        """
        self._is_plain = plain
        self._application = application
        self._base = max(BASE, QFontInfo(application.font()).pixelSize())
        application.setStyle("Fusion")
        application.setFont(self.font())
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self._dress()
        if plain:  # where there was one before, Qt 6.12 makes widgets and gets the next one in half the time
            application.setStyleSheet(" ")
            application.setStyleSheet("")

    def dress(self) -> None:
        """Give the application the style sheet that waited."""
        self._is_plain = False
        self._dress()

    def colour(self, token: str) -> QColor:
        """Return the colour called `token` (names as in resources/themes)."""
        return QColor(tokens.colours(self._mode)[token])

    def css(self, token: str) -> str:
        """Return the colour called `token` as ``#RRGGBB``."""
        return tokens.colours(self._mode)[token]

    def pixels(self, designed: float) -> int:
        """Return the length that is `designed` pixels in the design, grown with the system's font size."""
        return round(designed * self._base / BASE)

    def font(self, designed: float = BASE, *, weight: int = 400) -> QFont:
        """Return the interface font: the system's, `designed` pixels tall in the design."""
        font = QFont(QGuiApplication.font())
        return self._sized(font, designed, weight)

    def serif(self, designed: float, *, weight: int = 700) -> QFont:
        """Return the reading font for native text such as the word mark."""
        return self._sized(QFont(_families("serif")), designed, weight)

    def mono(self, designed: float, *, weight: int = 400) -> QFont:
        """Return the font for source text."""
        font = self._sized(QFont(_families("mono")), designed, weight)
        font.setStyleHint(QFont.StyleHint.Monospace)
        return font

    def icon(self, name: str, colour: str = "ink", checked: str = "") -> QIcon:
        """Return the icon `name` of resources/icons in the colour of a token; `checked` is the token when it is on."""
        key = (name, colour, checked or colour)
        if key not in self._icons:
            tints = (self.css(colour), self.css(checked or colour), self.css("faint"))
            self._icons[key] = icons.tinted(name, *tints, size=self.pixels(icons.SIZE))
        return self._icons[key]

    def palette(self) -> QPalette:
        """Return the palette for widgets the style sheet does not name."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("faint"))
        return palette

    def _sized(self, font: QFont, designed: float, weight: int) -> QFont:
        font.setPixelSize(self.pixels(designed))
        font.setWeight(QFont.Weight(weight))
        return font

    def _wanted(self) -> Mode:
        if self._choice != "system":
            return self._choice
        if QGuiApplication.instance() is None:
            return "light"
        return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted != self._mode:
            self._mode = wanted
            self._icons.clear()
            self._dress()
            self.changed.emit()

    def _dress(self) -> None:
        if self._application is not None:
            self._application.setPalette(self.palette())
            self._application.setStyleSheet(style_sheet.text(self._mode, self.pixels))


def _families(role: str) -> list[str]:
    return [name.strip().strip("'\"") for name in tokens.fonts()[role].split(",")]


_ROLES = {
    QPalette.ColorRole.Window: "side",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "field",
    QPalette.ColorRole.AlternateBase: "list",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "field",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "field",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Light: "field",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "muted",
    QPalette.ColorRole.Shadow: "line",
    QPalette.ColorRole.Accent: "accent",
}
