"""Brings Markdown of other tools nearer to Masthead's dialect: headings, raw HTML, the front matter's other names."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from itertools import accumulate
from typing import Final

from reader_app.importers.foreign_embeds import with_embedded
from reader_app.importers.foreign_facts import TITLE_KEYS, fenced_facts, without_toml
from reader_app.importers.foreign_headings import arranged
from reader_app.importers.foreign_pictures import with_pictures
from reader_app.importers.structure import names
from reader_app.importers.structure.numbers import number_in
from reader_app.importers.structure.outline_words import is_about, is_closing, is_contents, is_greeting
from reader_app.markup.natural import inline
from reader_app.model.blocks import Prose
from reader_app.model.issue import Issue, Section
from reader_app.model.text import next_fence
from reader_app.model.walk import block_texts
from reader_app.patterns import any_case, regex

_TITLE = regex(rf"(?:{'|'.join(TITLE_KEYS)})\s*:\s*\S", re.IGNORECASE)
_NUMBERED_TITLE = regex(
    rf"(?P<key>(?:{'|'.join(TITLE_KEYS)})\s*:\s+)(?P<value>[^\s\"'|>&*\[{{!%@`#][^\n]*?\s#\d[^\n]*?)\s*\Z",
    re.IGNORECASE,
)
# Two colons are no YAML where the value is not in quotes; many write their titles so all the same.
_WITH_COLON = regex(r"(?P<key>[A-Za-z][\w-]*:[ \t]+)(?P<value>[^\s\"'|>&*\[{!%@`#][^\n]*?:[ \t][^\n]*?)\s*\Z")
_FENCED_YAML = regex(r"\ufeff?```ya?ml[ \t]*\Z")
_LINK = any_case(r"<a\s[^<>]*?href\s*=\s*[\"']([^\"'<>\s]+)[\"'][^<>]*>(.*?)</a\s*>", re.DOTALL)
_PICTURE = regex(r"<img\s[^<>]*?>", re.IGNORECASE)
_ATTRIBUTE = regex(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BREAK = any_case(r"<br\s*/?>[ \t]*(?:\n)?")
_WRAPPERS = any_case(
    r"</?(?:div|span|p|center|font|small|big|u|section|article|header|footer|figure|figcaption"
    r"|details|summary|picture|sup|sub"
    r"|table|thead|tbody|tfoot|tr|th|td)"
    r"(?:\s[^<>]*)?/?>",
)
_EMPHASIS: Final = (
    (regex(r"<(?:b|strong)(?:\s[^<>]*)?>([ \t]*)", re.IGNORECASE), r"\1**"),
    (regex(r"([ \t]*)</(?:b|strong)\s*>", re.IGNORECASE), r"**\1"),
    (regex(r"<(?:i|em)(?:\s[^<>]*)?>([ \t]*)", re.IGNORECASE), r"\1*"),
    (regex(r"([ \t]*)</(?:i|em)\s*>", re.IGNORECASE), r"*\1"),
)
_LEAST_FACTS: Final = 2
_NEAR_END: Final = 0.6
_ABOUT = any_case(r"(?:about|[üu]ber|[àa] propos|acerca|sobre|over|o|om|关于)\b")


def adopted(text: str) -> str:
    """Return `text` with underlined headings as ``##``, several ``#`` headings as sections, simple HTML as Markdown."""
    lines = _bared(without_toml(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    start = _after_front_matter(lines)
    if not start:
        lines = fenced_facts(lines)
        start = _after_front_matter(lines)
    lines[:start] = map(_uncommented, lines[:start])
    title = next((line for line in lines[:start] if _TITLE.match(line)), "").partition(":")[2]
    body = arranged(with_pictures(lines[start:]), title)
    return "\n".join([*lines[:start], *_without_html(body)])


def _bared(lines: list[str]) -> list[str]:
    """Return `lines` without a fence for code around the front matter, which shows it where pages are made of files."""
    if len(lines) < _LEAST_FACTS or not _FENCED_YAML.match(lines[0]) or lines[1].rstrip() != "---":
        return lines
    end = next((at for at in range(2, len(lines)) if lines[at].rstrip() in ("---", "...")), len(lines) - 1)
    return [*lines[1 : end + 1], *lines[end + 2 :]] if lines[end + 1 : end + 2] == ["```"] else lines


def _uncommented(line: str) -> str:
    """Return a line of front matter with its value in quotes where YAML reads "#12" or a second colon its own way."""
    match = _NUMBERED_TITLE.match(line) or _WITH_COLON.match(line)
    return f"{match['key']}{json.dumps(match['value'], ensure_ascii=False)}" if match else line


def without_frame(issue: Issue) -> Issue:
    """Return `issue` without headings that open no section: its title again, contents, a greeting, closing words."""
    lead, sections = list(issue.lead), list[Section]()
    places = _places(issue)
    dated = [section.heading for section in issue.sections if not lead and names.is_dateline(section.heading)]
    for at, section in enumerate(issue.sections):
        again = not sections and (_is_title(section.heading, issue) or [section.heading] == dated)
        if not (again or _frames(section.heading, issue, places[at], first=not sections, last=at == len(places) - 1)):
            sections.append(section)
            continue
        kept = (
            section.blocks
            if again and [section.heading] != dated
            else (Prose(f"**{inline(section.heading)}**"), *section.blocks)
        )
        if sections:
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, *kept))
        else:
            lead += kept
    return replace(issue, lead=tuple(lead), sections=tuple(sections))


