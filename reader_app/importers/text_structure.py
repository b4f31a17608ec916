"""Finds the structure of any plain text by the marks people use: rules, capitals, addresses, advertisement fences."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from reader_app.importers.literal import ADDRESS, literal
from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.text_lines import squeeze
from reader_app.model.blocks import Block, Item, Prose, Sponsor
from reader_app.model.issue import About, Issue, Section

_RULE = re.compile(r"\s*([-=_*~#—–+.])\1{4,}\s*\Z")
_FENCED = re.compile(r"[\s\W_]*[-=*_~%#<>]{3,}\s*(?P<label>[^-=*_~%#<>].*?)\s*[-=*_~%#<>]{2,}[\s\W_]*\Z")
_NUMBER = re.compile(
    r"(?:#|\b(?:no\.?|nr\.?|number|issue|edition|ausgabe|numéro|vol\.?)\s*#?)\s*(?P<number>\d{1,5})\b"
    r"|第\s*(?P<cjk>\d+)\s*期",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"unsubscribe|abmelden|abbestellen|désabonner|darse de baja|退订|配信停止|수신거부"
    r"|you (?:are receiving|received) this|was this (?:e-?mail )?forwarded",
    re.IGNORECASE,
)
_LONGEST_HEADING: Final = 80
_LONGEST_TITLE: Final = 120


@dataclass(slots=True)
class _Builder:
    """Collects blocks and sections in the order of the text."""

    lead: list[Block] = field(default_factory=list)
    sections: list[tuple[str, list[Block]]] = field(default_factory=list)
    sponsor: tuple[str, str, list[str]] | None = None

    def add(self, block: Block) -> None:
        """Put `block` at the end."""
        (self.sections[-1][1] if self.sections else self.lead).append(block)

    def close_sponsor(self) -> None:
        """End the advertisement that is open."""
        if self.sponsor:
            name, label, texts = self.sponsor
            self.sponsor = None
            self.add(Sponsor(name or _first_name(texts) or label, label=label, body="\n\n".join(texts)))

    def paragraph(self, text: str) -> None:
        """Add one paragraph of plain text: a part of an advertisement, an item, or prose."""
        if self.sponsor:
            self.sponsor[2].append(literal(text))
            return
        address = ADDRESS.search(text)
        before = text[: address.start()].strip(" :–—-<(") if address else ""
        if address and before and len(before) <= _LONGEST_TITLE and not text[address.end() :].strip(" >)."):
            self.add(Item(before, url=address[0]))
        else:
            self.add(Prose(literal(text)))


def read(lines: list[str], name: str, title: str = "") -> tuple[Issue, tuple[str, ...]]:
    """Return the issue in `lines` and the lines left out (labels, drawn rules).

    `title` is the title if it is known, as from a mail's subject; else it may be the first line, and is `name` at last.
    """
    paragraphs = _paragraphs(lines)
    first = _title(paragraphs)
    start = 1 if first and title.casefold() in ("", first.casefold()) else 0
    footer = _footer_start(paragraphs, start)
    builder = _Builder()
    removed: list[str] = []
    for group in paragraphs[start:footer]:
        _add(builder, group, removed)
    builder.close_sponsor()
    body = "\n\n".join(literal(squeeze(" ".join(group))) for group in paragraphs[footer:] if not _is_rule(group))
    top = " ".join(" ".join(group) for group in paragraphs[:4])
    match = _NUMBER.search(title) or _NUMBER.search(top) or _NUMBER.search(name)
    issue = Issue(
        number=(match["number"] or match["cjk"]) if match else "",
        title=title or first or name,
        lead=tuple(builder.lead),
        sections=tuple(Section(heading, "", tuple(blocks)) for heading, blocks in builder.sections),
        about=About(body=body) if body else None,
    )
    return issue, tuple(removed)


def _add(builder: _Builder, group: list[str], removed: list[str]) -> None:
    """Add one group of lines that no blank line divides."""
    if _is_rule(group):
        removed.extend(map(squeeze, group))
        builder.close_sponsor()
        return
    fenced = _FENCED.match(group[0])
    label = sponsor_label(squeeze(fenced["label"] if fenced else group[0]))
    if label:
        same = builder.sponsor is not None and not label.name
        builder.close_sponsor()
        removed.append(squeeze(group[0]))
        if not same:
            builder.sponsor = (label.name, label.label, [])
        if group[1:]:
            _add(builder, group[1:], removed)
        return
    ruled = next((number for number, line in enumerate(group) if _RULE.match(line)), 0)
    if builder.sponsor and ruled:
        builder.paragraph(squeeze(" ".join(group[:ruled])))
        _add(builder, group[ruled:], removed)
        return
    heading, rest, rules = _heading(group)
    if heading:
        builder.close_sponsor()
        builder.sections.append((heading, []))
        removed.extend(rules)
    if rest:
        builder.paragraph(squeeze(" ".join(rest)))


def _heading(group: list[str]) -> tuple[str, list[str], list[str]]:
    """Return (heading, the lines after it, the rules around it); an empty heading when the group has none."""
    rules: list[str] = []
    rest = list(group)
    ruled_above = len(rest) > 1 and _RULE.match(rest[0]) is not None
    if ruled_above:
        rules.append(squeeze(rest.pop(0)))
    text = squeeze(rest[0])
    ruled_below = len(rest) > 1 and _RULE.match(rest[1]) is not None
    short = len(text) <= _LONGEST_HEADING and not ADDRESS.search(text)
    capitals = text.upper() == text and text.lower() != text and len(text) > 3 and len(rest) == 1
    if short and (ruled_below or (ruled_above and len(rest) == 1) or capitals):
        if ruled_below:
            rules.append(squeeze(rest.pop(1)))
        return text, rest[1:], rules
    kept = [line for line in rest if not _RULE.match(line)]
    return "", kept, rules + [squeeze(line) for line in rest if _RULE.match(line)]


def _paragraphs(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _title(paragraphs: list[list[str]]) -> str:
    if len(paragraphs) < 2 or len(paragraphs[0]) != 1:
        return ""
    text = squeeze(paragraphs[0][0])
    return text if len(text) <= _LONGEST_TITLE and not ADDRESS.search(text) and not _is_rule(paragraphs[0]) else ""


def _footer_start(paragraphs: list[list[str]], start: int) -> int:
    earliest = max(start + 1, len(paragraphs) * 6 // 10)
    for number in range(earliest, len(paragraphs)):
        if _FOOTER.search(" ".join(paragraphs[number])):
            return number
    return len(paragraphs)


def _is_rule(group: list[str]) -> bool:
    return all(_RULE.match(line) for line in group)


def _first_name(texts: list[str]) -> str:
    """Return the first few words of an advertisement without a named sponsor, or its first address's host."""
    first = texts[0].split("\n")[0] if texts else ""
    return squeeze(re.split(r"[.!?:;,–—<]", first.replace("\\", ""))[0])[:60]
