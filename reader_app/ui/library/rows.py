"""What one row of a list shows: issues, items, search hits, drafts and sponsor runs are all brought into this form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from uuid import NAMESPACE_URL, UUID, uuid5

from PySide6.QtCore import QCoreApplication

from reader_app.ui import dates

if TYPE_CHECKING:
    from reader_app.library.person_types import Clip
    from reader_app.library.types import DraftSummary, IssueSummary, ItemSummary, SearchHit, SponsorCount

Kind = Literal["issue", "item", "hit", "draft", "sponsor", "clip", "report"]
MARK_START, MARK_END = "\x02", "\x03"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
_BEFORE_MATCH = 30  # letters of a snippet that stand before what was found
_MARKS = dict.fromkeys(map(ord, (MARK_START, MARK_END, ISOLATE, END_ISOLATE)))


@dataclass(frozen=True, slots=True)
class Tag:
    """A small label under a row."""

    text: str
    sponsor: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row, ready to be drawn and to be read aloud.

    `id` is the issue's id (the draft's for a draft), `position` the item's number in it or -1. `group` is the heading
    it stands under, `over` the small line above the title, `when` the time beside it. In `title` and `text`, what a
    search found stands between `MARK_START` and `MARK_END`. `shelf` is "archived" or "trashed" or
    empty; `inset` is a row that belongs to the one before; `url` where an item leads.
    """

    kind: Kind
    id: UUID
    title: str
    position: int = -1
    group: str = ""
    over: str = ""
    when: str = ""
    text: str = ""
    tags: tuple[Tag, ...] = ()
    unread: bool = False
    starred: bool = False
    name: str = ""
    shelf: str = ""
    inset: bool = False
    url: str = ""

    @property
    def key(self) -> tuple[Kind, UUID, int]:
        """What tells this row from all others of its list."""
        return self.kind, self.id, self.position

    @property
    def sentence(self) -> str:
        """Return the row as a sentence: "unread, starred, Architecture Notes 177, title, 12 items, 2 sponsors"."""
        parts = [_tr("unread") if self.unread else "", _tr("starred") if self.starred else "", unmarked(self.over)]
        parts += [unmarked(self.title), self.when, unmarked(self.text), *(tag.text for tag in self.tags)]
        return ", ".join(part for part in parts if part)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("Rows", text, None, count)


def counted(one: str, many: str, count: int) -> str:
    """Return `one` or `many` with the count in place of ``%n``."""
    return (_tr(one) if count == 1 else _tr(many)).replace("%n", dates.number(count))


def unmarked(text: str) -> str:
    """Return `text` without the marks of what a search found and of where a writing direction ends."""
    return text.translate(_MARKS)


def source_line(publication: str, number: str) -> str:
    """Return "Publication · #177" with what is known of it, in this order also if the name runs from right to left."""
    shown = f"#{number}" if number[:1].isdigit() else number
    name = publication if publication.isascii() else f"{ISOLATE}{publication}{END_ISOLATE}"
    return " · ".join(filter(None, (name, shown)))


def issue_line(publication: str, number: str) -> str:
    """Return what stands above the title of an issue: "Publication · #177", also where there is no publication."""
    return source_line(publication or _tr("No publication"), number)


def issue_name(publication: str, number: str, title: str) -> str:
    """Return what an issue is called in one line: publication and number; without a publication, its title."""
    return title if title and not publication else issue_line(publication, number)


def issue_row(summary: IssueSummary, now: datetime, order: str = "newest") -> Row:
    """Return the row of an issue in a list sorted by `order` (see `list_choices`), which says how it is grouped."""
    moment = summary.date or summary.received
    by_date = order in ("newest", "oldest")
    return Row(
        "issue",
        summary.id,
        summary.title or _tr("Untitled"),
        group=dates.group_heading(moment, now) if by_date else _group(summary, order),
        over=issue_line(summary.publication, summary.number),
        when=dates.short(moment, now, year=not by_date),
        text=summary.preheader,
        tags=_issue_tags(summary.sections, 0 if summary.sections else summary.items, summary.sponsors),
        unread=not summary.read,
        starred=summary.starred,
        shelf=_shelf(summary),
    )


def _group(summary: IssueSummary, order: str) -> str:
    if order == "publication":
        return summary.publication or _tr("No publication")
    if order == "unread":
        return _tr("Read") if summary.read else _tr("Unread")
    first = summary.title[:1].upper()
    return first if first.isalpha() else _tr("Other")