def _places(issue: Issue) -> list[float]:
    """Return how far down each section begins, by how much is written above it: from 0 to 1."""
    sizes = [sum(len(text) for block in section.blocks for text in block_texts(block)) for section in issue.sections]
    lead = sum(len(text) for block in issue.lead for text in block_texts(block))
    above = list(accumulate(sizes, initial=lead))
    return [place / (above[-1] or 1) for place in above[:-1]]


def _is_title(heading: str, issue: Issue) -> bool:
    """Tell whether a heading says the issue's title or the publication's name, with or without the number."""
    if _words(heading) in (_words(issue.title), _words(issue.publication)):
        return True
    if names.is_dateline(heading) and number_in(heading) == issue.number != "":
        return True
    named = names.before_number(heading)
    return named != "" and names.normal(named) == names.normal(issue.publication) and number_in(heading) == issue.number


def _frames(heading: str, issue: Issue, place: float, *, first: bool, last: bool) -> bool:
    """Tell whether a heading is of the frame around an issue; `place` says how far down it stands, from 0 to 1."""
    if is_contents(heading) or is_closing(heading, near_end=place >= _NEAR_END) or is_about(heading, issue.publication):
        return True
    about = last and _ABOUT.match(heading) is not None and names.normal(issue.publication) in names.normal(heading)
    return (about and issue.publication != "") or (first and is_greeting(heading))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _after_front_matter(lines: list[str]) -> int:
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0
    return next((number + 1 for number in range(1, len(lines)) if lines[number].rstrip() in ("---", "...")), 0)


def _without_html(lines: list[str]) -> list[str]:
    """Turn links, pictures, breaks and emphasis of raw HTML into Markdown outside code; other tags stay as letters."""
    kept: list[str] = []
    plain: list[str] = []
    fence = ""
    for line in lines:
        before, fence = fence, next_fence(fence, line)
        if before or fence:
            kept += _converted(plain)
            plain = []
            kept.append(line)
        else:
            plain.append(line)
    return kept + _converted(plain)


def _converted(lines: list[str]) -> list[str]:
    if not lines:
        return []
    text = with_embedded("\n".join(lines))
    if "<" not in text:
        return text.split("\n")
    text = _PICTURE.sub(_picture, text)
    text = _LINK.sub(lambda match: f"[{' '.join(match[2].split())}]({unescape(match[1])})", text)
    text = _BREAK.sub("\\\\\n", text)
    for pattern, mark in _EMPHASIS:
        text = pattern.sub(mark, text)
    return _WRAPPERS.sub("", text).split("\n")


def _picture(match: re.Match[str]) -> str:
    found = {name.lower(): one or other for name, one, other in _ATTRIBUTE.findall(match[0])}
    src = unescape(found.get("src", ""))
    alt = unescape(found.get("alt", "")).replace("[", "(").replace("]", ")")
    return f"![{alt}](<{src}>)" if src else alt
