"""Parses one unit of a text into blocks. Pure: the same text and definitions always give the same result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reader_app.markup import divs, lists
from reader_app.markup.attributes import AttributeList, split_trailing
from reader_app.markup.commonmark import Env, block_tokens, plain
from reader_app.markup.guards import unguard
from reader_app.markup.links import leading_link, lone_image
from reader_app.markup.references import environment, with_definitions
from reader_app.markup.scan import Unit, UnitKind
from reader_app.model.blocks import Block, Figure, Item, Prose
from reader_app.model.issue import About
from reader_app.model.problems import Problem, Severity
from reader_app.model.urls import is_safe

_HEADING = re.compile(r"(#{1,6})[ \t]*(.*?)(?:[ \t]+#+)?[ \t]*$")
_LIST_LINE = re.compile(r"^(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Found:
    """A block with its lines [start, end), counted from the unit's first."""

    value: Block | About
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitResult:
    """The blocks of a unit, in order, and what is to be said of it; problem lines count from 0 in the unit."""

    blocks: tuple[Found, ...]
    problems: tuple[Problem, ...] = ()


def parse_unit(unit: Unit, known: Mapping[str, str]) -> UnitResult:
    """Return the blocks of `unit` (an item, a div or running text); `known` holds the definitions it may use."""
    if unit.kind is UnitKind.DIV:
        value, problems = divs.parse_div(unit.text, known)
        size = unit.text.count("\n") + 1
        return UnitResult((Found(value, 0, size),), (*problems, *_unsafe(value, 0)))
    blocks = _item(unit.text, known) if unit.kind is UnitKind.ITEM else _running(unit.text, 0, known)
    return UnitResult(
        tuple(blocks), tuple(problem for found in blocks for problem in _unsafe(found.value, found.start))
    )


def heading(line: str) -> tuple[str, str]:
    """Return (plain heading, anchor) of an ATX heading line (CommonMark 0.31, section 4.2)."""
    text, attributes = _heading_parts(line)
    return plain(text, {}), attributes.anchor if attributes else ""


def _heading_parts(line: str) -> tuple[str, AttributeList | None]:
    """Split a heading line into its inline content and its attributes, either side of the closing ``#`` marks."""
    text, attributes = split_trailing(line)
    match = _HEADING.match(text)
    return match[2] if match else text, attributes


def _item(text: str, known: Mapping[str, str]) -> list[Found]:
    first, _, rest = text.partition("\n")
    env = environment(known)
    label, attributes = _heading_parts(first)
    facts = lists.item_facts(attributes)
    link = leading_link(label, env)
    if link:
        title = plain(link.label, env) + _tail(label[link.end :], env)
        url = link.url
    else:
        title, url = plain(label, env), first_address(label, env)
    body, following = rest, 0
    if _LIST_LINE.search(rest):
        following = lists.first_link_list(rest, env)
        if following:
            body = "\n".join(rest.split("\n")[: following - 1])
    size = _size(body) + 1
    item = Item(title=title, url=url, body=_body(body, known), **facts)
    found = [Found(item, 0, size)]
    if following:
        found.extend(_running("\n".join(rest.split("\n")[following - 1 :]), following, known))
    return found


def first_address(markdown: str, env: Env) -> str:
    """Return the address of the first link in inline Markdown, or ``""``."""
    from reader_app.markup.commonmark import inline_tokens

    for token in inline_tokens(markdown, env):
        if token.type == "link_open":
            return str(token.attrs.get("href", ""))
    return ""


def _tail(markdown: str, env: Env) -> str:
    rest = plain(markdown, env).strip()
    return f" {rest}" if rest else ""


def _running(text: str, offset: int, known: Mapping[str, str]) -> list[Found]:
    env = environment(known)
    lines = text.split("\n")
    found: list[Found] = []
    tokens = block_tokens(text, env)
    for index, token in enumerate(tokens):
        if token.level != 0 or token.map is None or token.nesting < 0 or token.type == "footnote_reference_open":
            continue
        start, end = token.map
        while end > start and not lines[end - 1].strip():
            end -= 1
        source = "\n".join(lines[start:end])
        block: Block | None = None
        if token.type in ("bullet_list_open", "ordered_list_open"):
            block = lists.link_list(source, token.type == "ordered_list_open", env, known)
        elif token.type == "paragraph_open" and source.lstrip().startswith(("![", "[![")):
            block = _figure(tokens[index + 1].content, env)
        found.append(Found(block or Prose(_body(source, known)), offset + start, offset + end))
    return found


def _figure(content: str, env: Env) -> Figure | None:
    picture = lone_image(content.strip(), env)
    if picture is None:
        return None
    src, alt, caption, url = picture
    return Figure(src, alt, caption, url)


def _body(source: str, known: Mapping[str, str]) -> str:
    return with_definitions(unguard(source.rstrip()), known) if source.strip() else ""


def _size(text: str) -> int:
    return text.rstrip().count("\n") + 1 if text.strip() else 0


def _unsafe(value: Block | About, line: int) -> list[Problem]:
    addresses = (
        getattr(value, name, "") for name in ("url", "audio", "up", "down", "site", "subscribe", "unsubscribe")
    )
    return [
        Problem(Severity.ERROR, f"The address “{address[:60]}” is not one a page may link to.", line)
        for address in addresses
        if address and not is_safe(address)
    ]
