"""Runs of styled text as inline Markdown that shows the same words: links, emphasis, code, line breaks, small pictures.

Emphasis that CommonMark would not read as such (0.31, section 6.2: flanking) is left out rather than shown as stars.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from reader_app.importers.structure.segment import Run
from reader_app.importers.text_lines import visible
from reader_app.markup.escape import escape_block, escape_inline
from reader_app.markup.natural import address
from reader_app.model.urls import is_safe
from reader_app.patterns import regex

_SPACES = regex(r"[ \t\r\n\f\v\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\x85\x1c-\x1f]+")
_BLANK_LINES = regex(r"(?:\\\n)+(?=\Z)|\A(?:\\?\n)+")
_CODE_TICKS = regex(r"`+")
_AUTOLINK = regex(r"https?://[^\s<>\x00-\x1f]+\Z")
_DASH = regex(r"\A(?:\\?[-:：–—|•·](?=\s|\Z|[^\W\d_])\s*)+")
_SPECIAL: Final = frozenset("\\`*[]<~|_&!\n")
_LONGEST_EMPHASIS: Final = 400


class _Piece(NamedTuple):
    text: str
    mark: str
    code: bool
    href: str
    src: str


def markdown(runs: Sequence[Run], assets: Mapping[str, str], *, plain: bool = False) -> str:
    """Return `runs` as the Markdown of one paragraph; with `plain`, bold over all of it is not marked.

    `assets` maps addresses of pictures that came along to where they are kept.
    """
    simple = _simple(runs[0]) if len(runs) == 1 else ""
    if simple:
        return simple
    pieces = _pieces(runs, plain)
    written = _Writer(assets)
    for href, group in groupby(pieces, key=lambda piece: piece.href):
        parts = list(group)
        if href and is_safe(href) and any(part.text.strip() or part.src for part in parts):
            written.link(parts, href)
        else:
            for part in parts:
                written.piece(part)
    return written.result()


def _simple(run: Run) -> str:
    """Return the words of a run without look, link or letters of markup, as most paragraphs are, else ``""``."""
    look = run.look
    if run.href or run.src or look.bold or look.italic or look.strike or look.code:
        return ""
    text = _spaced(run.text).strip(" ")
    return text if text[:1].isalpha() and _SPECIAL.isdisjoint(text) else ""


def without_dash(text: str) -> str:
    """Return the Markdown of what follows a title without the dash or colon that led over to it."""
    return _DASH.sub("", text)


def words(runs: Iterable[Run]) -> str:
    """Return `runs` as plain text on one line, without pictures."""
    return _SPACES.sub(" ", visible("".join(run.text for run in runs if not run.src))).strip()


def _pieces(runs: Iterable[Run], plain: bool) -> list[_Piece]:
    """Merge runs of the same look, and make each run of white space one space or one line break."""
    found: list[_Piece] = []
    ends_in_space = True
    for run in runs:
        if run.src:
            found.append(_Piece(run.text, "", False, run.href, run.src))
            ends_in_space = False
            continue
        text = run.text if run.text == "\n" else _spaced(run.text)
        if text in (" ", "\n"):
            text = "" if ends_in_space and text == " " else text
        elif ends_in_space:
            text = text.lstrip(" ")
        if not text:
            continue
        ends_in_space = text[-1] in " \n"
        mark = "" if text.isspace() else _mark(run, plain)
        piece = _Piece(text, mark, run.look.code, run.href, "")
        if found and _joins(found[-1], piece):
            found[-1] = found[-1]._replace(text=found[-1].text + text)
        else:
            found.append(piece)
    return found


def _spaced(text: str) -> str:
    """Return `text` with each run of white space as one space."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", visible(text))


def _joins(last: _Piece, piece: _Piece) -> bool:
    if last.src or last.href != piece.href:
        return False
    return piece.text.isspace() or (last.mark, last.code) == (piece.mark, piece.code)


