"""Forms and outline commands on one part of a text, as small edits: its name, its facts, what kind of block it is.

As in edits.py: lines count from 0, and only those of the part change. What stands between the fences of a block is kept
letter by letter, private comments included, unless it is what was changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from reader_app.markup.attributes import AttributeList, format_pairs, parse_attributes, split_trailing
from reader_app.markup.edits import TextEdit, apply, rename_section
from reader_app.markup.explicit import explicit, facts, opening_text
from reader_app.markup.guards import strip_comments
from reader_app.markup.links import leading_link
from reader_app.markup.natural import inline, link
from reader_app.markup.parse import parse
from reader_app.markup.parsed import Parsed, Part, PartKind
from reader_app.markup.scan import is_closing, opening_of
from reader_app.markup.write import write_block
from reader_app.model.blocks import DEFAULT_LABEL, Block, Button, Feedback, Figure, Item, Podcast, Sponsor
from reader_app.model.text import clean_body, clean_line
from reader_app.model.urls import host

_FENCE_LINE = re.compile(r"^(?=:::)", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->")
_TITLES = (
    (Item, "title"),
    (Sponsor, "name"),
    (Podcast, "title"),
    (Figure, "alt"),
    (Button, "text"),
    (Feedback, "question"),
)


@dataclass(frozen=True, slots=True)
class SponsorFacts:
    """What a person says of a sponsor block; `text` is its Markdown source. An empty label means the usual one."""

    name: str
    url: str = ""
    label: str = ""
    text: str = ""


def sponsor_facts(text: str, part: Part) -> SponsorFacts:
    """Return what the sponsor block `part` says now. Raises ValueError when it is none."""
    if not isinstance(part.value, Sponsor):
        raise ValueError("the part is no sponsor block")
    block = part.value
    label = "" if block.label == DEFAULT_LABEL else block.label
    return SponsorFacts(block.name, block.url, label, "\n".join(_Div.of(text, part).inner))


def sponsor_text(said: SponsorFacts) -> str:
    """Return a new sponsor block as Markdown."""
    block = Sponsor(said.name, said.url, said.label)
    opening = f"::: {opening_text('sponsor', facts(block))}"
    return "\n".join([opening, *_guarded_lines(said.text), ":::"])


def change_sponsor(text: str, part: Part, said: SponsorFacts) -> TextEdit:
    """Return the edit that lets the sponsor block `part` say `said`; attributes it does not speak of stay."""
    before, div = sponsor_facts(text, part), _Div.of(text, part)
    changes: dict[str, str] = {}
    for name in ("name", "url", "label"):
        value = clean_line(getattr(said, name))
        given = div.attributes.get(name) is not None
        if value != getattr(before, name) or (name == "name" and not given):
            changes[name] = value
    inner = div.inner if said.text == before.text else _guarded_lines(said.text)
    return TextEdit(part.start, part.end, (div.opening(changes), *inner, div.closing))


def change_facts(text: str, part: Part, said: Mapping[str, str]) -> TextEdit:
    """Return the edit that gives attributes of the fenced block `part` other values; an empty one takes one out."""
    div = _Div.of(text, part)
    changes = {name: clean_line(value) for name, value in said.items() if value != (div.attributes.get(name) or "")}
    return TextEdit(part.start, part.start + 1, (div.opening(changes),))


def turn(text: str, parsed: Parsed, index: int) -> TextEdit | None:
    """Return the edit that makes an item a sponsor block, or a sponsor block an item; None for any other part.

    All facts stay as attributes, so that turning it back gives what was there.
    """
    part = parsed.parts[index]
    if isinstance(part.value, Item):
        item = part.value
        name = item.title or host(item.url) or DEFAULT_LABEL
        pairs = facts(replace(item, title="", url="", body=""))
        known = {pair[0]: pair[1] for pair in pairs if pair[0] in ("label", "slot")}
        rest = tuple(pair for pair in pairs if pair[0] not in known)
        sponsor = Sponsor(name, item.url, known.get("label", ""), known.get("slot", ""), item.body, rest)
        opening = f"::: {opening_text('sponsor', facts(sponsor))}"
        return _checked(text, parsed, index, sponsor, (opening, *_inner(text, part), ":::"))
    if isinstance(part.value, Sponsor):
        return _checked(text, parsed, index, *_as_item(text, part, part.value))
    return None


def rename(text: str, parsed: Parsed, index: int, name: str) -> TextEdit | None:
    """Return the edit that gives a part another name; None for one without a name of its own, or an empty name."""
    part, name = parsed.parts[index], clean_line(name)
    if part.kind is PartKind.SECTION:
        return rename_section(text, parsed, part.section, name)
    block, first = part.value, text.split("\n")[part.start]
    field = next((field for kind, field in _TITLES if isinstance(block, kind)), None)
    if field is None or not name:
        return None
    is_natural = not first.startswith(":::")
    if is_natural and isinstance(block, Item):
        return TextEdit(part.start, part.start + 1, (_renamed_heading(first, block, name),))
    if is_natural and isinstance(block, Figure):
        return TextEdit(part.start, part.end, tuple(write_block(replace(block, alt=name)).rstrip("\n").split("\n")))
    return _renamed_div(text, part, field, name)


class _Div:
    """The lines of a fenced block: its attributes, what stands between the fences, the closing line."""

    def __init__(self, lines: list[str]) -> None:
        self._first = lines[0]
        stripped = strip_comments(lines)[0]
        closed = len(lines) > 1 and is_closing(stripped[-1])
        self.closing = lines[-1] if closed else ":::"
        self.inner = lines[1:-1] if closed else lines[1:]
        opening = opening_of(stripped[0]) or ""
        found = parse_attributes(opening) if opening.startswith("{") else AttributeList((opening,))
        self.attributes = found or AttributeList()

    @classmethod
    def of(cls, text: str, part: Part) -> _Div:
        return cls(text.split("\n")[part.start : part.end])

    def opening(self, changes: Mapping[str, str]) -> str:
        """Return the opening line with other values for some attributes; an empty value takes one out."""
        if not changes:
            return self._first
        pairs = dict(self.attributes.pairs) | dict(changes)
        kept = tuple((name, value) for name, value in pairs.items() if value or name not in changes)
        anchor = (f"#{self.attributes.anchor}",) if self.attributes.anchor else ()
        inside = " ".join((*anchor, *(f".{name}" for name in self.attributes.classes), format_pairs(kept))).rstrip()
        colons = re.match(r":+", self._first)
        line = f"{colons[0] if colons else ':::'} {{{inside}}}"
        return " ".join((line, *_COMMENT.findall(self._first)))


def _inner(text: str, part: Part) -> list[str]:
    """Return the lines that are the text of an item or block."""
    lines = text.split("\n")[part.start : part.end]
    return _Div(lines).inner if lines[0].startswith(":::") else lines[1:]


def _as_item(text: str, part: Part, block: Sponsor) -> tuple[Item, tuple[str, ...]]:
    pairs = facts(replace(block, body=""), leave_out=("name", "url"))
    known = dict(pairs)
    minutes = known.get("minutes", "")
    item = Item(
        block.name,
        block.url,
        known.get("source", ""),
        known.get("author", ""),
        int(minutes) if minutes.isdecimal() and len(minutes) < 5 else None,
        known.get("image", ""),
        block.body,
        tuple(pair for pair in pairs if pair[0] not in ("source", "author", "minutes", "image")),
    )
    own = format_pairs(facts(replace(item, title="", url="", body="")))
    title = link(item.title, item.url) if item.url else inline(item.title)
    return item, (f"### {title}{f' {{{own}}}' if own else ''}", *_inner(text, part))


def _checked(text: str, parsed: Parsed, index: int, block: Block, lines: tuple[str, ...]) -> TextEdit:
    """Return the edit that puts `lines` in the place of a part if they read as `block` there, else `block` in full."""
    part = parsed.parts[index]
    edit = TextEdit(part.start, part.end, lines)
    wanted = [block if each is part else each.value for each in parsed.parts if each.kind is PartKind.BLOCK]
    if [each.value for each in parse(apply(text, edit)).parts if each.kind is PartKind.BLOCK] == wanted:
        return edit
    return TextEdit(part.start, part.end, tuple(explicit(block).split("\n")))


def _renamed_heading(line: str, item: Item, name: str) -> str:
    stripped = strip_comments([line])[0][0]
    heading, _ = split_trailing(stripped)
    attributes = stripped[len(heading) :].strip()
    title = link(name, item.url) if item.url else inline(name)
    return " ".join(filter(None, (f"### {title}", attributes, *_COMMENT.findall(line))))


def _renamed_div(text: str, part: Part, field: str, name: str) -> TextEdit:
    div = _Div.of(text, part)
    if field in ("name", "alt") or isinstance(part.value, Item) or div.attributes.get(field) is not None:
        return TextEdit(part.start, part.start + 1, (div.opening({field: name}),))
    number = next((number for number, line in enumerate(div.inner) if line.strip()), None)
    if number is None:
        return TextEdit(part.start, part.start + 1, (div.opening({field: name}),))
    line = div.inner[number]
    found = leading_link(line, {})
    new = link(name, found.url) + line[found.end :] if found else inline(name)
    place = part.start + 1 + number
    return TextEdit(place, place + 1, (new,))


def _guarded_lines(source: str) -> list[str]:
    """Return Markdown that a person wrote as the lines between two fences: nothing in it ends the block."""
    body = _FENCE_LINE.sub(r"\\", clean_body(source))
    return body.split("\n") if body else []
