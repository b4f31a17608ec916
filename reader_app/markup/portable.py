"""Model to Markdown that any other program takes: CommonMark with tables and footnotes, no divs, no attributes.

What the dialect says by a div is said in words here: a sponsor is a quotation under its label. It does not read back as
the same issue; `write.write` is for that.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from reader_app.markup.labels import ENGLISH, Labels, curator_line
from reader_app.markup.natural import address, inline
from reader_app.model.blocks import (
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
from reader_app.model.issue import About, Issue
from reader_app.model.urls import is_safe

PictureMap = Callable[[str], str | None]
_FENCE_LINE: Final = re.compile(r"^:::.*$\n?", re.MULTILINE)
_PICTURE: Final = re.compile(r"!\[([^\]\n]*)\]\((asset:[0-9a-f]{64})((?:\s[^)\n]*)?)\)")


def portable(issue: Issue, *, picture: PictureMap, labels: Labels = ENGLISH) -> str:
    """Return lead, sections and footer of `issue` as plain Markdown, without title and front matter.

    `picture` gives the address of a picture, None for one that cannot be shown; then its words stand there.
    """
    made = _Portable(picture, labels)
    parts = [made.block(block) for block in issue.lead]
    for section in issue.sections:
        parts += [f"## {inline(section.heading)}" if section.heading else "***"]
        parts += [made.block(block) for block in section.blocks]
    if issue.about is not None:
        parts += ["***", made.about(issue.about)]
    return "\n\n".join(part for part in parts if part) + "\n"


class _Portable:
    """Writes blocks with one mapping of pictures and one set of words."""

    def __init__(self, picture: PictureMap, labels: Labels) -> None:
        self._picture, self._labels = picture, labels

    def block(self, block: Block) -> str:  # noqa: C901 - one case a type of block
        match block:
            case Prose():
                return self._body(block.body)
            case Item():
                return self._item(block)
            case LinkList():
                return self._list(block)
            case Sponsor():
                head = f"**{inline(block.label)}: {self._link(block.name, block.url)}**"
                return _quoted(_parts(head, self._body(block.body)))
            case Podcast():
                return self._podcast(block)
            case Note():
                return _quoted(self._body(block.body))
            case Unknown():
                return self._body(_FENCE_LINE.sub("", block.body).strip("\n"))
            case Button():
                return f"**{self._link(block.text, block.url)}**" if block.text else ""
            case Feedback():
                votes = ((self._labels.yes, block.up), (self._labels.no, block.down))
                shown = " · ".join(self._link(word, url) for word, url in votes if _address(url))
                return _parts(inline(block.question), shown)
            case Figure():
                return self._figure(block)

    def about(self, about: About) -> str:
        named = ((self._labels.subscribe, about.subscribe), (self._labels.unsubscribe, about.unsubscribe))
        links = [self._link(about.site, about.site)] if about.site else []
        links += [self._link(word, url) for word, url in named if _address(url)]
        return _parts(
            inline(about.tagline),
            inline(curator_line(about, self._labels)),
            self._body(about.body),
            " · ".join(links),
            inline(about.address),
        )

    def _item(self, item: Item) -> str:
        image = self._image(item.image, "") if item.image else ""
        head = f"### {self._link(item.title, item.url)}" if item.title or item.url else ""
        return _parts(head, self._facts(item), image, self._body(item.body))

    def _facts(self, item: Item) -> str:
        minutes = self._labels.short_minutes.format(item.minutes) if item.minutes else ""
        facts = " · ".join(fact for fact in (item.source, item.author, minutes) if fact)
        return f"*{inline(facts)}*" if facts else ""

    def _list(self, block: LinkList) -> str:
        lines: list[str] = []
        for number, item in enumerate(block.items, 1):
            mark = f"{number}. " if block.ordered else "- "
            facts = self._facts(item)
            head = self._link(item.title, item.url) + (f" {facts}" if facts else "")
            text = _parts(head, self._body(item.body))
            lines.append(mark + text.replace("\n", "\n" + " " * len(mark)))
        return "\n".join("\n".join(line.rstrip() for line in entry.split("\n")) for entry in lines)

    def _podcast(self, block: Podcast) -> str:
        minutes = f" ({self._labels.short_minutes.format(block.minutes)})" if block.minutes else ""
        title = self._link(block.title, block.url) if block.title or block.url else ""
        head = f"**{inline(self._labels.podcast)}{': ' if title else ''}{title}**{minutes}"
        listen = self._link(self._labels.listen, block.audio) if _address(block.audio) else ""
        return _quoted(_parts(head, self._body(block.body), listen))

    def _figure(self, block: Figure) -> str:
        image = self._image(block.src, block.alt)
        if image and _address(block.url):
            image = f"[{image}]({address(block.url)})"
        return _parts(image, f"*{inline(block.caption)}*" if block.caption else "")

    def _image(self, src: str, alt: str) -> str:
        mapped = self._picture(src) if src.startswith("asset:") else src
        if not mapped or not is_safe(mapped):
            return inline(alt)
        return f"![{inline(alt)}]({address(mapped)})"

    def _body(self, body: str) -> str:
        if "asset:" not in body:
            return body
        return _PICTURE.sub(self._body_picture, body)

    def _body_picture(self, match: re.Match[str]) -> str:
        mapped = self._picture(match[2])
        return f"![{match[1]}]({address(mapped)}{match[3]})" if mapped else match[1]

    def _link(self, text: str, url: str) -> str:
        return f"[{inline(text or url)}]({address(url)})" if _address(url) else inline(text)


def _address(url: str) -> str:
    return url if url and is_safe(url) else ""


def _parts(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
