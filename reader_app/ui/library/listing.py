"""Which page of the library each place of the sidebar lists, and what it says when there is nothing to list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from reader_app.ui import dates
from reader_app.ui.library import rows
from reader_app.ui.library.places import Place

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.types import Cursor, Scope
    from reader_app.ui.library.row_model import RowPage

PageJob = Callable[["Library"], "RowPage"]
FIRST_PAGE, PAGE, RESULTS = 40, 200, 50


def _tr(text: str) -> str:
    return QCoreApplication.translate("Listing", text)


def place_page(place: Place, item_filter: str, after: Cursor | None) -> PageJob:
    """Return the job that fetches a page of the list of `place`; `item_filter` is "all", "unread" or "starred"."""
    if place.kind == "items":
        return lambda library: _items(library, item_filter, after)
    if place.kind == "drafts":
        return _drafts
    if place.kind == "sponsors":
        return _sponsors
    return lambda library: _issues(library, place, after)


def search_page(query: str, after: Cursor | None) -> PageJob:
    """Return the job that fetches a page of what `query` finds."""

    def job(library: Library) -> RowPage:
        page = library.search(query, limit=RESULTS, after=after)
        now = dates.now()
        return [rows.hit_row(hit, now) for hit in page.rows], page.next

    return job


def _issues(library: Library, place: Place, after: Cursor | None) -> RowPage:
    page = library.summaries(_scope(place), after=after, limit=PAGE if after else FIRST_PAGE)
    now = dates.now()
    return [rows.issue_row(summary, now) for summary in page.rows], page.next


def _items(library: Library, item_filter: str, after: Cursor | None) -> RowPage:
    from reader_app.library.types import Scope

    scope = Scope(unread=item_filter == "unread")
    page = library.items(scope, starred=item_filter == "starred", after=after, limit=PAGE if after else FIRST_PAGE)
    return [rows.item_row(item) for item in page.rows], page.next


def _drafts(library: Library) -> RowPage:
    now = dates.now()
    return [rows.draft_row(draft, now) for draft in library.drafts()], None


def _sponsors(library: Library) -> RowPage:
    """Return all sponsor blocks, those of one sponsor together; the sponsor seen last comes first."""
    now = dates.now()
    groups: dict[str, list[rows.Row]] = {}
    for run in library.sponsors():
        groups.setdefault(run.name.casefold(), []).append(rows.sponsor_row(run, now))
    return [row for group in groups.values() for row in group], None


def _scope(place: Place) -> Scope:
    from reader_app.library.types import Scope

    publication = place.value if place.kind == "publication" else None
    return Scope(publication=publication, unread=place.kind == "unread", starred=place.kind == "starred")


def empty_sentence(place: Place, query: str, item_filter: str) -> str:
    """Return what stands in place of an empty list."""
    if query:
        return _tr("Nothing found for “%1”.").replace("%1", query)
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
    }
    return sentences[place.kind]
