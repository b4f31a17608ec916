"""Plain text as Markdown that shows it letter for letter, its bare addresses as links."""

from __future__ import annotations

import re

from reader_app.markup.escape import escape_block

ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}'’»]")


def literal(text: str) -> str:
    """Return one paragraph of plain `text` as Markdown."""
    parts: list[str] = []
    position = 0
    for match in ADDRESS.finditer(text):
        parts += [_escaped(text[position : match.start()], first=position == 0), f"<{match[0]}>"]
        position = match.end()
    parts.append(_escaped(text[position:], first=position == 0))
    return "".join(parts)


def _escaped(text: str, *, first: bool) -> str:
    """Escape a piece of a paragraph; only the first one can open a block."""
    before = text[: len(text) - len(text.lstrip(" "))]
    after = text[len(text.rstrip(" ")) :] if text.strip() else ""
    inner = text.strip(" ")
    escaped = escape_block(inner) if first or "\n" in inner else escape_block("x" + inner)[1:]
    return (before if not first else "") + escaped + after
