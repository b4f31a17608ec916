"""Which page of the library each place of the sidebar lists, and what it says when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from reader_app.ui import dates
from reader_app.ui.library import rows
from reader_app.ui.library.list_choices import Choices
from reader_app.ui.library.places import Place
from reader_app.ui.library.whole import Whole

if TYPE_CHECKING:
    from reader_app.library.item_sets import Items
    from reader_app.library.library import Library
    from reader_app.library.types import Cursor, Scope
    from reader_app.library.whole import Ids
    from reader_app.ui.library.row_model import RowPage

PageJob = Callable[["Library"], "RowPage"]
FIRST_PAGE, PAGE, FIRST_RESULTS, RESULTS = 24, 25, 20, 25


def _tr(text: str) -> str:
    return QCoreApplication.translate("Listing", text)


def place_page(place: Place, choices: Choices, after: Cursor | None) -> PageJob:
    """Return the job that fetches a page of the list of `place`, narrowed and sorted as `choices` has it."""
    match place.kind:
        case "items":
            return lambda library: _items(library, choices, after)
        case "drafts":
            return _drafts
        case "sponsors":
            return _sponsors
        case "clips":
            return lambda library: _clips(library, choices.words)
        case "search":
            return search_page(place.value, after)
    return lambda library: _issues(library, place, choices, after)


def search_page(query: str, after: Cursor | None) -> PageJob:
    """Return the job that fetches a page of what `query` finds."""

    def job(library: Library) -> RowPage:
        page = library.search(query, limit=RESULTS if after else FIRST_RESULTS, after=after)
        now = dates.now()
        found = [row for hit in page.rows for row in (rows.hit_row(hit, now), *rows.item_hit_rows(hit))]
        return found, page.next

    return job


def whole(place: Place, query: str, choices: Choices) -> Whole:
    """Return all of the list of `place`, narrowed as `choices` has it, or of what `query` finds."""
    if place.kind == "items" and not query:
        return Whole(lambda library: _all_items(library, choices), of_items=True)

    def find(library: Library) -> Generator[None, None, Ids]:
        yield  # what waits already comes first
        return library.found_ids(query) if query else library.ids(scope_of(place))

    return Whole(find)


def _all_items(library: Library, choices: Choices) -> Generator[None, None, Items]:
    from reader_app.library.item_sets import Items

    parts: list[Items] = []
    after: Cursor | None = None
    while after is not None or not parts:
        yield
        part, after = library.item_set(**_narrowed(choices), after=after)
        parts.append(part)
    return Items.joined(parts)


def _narrowed(choices: Choices) -> dict[str, Any]:
    """Return which items the library is asked for."""
    from reader_app.library.types import Scope

    return {
        "scope": Scope(choices.publication or None, unread=choices.items == "unread"),
        "section": choices.section or None,
        "starred": choices.items == "starred",
        "hidden": choices.items == "hidden",
    }


def _issues(library: Library, place: Place, choices: Choices, after: Cursor | None) -> RowPage:
    from reader_app.library.types import Sort

    limit = PAGE if after else FIRST_PAGE
    page = library.summaries(scope_of(place), sort=Sort(choices.order), after=after, limit=limit)
    now = dates.now()
    return [rows.issue_row(summary, now, choices.order) for summary in page.rows], page.next


def _items(library: Library, choices: Choices, after: Cursor | None) -> RowPage:
    page = library.items(**_narrowed(choices), after=after, limit=PAGE if after else FIRST_PAGE)
    return [rows.item_row(item) for item in page.rows], page.next


def _drafts(library: Library) -> RowPage:
    now = dates.now()
    return [rows.draft_row(draft, now) for draft in library.drafts()], None


def _sponsors(library: Library) -> RowPage:
    now = dates.now()
    return [rows.sponsor_row(sponsor, now) for sponsor in library.sponsor_names()], None


def _clips(library: Library, words: str) -> RowPage:
    now = dates.now()
    return [rows.clip_row(clip, now) for clip in library.clips(words)], None


def scope_of(place: Place) -> Scope:
    """Return which issues `place` lists."""
    from reader_app.library.types import Scope, Shelf

    return Scope(
        publication=place.value if place.kind == "publication" else None,
        unread=place.kind == "unread",
        starred=place.kind == "starred",
        tag=place.value if place.kind == "tag" else None,
        shelf={"archive": Shelf.ARCHIVED, "trash": Shelf.TRASHED}.get(place.kind),
    )


def _wanted(query: str) -> str:
    """Return what goes after the filter that `query` ends with, empty where it ends with none."""
    filters = {
        "publication": _tr("the beginning of a publication's name, or a number"),
        "sponsor": _tr("the beginning of a sponsor's name"),
        "tag": _tr("the name of a tag"),
        "before": _tr("a day, month or year, such as 2024-05-01"),
        "after": _tr("a day, month or year, such as 2024-05-01"),
        "is": _tr("unread, starred or archived"),
    }
    name = query.split()[-1].removesuffix(":") if query.endswith(":") else ""
    wanted = filters.get(name.lower(), "")
    return _tr("After “%1:” goes %2.").replace("%1", name).replace("%2", wanted) if wanted else ""


def empty_sentence(place: Place, query: str, choices: Choices) -> str:
    """Return what stands in place of an empty list."""
    item_filter, words = choices.items, choices.words
    if place.kind == "clips" and words:
        return _tr("No clip holds “%1”.").replace("%1", words)
    if query or place.kind == "search":
        query = query or place.value
        wanted = _wanted(query)
        if wanted:
            return wanted
        return _tr("Nothing found for “%1”.").replace("%1", query)
    if place.kind == "items" and item_filter == "hidden":
        return _tr("No hidden items.")
    if place.kind == "items" and item_filter != "all":
        place = Place("starred" if item_filter == "starred" else "unread")
    sentences = {
        "all": _tr("No issues yet. Drop files here, or open them from the menu."),
        "unread": _tr("Nothing unread."),
        "starred": _tr("Nothing starred yet. Press S to star what you want to find again."),
        "items": _tr("No items yet."),
        "drafts": _tr("No drafts. Ctrl+N starts a new issue."),
        "sponsors": _tr("No sponsor blocks in any issue yet."),
        "publication": _tr("No issues of this publication."),
        "archive": _tr("Nothing archived yet. Press E to put away what you are done with."),
        "trash": _tr("The trash is empty."),
        "tag": _tr("No issues with this tag."),
        "clips": _tr("No clips yet. Press C on an item to keep it for writing."),
    }
    return sentences[place.kind]


def place_name(place: Place, query: str) -> str:
    """Return what the list of `place`, or of what `query` finds, is called."""
    if query:
        return _tr("Search results")
    if place.kind in ("publication", "tag"):
        return place.value
    names = {
        "all": _tr("All issues"),
        "unread": _tr("Unread"),
        "starred": _tr("Starred"),
        "items": _tr("Items"),
        "archive": _tr("Archive"),
        "trash": _tr("Kept for 30 days"),
        "drafts": _tr("Drafts"),
        "clips": _tr("Clips"),
        "sponsors": _tr("Sponsors"),
        "search": _tr("Search: %1").replace("%1", place.value),
    }
    return names[place.kind]


def item_names(library: Library) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sections and the publications that the items can be narrowed to."""
    return library.sections(limit=200), tuple(each.name for each in library.counts().publications)
