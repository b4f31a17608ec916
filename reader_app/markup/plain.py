"""Model to plain text: a laid-out text version of an issue, and the bare words for search."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from reader_app.markup.columns import columns, padded
from reader_app.markup.commonmark import parser, plain_of
from reader_app.markup.labels import ENGLISH, Labels, curator_line
from reader_app.model.blocks import (
    Block,
    Button,
    Feedback,
    Figure,
    Item,
    LinkList,
    Note,
    Podcast,
    Prose,
    Sponsor,
    Unknown,
)
from reader_app.model.issue import About, Issue
from reader_app.model.urls import is_safe

BlockText = Callable[[Block, "int | None", Labels], str]
_MARKS = re.compile(r"[\\`*_\[\]<>~|#&!:]|^\s*(?:[-+]|\d+[.)])\s", re.MULTILINE)
_PIECE = 20_000  # letters
_FENCE_LINE = re.compile(r"^:::.*$", re.MULTILINE)


def plain_words(markdown: str) -> str:
    """Return the visible words of `markdown` on one line, without markup or addresses."""
    if not _MARKS.search(markdown):
        return " ".join(markdown.split())
    parts: list[str] = []
    for token in parser().parse(markdown, {}):
        if token.type == "inline":
            parts.append(plain_of(token.children or []))
        elif token.type in ("fence", "code_block"):
            parts.append(token.content)
    return " ".join(" ".join(parts).split())


def body_text(markdown: str, width: int | None = None) -> str:
    """Return `markdown` as readable plain text: links as ``text <address>``, lists with dashes, quotations with ``>``.

    Lines are wrapped at `width` characters, never inside an address; None leaves paragraphs on one line.
    """
    return "\n\n".join(_Layout(width).blocks(parser().parse(markdown, {})))


def issue_text(
    issue: Issue, width: int, head: tuple[str, str], labels: Labels = ENGLISH, of: BlockText | None = None
) -> str:
    """Return `issue` laid out as plain text: headings underlined, items with their address, sponsors labelled.

    `head` is what stands above and below the title; `of` is asked for the text of a block in place of `block_text`.
    """
    of = of or block_text
    above, below = (_wrap(line, width) for line in head)
    online = f"{labels.online}: {issue.url}" if issue.url and is_safe(issue.url) else ""
    parts = [above, _underlined(issue.title, "=", width), _stacked([below, online])]
    parts += [of(block, width, labels) for block in issue.lead]
    for section in issue.sections:
        parts.append(_underlined(section.heading, "-", width))
        parts += [of(block, width, labels) for block in section.blocks]
    if issue.about is not None:
        parts.append("-- \n" + about_text(issue.about, width, labels))
    return "\n\n".join(part for part in parts if part) + "\n"


def block_text(  # noqa: C901 - one case a type of block
    block: Block, width: int | None = 72, labels: Labels = ENGLISH
) -> str:
    """Return one block as plain text; a sponsor stands between rules under its label."""
    match block:
        case Prose():
            return body_text(block.body, width)
        case Item():
            return item_text(block, width, labels)
        case LinkList():
            marks = (f"{number}. " if block.ordered else "- " for number in range(1, len(block.items) + 1))
            return "\n".join(
                _hanging(mark, item_text(item, None if width is None else width - 3, labels))
                for mark, item in zip(marks, block.items, strict=True)
            )
        case Sponsor():
            return _sponsor(block, width)
        case Podcast():
            return _podcast(block, width, labels)
        case Figure():
            words = " – ".join(dict.fromkeys(part for part in (block.alt, block.caption) if part))
            return _stacked([_wrap(f"[{labels.picture}: {words}]", width) if words else "", _address(block.url)])
        case Button():
            return _stacked([f"→ {block.text}", _address(block.url)])
        case Feedback():
            votes = ((labels.yes, block.up), (labels.no, block.down))
            return _stacked([_wrap(block.question, width), *(f"{word}: {url}" for word, url in votes if _address(url))])
        case Note():
            mark = f"{labels.note}: "
            return _hanging(mark, body_text(block.body, None if width is None else width - columns(mark)))
        case Unknown():
            return body_text(_FENCE_LINE.sub("", block.body), width)


def item_text(item: Item, width: int | None, labels: Labels = ENGLISH) -> str:
    """Return an item as plain text: title and facts, its address, its body."""
    minutes = labels.short_minutes.format(item.minutes) if item.minutes else ""
    facts = ", ".join(fact for fact in (item.source, item.author, minutes) if fact)
    head = f"{item.title} ({facts})" if facts else item.title
    return _stacked([_wrap(head, width), _address(item.url), body_text(item.body, width)])


def about_text(about: About, width: int | None, labels: Labels = ENGLISH) -> str:
    """Return the footer as plain text."""
    links = ((labels.subscribe, about.subscribe), (labels.unsubscribe, about.unsubscribe))
    lines = [
        _wrap(about.tagline, width),
        _wrap(curator_line(about, labels), width),
        body_text(about.body, width),
        _address(about.site),
        *(f"{label}: {url}" for label, url in links if _address(url)),
    ]
    return _stacked([*lines, about.address])


def _sponsor(block: Sponsor, width: int | None) -> str:
    rule = "-" * min(width or 40, 40)
    return "\n".join(
        [rule, _stacked([f"{block.label}: {block.name}", _address(block.url), body_text(block.body, width)]), rule]
    )


def _podcast(block: Podcast, width: int | None, labels: Labels) -> str:
    title = f"{labels.podcast}: {block.title}" if block.title else labels.podcast
    minutes = f" ({labels.short_minutes.format(block.minutes)})" if block.minutes else ""
    return _stacked(
        [_wrap(title + minutes, width), _address(block.url), _address(block.audio), body_text(block.body, width)]
    )


def _address(url: str) -> str:
    return url if is_safe(url) else ""


def _stacked(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def _underlined(text: str, mark: str, width: int) -> str:
    if not text:
        return ""
    lines = _wrap(text, width)
    longest = max(map(columns, lines.split("\n")))
    return f"{lines}\n{mark * min(width, longest)}"


def _wrap(text: str, width: int | None) -> str:
    if width is None or not text:
        return text
    wrapped = (textwrap.wrap(piece, width, break_long_words=False, break_on_hyphens=False) for piece in _pieces(text))
    return "\n".join(line for lines in wrapped for line in lines) or text


def _pieces(text: str) -> Iterator[str]:
    """Cut a very long line between words, so that other threads go on while it is wrapped."""
    start = 0
    while len(text) - start > _PIECE and (end := text.find(" ", start + _PIECE)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def _hanging(mark: str, text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([mark + first, *((" " * columns(mark) + line if line else "") for line in rest)])


class _Layout:
    """Lays out block tokens as paragraphs of text."""

    def __init__(self, width: int | None) -> None:
        self._width = width

    def blocks(self, tokens: Sequence[Token]) -> list[str]:
        """Return the top-level blocks of `tokens` as texts."""
        return [text for group in _groups(tokens) if (text := self._block(group))]

    def _narrower(self, by: int) -> _Layout:
        return _Layout(None if self._width is None else max(20, self._width - by))

    def _block(self, tokens: Sequence[Token]) -> str:
        first, inner = tokens[0], tokens[1:-1]
        if first.type in ("fence", "code_block"):
            return textwrap.indent(first.content.rstrip("\n"), "    ")
        if first.type == "hr":
            return "* * *"
        if first.type == "blockquote_open":
            quoted = "\n\n".join(self._narrower(2).blocks(inner))
            return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n"))
        if first.type in ("bullet_list_open", "ordered_list_open"):
            return self._list(first, inner)
        if first.type == "table_open":
            return _table(inner)
        if first.type == "footnote_block_open":
            notes = list(_groups(inner))
            return "\n".join(
                _hanging(f"[{number}] ", "\n\n".join(self.blocks(group[1:-1]))) for number, group in enumerate(notes, 1)
            )
        return "\n\n".join(self._inline(token) for token in tokens if token.type == "inline")

    def _list(self, first: Token, inner: Sequence[Token]) -> str:
        start = int(first.attrs.get("start", 1)) if first.type == "ordered_list_open" else 0
        lines: list[str] = []
        for number, group in enumerate(_groups(inner), start):
            mark = f"{number}. " if start or first.type == "ordered_list_open" else "- "
            texts = self._narrower(len(mark)).blocks(group[1:-1])
            lines.append(_hanging(mark, "\n".join(texts)))
        return "\n".join(lines)

    def _inline(self, token: Token) -> str:
        return "\n".join(_wrap(line, self._width) for line in inline_text(token.children or []).split("\n"))


def inline_text(tokens: Sequence[Token]) -> str:
    """Return inline tokens as text: a link as ``text <address>``, hard breaks as line breaks."""
    parts: list[str] = []
    address, start = "", 0
    for token in tokens:
        if token.type == "link_open":
            address, start = str(token.attrs.get("href", "")), len(parts)
        elif token.type == "link_close":
            shown = "".join(parts[start:])
            if is_safe(address) and shown != address and not address.startswith("#"):
                parts.append(f" <{address}>")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "footnote_ref":
            parts.append(f"[{int(token.meta.get('id', 0)) + 1}]")
        else:
            parts.append(plain_of([token]))
    return "".join(parts)


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Cut tokens into their top-level blocks."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _table(tokens: Sequence[Token]) -> str:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(inline_text(token.children or []).replace("\n", " "))
    widths = [max(columns(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return "\n".join(
        "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows
    )
