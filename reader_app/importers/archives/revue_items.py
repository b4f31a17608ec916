"""The items of a Revue issue: a flat run of records, some of which open a section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reader_app.importers.archives.fragments import Fragment, fragment
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.rows import Row
from reader_app.importers.archives.sponsors import Paid, paid, sponsor
from reader_app.importers.literal import literal
from reader_app.importers.structure.cues import sponsor_label
from reader_app.model.as_body import link
from reader_app.model.blocks import Block, Figure, Item, Prose
from reader_app.model.issue import Section

_PICTURES: Final = ("image", "original_image_url")
_TWEET_TEXTS: Final = ("tweet_description", "tweet_text", "tweet_body", "tweet_content", "description")
_TWEET_NAMES: Final = ("tweet_author", "tweet_name", "tweet_user_name", "tweet_author_name")
_TWEET_HANDLES: Final = ("tweet_handle", "tweet_screen_name", "tweet_username")
_TWEET_ADDRESSES: Final = ("tweet_url", "url")


class Items:
    """Builds the blocks of one issue from its items, in their order.

    A header opens a section. Where it is a disclosure ("Sponsored by Acme"), it opens none: what stands under it until
    the next header is paid for. The same goes for a text that is nothing but a disclosure: the next item is meant.
    """

    def __init__(self, title: str) -> None:
        self.lead: list[Block] = []
        self.removed: list[str] = []
        self._title = title
        self._sections: list[tuple[str, list[Block]]] = []
        self._paid: Paid | None = None
        self._whole_section = False

    def add_all(self, items: Sequence[Row]) -> None:
        """Take the items of the issue."""
        for item in items:
            self._add(item)
        self._settle()

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections so far."""
        return tuple(Section(heading, "", tuple(blocks)) for heading, blocks in self._sections)

    def _add(self, item: Row) -> None:
        kind = item.text("item_type", "type").lower()
        if kind == "header":
            self._header(item)
        elif kind == "text":
            self._text(item)
        elif kind == "image":
            self._put(self._figure(item))
        elif kind == "tweet":
            self._put(Prose(_tweet(item)))
        else:
            self._link(item)

    def _header(self, item: Row) -> None:
        self._settle()
        heading = line(item.text("title")) or line(item.text("description"))
        label = sponsor_label(heading)
        if label:
            self._paid, self._whole_section = Paid(label.label, label.name), True
            self.removed.append(heading)
        elif heading:
            self._sections.append((heading, []))
        if item.text("title") and item.text("description"):
            self._put(*self._fragment(item).blocks)

    def _text(self, item: Row) -> None:
        heading, piece = line(item.text("title")), self._fragment(item)
        words = line(item.text("description"))
        label = sponsor_label(words) if words and not heading else None
        if label:
            self._settle()
            self._paid = Paid(label.label, label.name)
            self.removed.append(words)
        elif self._paid and (heading or piece.blocks):
            self._sponsor("", heading, piece.body)
        else:
            self._put(*((Prose(f"#### {literal(heading)}"),) if heading else ()), *piece.blocks)

    def _link(self, item: Row) -> None:
        title, url = line(item.text("title")), item.text("url")
        body = self._fragment(item).body
        disclosed = paid(title) if title else None
        if disclosed:
            self._settle()
            self._blocks().append(sponsor(disclosed, url, body))
        elif self._paid:
            self._sponsor(url, title, body)
        elif title or url:
            self._put(Item(title or url, url=url, image=item.text(*_PICTURES), body=body))
        else:
            self._put(*((Prose(body),) if body else ()))

    def _figure(self, item: Row) -> Block:
        piece = self._fragment(item)
        caption = line(item.text("description"))
        if piece.body and len(caption) > 300:
            self._put(Prose(piece.body))
            caption = ""
        title = line(item.text("title"))
        return Figure(item.text(*_PICTURES), alt=title, caption=caption or title, url=item.text("url"))

    def _sponsor(self, url: str, headline: str, body: str) -> None:
        assert self._paid is not None
        self._blocks().append(sponsor(self._paid, url, body, headline))
        if not self._whole_section:
            self._paid = None
        elif self._paid.name:
            self._paid = Paid(self._paid.label)

    def _settle(self) -> None:
        """End what a disclosure began; one under which nothing stood is kept as the sponsor it names."""
        if self._paid and self._paid.name:
            self._blocks().append(sponsor(self._paid, "", ""))
        self._paid, self._whole_section = None, False

    def _put(self, *blocks: Block) -> None:
        self._blocks().extend(blocks)

    def _blocks(self) -> list[Block]:
        return self._sections[-1][1] if self._sections else self.lead

    def _fragment(self, item: Row) -> Fragment:
        piece = fragment(item.text("description"), self._title)
        self.removed += piece.removed
        return piece


def _tweet(item: Row) -> str:
    """Return a tweet as a quotation with its author and address."""
    text, handle = line(item.text(*_TWEET_TEXTS)), item.text(*_TWEET_HANDLES).lstrip("@")
    author = line(item.text(*_TWEET_NAMES)) or line(item.text("title"))
    named = " ".join(filter(None, (author, f"@{handle}" if handle else "")))
    address = item.text(*_TWEET_ADDRESSES)
    lines = [literal(text)] if text else []
    if named or address:
        lines.append(f"— {link(named, address)}")
    return "\n>\n".join(f"> {entry}" for entry in lines)
