"""Finds Hunspell dictionaries: the person's own folder first, then the system's, then the one that comes with Hunspell.

No dictionary is bundled by Masthead but the American English one that the library ships (SCOWL, a BSD-like licence):
most others are GPL. Any pair of ``.aff`` and ``.dic`` files in the folder ``dictionaries`` of the data folder is used.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from reader_app.paths import data_folder

_LINUX: Final = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/var/lib/flatpak/exports/share/hunspell",
)
_MAC: Final = ("/Library/Spelling", "~/Library/Spelling", "/opt/homebrew/share/hunspell", "/usr/local/share/hunspell")
_NAME: Final = re.compile(r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{2,4}|\d{3}))?(?:[_-].*)?\Z")
# The region that is meant where a language comes without one and several dictionaries are there.
_USUAL: Final = {
    "en": "US",
    "de": "DE",
    "pt": "BR",
    "es": "ES",
    "fr": "FR",
    "nb": "NO",
    "sv": "SE",
    "da": "DK",
    "nl": "NL",
}


def folders() -> tuple[Path, ...]:
    """Return where dictionaries are looked for, the person's own folder first."""
    named = os.environ.get("DICPATH", "").split(os.pathsep)
    system = _MAC if sys.platform == "darwin" else _LINUX
    places = [Path(name).expanduser() for name in (*named, *system) if name]
    return (data_folder() / "dictionaries", *places, *_of_the_library())


def find(lang: str, places: Iterable[Path] | None = None) -> Path | None:
    """Return the ``.dic`` file for the BCP 47 tag `lang`, None when there is none for its language.

    The same region is best; then the usual one of the language, one without a region, and any other.
    """
    wanted = _NAME.match(lang.replace("-", "_"))
    if wanted is None:
        return None
    language, region = wanted[1].lower(), (wanted[2] or "").upper()
    best: tuple[int, int, Path] | None = None
    for order, folder in enumerate(folders() if places is None else places):
        for path in _pairs(folder):
            named = _NAME.match(path.stem)
            if named is None or named[1].lower() != language:
                continue
            own = (named[2] or "").upper()
            fit = (region and own == region and -1) or _fit(language, own)
            if best is None or (fit, order, path) < best:
                best = (fit, order, path)
    return best[2] if best else None


def _fit(language: str, region: str) -> int:
    if region == _USUAL.get(language, language.upper()):
        return 0
    return 2 if region else 1


def _pairs(folder: Path) -> list[Path]:
    """Return the dictionaries in `folder` that have both of their files."""
    try:
        return sorted(path for path in folder.glob("*.dic") if path.with_suffix(".aff").is_file())
    except OSError:
        return []


def _of_the_library() -> tuple[Path, ...]:
    found = importlib.util.find_spec("hunspell")
    return (Path(found.origin).parent / "dictionaries",) if found and found.origin else ()
