"""Colours the source: headings, links, divs, front matter, comments, code, and ``TK`` for text to come.

`styled` is pure and works on one line with the state the line before left; the highlighter only applies it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from reader_app.model.text import next_fence
from reader_app.ui.theme import Theme

TEXT: Final = 0
FRONT_MATTER: Final = 1
COMMENT: Final = 2
_FENCE: Final = 16  # plus twice the fence's length, plus 1 for tildes
_LONGEST: Final = 8_000  # characters of one line that are coloured
REMEMBERED: Final = 500  # lines
LONGEST_REMEMBERED: Final = 400  # characters: what is typed into a line of thousands would be kept at every key
AT_ONCE: Final = 80  # lines that are coloured at once in a large change
_SLICE: Final = 0.006  # seconds of colouring at a time


class Style(Enum):
    """What a run of characters is."""

    HEADING = auto()
    LINK = auto()
    DIV = auto()
    KEY = auto()
    COMMENT = auto()
    CODE = auto()
    STRONG = auto()
    EMPHASIS = auto()
    ATTRIBUTES = auto()
    TO_COME = auto()


class Span(NamedTuple):
    """A run of one line: its first character, its length, what it is."""

    start: int
    length: int
    style: Style


_KEY = re.compile(r"\s*(?:- )?[\w.-]+:(?=\s|$)")
_HEADING = re.compile(r"#{1,6}(?=\s|$)")
_DIV = re.compile(r":::+")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}\s*$")
_LINK_LINE = re.compile(r"\s*\[[^\]]+\]:\s")
_INLINE = re.compile(
    r"(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<code>(?<!`)(`{1,3})(?!`)[^`]+\3(?!`))"
    r"|(?P<link>!?\[[^\[\]]*\](?:\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
    r"|<(?:https?://|mailto:)[^<>\s]*>|https?://[^\s<>\])]+)"
    r"|(?P<strong>\*\*(?=\S)[^*]+\*\*|__(?=\S)[^_]+__)"
    r"|(?P<emphasis>(?<![*\w])\*(?=[^\s*])[^*]+\*(?!\*)|(?<![_\w])_(?=[^\s_])[^_]+_(?!\w))"
)
_TO_COME = re.compile(r"\bTK\b")
_STYLES: Final = {
    "comment": Style.COMMENT,
    "code": Style.CODE,
    "link": Style.LINK,
    "strong": Style.STRONG,
    "emphasis": Style.EMPHASIS,
}


def styled(line: str, state: int, *, first: bool = False) -> tuple[tuple[Span, ...], int]:
    """Return the spans of `line` (later ones lie over earlier ones) and the state after it.

    `state` is the state the line before left; `first` tells that there is none. Some lines are remembered: parts that
    are moved consist of lines that were seen just now.
    """
    style = _remembered if len(line) <= LONGEST_REMEMBERED else _styled
    spans, after = style(line[:_LONGEST], state, first=first)
    return tuple(spans), after


@lru_cache(maxsize=REMEMBERED)
def _remembered(line: str, state: int, *, first: bool) -> tuple[tuple[Span, ...], int]:
    spans, after = _styled(line, state, first=first)
    return tuple(spans), after


def _styled(line: str, state: int, *, first: bool) -> tuple[Sequence[Span], int]:
    if first:
        if line.rstrip() == "---":
            return [], FRONT_MATTER
        state = TEXT
    if state == FRONT_MATTER:
        return _front_matter(line)
    if state == COMMENT:
        return _in_comment(line)
    if state >= _FENCE:
        fence = next_fence(_fence(state), line)
        return [Span(0, len(line), Style.CODE)], _fence_state(fence)
    return _text(line)


def _front_matter(line: str) -> tuple[list[Span], int]:
    if line.rstrip() in ("---", "..."):
        return [], TEXT
    if line.lstrip().startswith("#"):
        return [Span(0, len(line), Style.COMMENT)], FRONT_MATTER
    key = _KEY.match(line)
    spans = [Span(0, key.end(), Style.KEY)] if key else []
    return spans + list(_marks(line)), FRONT_MATTER


def _in_comment(line: str) -> tuple[list[Span], int]:
    end = line.find("-->")
    if end < 0:
        return [Span(0, len(line), Style.COMMENT)], COMMENT
    spans, state = _inline(line, end + 3)
    return [Span(0, end + 3, Style.COMMENT), *spans], state


def _text(line: str) -> tuple[list[Span], int]:
    fence = next_fence("", line)
    if fence:
        return [Span(0, len(line), Style.CODE)], _fence_state(fence)
    if _DIV.match(line):
        return [Span(0, len(line), Style.DIV), *_marks(line)], TEXT
    before: list[Span] = []
    if _HEADING.match(line):
        before.append(Span(0, len(line), Style.HEADING))
        attributes = _ATTRIBUTES.search(line)
        if attributes:
            before.append(Span(attributes.start(), len(attributes[0]), Style.ATTRIBUTES))
    elif _LINK_LINE.match(line):
        return [Span(0, len(line), Style.LINK)], TEXT
    spans, state = _inline(line, 0)
    return before + spans, state


def _inline(line: str, start: int) -> tuple[list[Span], int]:
    spans, state = [], TEXT
    for match in _INLINE.finditer(line, start):
        style = _STYLES[match.lastgroup or "link"]
        spans.append(Span(match.start(), match.end() - match.start(), style))
        if style is Style.COMMENT and not match[0].endswith("-->"):
            state = COMMENT
    return spans + list(_marks(line)), state


def _marks(line: str) -> Iterator[Span]:
    if "TK" in line:
        for match in _TO_COME.finditer(line):
            yield Span(match.start(), 2, Style.TO_COME)


def _fence(state: int) -> str:
    return ("~" if state % 2 else "`") * ((state - _FENCE) // 2)


def _fence_state(fence: str) -> int:
    return _FENCE + 2 * len(fence) + (fence[0] == "~") if fence else TEXT


class SourceHighlighter(QSyntaxHighlighter):
    """Applies `styled` to the document with the colours of the theme, and underlines what `misspelt` yields.

    A large change is made within `lazily()`: lines beyond the first get their colours afterwards, a few at a time.
    """

    def __init__(
        self,
        document: QTextDocument,
        theme: Theme,
        misspelt: Callable[[QTextBlock], Iterable[tuple[int, str]]] = lambda _block: (),
    ) -> None:
        super().__init__(document)
        self._theme = theme
        self._misspelt = misspelt
        self._is_lazy = False
        self._next = 0
        self._later = QTimer(self)
        self._later.timeout.connect(self._colour_some)
        self._formats = _formats(theme)
        theme.changed.connect(self._recolour)

    @contextmanager
    def lazily(self) -> Iterator[None]:
        """Make a large change of the document."""
        self._is_lazy = True
        try:
            yield
        finally:
            self._is_lazy = False
            self.colour_from(AT_ONCE)

    def colour_from(self, line: int) -> None:
        """Colour all lines from `line` on, a few at a time."""
        self._next = line
        self._later.start()

    def _colour_some(self) -> None:
        """Colour lines for a few milliseconds; go on later until all are."""
        until = time.perf_counter() + _SLICE
        block = self.document().findBlockByNumber(self._next)
        while block.isValid() and time.perf_counter() < until:
            self.rehighlightBlock(block)
            block = block.next()
            self._next += 1
        if not block.isValid():
            self._later.stop()

    def highlightBlock(self, text: str) -> None:
        number = self.currentBlock().blockNumber()
        first = number == 0
        if self._is_lazy and number >= AT_ONCE and self.previousBlockState() == TEXT and not _changes_state(text):
            self.setCurrentBlockState(TEXT)
            return
        spans, state = styled(text, self.previousBlockState(), first=first)
        wide = not text.isascii() and max(text) > "\uffff"
        for start, length, style in spans:
            if wide:  # Qt counts UTF-16 units
                length = _units(text[start : start + length])
                start = _units(text[:start])
            self.setFormat(start, length, self._formats[style])
        self.setCurrentBlockState(state)
        for start, word in self._misspelt(self.currentBlock()):
            place = _units(text[:start]) if wide else start
            self._underline(place, _units(word) if wide else len(word))

    def _underline(self, start: int, length: int) -> None:
        text_format = QTextCharFormat(self.format(start))
        text_format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        text_format.setUnderlineColor(self._theme.colour("accent"))
        self.setFormat(start, length, text_format)

    def _recolour(self) -> None:
        self._formats = _formats(self._theme)
        self.rehighlight()


def _changes_state(line: str) -> bool:
    """Tell whether the lines after `line` may be something else because of it."""
    return "<!--" in line or line.startswith(("```", "~~~"))


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _formats(theme: Theme) -> dict[Style, QTextCharFormat]:
    ink, accent, link, muted = (theme.colour(token) for token in ("ink", "accent", "link", "muted"))
    formats = {
        Style.HEADING: _format(ink, bold=True),
        Style.LINK: _format(link),
        Style.DIV: _format(accent, bold=True),
        Style.KEY: _format(theme.colour("key")),
        Style.COMMENT: _format(muted, italic=True),
        Style.CODE: _format(muted),
        Style.STRONG: _format(ink, bold=True),
        Style.EMPHASIS: _format(ink, italic=True),
        Style.ATTRIBUTES: _format(muted),
        Style.TO_COME: _format(ink, bold=True),
    }
    formats[Style.TO_COME].setBackground(theme.colour("mark"))
    return formats


def _format(colour: QColor, *, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    text_format = QTextCharFormat()
    text_format.setForeground(colour)
    if bold:
        text_format.setFontWeight(QFont.Weight.Bold)
    text_format.setFontItalic(italic)
    return text_format
