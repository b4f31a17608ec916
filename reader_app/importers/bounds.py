"""How much one newsletter may hold: what is beyond is refused in a sentence before anything is made of it.

Each tag, line or value costs many times its bytes in memory, so the bytes of a file say too little. The bounds are
many times what the largest newsletters have.
"""

from __future__ import annotations

from typing import Final

from reader_app.errors import FormatError
from reader_app.patterns import regex

MAX_WORDS: Final = 10_000_000
MAX_ELEMENTS: Final = 100_000
MAX_LINES: Final = 50_000
"""Lines whose structure is looked for."""
MAX_TEXT_LINES: Final = 1_000_000
MAX_VALUES: Final = 1_500_000
_EMBEDDED = regex(r"data:[^\"'\s<>)]++")


def check_html(html: str, what: str = "page") -> None:
    """Raise FormatError when `html` has more elements or text than a newsletter; `what` names it in the sentence."""
    if html.count("<") > 2 * MAX_ELEMENTS:  # most have a second tag that closes them
        raise FormatError(f"The {what} has more than {MAX_ELEMENTS:,} elements; no newsletter has.")
    if len(html) > MAX_WORDS and len(html) - sum(len(match[0]) for match in _EMBEDDED.finditer(html)) > MAX_WORDS:
        raise FormatError(f"The {what}'s text is larger than {MAX_WORDS // 1_000_000} MB; no newsletter's is.")


def check_markdown(text: str, what: str = "file") -> None:
    """Raise FormatError when Markdown has more lines or text than a newsletter; `what` names it in the sentence."""
    if text.count("\n") + text.count("\r") > MAX_LINES * (2 if "\r\n" in text else 1):
        raise FormatError(f"The {what} has more than {MAX_LINES:,} lines; no newsletter has.")
    if len(text) > MAX_WORDS:
        raise FormatError(f"The {what}'s text is larger than {MAX_WORDS // 1_000_000} MB; no newsletter's is.")


def check_lines(text: str | bytes, start: int = 0, end: int | None = None) -> None:
    """Raise FormatError when ``text[start:end]``, of a mail, has more lines than are ever taken apart."""
    count = text.count("\n", start, end) if isinstance(text, str) else text.count(b"\n", start, end)
    if count > MAX_TEXT_LINES:
        raise FormatError(f"The mail's text has more than {MAX_TEXT_LINES:,} lines; no newsletter's has.")


def check_json(text: str) -> None:
    """Raise FormatError when JSON holds more records and lists than may be in memory at once."""
    if text.count("{") + text.count("[") > MAX_VALUES:
        raise FormatError(f"The file holds more than {MAX_VALUES:,} records; no newsletter's does.")