def _mark(run: Run, plain: bool) -> str:
    look = run.look
    mark = ("**" if look.bold and not plain else "") + ("*" if look.italic else "")
    return mark + ("~~" if look.strike else "")


class _Writer:
    def __init__(self, assets: Mapping[str, str]) -> None:
        self._assets = assets
        self._out: list[str] = []
        self._last = "\n"

    def result(self) -> str:
        """Return what was written."""
        text = "".join(self._out)
        if "\n" not in text:
            return text.strip(" ")
        text = text.replace(" \n", "\n").replace("\n", "\\\n")
        text = re.sub(r"\\\n *(?:\\\n *)+", "\\\\\n", text)
        return _BLANK_LINES.sub("", text).strip(" ")

    def piece(self, piece: _Piece) -> None:
        """Write one piece that is not in a link."""
        if piece.src:
            self._put(self._image(piece))
            return
        before, inner, after = _edges(piece.text)
        self._put(before)
        if inner:
            self._put(self._styled(inner, piece, after or " "))
        self._put(after)

    def link(self, parts: list[_Piece], href: str) -> None:
        """Write a link of several pieces; space at its ends stands outside."""
        first, last = parts[0], parts[-1]
        lead = "" if first.src else _edges(first.text)[0]
        tail = "" if last.src else _edges(last.text)[2] if last.text.strip() else ""
        inner = _Writer(self._assets)
        inner._last = "["
        for part in parts:
            inner.piece(part)
        text = "".join(inner._out).strip().replace("\n", " ").replace("[^", "[\\^")
        self._put(lead)
        if text.startswith("^"):
            text = "\\" + text
        if not text.strip():
            return
        if self._last == "!":
            self._out[-1] = self._out[-1][:-1] + "\\!"
        self._put(f"<{href}>" if _AUTOLINK.match(href) and _is_address(parts, href) else f"[{text}]({address(href)})")
        self._put(tail)

    def _image(self, piece: _Piece) -> str:
        src = self._assets.get(piece.src, piece.src)
        if not is_safe(src):
            return escape_inline(piece.text)
        if self._last == "!":
            self._out[-1] = self._out[-1][:-1] + "\\!"
        return f"![{escape_inline(piece.text)}]({address(src)})"

    def _styled(self, text: str, piece: _Piece, after: str) -> str:
        if piece.code and "\n" not in text:
            ticks = "`" * (max((len(run) for run in _CODE_TICKS.findall(text)), default=0) + 1)
            pad = " " if text[0] == "`" or text[-1] == "`" else ""
            return f"{ticks}{pad}{text}{pad}{ticks}"
        escaped = self._escaped(text)
        if not piece.mark or "\n" in text or self._last in "*~_" or not self._flanks(text, after):
            return escaped
        return f"{piece.mark}{escaped}{piece.mark[::-1]}"

    def _flanks(self, text: str, after: str) -> bool:
        opens = text[0].isalnum() or self._last.isspace() or self._last in "[(\"'“‘—–-"
        closes = text[-1].isalnum() or after[0].isspace()
        return opens and closes and len(text) < _LONGEST_EMPHASIS * 10

    def _escaped(self, text: str) -> str:
        if _SPECIAL.isdisjoint(text) and (self._last != "\n" or text[0].isalpha()):
            return text
        lines = text.split("\n")
        first = escape_block(lines[0]) if self._last == "\n" else escape_block("x" + lines[0])[1:]
        return "\n".join([first, *(escape_block(line) for line in lines[1:])])

    def _put(self, text: str) -> None:
        if text:
            self._out.append(text)
            self._last = text[-1]


def _is_address(parts: list[_Piece], href: str) -> bool:
    return len(parts) == 1 and parts[0].text.strip() == href


def _edges(text: str) -> tuple[str, str, str]:
    """Return the white space before, what is between, and the white space after."""
    inner = text.strip()
    if not inner:
        return text, "", ""
    start = len(text) - len(text.lstrip())
    return text[:start], inner, text[start + len(inner) :]
