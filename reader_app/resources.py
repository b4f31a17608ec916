"""Finds the files that ship with the program: beside the sources in a checkout, inside the package in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent


@cache
def folder() -> Path:
    """Return the folder that holds templates, themes, icons and samples."""
    inside = _HERE / "resources"
    return inside if inside.is_dir() else _HERE.parent / "resources"


def path(name: str) -> Path:
    """Return the path of the resource `name`, such as ``templates/web_page.html``."""
    return folder() / name


def text(name: str) -> str:
    """Return the text of the resource `name`."""
    return path(name).read_text(encoding="utf-8")


def samples() -> tuple[Path, ...]:
    """Return the bundled sample issues, in the order they are offered."""
    return tuple(sorted((folder() / "samples").glob("*.md")))
