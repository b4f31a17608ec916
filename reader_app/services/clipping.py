"""Keeps items and words of issues as clips, and turns clips into Markdown for an issue that is being written.

An address is kept without what only serves to follow its reader; what stood in the issue is kept as plain text.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from reader_app.errors import UsageError
from reader_app.markup.escape import escape_block, escape_inline
from reader_app.markup.natural import link
from reader_app.markup.plain import body_text
from reader_app.markup.write import write_block
from reader_app.model.blocks import Block, Item, Prose
from reader_app.model.naming import issue_name
from reader_app.model.text import clean_line
from reader_app.model.urls import clean, is_safe

if TYPE_CHECKING:
    from datetime import datetime

    from reader_app.library.library import Library
    from reader_app.library.person_types import Clip
    from reader_app.model.issue import Issue

LONGEST_QUOTE: Final = 20_000
_LONGEST_TITLE: Final = 80  # of a clip that is named by its own words


@dataclass(frozen=True, slots=True)
class Clipped:
    """What became of a wish to clip: the clip, and whether it is new; the same one is not kept twice."""

    clip: Clip
    new: bool


def clip_item(library: Library, issue_id: UUID, position: int, moment: datetime) -> Clipped:
    """Clip the item at `position` of an issue, as `Issue.items` counts. Raises UsageError when there is none."""
    issue = library.issue(issue_id)
    items = [item for _, item in issue.items()]
    if not 0 <= position < len(items):
        raise UsageError(f"The issue {issue_id} has no item {position}.")
    item = items[position]
    return _keep(library, issue, _Words(item.title, item.url, body_text(item.body)), moment)


def clip_items(
    library: Library, items: Iterable[tuple[UUID, int]], moment: datetime
) -> Generator[None, None, tuple[Clip, ...]]:
    """Clip many items (issue and position) and return the new clips, which come first, in the order of `items`.

    Other work may be done in between; all are kept together at the end. Items that are gone are passed over.
    """
    known = {_sameness(clip) for clip in library.clips()}
    new: list[Clip] = []
    for issue_id, places in groupby(items, key=lambda item: item[0]):
        yield
        with suppress(UsageError):
            issue = library.issue(issue_id)
            found = [item for _, item in issue.items()]
            for item in (found[place] for _, place in places if place < len(found)):
                clip = _clip(issue, _Words(item.title, item.url, body_text(item.body)), moment)
                if _sameness(clip) not in known:
                    known.add(_sameness(clip))
                    new.append(clip)
    library.add_clips(new)
    return tuple(new)


def clip_words(
    library: Library, issue_id: UUID, quote: str, moment: datetime, *, title: str = "", url: str = ""
) -> Clipped:
    """Clip words selected in an issue; `title` and `url` are of the item they stand in, if they stand in one.

    Raises UsageError when there are no words.
    """
    if not quote.strip():
        raise UsageError("Select some words to clip first.")
    return _keep(library, library.issue(issue_id), _Words(title, url, quote.strip()), moment)


def source_of(clip: Clip) -> str:
    """Return the issue a clip is from as a person names it: "Publication #3", "" when that is not known."""
    return issue_name(clip.publication, clip.number)


def as_markdown(clips: Iterable[Clip], online: Mapping[UUID, str] | None = None) -> str:
    """Return clips as Markdown, ready to stand in an issue: each an item with remark, quotation and where it is from.

    Those without an address are quotations only. `online` has the addresses of the issues they are from, by id.
    """
    known = online or {}
    return "\n".join(write_block(_block(clip, known.get(clip.issue, "") if clip.issue else "")) for clip in clips)


def online_addresses(library: Library, clips: Iterable[Clip]) -> dict[UUID, str]:
    """Return where the issues that `clips` are from stand on the web, as far as they are here and say so."""
    found: dict[UUID, str] = {}
    for issue_id in {clip.issue for clip in clips if clip.issue is not None}:
        try:
            url = library.issue(issue_id).url
        except UsageError:
            continue  # it was removed; what the clip says of it stays
        if url.startswith(("http://", "https://")):
            found[issue_id] = url
    return found


def unused_first(clips: Iterable[Clip]) -> tuple[Clip, ...]:
    """Return `clips` in their order, those that were used in an issue behind the others."""
    return tuple(sorted(clips, key=lambda clip: bool(clip.used)))


def mark_uses(library: Library, issue: str, used: Iterable[UUID], unused: Iterable[UUID]) -> None:
    """Note that some clips were used in `issue` ("Publication #12") and others are not any more.

    A clip that was deleted meanwhile is passed over.
    """
    for clip_id in used:
        with suppress(UsageError):
            library.use_clip(clip_id, issue)
    for clip_id in unused:
        library.take_back_clip_use(clip_id, issue)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is to be clipped."""

    title: str
    url: str
    quote: str


def _keep(library: Library, issue: Issue, words: _Words, moment: datetime) -> Clipped:
    clip = _clip(issue, words, moment)
    for known in library.clips():
        if _sameness(known) == _sameness(clip):
            return Clipped(known, new=False)
    library.add_clips([clip])
    return Clipped(library.clip(clip.id), new=True)


def _clip(issue: Issue, words: _Words, moment: datetime) -> Clip:
    from reader_app.library.person_types import NEW, Clip

    url = clean(words.url) if is_safe(words.url) else ""
    quote = words.quote[:LONGEST_QUOTE]
    title = clean_line(words.title) or _shortened(quote) or url
    return Clip(uuid4(), title, url, quote, "", issue.id, issue.publication, issue.number, issue.date, NEW, moment)


def _sameness(clip: Clip) -> tuple[object, ...]:
    """Return what two clips have in common that are the same."""
    return clip.issue, clip.title, clip.url, clip.quote


def _shortened(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rsplit(' ', 1)[0]}…"


def _block(clip: Clip, online: str) -> Block:
    source = source_of(clip)
    parts = [escape_block(paragraph) for paragraph in clip.remark.split("\n\n")]
    parts.append(_quotation(clip.quote))
    parts.append(f"via {link(source, online) if online else escape_inline(source)}" if source else "")
    body = "\n\n".join(part for part in parts if part)
    return Item(clip.title, clip.url, body=body) if clip.url else Prose(body or escape_block(clip.title))


def _quotation(text: str) -> str:
    paragraphs = (escape_block(paragraph) for paragraph in text.split("\n\n"))
    quoted = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return "\n".join(f"> {line}".rstrip() for line in quoted.split("\n")) if quoted else ""
