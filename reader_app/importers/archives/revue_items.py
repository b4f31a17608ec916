"""The items of a Revue issue: a flat run of records, some of which open a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reader_app.importers.archives.fragments import Fragment, fragment
from reader_app.importers.archives.lines import line
from reader_app.importers.archives.rows import Row
from reader_app.importers.archives.sponsors import Paid, paid, sponsor
from reader_app.importers.literal import literal
from reader_app.importers.structure.brands import is_short
from reader_app.model.as_body import as_body, link
from reader_app.model.blocks import Block, Figure, Item, Prose
from reader_app.model.issue import Section

_PICTURES: Final = ("image", "original_image_url")
_LONGEST_CAPTION: Final = 300
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
        self._logos: list[tuple[str, str, str]] = []  # text, address and Markdown of each picture under a disclosure

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
            self._image(item)
        elif kind == "tweet":
            self._put(Prose(_tweet(item)))
        else:
            self._link(item)

    def _header(self, item: Row) -> None:
        self._settle()
        heading = line(item.text("title")) or line(item.text("description"))
        disclosed = paid(heading)
        if disclosed and not disclosed.title:
            self._paid, self._whole_section = disclosed, True
            self.removed.append(heading)
        elif heading:
            self._sections.append((heading, []))
        if item.text("title") and item.text("description"):
            self._put(*self._fragment(item).blocks)

    def _text(self, item: Row) -> None:
        heading, words = line(item.text("title")), line(item.text("description"))
        disclosed = paid(words) if not heading else None
        if disclosed and not disclosed.title:
            self._settle()
            self._paid = disclosed
            self.removed.append(words)
            return
        piece = self._fragment(item)
        if self._paid and (heading or piece.blocks):
            self._sponsor("", heading, piece.body)
        else:
            self._put(*((Prose(f"#### {literal(heading)}"),) if heading else ()), *piece.blocks)

    def _link(self, item: Row) -> None:
        title, url, image = line(item.text("title")), item.text("url"), item.text(*_PICTURES)
        body = self._fragment(item).body
        disclosed = paid(title, url)
        if disclosed or self._paid:
            body = "\n\n".join(filter(None, (as_body(Figure(image)) if image else "", body)))
        if disclosed:
            self._settle()
            self._put(sponsor(disclosed, url, body))
        elif self._paid:
            self._sponsor(url, title, body)
        elif title or url:
            self._put(Item(title or url, url=url, image=image, body=body))
        else:
            self._put(*((Prose(body),) if body else ()))

    def _image(self, item: Row) -> None:
        """Add a picture. Words that are long or hold a link are no caption; under a disclosure it is a logo."""
        piece, words = self._fragment(item), line(item.text("description"))
        is_caption = len(words) <= _LONGEST_CAPTION and "](" not in piece.body
        alt = line(item.text("title"))
        caption = words if is_caption else ""
        figure = Figure(item.text(*_PICTURES), alt=alt, caption=caption or alt, url=item.text("url"))
        blocks = (figure, *(() if is_caption else piece.blocks))
        if self._paid:
            self._logos.append((alt, item.text("url"), "\n\n".join(map(as_body, blocks))))
        else:
            self._put(*blocks)

    def _sponsor(self, url: str, headline: str, body: str) -> None:
        """Add an advertisement under a disclosure, with the logos that stood between."""
        assert self._paid is not None
        named = next((alt for alt, _, _ in self._logos if is_short(alt)), "")
        found = replace(self._paid, name=self._paid.name or named)
        url = url or next((address for _, address, _ in self._logos if address), "")
        bodies = [*(picture for _, _, picture in self._logos), body]
        self._logos = []
        self._put(sponsor(found, url, "\n\n".join(filter(None, bodies)), headline))
        self._paid = replace(self._paid, name="") if self._whole_section else None

    def _settle(self) -> None:
        """End what a disclosure began; one under which nothing stood is kept as the sponsor it names."""
        if self._paid and (self._paid.name or self._logos):
            self._sponsor("", "", "")
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
