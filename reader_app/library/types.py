"""The values a library hands out: summaries for lists, pages, counts, drafts. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Final, Generic, TypeVar
from uuid import UUID

if TYPE_CHECKING:
    from reader_app.library.person_types import SavedSearch, TagCount
    from reader_app.model.corrections import Correction

MARK_START: Final = "\x02"
MARK_END: Final = "\x03"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place in a list after which the next page starts. Only for handing back to the call that gave it."""

    key: int
    position: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; `next` is where the following one starts, None at the end."""

    rows: tuple[T, ...]
    next: Cursor | None = None


class Shelf(Enum):
    """Where an issue is: among those listed, in the archive, or in the trash; `KEPT` is the first two."""

    LISTED = "listed"
    ARCHIVED = "archived"
    TRASHED = "trashed"
    KEPT = "kept"


class Sort(Enum):
    """In which order a list of issues comes."""

    NEWEST = "newest"
    OLDEST = "oldest"
    PUBLICATION = "publication"
    TITLE = "title"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which issues a list shows. `publication` None means all, ``""`` those that name none; `tag` is a tag's name.

    Without `shelf` that is what is neither archived nor in the trash, but starred and tagged issues also when archived.
    """

    publication: str | None = None
    unread: bool = False
    starred: bool = False
    tag: str | None = None
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Which items of the issues a list shows: under a heading (whatever its case), starred; hidden or not."""

    section: str | None = None
    starred: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one imported issue: its id here, whether it is new, and a sentence if it is not or needs one."""

    id: UUID
    new: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A publication that got another name, and what is needed to take that back.

    `issues` and `clips` are the ids of those it had, `names` all given names before, as pairs; `settings` tells whether
    its settings went with it.
    """

    old: str
    new: str
    issues: tuple[str, ...]
    names: tuple[tuple[str, str], ...] = ()
    clips: tuple[str, ...] = ()
    settings: bool = False


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction that is kept for an issue: its number, for undoing it, and when it was made.

    `matched` tells that the issue still has its place; one that has not changes nothing, and is kept.
    """

    number: int
    correction: Correction
    made: datetime
    matched: bool


@dataclass(frozen=True, slots=True)
class IssueSummary:
    """One row of the issue list. `date` is the issue's own, `received` when it came into the library (both in UTC).

    `sections`, `items` and `sponsors` are counts, `minutes` the reading time; `shelf` is where the issue is.
    """

    id: UUID
    publication: str
    number: str
    title: str
    preheader: str
    date: datetime | None
    received: datetime
    read: bool
    starred: bool
    sections: int
    items: int
    sponsors: int
    minutes: int
    shelf: Shelf = Shelf.LISTED


@dataclass(frozen=True, slots=True)
class ItemSummary:
    """One row of the list of items. `position` counts the items of the issue `issue` from 0, as `Issue.items` does.

    `read` is true when the item or its whole issue was marked read; `section` is the heading it stands under; `also`
    are the newest other issues that link the same address; `issue_title` is the title of the issue.
    """

    issue: UUID
    position: int
    title: str
    url: str
    source: str
    section: str
    publication: str
    number: str
    read: bool
    starred: bool
    hidden: bool = False
    also: tuple[LinkRun, ...] = ()
    issue_title: str = ""


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """What the person said of one item itself."""

    read: bool = False
    starred: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PublicationCount:
    """A publication with how many issues of it are here and how many of them are unread."""

    name: str
    issues: int
    unread: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the sidebar. `sponsors` counts names, not runs; publications and tags are in alphabetical order.

    `issues`, `unread`, `items` and the publications count what is listed, `starred` and the tags what is kept.
    """

    issues: int = 0
    unread: int = 0
    starred: int = 0
    items: int = 0
    drafts: int = 0
    clips: int = 0
    sponsors: int = 0
    publications: tuple[PublicationCount, ...] = ()
    archived: int = 0
    trashed: int = 0
    tags: tuple[TagCount, ...] = ()
    searches: tuple[SavedSearch, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemHit:
    """One item of an issue found that holds the words itself; in `title_marked` they stand between marks."""

    position: int
    title_marked: str
    section: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One issue found, and those of its `items` that hold the words themselves.

    In `title_marked` and `snippet` matches stand between `MARK_START` and `MARK_END`; `where` names the field the
    snippet is from: ``title``, ``publication``, ``items``, ``sponsors`` or ``text``.
    """

    issue: IssueSummary
    title_marked: str
    snippet: str
    where: str
    items: tuple[ItemHit, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """One row of the list of drafts; `size` is the length of its text in bytes of UTF-8."""

    id: UUID
    revision: int
    publication: str
    number: str
    title: str
    created: datetime
    saved: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was last saved. `text` is character for character what was typed."""

    id: UUID
    text: str
    revision: int
    publication: str
    number: str
    title: str
    created: datetime
    saved: datetime


@dataclass(frozen=True, slots=True)
class Exported:
    """An export of a draft: the name of its format, and when it was made."""

    form: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Revision:
    """One kept version of a draft; `size` is the length of its text in bytes of UTF-8.

    `exported` tells how it was exported, for each format the last time.
    """

    number: int
    saved: datetime
    size: int
    exported: tuple[Exported, ...] = ()


@dataclass(frozen=True, slots=True)
class SponsorCount:
    """A sponsor: how many blocks it had in issues that are kept, when the last one ran and in which publication."""

    name: str
    runs: int
    last: datetime | None
    publication: str


@dataclass(frozen=True, slots=True)
class PublicationFacts:
    """What is known of a publication.

    `issues` and `unread` count what is listed, `archived` what was put away; `first` is the oldest date, `newest` the
    newest issue, `dates` are those of the newest issues. Sponsors and sections come with in how many places they stood.
    """

    name: str
    issues: int = 0
    unread: int = 0
    archived: int = 0
    first: datetime | None = None
    newest: UUID | None = None
    dates: tuple[datetime, ...] = ()
    sponsors: tuple[tuple[str, int], ...] = ()
    sections: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class SponsorRun:
    """One sponsor block in one issue: who ran where and when."""

    name: str
    issue: UUID
    publication: str
    number: str
    date: datetime | None
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class LinkRun:
    """One issue that links an address: `title` is what the link is called there, `issue_title` the issue's own."""

    issue: UUID
    publication: str
    number: str
    title: str
    date: datetime | None = None
    issue_title: str = ""
