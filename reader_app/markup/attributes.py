"""Pandoc's attribute braces: ``{#anchor .class key="value"}`` to values and back (Pandoc manual, fenced_divs)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}\#]+)
      | \.(?P<class>[^\s{}.\#=]+)
      | (?P<key>[A-Za-z_][A-Za-z0-9_:.-]*)=(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^\s"{}]+))
    )(?=\s|$)""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([\\\"<])")
_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class AttributeList:
    """What stood between the braces. `pairs` keeps the order; a later pair of the same name wins in `get`."""

    classes: tuple[str, ...] = ()
    anchor: str = ""
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """Return the value of `name`, or None when it is not there."""
        return dict(self.pairs).get(name)


def parse_attributes(text: str) -> AttributeList | None:
    """Return the attributes of ``{…}`` in `text`, or None when it is not a well-formed attribute list."""
    if not (text.startswith("{") and text.endswith("}")):
        return None
    inner = text[1:-1].rstrip()
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []
    anchor, position = "", 0
    while position < len(inner):
        match = _TOKEN.match(inner, position)
        if match is None:
            return None
        position = match.end()
        if match["id"]:
            anchor = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        else:
            quoted = match["quoted"]
            pairs.append((match["key"], match["bare"] if quoted is None else _ESCAPED.sub(r"\1", quoted)))
    return AttributeList(tuple(classes), anchor, tuple(pairs))


def split_trailing(text: str) -> tuple[str, AttributeList | None]:
    """Split ``heading {attributes}`` into the heading and its attributes (None when it ends in none)."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return text, None
    start = len(stripped)
    for _ in range(16):
        start = stripped.rfind("{", 0, start)
        if start < 0:
            break
        if start == 0 or stripped[start - 1].isspace():
            found = parse_attributes(stripped[start:])
            if found is not None and (found.pairs or found.classes or found.anchor):
                return stripped[:start].rstrip(), found
    return text, None


def format_pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    """Return `pairs` as ``key="value" …``; what they say survives `parse_attributes`, whatever the values are."""
    return " ".join(
        f"{name}={value}" if _FIGURES.fullmatch(value) else f'{name}="{_escape(value)}"' for name, value in pairs
    )


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("<!--", "\\<!--")
