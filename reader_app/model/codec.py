"""The JSON form of an issue (``masthead-issue/1``): ``decode(encode(issue)) == issue`` for every issue.

Keys and block types of a newer version survive a round trip: unknown top-level keys live in `Issue.extra`, unknown keys
of a block in its `extra` attributes, a block of an unknown type in an `Unknown` block that carries its JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from reader_app.errors import FormatError
from reader_app.model.blocks import (
    Attributes,
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
from reader_app.model.issue import FACTS, NO_ID, About, Issue, Json, Section, in_utc

FORMAT: Final = "masthead-issue/1"
FOREIGN_BLOCK: Final = "json-block"
_PACKED: Final = "json:"

_NAMES: Final[dict[str, type[Block]]] = {
    "prose": Prose,
    "item": Item,
    "link_list": LinkList,
    "sponsor": Sponsor,
    "podcast": Podcast,
    "figure": Figure,
    "button": Button,
    "feedback": Feedback,
    "note": Note,
    "unknown": Unknown,
}
_TYPES: Final = {kind: name for name, kind in _NAMES.items()}
_ISSUE_KEYS: Final = FACTS | set("format lead sections about origin warnings extra".split())

JsonObject = dict[str, Json]


def block_name(block: Block) -> str:
    """Return the name of the block's type as JSON, CSS classes and search use it, such as ``link_list``."""
    return _TYPES[type(block)]


def encode(issue: Issue, *, origin: JsonObject | None = None, warnings: tuple[str, ...] = ()) -> JsonObject:
    """Return the JSON object of `issue`; `origin` and `warnings` say where it came from and what was unsure."""
    data: JsonObject = {
        "format": FORMAT,
        "id": None if issue.id == NO_ID else str(issue.id),
        "publication": issue.publication,
        "number": issue.number or None,
        "title": issue.title,
        "preheader": issue.preheader,
        "date": _date_text(issue.date),
        "authors": list(issue.authors),
        "url": issue.url or None,
        "lang": issue.lang or None,
        "tags": list(issue.tags),
        "lead": [encode_block(block) for block in issue.lead],
        "sections": [_encode_section(section) for section in issue.sections],
        "about": None if issue.about is None else _encode_value(issue.about),
    }
    clashing: JsonObject = {}
    for key, value in issue.extra.items():
        (clashing if key in _ISSUE_KEYS else data)[key] = value
    if clashing:
        data["extra"] = clashing
    if origin is not None:
        data["origin"] = origin
    if warnings:
        data["warnings"] = list(warnings)
    return data


def encode_block(block: Block) -> JsonObject:
    """Return the JSON object of one block."""
    if isinstance(block, Unknown) and block.opening == FOREIGN_BLOCK:
        foreign = _loads(block.body)
        if isinstance(foreign, dict) and foreign.get("type") not in _NAMES and dumps(foreign) == block.body:
            return foreign
    return {"type": block_name(block), **_encode_value(block)}


def decode(data: object) -> Issue:
    """Return the issue of a JSON object made by `encode` or by hand; missing keys mean "not given".

    Raises FormatError when `data` is no object, belongs to another format, or a value has the wrong kind.
    """
    top = _object(data, "The file")
    form = top.get("format", FORMAT)
    if not isinstance(form, str) or not form.startswith("masthead-issue/"):
        raise FormatError("The file is JSON, but not a Masthead issue.")
    extra = {key: value for key, value in top.items() if key not in _ISSUE_KEYS}
    extra.update(_object(top.get("extra") or {}, "“extra”"))
    about = top.get("about")
    return Issue(
        id=_uuid(top.get("id")),
        publication=_text(top, "publication"),
        number=_text(top, "number"),
        title=_text(top, "title"),
        preheader=_text(top, "preheader"),
        date=_date(top.get("date")),
        authors=_texts(top, "authors"),
        url=_text(top, "url"),
        lang=_text(top, "lang"),
        tags=_texts(top, "tags"),
        lead=_blocks(top, "lead"),
        sections=tuple(_decode_section(_object(entry, "A section")) for entry in _list(top, "sections")),
        about=None if about is None else _decode_about(_object(about, "“about”")),
        extra=extra,
    )


def decode_block(data: object) -> Block:
    """Return the block of a JSON object. Raises FormatError as `decode` does."""
    found = _object(data, "A block")
    kind = _NAMES.get(_text(found, "type"))
    if kind is None:
        return Unknown(FOREIGN_BLOCK, dumps(found))
    if kind is Prose:
        return Prose(_text(found, "markdown"))
    if kind is Unknown:
        return Unknown(_text(found, "opening"), _text(found, "markdown"))
    if kind is LinkList:
        return LinkList(
            tuple(_decode_item(entry) for entry in _list(found, "items")), ordered=found.get("ordered") is True
        )
    if kind is Item:
        return _decode_item(found)
    return _decode_plain(kind, found)


