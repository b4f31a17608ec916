"""The words of one Markdown paragraph with their places, and the paragraph parted at a place between two sentences."""

from __future__ import annotations

import re
from typing import Final

from reader_app.importers.structure.disclosing import Link, Words
from reader_app.patterns import regex

_TOKEN = regex(
    r"\\(?P<escaped>[^\n])|(?P<gone>\\\n|^[ \t]*>[ \t]?|\[![A-Za-z]+\]|!\[[^\]]*\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*"
    r"(?:\s+\"[^\"]*\")?\)|</?[A-Za-z][^<>]*>)"
    r"|\]\((?P<url><[^<>]*>|[^\s()]*(?:\([^()]*\)[^\s()]*)*)(?:\s+\"[^\"]*\")?\)|\]\[(?P<reference>[^\]]*)\]"
    r"|<(?P<address>https?://[^\s<>]+)>|(?P<mark>\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))|(?P<open>\[)|(?P<close>\])",
    re.MULTILINE,
)
_DEFINITION = regex(r"^[ ]{0,3}\[([^\]]+)\]:\s*<?([^\s<>]+)>?[^\n]*$", re.MULTILINE)
_CLOSING = regex(r"(?:\]\((?:<[^<>]*>|[^\s()]*(?:\([^()]*\)[^\s()]*)*)(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\]|[*_]+)*")
_OPENING: Final = "*_["
_OUTER = regex(r"(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<inner>.*[^\s*_])(?P=mark)\Z", re.DOTALL)

Places = list[int]


def words_of(markdown: str) -> tuple[Words, Places]:
    """Return the words of a paragraph on one line, and for each letter where it stands in `markdown`."""
    first = _definitions_at(markdown)
    addresses = {match[1].casefold(): match[2] for match in _DEFINITION.finditer(markdown, first)}
    reader = _Reader(addresses)
    position = 0
    for match in _TOKEN.finditer(markdown, 0, first):
        reader.text(markdown, position, match.start())
        reader.token(match)
        position = match.end()
    reader.text(markdown, position, first)
    return reader.done()


def parted(markdown: str, places: Places, start: int, end: int) -> tuple[str, str, str] | None:
    """Return a paragraph in three parts: before, from and after the words `start` to `end`; None if that breaks marks.

    Definitions of links stay with each part. Marks around the whole paragraph are put around each part.
    """
    stop = _definitions_at(markdown)
    body, definitions = markdown[:stop].rstrip(), markdown[stop:].strip()
    left = _left(body, places[start]) if start else 0
    right = len(body) if end >= len(places) else _right(body, places[end - 1] + 1)
    parts = [body[:left].strip(), body[left:right].strip(), body[right:].strip()]
    if not all(map(_is_balanced, parts)):
        outer = _OUTER.match(body)
        if outer is None:
            return None
        mark = outer["mark"]
        parts = [_without(part, mark, first=at == 0, last=at == len(parts) - 1) for at, part in enumerate(parts)]
        if parts[2] == "":
            parts[1] = parts[1].removesuffix(mark)
        if parts[0] == "":
            parts[1] = parts[1].removeprefix(mark)
        if not all(map(_is_balanced, parts)):
            return None
        parts = [f"{mark}{part}{mark}" if part else "" for part in parts]
    before, middle, after = (f"{part}\n\n{definitions}" if part and definitions else part for part in parts)
    return before, middle, after


class _Reader:
    """Collects the letters of a paragraph, and its links and bold words."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self._addresses = addresses
        self._letters: list[str] = []
        self._places: Places = []
        self._links: list[Link] = []
        self._bolds: list[Link] = []
        self._bare: list[Link] = []
        self._open: list[int] = []
        self._bold = -1
        self._marks: list[str] = []

    def text(self, markdown: str, start: int, end: int) -> None:
        """Take the letters from `start` to `end`; white space is one space."""
        for at in range(start, end):
            letter = " " if markdown[at].isspace() else markdown[at]
            if letter != " " or (self._letters and self._letters[-1] != " "):
                self._letters.append(letter)
                self._places.append(at)

    def token(self, match: re.Match[str]) -> None:
        """Take a mark."""
        kind = match.lastgroup
        if kind == "escaped":
            self.text(match.string, match.start("escaped"), match.end())
        elif kind == "gone":
            if match[0] == "\\\n":
                self.text(match.string, match.start() + 1, match.end())
        elif kind == "address":
            self._bare.append(Link(len(self._letters), len(self._letters), match["address"]))
        elif kind == "mark":
            self._emphasis(match)
        elif kind == "open":
            self._open.append(len(self._letters))
            self.text(match.string, match.start(), match.end())
        elif self._open:
            self._close(match)
        else:
            self.text(match.string, match.start(), match.end())

    def _emphasis(self, match: re.Match[str]) -> None:
        """Take stars or lines: they begin emphasis, end what they began, or are letters where they do neither."""
        if match[0] in self._marks:
            self._marks.remove(match[0])
        elif match.end() < len(match.string) and not match.string[match.end()].isspace():
            self._marks.append(match[0])
        else:
            self.text(match.string, match.start(), match.end())
            return
        if len(match[0]) > 1:
            self._toggle()

    def _toggle(self) -> None:
        if self._bold < 0:
            self._bold = len(self._letters)
        else:
            self._bolds.append(Link(self._bold, len(self._letters)))
            self._bold = -1

    def _close(self, match: re.Match[str]) -> None:
        """Make a link of what stands since the last bracket, if an address follows; else the brackets are letters."""
        start = self._open.pop()
        words = "".join(self._letters[start + 1 :])
        named = (match["reference"] or words).casefold() if match.lastgroup != "url" else ""
        url = (match["url"] or "").strip("<>") or self._addresses.get(named, "")
        if match.lastgroup == "url" or url:
            del self._letters[start], self._places[start]
            self._bolds = [
                Link(bold.start - (bold.start > start), bold.end - (bold.end > start)) for bold in self._bolds
            ]
            self._bold -= self._bold > start
            self._links.append(Link(start, len(self._letters), url))
        else:
            self.text(match.string, match.start(), match.start() + 1)

    def done(self) -> tuple[Words, Places]:
        """Return the words and their places."""
        text = "".join(self._letters).rstrip()
        links = tuple(sorted(self._links))
        return Words(text, links, tuple(self._bolds), tuple(self._bare)), self._places[: len(text)]


def _definitions_at(markdown: str) -> int:
    """Return where the definitions of links begin that end a paragraph."""
    if "]:" not in markdown:
        return len(markdown)
    match = _DEFINITION.search(markdown)
    return match.start() if match else len(markdown)


def _without(part: str, mark: str, *, first: bool, last: bool) -> str:
    part = part.removeprefix(mark) if first else part
    return (part.removesuffix(mark) if last else part).strip()


def _left(body: str, at: int) -> int:
    while at and body[at - 1] in _OPENING:
        at -= 1
    return at


def _right(body: str, at: int) -> int:
    match = _CLOSING.match(body, at)
    return match.end() if match else at


def _is_balanced(part: str) -> bool:
    single = part.replace("**", "")
    return part.count("**") % 2 == 0 and single.count("*") % 2 == 0 and part.count("[") == part.count("]")
