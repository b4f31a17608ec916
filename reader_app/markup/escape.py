"""Escapes plain text so that Markdown shows it letter for letter."""

from __future__ import annotations

import re

_INLINE = re.compile(r"([\\`*_\[\]<>&~!{}|#^:])")
_EVERYTHING = re.compile(r"([!-/:-@\[-`{-~])")
_SPECIAL_INLINE = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)|!(?=\[)")
_BLOCK_START = re.compile(r"^([ \t]*)(?:([#>+*=|~`-])|(\d{1,9})([.)])(?=\s|$)|(:)(?=::))", re.MULTILINE)


def escape_all(text: str) -> str:
    """Return `text` with a backslash before every ASCII punctuation mark (CommonMark 0.31, section 2.4)."""
    return _EVERYTHING.sub(r"\\\1", text)


def escape_inline(text: str) -> str:
    """Return plain `text` as inline Markdown, with backslashes only where a mark could mean something."""
    return _SPECIAL_INLINE.sub(lambda match: "\\" + match[0], text)


def escape_block(text: str) -> str:
    """Return plain `text` (one or more lines of one paragraph) as Markdown: also what opens a block is escaped."""
    lines = (line.strip() for line in escape_inline(text).split("\n"))
    return _BLOCK_START.sub(_escaped_start, "\n".join(line for line in lines if line))


def _escaped_start(match: re.Match[str]) -> str:
    space, mark, digits, stop, colon = match.groups()
    if digits:
        return f"{space}{digits}\\{stop}"
    return f"{space}\\{mark or colon}" if not match[0].strip().startswith("\\") else match[0]
