"""Every address in a text with the line it stands on: links, pictures, and the attributes of blocks that hold one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from markdown_it.token import Token

from reader_app.markup import references
from reader_app.markup.attributes import AttributeList, parse_attributes, split_trailing
from reader_app.markup.commonmark import Env, block_tokens, inline_tokens, plain_of
from reader_app.markup.parsed import Parsed, PartKind
from reader_app.markup.scan import opening_of, scan

_ADDRESSES: Final = frozenset("url audio up down site subscribe unsubscribe".split())
_PICTURES: Final = frozenset({"src", "image"})
_KNOWN_TEXTS: Final = 4096


class MentionKind(Enum):
    """What an address is for."""

    LINK = auto()
    PICTURE = auto()
    ATTRIBUTE = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """One address. `text` is the link's or the picture's alternative text; `line` counts from 0.

    `name` is the attribute it stands in (``url``, ``src`` and so on), empty for one in running text. `part` is the
    index of its part in ``Parsed.parts``.
    """

    kind: MentionKind
    url: str
    text: str
    line: int
    name: str = ""
    part: int = -1


def mentions(text: str, parsed: Parsed) -> tuple[Mention, ...]:
    """Return every address in `text`, which was read as `parsed`, in the order of the text. Comments hold none."""
    lines = scan(text).lines
    known = references.definitions(lines) if "]:" in text else {}
    found: list[Mention] = []
    for index, part in enumerate(parsed.parts):
        if part.kind not in (PartKind.BLOCK, PartKind.ABOUT):
            continue
        own = "\n".join(lines[part.start : part.end])
        used = tuple((key, known[key]) for key in references.needed(own, known)) if known else ()
        found += [replace(mention, line=mention.line + part.start, part=index) for mention in _in_block(own, used)]
    return tuple(found)


@lru_cache(maxsize=_KNOWN_TEXTS)
def _in_block(text: str, used: tuple[tuple[str, str], ...]) -> tuple[Mention, ...]:
    """Return the addresses in the text of one block; lines count from its first."""
    lines = text.split("\n")
    opening = opening_of(lines[0])
    found: list[Mention] = []
    if opening is not None:
        attributes = parse_attributes(opening)
        found += _in_attributes(attributes, 0)
        lines = ["", *(line if not line.startswith(":::") else "" for line in lines[1:])]
    elif lines[0].startswith("#"):
        found += _in_attributes(split_trailing(lines[0])[1], 0)
    env = references.environment({**dict(used), **references.definitions(lines)})
    for token in block_tokens("\n".join(lines), env):
        if token.type == "inline" and token.map:
            found += _in_running_text(token.content, token.map[0], env)
    return tuple(sorted(found, key=lambda mention: mention.line))


def _in_attributes(attributes: AttributeList | None, line: int) -> Iterator[Mention]:
    for name, value in attributes.pairs if attributes else ():
        if name in _ADDRESSES and value:
            yield Mention(MentionKind.ATTRIBUTE, value, "", line, name)
        elif name in _PICTURES and value and attributes is not None:
            yield Mention(MentionKind.PICTURE, value, attributes.get("alt") or "", line, name)


def _in_running_text(content: str, line: int, env: Env) -> Iterator[Mention]:
    tokens = inline_tokens(content, env)
    for index, token in enumerate(tokens):
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "link_open":
            label = plain_of(_until_close(tokens, index + 1))
            yield Mention(MentionKind.LINK, _attribute(token.attrs, "href"), label, line)
        elif token.type == "image":
            yield Mention(MentionKind.PICTURE, _attribute(token.attrs, "src"), plain_of(token.children or ()), line)


def _until_close(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    end = start
    while end < len(tokens) and tokens[end].type != "link_close":
        end += 1
    return tokens[start:end]


def _attribute(attributes: Mapping[str, object], name: str) -> str:
    return str(attributes.get(name, ""))
