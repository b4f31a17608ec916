"""Where Masthead keeps its files."""

from __future__ import annotations

import os
from pathlib import Path

LIBRARY_VARIABLE = "MASTHEAD_LIBRARY"
LIBRARY_NAME = "library.masthead"


def data_folder() -> Path:
    """Return the folder for the person's data, by the platform's convention. It may not exist yet."""
    from platformdirs import user_data_path

    return user_data_path("masthead", appauthor=False)


def config_folder() -> Path:
    """Return the folder for window settings, by the platform's convention. It may not exist yet."""
    from platformdirs import user_config_path

    return user_config_path("masthead", appauthor=False)


def is_usual(library: Path) -> bool:
    """Tell whether `library` is the one in the data folder, so that the folder around it is Masthead's own."""
    return library.name == LIBRARY_NAME and library.parent == data_folder()


def library_file(chosen: str | None = None) -> Path:
    """Return the library to use: `chosen`, else what MASTHEAD_LIBRARY names, else one in the data folder."""
    named = chosen or os.environ.get(LIBRARY_VARIABLE)
    return Path(named).expanduser() if named else data_folder() / LIBRARY_NAME
