"""Brings Markdown of other tools nearer to Masthead's dialect: headings, raw HTML, the front matter's other names."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Final

from reader_app.importers.foreign_facts import TITLE_KEYS, fenced_facts, without_toml
from reader_app.importers.structure.names import is_dateline, says_periodical
from reader_app.importers.structure.numbers import number_in
from reader_app.importers.structure.outline_words import is_about, is_closing, is_contents
from reader_app.importers.structure.self_naming import introduced
from reader_app.markup.natural import inline
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Prose
from reader_app.model.issue import Issue, Section
from reader_app.model.text import next_fence
from reader_app.patterns import any_case, regex

_SETEXT = regex(r"(=+|-{2,})[ \t]*\Z")
_NOT_PARAGRAPH = regex(r"[ \t]|[-*+>#|:`~]|\d+[.)]\s|$")
_TOP = regex(r"#[ \t]+\S")
_CONTENT = any_case(
    r"\W*(?:contents?|the issue|issue|内容|內容|正文|inhalt|contenu|contenido|conte[úu]do|本文|내용)\W*"
)
_TITLE = regex(rf"(?:{'|'.join(TITLE_KEYS)})\s*:\s*\S", re.IGNORECASE)
_NUMBERED_TITLE = regex(
    rf"(?P<key>(?:{'|'.join(TITLE_KEYS)})\s*:\s+)(?P<value>[^\s\"'|>&*\[{{!%@`#][^\n]*?\s#\d[^\n]*?)\s*\Z",
    re.IGNORECASE,
)
# Two colons are no YAML where the value is not in quotes; many write their titles so all the same.
_WITH_COLON = regex(r"(?P<key>[A-Za-z][\w-]*:[ \t]+)(?P<value>[^\s\"'|>&*\[{!%@`#][^\n]*?:[ \t][^\n]*?)\s*\Z")
_FENCED_YAML = regex(r"\ufeff?```ya?ml[ \t]*\Z")
_BOLD = regex(r"\s{0,3}\*\*[^*\[\]]{2,80}[^*\s.,;!?]\*\*:?\s*")
_TITLE_LINE = regex(r"#[ \t]+[^\n]{1,150}")
_LEAST_BOLD: Final = 3
_TIGHT = regex(r"(?P<marks>#{2,6})(?=[^#\s!])")
_OTHER_SPACE = regex("\\A(?P<marks>#{1,6})[ \t]*[\u00a0\u2003\u3000][\u00a0\u2003\u3000 \t]*")
_TAG = regex(r"<[^<>]*>")
_ANY = regex(r"#{1,5}[ \t]+\S")
_DEEPER = regex(r"#{3,6}[ \t]+\S")
_SECTION = regex(r"##[ \t]+\S")
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


def adopted(text: str) -> str:
    """Return `text` with underlined headings as ``##``, several ``#`` headings as sections, simple HTML as Markdown."""
    lines = _bared(without_toml(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    start = _after_front_matter(lines)
    if not start:
        lines = fenced_facts(lines)
        start = _after_front_matter(lines)
    lines[:start] = map(_uncommented, lines[:start])
    title = next((line for line in lines[:start] if _TITLE.match(line)), "").partition(":")[2]
    body = _headings(lines[start:], title)
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
    """Return `issue` without headings that open no section: the title again, a table of contents, closing words."""
    lead, sections = list(issue.lead), list[Section]()
    for section in issue.sections:
        again = not sections and _words(section.heading) == _words(issue.title)
        closes = is_closing(section.heading) or is_about(section.heading, issue.publication)
        if not (again or closes or is_contents(section.heading)):
            sections.append(section)
            continue
        kept = section.blocks if again else (Prose(f"**{inline(section.heading)}**"), *section.blocks)
        if sections:
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, *kept))
        else:
            lead += kept
    return replace(issue, lead=tuple(lead), sections=tuple(sections))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _after_front_matter(lines: list[str]) -> int:
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        return 0
    return next((number + 1 for number in range(1, len(lines)) if lines[number].rstrip() in ("---", "...")), 0)


def _headings(lines: list[str], title: str) -> list[str]:
    kept: list[str] = []
    fence = ""
    for line in lines:
        before, fence = fence, next_fence(fence, line)
        match = _SETEXT.match(line) if not before and not fence and kept else None
        if match and not _NOT_PARAGRAPH.match(kept[-1]) and (len(kept) == 1 or not kept[-2].strip()):
            kept[-1] = ("# " if match[1][0] == "=" else "## ") + kept[-1].strip()
        else:
            kept.append(line)
    _spaced_out(kept)
    own = _beheaded(kept, _words(title))
    _closed(kept)
    _promoted(kept)
    _unwrapped(kept)
    tops = [number for number, line in _outside_fences(kept) if _TOP.match(line) and number != own]
    sections = [number for number, line in _outside_fences(kept) if _SECTION.match(line)]
    if len(tops) > (1 if title else 2):
        _lowered(kept, tops, titled=title != "", own=own)
    elif not sections and len(tops) < _LEAST_FACTS:
        _emboldened(kept)
    return kept


