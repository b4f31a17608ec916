"""The text a new issue starts with: from nothing, or in the shape of an earlier issue."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from reader_app.markup.write import write
from reader_app.model.blocks import Block, Button, Feedback, Prose
from reader_app.model.issue import Issue, Section
from reader_app.services.journal import Entry, Journal
from reader_app.services.saving import DraftSaver, SaveState

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Draft
    from reader_app.model.publication import Publication

__all__ = ["DraftSaver", "Entry", "Journal", "SaveState", "new_draft", "new_text", "next_number"]

STANDING: Final = (Button, Feedback)
TO_COME: Final = "TK"
_WEEK = re.compile(r"(\d{4})(-?W)(\d{2})\Z", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LAST_DIGITS = re.compile(r"(\d+)(\D*)\Z")
_TO_FILL = ("title", "preheader")
_BLANK = tuple(f"{key}:" for key in _TO_FILL)


def next_number(number: str) -> str:
    """Return the number of the issue after `number`: "177" -> "178", "S02E05" -> "S02E06", "2024-W52" -> "2025-W01".

    Empty when there is no telling: no digit, or a date, which the next issue does not have yet.
    """
    week = _WEEK.search(number)
    if week is not None:
        return number[: week.start()] + _next_week(week)
    if _DAY.search(number):
        return ""
    digits = _LAST_DIGITS.search(number)
    if digits is None:
        return ""
    counted = str(int(digits[1]) + 1).zfill(len(digits[1]))
    return number[: digits.start()] + counted + digits[2]


def _next_week(week: re.Match[str]) -> str:
    """ISO 8601 weeks: a year has 52 or 53."""
    try:
        monday = date.fromisocalendar(int(week[1]), int(week[3]), 1) + timedelta(weeks=1)
    except (ValueError, OverflowError):
        return f"{week[1]}{week[2]}{int(week[3]) + 1:02}"
    year, number, _ = monday.isocalendar()
    return f"{year:04}{week[2]}{number:02}"


def new_text(publication: str, like: Issue | None = None, own: Publication | None = None, number: str = "") -> str:
    """Return the text of a new issue of `publication`.

    With `like`, an issue to take the shape from: its number plus one, its language and authors, every section heading,
    buttons, the feedback question and the footer; no items, no sponsors, no prose. ``TK`` marks what is to be written.
    Footer, authors and other facts stay behind where `like` is of another publication: they are not ours.
    `own` is what is known of the publication, if one writes it: its blocks stand at the beginning and at the end, its
    language and authors in the facts; its footer comes with every export. `number` is what the issue is called instead.
    """
    skeleton = Issue(publication=publication, number=number, lead=(Prose(TO_COME),))
    if like is not None:
        skeleton = _shape(like, publication)
        skeleton = replace(skeleton, number=number or skeleton.number)
    if own is None:
        return _with_fields(write(skeleton))
    skeleton = replace(
        skeleton,
        publication=own.name,
        lang=skeleton.lang or own.lang,
        authors=skeleton.authors or own.authors,
    )
    text = _with_fields(write(skeleton))
    return _with_blocks(text, own.opening, own.closing) if like is None else text


def new_draft(library: Library, publication: str, like: Issue | None = None) -> Draft:
    """Keep a new draft with the text of `new_text` and return it. The numbers of a publication one writes count up."""
    from reader_app.services.publications import publication_named, save_publication

    named = publication or (like.publication if like else "")
    own = publication_named(library, named)
    number = own.number if own is not None else ""
    if like is not None and not number and _same(like.publication, named):
        number = next_number(like.number)
    if own is not None and not number:
        number = next_number(last_number(library, own.name))
    text = new_text(named, like, own, number)
    draft = library.new_draft(text, publication=own.name if own else named, number=number)
    if own is not None and own.number:
        save_publication(library, replace(own, number=next_number(own.number)))
    return draft


def last_number(library: Library, publication: str) -> str:
    """Return the number of the newest draft or else issue of a publication, empty when there is none with a number."""
    from reader_app.library.types import Scope, Shelf

    drafts = sorted(library.drafts(), key=lambda each: each.created, reverse=True)
    for draft in drafts:
        if draft.number and _same(draft.publication, publication):
            return draft.number
    issues = library.summaries(Scope(publication=publication, shelf=Shelf.KEPT), limit=20).rows
    return next((issue.number for issue in issues if issue.number), "")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _shape(like: Issue, publication: str) -> Issue:
    """Return the shape of `like` for an issue of `publication`."""
    ours = not publication or _same(publication, like.publication)
    sections = tuple(Section(section.heading, section.anchor, _standing(section.blocks)) for section in like.sections)
    return Issue(
        publication=publication or like.publication,
        number=next_number(like.number) if ours else "",
        authors=like.authors if ours else (),
        lang=like.lang,
        lead=(Prose(TO_COME), *_standing(like.lead)),
        sections=sections,
        about=like.about if ours else None,
        extra=like.extra if ours else {},
    )


def _with_blocks(text: str, opening: str, closing: str) -> str:
    """Return `text` with Markdown before its first words and after its last ones, letter by letter."""
    front, fence, body = text.partition("\n---\n")
    parts = (part.strip("\n") for part in (opening, body, closing))
    return f"{front}{fence}\n" + "\n\n".join(part for part in parts if part.strip()) + "\n"


def first_blank(text: str) -> int:
    """Return the line (from 0) of the first field of the front matter that waits to be filled in; 0 if none does."""
    lines = text.split("\n")
    if lines[0] == "---":
        for number, line in enumerate(lines[1:], start=1):
            if line == "---":
                break
            if line.rstrip() in _BLANK:
                return number
    return 0


def _standing(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if isinstance(block, STANDING))


def _with_fields(text: str) -> str:
    """Return `text` with empty front-matter lines for what every issue needs anew: the cursor has a place to go."""
    if not text.startswith("---\n"):
        text = f"---\n---\n\n{text}"
    end = text.index("\n---", 3) + 1
    missing = (key for key in _TO_FILL if f"\n{key}:" not in text[:end])
    fields = text[:end] + "".join(f"{key}:\n" for key in missing)
    for key in _TO_FILL:  # with the space YAML wants after the colon, one can type on at once
        fields = fields.replace(f"\n{key}:\n", f"\n{key}: \n")
    return fields + text[end:]
