"""Pictures that a program put into words: "View image: (address)", where it leads, and its caption, as Markdown.

Newsletter platforms write the text part of their mails so, and glue their rules to what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader_app.model.text import next_fence
from reader_app.patterns import regex

_GLUED = regex(r"(?P<rule>-{10,})(?P<rest>[^\s|+:-].*)")
_VIEW = regex(r"View image: \((?P<src>[^\s()]+)\)\s*(?:\[(?P<alt>[^\[\]]*)\])?\s*")
_FOLLOW = regex(r"Follow image link: \((?P<href>[^\s()]+)\)\s*")
_CAPTION = regex(r"Caption:\s*(?P<text>.*?)\s*")


def with_pictures(lines: Sequence[str]) -> list[str]:
    """Return `lines` with pictures in words as pictures, and rules on lines of their own."""
    if not any("View image: (" in line for line in lines):
        return list(lines)
    kept: list[str] = []
    rest = _apart(lines)
    at = 0
    while at < len(rest):
        view = _VIEW.fullmatch(rest[at])
        if view is None:
            kept.append(rest[at])
            at += 1
            continue
        follow = _FOLLOW.fullmatch(rest[at + 1]) if at + 1 < len(rest) else None
        after = at + 1 + (follow is not None)
        caption = _CAPTION.fullmatch(rest[after]) if after < len(rest) else None
        picture = f"![{(view['alt'] or '').strip()}](<{view['src']}>)"
        text = caption["text"] if caption else ""
        kept += ["", f"[{picture}](<{follow['href']}>)" if follow else picture, ""]
        kept += [text, ""] if text else []
        at = after + (caption is not None)
    return kept


def _apart(lines: Sequence[str]) -> list[str]:
    """Return `lines` with each rule that words are glued to apart from them."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        before, fence = fence, next_fence(fence, line)
        match = None if before or fence else _GLUED.fullmatch(line)
        kept += ["", match["rule"], "", match["rest"]] if match else [line]
    return kept
