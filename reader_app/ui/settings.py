"""What the windows remember between two starts: sizes, splits, text size, theme, the last issue."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from reader_app import paths, private

SMALLEST_TEXT, NORMAL_TEXT, LARGEST_TEXT = 12, 17, 32
SHORTEST_LINE, DEFAULT_MEASURE, LONGEST_LINE = 42, 66, 106


def settings_file(library: Path) -> Path:
    """Return where the settings for `library` are kept: the config folder for the usual one, else beside it."""
    if paths.is_usual(library):
        return paths.config_folder() / "windows.ini"
    return library.with_name(library.name + ".windows.ini")


class Settings:
    """Named values in one INI file. A value that is absent or of another kind reads as its default."""

    def __init__(self, file: Path) -> None:
        with contextlib.suppress(OSError):  # then nothing is remembered
            private.make_folder(file.parent, ours=file.parent == paths.config_folder())
            private.make_file(file)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """Return the text kept under `key`."""
        value = self._store.value(key)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """Return the whole number kept under `key`."""
        try:
            return int(self.text(key))
        except ValueError:
            return default

    def flag(self, key: str, default: bool) -> bool:
        """Return the yes or no kept under `key`."""
        return {"yes": True, "no": False}.get(self.text(key), default)

    def state(self, key: str) -> QByteArray:
        """Return the state of a widget kept under `key`; empty if there is none."""
        return QByteArray.fromBase64(QByteArray(self.text(key).encode()))

    def set(self, key: str, value: str | int | bool | QByteArray) -> None:
        """Keep `value` under `key`; it is on disk after the next `sync` or soon by itself."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        elif isinstance(value, QByteArray):
            value = bytes(value.toBase64().data()).decode()
        self._store.setValue(key, str(value))

    def sync(self) -> None:
        """Write what was set to disk."""
        self._store.sync()

    def text_size(self) -> int:
        """Return the size of the reading text in pixels."""
        return max(SMALLEST_TEXT, min(LARGEST_TEXT, self.number("reader/text_size", NORMAL_TEXT)))

    def measure(self) -> int:
        """Return the length of the lines of the page in characters, at most."""
        return max(SHORTEST_LINE, min(LONGEST_LINE, self.number("reader/measure", DEFAULT_MEASURE)))

    def set_measure(self, measure: int) -> int:
        """Keep `measure` (characters) for the lines of the page, brought into its limits; return what was kept."""
        self.set("reader/measure", max(SHORTEST_LINE, min(LONGEST_LINE, measure)))
        return self.measure()

    def set_text_size(self, size: int) -> int:
        """Keep `size` (pixels) for the reading text, brought into its limits; return what was kept."""
        self.set("reader/text_size", max(SMALLEST_TEXT, min(LARGEST_TEXT, size)))
        return self.text_size()
