"""What is checked: a text with what follows from it, and what the library knows about its links and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from reader_app.markup.attributes import AttributeList, parse_attributes
from reader_app.markup.mentions import Mention, MentionKind, mentions
from reader_app.markup.parsed import Parsed, Part, PartKind
from reader_app.markup.scan import opening_of, scan
from reader_app.model.blocks import Block, Item, Sponsor
from reader_app.model.issue import Section
from reader_app.model.publication import Publication, complete

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from reader_app.model.issue import Issue

ASSET: Final = "asset:"


@dataclass(frozen=True, slots=True)
class MailWeight:
    """The bytes of the mail's HTML: in all, and of each block by (section, block); the lead is section -1."""

    total: int = 0
    blocks: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EarlierLink:
    """Where an address was linked before. `mine` tells that it was in the same publication; `id` may be a draft's.

    `date` is that of the issue, or when the draft was last saved.
    """

    id: UUID
    publication: str
    number: str
    mine: bool
    draft: bool = False
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """A picture kept in the library; width and height are 0 where the file does not say."""

    media_type: str
    size: int
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """What a site answered: `status` is the last HTTP status, 0 for none; `moved` where the page went for good."""

    status: int
    moved: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the library knows: by canonical address where it was linked before, by SHA-256 the pictures.

    A picture that is not in the library is None. `publication` is the one the issue is of, if it is one's own.
    `live` has what the sites of links answered, by the address as written, where the person had them tried.
    """

    earlier: Mapping[str, tuple[EarlierLink, ...]] = field(default_factory=dict)
    pictures: Mapping[str, PictureFacts | None] = field(default_factory=dict)
    publication: Publication | None = None
    live: Mapping[str, LinkAnswer] = field(default_factory=dict)


NOTHING_KNOWN: Final = Knowledge()


@dataclass(frozen=True)
class Subject:
    """One version of an issue, for the rules. `today` is the day of the check in the person's own calendar."""

    text: str
    parsed: Parsed
    today: date
    weight: MailWeight = MailWeight()
    knowledge: Knowledge = NOTHING_KNOWN

    @cached_property
    def issue(self) -> Issue:
        """The issue the text was read as, with what its publication adds."""
        return complete(self.parsed.issue, self.knowledge.publication)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines as they are written."""
        return tuple(self.text.split("\n"))

    @cached_property
    def visible_lines(self) -> tuple[str, ...]:
        """The lines without private comments; those of the front matter are blank."""
        return scan(self.text).lines

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every address in the text."""
        return mentions(self.text, self.parsed)

    @cached_property
    def links(self) -> tuple[Mention, ...]:
        """Every address a reader can follow."""
        return tuple(mention for mention in self.mentions if mention.kind is not MentionKind.PICTURE)

    @cached_property
    def pictures(self) -> tuple[Mention, ...]:
        """Every picture."""
        return tuple(mention for mention in self.mentions if mention.kind is MentionKind.PICTURE)

    def parts(self, kind: PartKind) -> Iterator[tuple[int, Part]]:
        """Yield the parts of a kind with their index in ``parsed.parts``."""
        for index, part in enumerate(self.parsed.parts):
            if part.kind is kind:
                yield index, part

    def place(self, mention: Mention) -> str:
        """Return where `mention` stands, in words: the item, the sponsor or the section."""
        part = self.parsed.parts[mention.part]
        if isinstance(part.value, Item) and part.value.title:
            return f"“{part.value.title}”"
        if isinstance(part.value, Sponsor):
            return f"the sponsor block of {part.value.name}"
        return self.section(part)

    def section(self, part: Part) -> str:
        """Return the name of the section `part` is in, in words."""
        if part.kind is PartKind.ABOUT:
            return "the footer"
        if part.section < 0:
            return "the lead"
        return f"“{self.issue.sections[part.section].heading}”"

    def opening(self, part: Part) -> AttributeList:
        """Return the attributes on the opening line of the block `part`."""
        found = parse_attributes(opening_of(self.lines[part.start]) or "")
        return found or AttributeList()

    def fact_line(self, key: str) -> int:
        """Return the line (from 1) of the fact `key`; where it is not written, that of the front matter, else 0."""
        for _, part in self.parts(PartKind.TITLE):
            if key == "title":
                return part.start + 1
        for _, part in self.parts(PartKind.FRONT_MATTER):
            for number in range(part.start, part.end):
                if self.lines[number].partition(":")[0].rstrip() == key:
                    return number + 1
            return 1
        return 0


def block_name(value: Section | Block | object) -> str:
    """Return how a block is called in a sentence."""
    for name in ("title", "heading", "name", "alt", "text", "question"):
        named = getattr(value, name, "")
        if named:
            return f"“{named}”"
    return "a paragraph"


Rule = Callable[[Subject], Iterator["Finding"]]

if TYPE_CHECKING:
    from reader_app.services.checking.finding import Finding
