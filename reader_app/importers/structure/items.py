"""Turns segments into blocks: items, lists of links, figures, buttons, prose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from reader_app.importers.structure.inline import markdown, without_dash, words
from reader_app.importers.structure.lists import list_blocks
from reader_app.importers.structure.looks import Look
from reader_app.importers.structure.outline import Role
from reader_app.importers.structure.segment import Kind, Page, Run, Segment, is_web
from reader_app.model.blocks import Block, Button, Figure, Item, Prose
from reader_app.patterns import any_case

_MINUTES = any_case(r"\(\s*(\d{1,3})[ -]min(?:ute)?s?\b[^)]*\)")
_LOOK: Final = Look()


def blocks(page: Page, numbers: Sequence[int], roles: Mapping[int, Role], assets: Mapping[str, str]) -> list[Block]:
    """Return the blocks made of the segments numbered in `numbers`, in order."""
    builder = _Builder(page, roles, assets)
    place = 0
    while place < len(numbers):
        place = builder.take(numbers, place)
    return builder.done()


def paragraph(segment: Segment, assets: Mapping[str, str]) -> str:
    """Return the Markdown of one segment of text or one picture."""
    if segment.kind is Kind.PICTURE and not segment.runs:
        image = Run(segment.text, _LOOK, segment.href, segment.src)
        return markdown([image], assets)
    if segment.pre:
        return _code(segment)
    text = markdown(segment.runs, assets)
    return "\n".join(f"> {line}" for line in text.split("\n")) if segment.quote else text


class _Builder:
    def __init__(self, page: Page, roles: Mapping[int, Role], assets: Mapping[str, str]) -> None:
        self._page, self._roles, self._assets = page, roles, assets
        self._blocks: list[Block] = []
        self._item: tuple[str, str, str] | None = None
        self._bodies: list[str] = []
        self._image = ""
        self._alone: Segment | None = None

    def done(self) -> list[Block]:
        """Return the blocks."""
        self._close()
        return self._blocks

    def take(self, numbers: Sequence[int], place: int) -> int:
        """Take the segment at `place`, and those that belong with it; return the place after them."""
        segment = self._page.segments[numbers[place]]
        if segment.kind is Kind.RULE:
            self._close()
            return place + 1
        if segment.kind is Kind.PICTURE:
            return self._picture(segment, numbers, place)
        if segment.place:
            return self._list(numbers, place)
        if self._roles.get(numbers[place]) is Role.ITEM:
            self._open(segment.text, segment.href, "")
            self._alone = segment
        elif segment.button and self._item is None:
            self._add(Button(segment.text, segment.href))
        else:
            self._text(segment)
        return place + 1

    def _picture(self, segment: Segment, numbers: Sequence[int], place: int) -> int:
        following = numbers[place + 1] if place + 1 < len(numbers) else -1
        if self._roles.get(following) is Role.ITEM:
            self._close()
            self._image = self._assets.get(segment.src, segment.src)
            return place + 1
        self._close()
        if segment.src:
            self._add(Figure(self._assets.get(segment.src, segment.src), alt=segment.text, url=segment.href))
        return place + 1

    def _text(self, segment: Segment) -> None:
        lead = _leading_link(segment)
        if lead:
            title, url, rest = lead
            self._open(title, url, without_dash(markdown(rest, self._assets)))
            return
        text = paragraph(segment, self._assets)
        if self._item is not None:
            self._bodies.append(text)
        elif text:
            self._add(Prose(text))

    def _list(self, numbers: Sequence[int], place: int) -> int:
        end = place
        while end < len(numbers) and self._page.segments[numbers[end]].place and numbers[end] not in self._roles:
            end += 1
        end = max(end, place + 1)
        parts = [self._page.segments[number] for number in numbers[place:end]]
        made = list_blocks(parts, self._assets, in_item=self._item is not None)
        if self._item is not None and all(isinstance(each, Prose) for each in made):
            self._bodies += [each.body for each in made if isinstance(each, Prose)]
        else:
            self._close()
            self._blocks += made
        return end

    def _open(self, title: str, url: str, body: str) -> None:
        self._close()
        self._item = (title, url if is_web(url) else "", self._image)
        self._image, self._alone = "", None
        self._bodies = [body] if body else []

    def _close(self) -> None:
        if self._item is not None:
            (title, url, image), self._item = self._item, None
            if self._alone and not (url or image or self._bodies):
                self._blocks.append(Prose(paragraph(self._alone, self._assets)))
                return
            minutes = _MINUTES.search(title) if "min" in title.lower() else None
            self._blocks.append(
                Item(
                    title,
                    url=url,
                    image=image,
                    minutes=int(minutes[1]) if minutes else None,
                    body="\n\n".join(self._bodies),
                )
            )
        self._bodies = []

    def _add(self, block: Block) -> None:
        self._close()
        self._blocks.append(block)


def _leading_link(segment: Segment) -> tuple[str, str, list[Run]] | None:
    """Return (title, address, the rest) when `segment` begins with a link that looks like a title before its text."""
    runs = segment.runs
    first = next((place for place, run in enumerate(runs) if run.text.strip() or run.src), -1)
    if first < 0 or not runs[first].href or runs[first].src:
        return None
    href = runs[first].href
    end = first
    while end < len(runs) and (runs[end].href == href or not runs[end].text.strip()):
        end += 1
    title = words(runs[first:end])
    rest = runs[end:]
    rest_text = words(rest)
    look = runs[first].look
    if len(title) < 4 or not href.startswith(("http", "{{", "*|")):
        return None
    if not rest_text:
        return (title, href, []) if look.bold or look.size > 16 else None
    after = next(run.look for run in rest if run.text.strip())
    distinct = look.size > after.size * 1.1 or (look.bold and not after.bold)
    separated = rest_text[0] in "—–-:|•·" or any(run.text == "\n" for run in runs[end - 1 : end + 2])
    if separated and distinct:
        return title, href, rest
    return None


def _code(segment: Segment) -> str:
    text = "".join(run.text for run in segment.runs).strip("\n").replace("\r\n", "\n")
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}\n{text}\n{fence}"
