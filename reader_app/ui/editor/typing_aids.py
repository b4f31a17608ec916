"""What the source adds to a key press, as pure functions: list continuation, marks around words, pasted links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_LIST = re.compile(r"(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+\Z")
_LINK = re.compile(
    r"!\[[^\[\]]*\]\([^()]*\)"
    r"|\[(?:[^\[\]\\]|\\.)*\]\((?P<linked><[^<>]*>|[^()\s]+)(?:\s+\"[^\"]*\")?\)"
    r"|<(?P<angle>https?://[^<>\s]+)>|(?P<bare>https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?])"
)
INDENT: Final = "  "
LONGEST_LINE: Final = 10_000  # a line much longer, without a space, takes Qt seconds to lay out at every key


class Continuation(NamedTuple):
    """What Enter does: insert a line break and `prefix`; or, with `clear`, take the empty mark off this line."""

    prefix: str
    clear: bool = False


def continuation(line: str, column: int) -> Continuation:
    """Return what Enter does at `column` of `line`: the next list mark or quotation mark, counted on."""
    marked = _LIST.match(line)
    if marked is not None and column >= marked.end():
        if not line[marked.end() :].strip():
            return Continuation("", clear=True)
        indent, bullet, number, stop, space, box = marked.groups()
        mark = bullet or f"{int(number) + 1}{stop}"
        return Continuation(f"{indent}{mark}{space}" + ("[ ] " if box else ""))
    quoted = _QUOTE.match(line)
    if quoted is not None and column >= quoted.end():
        if not line[quoted.end() :].strip():
            return Continuation("", clear=True)
        return Continuation(quoted[0])
    return Continuation("")


def is_list_line(line: str) -> bool:
    """Tell whether `line` begins a list entry, which Tab indents."""
    return _LIST.match(line) is not None


def is_address(text: str) -> bool:
    """Tell whether `text` is one web or mail address and nothing else."""
    return _ADDRESS.match(text.strip()) is not None


class LinkAt(NamedTuple):
    """A link in a line: its characters [start, end), where it leads, and whether it is all that stands in the line."""

    start: int
    end: int
    url: str
    alone: bool


def link_at(line: str, column: int) -> LinkAt | None:
    """Return the link at `column` of `line`, or the first one after it; the last one if none is. Pictures are none."""
    found = None
    for match in _LINK.finditer(line):
        url = match["linked"] or match["angle"] or match["bare"]
        if not url or not url.strip("<>").startswith(("http://", "https://")):
            continue
        alone = match[0] == line.strip() and match["linked"] is None
        found = LinkAt(match.start(), match.end(), url.strip("<>"), alone)
        if column <= match.end():
            break
    return found


def with_shorter_lines(text: str) -> str:
    """Return `text` with lines of more than `LONGEST_LINE` characters broken, at a space where there is one near.

    Markdown reads a paragraph the same on one line or on several.
    """
    if len(text) <= LONGEST_LINE:
        return text
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line))


def _pieces(line: str) -> Iterator[str]:
    start = 0
    while len(line) - start > LONGEST_LINE:
        space = line.rfind(" ", start + LONGEST_LINE // 2, start + LONGEST_LINE)
        end = space + 1 if space >= 0 else start + LONGEST_LINE
        yield line[start:end]
        start = end
    yield line[start:]


def link(text: str, address: str) -> str:
    """Return a Markdown link (CommonMark 0.31, section 6.3) from `text` to `address`."""
    address = address.strip()
    if any(character in address for character in "() "):
        address = f"<{address}>"
    label = text.replace("[", r"\[").replace("]", r"\]") if text.count("[") != text.count("]") else text
    return f"[{label}]({address})"


def toggled(text: str, mark: str) -> str:
    """Return `text` with `mark` (such as ``**``) around it, or without the one it has."""
    size = len(mark)
    has_mark = text.startswith(mark) and text.endswith(mark) and len(text) > 2 * size
    if has_mark and not (mark == "*" and text.startswith("**")):
        return text[size:-size]
    inner = text.strip()
    if not inner:
        return f"{mark}{mark}"
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"