def _spaced_out(lines: list[str]) -> None:
    """Put the space between marks and words of headings where several have none ("##News"), or one that is no space."""
    for number, line in _outside_fences(lines):
        lines[number] = _OTHER_SPACE.sub(r"\g<marks> ", line)
    tight = [number for number, line in _outside_fences(lines) if _TIGHT.match(line)]
    for number in tight if len(tight) >= _LEAST_FACTS else ():
        lines[number] = _TIGHT.sub(r"\g<marks> ", lines[number])


def _lowered(lines: list[str], tops: list[int], *, titled: bool, own: int) -> None:
    """Lower all headings one level where several ``#`` open the sections; the first, or `own`, may be the title."""
    first = plain_words(_TAG.sub("", lines[tops[0]]).lstrip("# "))
    named = is_dateline(first) or number_in(first) != "" or says_periodical(first) or introduced(first) != ""
    is_title = not titled and (named or not any(map(str.isalpha, first)))
    for number, line in _outside_fences(lines):
        if _ANY.match(line) and number != own and not (is_title and number == tops[0]):
            lines[number] = "#" + line


def _emboldened(lines: list[str]) -> None:
    """Make sections of paragraphs that are nothing but bold words, where several stand and no heading does."""
    outside = _outside_fences(lines)
    if any(_DEEPER.match(line) for _, line in outside):
        return
    alone = [number for number, line in outside if _BOLD.fullmatch(line) and _stands_alone(lines, number)]
    if len(alone) < _LEAST_BOLD:
        return
    for number in alone:
        lines[number] = f"## {lines[number].strip().strip('*').rstrip(':').strip()}"


def _stands_alone(lines: list[str], number: int) -> bool:
    """Tell whether a line is a paragraph of its own, and one that is not bold follows."""
    if number and lines[number - 1].strip():
        return False
    rest = lines[number + 1 : number + 3]
    return len(rest) > 1 and not rest[0].strip() and bool(rest[1].strip()) and not _BOLD.fullmatch(rest[1])


def _beheaded(lines: list[str], title: list[str]) -> int:
    """Make bold words of the ``#`` headings above the title's own, which a saved page has of its site.

    Returns the number of the line that is the title again, -1 where none is.
    """
    tops = [number for number, line in _outside_fences(lines) if _TOP.match(line)]
    own = max((number for number in tops if title and _words(plain_words(lines[number])) == title), default=-1)
    for number in tops:
        if number < own:
            lines[number] = f"**{lines[number].strip(' #')}**"
    return own


def _closed(lines: list[str]) -> None:
    """Make bold words of the only section heading where it ends the issue: nothing but deeper headings had sections."""
    outside = _outside_fences(lines)
    sections = [(number, line) for number, line in outside if _SECTION.match(line)]
    deeper = sum(1 for _, line in outside if _DEEPER.match(line))
    if len(sections) != 1 or deeper < _LEAST_FACTS:
        return
    (number, line), *_ = sections
    if any(re.search(r"\w", _TAG.sub("", each).replace("&nbsp;", "")) for each in lines[number + 1 :]):
        return
    lines[number] = f"**{_TAG.sub('', line[2:]).strip(' *_#')}**"


def _promoted(lines: list[str]) -> None:
    """Raise the headings one level where no section but several deeper headings stand, most of them no links."""
    outside = _outside_fences(lines)
    deeper = [(number, line) for number, line in outside if _DEEPER.match(line)]
    third = [line for _, line in deeper if line.startswith("### ")]
    linked = sum(1 for line in third if "](" in line)
    if any(_SECTION.match(line) for _, line in outside) or len(third) < _LEAST_FACTS or linked * 2 > len(third):
        return
    for number, line in deeper:
        lines[number] = line[1:]


def _unwrapped(lines: list[str]) -> None:
    """Make sections of the headings under one that only says "Contents": the issue itself is below it."""
    inside = False
    outside = _outside_fences(lines)
    heads = [(number, line) for number, line in outside if _SECTION.match(line) or _DEEPER.match(line)]
    for at, (number, line) in enumerate(heads):
        if _SECTION.match(line):
            deeper = [each for _, each in heads[at + 1 : at + 3] if each.startswith("### ")]
            inside = _CONTENT.fullmatch(line[2:].strip()) is not None and len(deeper) == _LEAST_FACTS
            if inside:
                lines[number] = f"**{line[2:].strip()}**"
        elif inside:
            lines[number] = line[1:]


def _outside_fences(lines: list[str]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    fence = ""
    for number, line in enumerate(lines):
        before, fence = fence, next_fence(fence, line)
        if not before and not fence:
            found.append((number, line))
    return found


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
    text = "\n".join(lines)
    if "<" not in text:
        return lines
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
