"""Normal forms of the two kinds of text a model holds.

A *line* is plain text on one line (titles, names, addresses). A *body* is Markdown of any length. Every model
constructor brings its text into these forms, so that whatever a model holds can be written and read back unchanged.
"""

from __future__ import annotations

from reader_app.patterns import regex

# With U+202D and U+202E, which order letters whatever their script (UAX 9, section 2.2): no language needs them, and
# they make "exe.png" of "gnp.exe" on the screen.
_CONTROLS = regex("[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\u202d\u202e\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = regex("[\ud800-\udfff]")
_BREAKS = regex("\r\n?|[\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029]")
_SPACES = regex("[ \t\n]+")
_FENCE = regex(r"(`{3,}|~{3,})([^\n]*)")


def clean_characters(text: str) -> str:
    r"""Return `text` with ``\n`` as its only line break and without control characters or lone surrogates."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    text = _BREAKS.sub("\n", text)
    text = _CONTROLS.sub("", text)
    return _SURROGATES.sub("\ufffd", text)


def clean_line(text: str) -> str:
    """Return `text` as one line: white space runs become one space, the ends are trimmed."""
    text = text.strip()
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", clean_characters(text)).strip()


def clean_body(text: str) -> str:
    """Return `text` as a Markdown body: no blank lines at its ends, no trailing space, every code fence closed."""
    text = clean_characters(text)
    if not text:
        return text
    lines = text.split("\n")
    first = 0
    while first < len(lines) and not lines[first].strip():
        first += 1
    body = "\n".join(lines[first:]).rstrip()
    fence = open_fence(body)
    return f"{body}\n{fence}" if fence else body


def open_fence(body: str) -> str:
    """Return the fence (such as three backticks) that would close a code block left open at column 0, or ``""``.

    CommonMark 0.31, section 4.5: an unclosed fenced block runs to the end of its container.
    """
    if "```" not in body and "~~~" not in body:
        return ""
    fence = ""
    for line in body.split("\n"):
        fence = next_fence(fence, line)
    return fence


def next_fence(fence: str, line: str) -> str:
    """Return the fence that is open after `line`, given the one open before it (``""`` for none).

    Only fences at column 0 count: those inside list items are indented with their item.
    """
    if not line.startswith(("```", "~~~")):
        return fence
    match = _FENCE.match(line)
    if match is None:
        return fence
    mark, rest = match.groups()
    if fence:
        closes = mark[0] == fence[0] and len(mark) >= len(fence) and not rest.strip()
        return "" if closes else fence
    if mark[0] == "`" and "`" in rest:
        return ""
    return str(mark)
