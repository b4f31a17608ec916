"""The report of a fault of our own: where in the program it arose, and nothing of what the person reads or writes.

Messages of exceptions may quote any text, so they are left out; so are the folders the program lies in.
"""

from __future__ import annotations

import platform
import traceback
from pathlib import PurePath
from types import TracebackType
from typing import Final

from reader_app import __version__

_PACKAGE: Final = "reader_app"
_MOST_CAUSES: Final = 5


def bug_report(error: BaseException) -> str:
    """Return the report of `error` as text to be copied."""
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    lines = [f"Masthead {__version__} on {system}"]
    cause: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if cause is None:
            break
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}", *_places(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def fault_of_ours(error: BaseException) -> str:
    """Return the kind of `error` and the innermost place in this program where it arose, in a few words."""
    places = [line.strip() for line in _places(error.__traceback__)]
    ours = [place for place in places if place.startswith(_PACKAGE)]
    return " in ".join([type(error).__name__, *(place.partition(" ")[0] for place in ours[-1:])])


def _places(trace: TracebackType | None) -> list[str]:
    return [f"  {_name(frame.filename)}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]


def _name(file: str) -> str:
    """Return the name of a source file without the folders above the package it is in."""
    parts = PurePath(file).parts
    for mark in (_PACKAGE, "site-packages"):
        if mark in parts:
            place = len(parts) - 1 - parts[::-1].index(mark)
            return "/".join(parts[place if mark == _PACKAGE else place + 1 :])
    return parts[-1] if parts else file
