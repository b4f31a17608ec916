"""The design tokens: one file of colours and fonts that feeds Qt style sheets, delegates and HTML alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from reader_app import resources

Mode = Literal["light", "dark"]


@cache
def _theme() -> Mapping[str, object]:
    data = json.loads(resources.text("themes/paper.json"))
    assert isinstance(data, dict)
    return data


@cache
def colours(mode: Mode) -> Mapping[str, str]:
    """Return the colours of `mode` by token name, each as ``#RRGGBB``."""
    found = _theme()[mode]
    assert isinstance(found, dict)
    return found


@cache
def fonts() -> Mapping[str, str]:
    """Return the font families for CSS by role: ``serif``, ``sans``, ``mono``."""
    theme = _theme()
    return {role: str(theme[role]) for role in ("serif", "sans", "mono")}


def publication_colour(name: str) -> str:
    """Return the colour that marks the publication called `name`: always the same one for the same name."""
    palette = _theme()["publications"]
    assert isinstance(palette, list)
    return str(palette[sum(name.casefold().encode()) % len(palette)])
