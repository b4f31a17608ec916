"""The blocks of an issue: one closed union of frozen values.

Strings are never ``None``; an empty one means "not given". Fields named ``body`` hold Markdown (CommonMark with tables,
strikethrough and footnotes); all others hold plain text on one line. `extra` keeps attributes this version does not
know, as (name, value) pairs in the order they were written.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, get_args

from reader_app.model.text import clean_body, clean_line

DEFAULT_LABEL: Final = "Sponsor"
_RESERVED: Final = frozenset({"type", "markdown", "items", "class", "id"})
_EMPTY: Final = ("", None, ())
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_:.-]*\Z")

Attributes = tuple[tuple[str, str], ...]


def clean_attributes(pairs: Attributes, taken: frozenset[str] = frozenset()) -> Attributes:
    """Return `pairs` with one-line values, each name once (the last wins), none invalid or in `taken`."""
    kept = {name: clean_line(value) for name, value in pairs if _NAME.match(name) and name not in taken}
    return tuple(kept.items())


class _Value:
    """Base of all model values: brings every text field into its normal form."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for name, cleaned in _cleaners(type(self)):  # type: ignore[arg-type]  # a class can be hashed
            value = getattr(self, name)
            form = cleaned(value) if value not in _EMPTY else value
            if form is not value:
                object.__setattr__(self, name, form)


@cache
def _cleaners(kind: type) -> tuple[tuple[str, Callable[[Any], object]], ...]:
    """Return the fields of `kind` that have a normal form, each with what brings a value into it."""
    taken = _RESERVED.union(kind.__dataclass_fields__)  # type: ignore[attr-defined]
    named: dict[str, Callable[[Any], object]] = {
        "body": clean_body,
        "extra": lambda pairs: clean_attributes(pairs, taken) if pairs else pairs,
        "minutes": lambda minutes: minutes if minutes is None or 0 < minutes < 10_000 else None,
    }
    lines = {field.name: clean_line for field in fields(kind) if field.type == "str"}
    return tuple((field.name, (lines | named)[field.name]) for field in fields(kind) if field.name in lines | named)


@dataclass(frozen=True, slots=True)
class Prose(_Value):
    """Running text: one paragraph, list, quotation, table, code block or deeper heading."""

    body: str


@dataclass(frozen=True, slots=True)
class Item(_Value):
    """A link worth reading with what the editor says of it. `source` is who published it; `minutes` to read it."""

    title: str
    url: str = ""
    source: str = ""
    author: str = ""
    minutes: int | None = None
    image: str = ""
    body: str = ""
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class LinkList(_Value):
    """A list whose every entry leads with a link: compact items."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Sponsor(_Value):
    """A paid block. `name` is required; `label` is the disclosure shown to readers; `slot` is where it was sold for.

    Raises ValueError when `name` is empty.
    """

    name: str
    url: str = ""
    label: str = DEFAULT_LABEL
    slot: str = ""
    body: str = ""
    extra: Attributes = ()

    def __post_init__(self) -> None:
        _Value.__post_init__(self)
        if not self.name:
            raise ValueError("a sponsor block needs a name")
        if not self.label:
            object.__setattr__(self, "label", DEFAULT_LABEL)


@dataclass(frozen=True, slots=True)
class Podcast(_Value):
    """An episode: `url` is its page, `audio` the sound file, `minutes` its length."""

    title: str
    url: str = ""
    audio: str = ""
    minutes: int | None = None
    body: str = ""
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class Figure(_Value):
    """A picture. `src` is an address or ``asset:<sha256>``; `alt` its text alternative; `url` where a click leads."""

    src: str
    alt: str = ""
    caption: str = ""
    url: str = ""
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class Button(_Value):
    """A call to action: a link shown as a button."""

    text: str
    url: str = ""
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class Feedback(_Value):
    """A question to the readers with the addresses for "yes" (`up`) and "no" (`down`)."""

    question: str
    up: str = ""
    down: str = ""
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class Note(_Value):
    """A remark of the editors that stands apart from the text."""

    body: str
    extra: Attributes = ()


@dataclass(frozen=True, slots=True)
class Unknown(_Value):
    """What could not be classified. `opening` is what stood after the colons of its div; `body` its text as it was."""

    opening: str
    body: str = ""

    def __post_init__(self) -> None:
        _Value.__post_init__(self)
        opening = self.opening
        while "<!--" in opening:
            opening = opening.replace("<!--", "!--")
        object.__setattr__(self, "opening", opening.strip() or "unknown")


Block = Prose | Item | LinkList | Sponsor | Podcast | Figure | Button | Feedback | Note | Unknown
BLOCK_TYPES: Final[tuple[type[Block], ...]] = get_args(Block)