def _shelf(summary: IssueSummary) -> str:
    return "" if summary.shelf.value == "listed" else str(summary.shelf.value)


@lru_cache(maxsize=512)
def _issue_tags(sections: int, items: int, sponsors: int) -> tuple[Tag, ...]:
    """Return the labels of an issue; many issues share them."""
    tags = []
    if sections:
        tags.append(Tag(counted("%n section", "%n sections", sections)))
    elif items:
        tags.append(Tag(counted("%n item", "%n items", items)))
    if sponsors:
        tags.append(Tag(counted("%n sponsor", "%n sponsors", sponsors), sponsor=True))
    return tuple(tags)


def hit_row(hit: SearchHit, now: datetime) -> Row:
    """Return the row of an issue that a search found, the matches marked."""
    summary = hit.issue
    where = {"items": _tr("in an item"), "sponsors": _tr("in a sponsor block"), "text": _tr("in the text")}
    tag: tuple[Tag, ...] = (Tag(where[hit.where], sponsor=hit.where == "sponsors"),) if hit.where in where else ()
    tag += (Tag(_tr("archived")),) if summary.shelf.value == "archived" else ()
    return Row(
        "hit",
        summary.id,
        hit.title_marked or summary.title or _tr("Untitled"),
        over=issue_line(summary.publication, summary.number),
        when=dates.short(summary.date or summary.received, now),
        text=_from_match(hit.snippet) or summary.preheader,
        tags=tag,
        unread=not summary.read,
        starred=summary.starred,
        shelf=_shelf(summary),
    )


def _from_match(snippet: str) -> str:
    """Return a snippet from some words before its first match on: only two lines of it are seen."""
    at = snippet.find(MARK_START)
    if at <= _BEFORE_MATCH:
        return snippet
    start = snippet.find(" ", at - _BEFORE_MATCH, at)
    return f"…{snippet[start + 1 if start >= 0 else at - _BEFORE_MATCH :]}"


def item_hit_rows(hit: SearchHit) -> list[Row]:
    """Return the rows of the items of an issue found that hold the words themselves."""
    return [
        Row(
            "item",
            hit.issue.id,
            item.title_marked or item.url,
            position=item.position,
            over=item.section,
            text=item.source or _host(item.url),
            inset=True,
            url=item.url,
        )
        for item in hit.items
    ]


def item_row(item: ItemSummary) -> Row:
    """Return the row of one item; items stand under the issue they are from."""
    return Row(
        "item",
        item.issue,
        item.title or item.url,
        position=item.position,
        group=issue_name(item.publication, item.number, item.issue_title),
        over=item.section,
        text=item.source or _host(item.url),
        tags=_also(item),
        url=item.url,
        unread=not item.read,
        starred=item.starred,
    )


def _also(item: ItemSummary) -> tuple[Tag, ...]:
    """Return a label that names another issue that links the same."""
    named = [issue_name(run.publication, run.number, run.issue_title) for run in item.also[:1]]
    return tuple(Tag(_tr("also in %1").replace("%1", name)) for name in named)


def draft_row(draft: DraftSummary, now: datetime) -> Row:
    """Return the row of a draft."""
    return Row(
        "draft",
        draft.id,
        draft.title or _tr("Untitled"),
        group=dates.group_heading(draft.saved, now),
        over=source_line(draft.publication, draft.number) or _tr("No publication yet"),
        when=dates.short(draft.saved, now, year=False),
        text=_tr("Saved %1, version %2").replace("%1", dates.moment(draft.saved)).replace("%2", str(draft.revision)),
    )


def sponsor_row(sponsor: SponsorCount, now: datetime) -> Row:
    """Return the row of a sponsor."""
    return Row(
        "sponsor",
        uuid5(NAMESPACE_URL, sponsor.name),
        sponsor.name,
        over=sponsor.publication,
        when=dates.short(sponsor.last, now) if sponsor.last else "",
        tags=(Tag(counted("%n block", "%n blocks", sponsor.runs), sponsor=True),),
        name=sponsor.name,
    )


def clip_row(clip: Clip, now: datetime) -> Row:
    """Return the row of a clip."""
    return Row(
        "clip",
        clip.id,
        clip.title or _tr("Untitled"),
        over=source_line(clip.publication, clip.number) or _host(clip.url),
        when=dates.short(clip.made, now),
        text=clip.remark or clip.quote,
        tags=tuple(Tag(used) for used in clip.used),
    )


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