def dumps(data: object) -> str:
    """Return `data` as JSON text on one line, letters of every script as they are."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _encode_section(section: Section) -> JsonObject:
    data: JsonObject = {"heading": section.heading}
    if section.anchor:
        data["anchor"] = section.anchor
    data["blocks"] = [encode_block(block) for block in section.blocks]
    return data


def _encode_value(value: Block | About) -> JsonObject:
    data: JsonObject = {}
    for name in value.__dataclass_fields__:
        content = getattr(value, name)
        if name == "items":
            data["items"] = [_encode_value(entry) for entry in content]
        elif name == "body":
            data["markdown"] = content
        elif name == "extra":
            data.update({key: _unpacked(text) for key, text in content})
        elif content not in ("", None, False) or name in _REQUIRED.get(type(value), ()):
            data[name] = content
    return data


_REQUIRED: Final[Mapping[type, tuple[str, ...]]] = {
    Item: ("title", "url"),
    Sponsor: ("name", "url", "label"),
    Podcast: ("title",),
    Figure: ("src", "alt"),
    Button: ("text", "url"),
    Feedback: ("question",),
    About: ("tagline",),
    Unknown: ("opening",),
}


def _decode_item(data: object) -> Item:
    block = _decode_plain(Item, _object(data, "An item"))
    assert isinstance(block, Item)
    return block


def _decode_plain(kind: type, data: JsonObject) -> Block:
    known: dict[str, object] = {}
    names = kind.__dataclass_fields__  # type: ignore[attr-defined]
    for name in names:
        if name == "extra":
            known[name] = _extra(data, frozenset(names))
        elif name == "minutes":
            minutes = data.get(name)
            known[name] = minutes if isinstance(minutes, int) and not isinstance(minutes, bool) else None
        else:
            known[name] = _text(data, "markdown" if name == "body" else name)
    try:
        block: Block = kind(**known)
    except ValueError as error:
        raise FormatError(f"The file is not a Masthead issue: {error}.") from error
    return block


def _decode_about(data: JsonObject) -> About:
    names = About.__dataclass_fields__
    known = {name: _text(data, "markdown" if name == "body" else name) for name in names if name != "extra"}
    return About(**known, extra=_extra(data, frozenset(names)))


def _decode_section(data: JsonObject) -> Section:
    return Section(_text(data, "heading"), _text(data, "anchor"), _blocks(data, "blocks"))


def _extra(data: JsonObject, known: frozenset[str]) -> Attributes:
    return tuple((key, _packed(value)) for key, value in data.items() if key not in known)


def _packed(value: Json) -> str:
    return value if isinstance(value, str) else _PACKED + dumps(value)


def _unpacked(text: str) -> Json:
    if not text.startswith(_PACKED):
        return text
    value = _loads(text.removeprefix(_PACKED))
    return value if not isinstance(value, str) and _packed(value) == text else text


def _loads(text: str) -> Json:
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    return value


def _blocks(data: JsonObject, key: str) -> tuple[Block, ...]:
    return tuple(decode_block(entry) for entry in _list(data, key))


def _object(value: object, what: str) -> JsonObject:
    if not isinstance(value, dict):
        raise FormatError(f"The file is not a Masthead issue: {what[0].lower() + what[1:]} is not a JSON object.")
    return value


def _list(data: JsonObject, key: str) -> list[Json]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FormatError(f"The file is not a Masthead issue: “{key}” is not a list.")
    return value


def _text(data: JsonObject, key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FormatError(f"The file is not a Masthead issue: “{key}” is not a text.")
    return str(value)


def _texts(data: JsonObject, key: str) -> tuple[str, ...]:
    return tuple(str(entry) for entry in _list(data, key) if isinstance(entry, str | int))


def _uuid(value: Json) -> UUID:
    if not isinstance(value, str) or not value:
        return NO_ID
    try:
        return UUID(value)
    except ValueError as error:
        raise FormatError("The file is not a Masthead issue: “id” is not a UUID.") from error


def _date_text(date: datetime | None) -> str | None:
    return None if date is None else date.isoformat().replace("+00:00", "Z")


def _date(value: Json) -> datetime | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise FormatError(f"The file is not a Masthead issue: “{value[:40]}” is not a date.") from error
    return in_utc(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
