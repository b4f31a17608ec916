"""Leading links: finds the link (or picture) a line of Markdown begins with, its address exactly as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from reader_app.markup.commonmark import MERGE_ADDRESS, Env, parser, plain

_WRAPPED = re.compile(r"(\*{1,3}|_{1,3})(?=\[)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>")
_REFERENCE = re.compile(r"\[([^\[\]]*)\]")
_SPACE = re.compile(r"[ \t\n]*")


@dataclass(frozen=True, slots=True)
class LeadingLink:
    """A link at the start of a text. `label` is Markdown, `url` and `title` plain; `end` is where it stops."""

    label: str
    url: str
    title: str
    end: int


def leading_link(text: str, env: Env) -> LeadingLink | None:
    """Return the link `text` begins with, or None.

    It may be inline, by reference, an address in angle brackets, or one wrapped whole in emphasis.
    The address is not percent-encoded (CommonMark 0.31, sections 6.3, 6.5).
    """
    autolink = _AUTOLINK.match(text)
    if autolink:
        return LeadingLink(_escaped(autolink[1]), autolink[1], "", autolink.end())
    wrapped = _WRAPPED.match(text)
    if wrapped:
        inner = _bracket_link(text, wrapped.end(), env)
        mark = wrapped[1]
        if inner and text.startswith(mark, inner.end) and not text.startswith(mark[0], inner.end + len(mark)):
            return LeadingLink(inner.label, inner.url, inner.title, inner.end + len(mark))
        return None
    return _bracket_link(text, 0, env)


def lone_image(text: str, env: Env) -> tuple[str, str, str, str] | None:
    """Return (src, alt, caption, link address) when `text` is nothing but one picture, linked or not; else None."""
    if text.startswith("!["):
        picture = _bracket_link(text, 1, env)
        if picture and picture.end == len(text):
            return picture.url, plain(picture.label, env), picture.title, ""
    elif text.startswith("[!["):
        link = _bracket_link(text, 0, env)
        if link and link.end == len(text):
            picture = _bracket_link(link.label, 1, env)
            if picture and picture.end == len(link.label):
                return picture.url, plain(picture.label, env), picture.title, link.url
    return None


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture at [start, end) of a line: where it is, its text alternative, its caption, where a click leads."""

    start: int
    end: int
    src: str
    alt: str
    caption: str
    url: str


def picture_at(line: str, column: int, env: Env) -> FoundPicture | None:
    """Return the picture in `line` that holds `column`, else the first one of the line, else None."""
    found: list[FoundPicture] = []
    place = line.find("![")
    while place >= 0:
        picture = _picture(line, place, env)
        if picture is not None:
            found.append(picture)
        place = line.find("![", picture.end if picture else place + 2)
    return next((each for each in found if each.start <= column <= each.end), found[0] if found else None)


def _picture(line: str, place: int, env: Env) -> FoundPicture | None:
    picture = _bracket_link(line, place + 1, env)
    if picture is None:
        return None
    said = (picture.url, plain(picture.label, env), picture.title)
    around = _bracket_link(line, place - 1, env) if line[place - 1 : place] == "[" else None
    if around is not None and around.label == line[place : picture.end]:
        return FoundPicture(place - 1, around.end, *said, around.url)
    return FoundPicture(place, picture.end, *said, "")


def _bracket_link(text: str, start: int, env: Env) -> LeadingLink | None:
    if not text.startswith("[", start) or text.startswith("[^", start):
        return None
    made = parser()
    state = StateInline(text, made, env, [])
    label_end = made.helpers.parseLinkLabel(state, start)
    if label_end < 0:
        return None
    label = text[start + 1 : label_end]
    merge = MERGE_ADDRESS.match(text, label_end)
    if merge:
        return LeadingLink(label, merge[1], "", merge.end())
    if text.startswith("(", label_end + 1):
        found = _destination(text, label_end + 2)
        if found:
            url, title, end = found
            return LeadingLink(label, url, title, end)
    return _by_reference(text, label, label_end + 1, env)


def _destination(text: str, position: int) -> tuple[str, str, int] | None:
    helpers = parser().helpers
    position = _skip_space(text, position)
    target = helpers.parseLinkDestination(text, position, len(text))
    if not target.ok:
        return None
    after = _skip_space(text, target.pos)
    title = ""
    if after > target.pos:
        found = helpers.parseLinkTitle(text, after, len(text))
        if found.ok:
            title, after = found.str, _skip_space(text, found.pos)
    return (target.str, title, after + 1) if text.startswith(")", after) else None


def _by_reference(text: str, label: str, after: int, env: Env) -> LeadingLink | None:
    name, end = label, after
    match = _REFERENCE.match(text, after)
    if match:
        name, end = match[1] or label, match.end()
    found = env.get("references", {}).get(normalizeReference(name))
    if found is None:
        return None
    return LeadingLink(label, str(found["href"]), str(found.get("title", "")), end)


def _skip_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>&~!])", r"\\\1", text)
