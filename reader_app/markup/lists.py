"""Link lists: lists whose every entry leads with a link, read as compact items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypedDict

from reader_app.markup.attributes import AttributeList, parse_attributes
from reader_app.markup.commonmark import Env, block_tokens, plain
from reader_app.markup.guards import unguard
from reader_app.markup.links import leading_link
from reader_app.markup.references import with_definitions
from reader_app.model.blocks import Attributes, Item, LinkList

_MARKER = re.compile(r"( {0,3}(?:[-*+]|\d{1,9}[.)]))([ \t]+|$)")
_FACTS = frozenset({"source", "author", "minutes", "image"})


class ItemFacts(TypedDict):
    """The facts of an item that stand in its attributes."""

    source: str
    author: str
    minutes: int | None
    image: str
    extra: Attributes


def item_facts(attributes: AttributeList | None) -> ItemFacts:
    """Return the facts in an item's attributes; what is not known goes to ``extra``."""
    pairs = attributes.pairs if attributes else ()
    named = dict(pairs)
    return ItemFacts(
        source=named.get("source", ""),
        author=named.get("author", ""),
        minutes=minutes(named.get("minutes", "")),
        image=named.get("image", ""),
        extra=tuple(pair for pair in pairs if pair[0] not in _FACTS),
    )


def minutes(text: str) -> int | None:
    """Return the number of minutes `text` says, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def first_link_list(text: str, env: Env) -> int:
    """Return the line (counted from 1) on which the first link list at the top level of `text` begins; 0 for none."""
    lines = text.split("\n")
    for token in block_tokens(text, env):
        if token.level == 0 and token.type in ("bullet_list_open", "ordered_list_open") and token.map:
            start, end = token.map
            if link_list("\n".join(lines[start:end]).rstrip(), token.type == "ordered_list_open", env, {}):
                return start + 1
    return 0


def link_list(source: str, ordered: bool, env: Env, known: Mapping[str, str]) -> LinkList | None:
    """Return the link list that `source`, the lines of one list, is; None when an entry does not lead with a link."""
    lines = source.split("\n")
    items: list[Item] = []
    for token in block_tokens(source, env):
        if token.type == "list_item_open" and token.level == 1 and token.map:
            entry = _entry("\n".join(_dedent(lines[slice(*token.map)])).rstrip(), env, known)
            if entry is None:
                return None
            items.append(entry)
    return LinkList(tuple(items), ordered) if items else None


def _entry(content: str, env: Env, known: Mapping[str, str]) -> Item | None:
    link = leading_link(content, env)
    if link is None or (not link.label and not link.url):
        return None
    rest = content[link.end :]
    attributes = None
    braces = re.match(r"[ \t]*(\{[^\n]*?\})(?=:|\s|$)", rest)
    if braces:
        attributes = parse_attributes(braces[1])
        rest = rest[braces.end() :] if attributes else rest
    body = rest.removeprefix(":").strip(" \t") if rest.strip() else ""
    body = with_definitions(unguard(body), known)
    return Item(title=plain(link.label, env), url=link.url, body=body.lstrip("\n"), **item_facts(attributes))


def _dedent(lines: list[str]) -> list[str]:
    match = _MARKER.match(lines[0])
    if match is None:
        return lines
    offset = len(match[0].expandtabs(4))
    width = offset if len(match[1]) < offset < len(match[1]) + 5 else len(match[1]) + 1
    rest = [_less_indented(line.expandtabs(4) if line[:1] == "\t" else line, width) for line in lines[1:]]
    return [lines[0][match.end() :], *rest]


def _less_indented(line: str, width: int) -> str:
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(width, spaces) :]
