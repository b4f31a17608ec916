"""The values of what a person makes: tags, saved searches, clips, notes, highlights, settings. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

NEW: Final = -1  # the place of a clip that has none yet


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag with how many issues carry it; those in the trash do not count."""

    name: str
    issues: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that was kept under a name; `number` is for changing it."""

    number: int
    name: str
    query: str


@dataclass(frozen=True, slots=True)
class Position:
    """How far an issue was read: in the view `view`, at the element `anchor` ("" for none), at `fraction` of the page.

    `moment` is when that was noted.
    """

    view: str
    anchor: str
    fraction: float
    moment: datetime


@dataclass(frozen=True, slots=True)
class IssueNote:
    """What a person wrote about an issue, and when they last changed it."""

    text: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of an issue that stay marked; `before` and `after` are the words around, by which they are found again."""

    number: int
    quote: str
    before: str
    after: str
    made: datetime


@dataclass(frozen=True, slots=True)
class PublicationSettings:
    """What is set for one publication: `view` ("" for the usual one), whether its remote pictures are always loaded.

    `export` is a JSON object: the choices last made when an issue of it was exported.
    """

    view: str = ""
    pictures: bool = False
    export: str = "{}"


@dataclass(frozen=True, slots=True)
class RemotePicture:
    """A picture from the web: `asset` is the digest of its bytes, "" until they are here.

    `attempts` is how often fetching failed since, `failed` when it last did, `reason` why, in a word.
    """

    url: str
    asset: str = ""
    fetched: datetime | None = None
    attempts: int = 0
    failed: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Clip:
    """An item or words kept for writing: `quote` as it stood there, `remark` in the person's own words.

    `issue` is the id of the issue it is from, whose `publication`, `number` and `date` stay when it is removed;
    `used` names the issues it was used in.
    Clips come by `place`, the highest first; `NEW` is above all.
    """

    id: UUID
    title: str
    url: str
    quote: str
    remark: str
    issue: UUID | None
    publication: str
    number: str
    date: datetime | None
    place: int
    made: datetime
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPublication:
    """A publication that the person writes. `theme` is a JSON object, `header` the digest of an asset or ``""``.

    `sender` is a name with a mail address in angle brackets, or one of them; `subscribe`, `unsubscribe` and `pictures`
    are addresses, the last the one its pictures are put under; `authors` has commas between the names. `blocks` is
    Markdown that every new issue begins with, `closing` what it ends with.
    """

    id: UUID
    name: str
    tagline: str = ""
    sender: str = ""
    site: str = ""
    subscribe: str = ""
    unsubscribe: str = ""
    pictures: str = ""
    postal: str = ""
    theme: str = "{}"
    header: str = ""
    header_alt: str = ""
    lang: str = ""
    authors: str = ""
    blocks: str = ""
    closing: str = ""
    next_number: str = ""
