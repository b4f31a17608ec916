"""The commands that list what is in the library: list, search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from reader_app.cli.output import columns_of, day, json_line, line, message, row, terminal_width
from reader_app.cli.session import Session, pass_session
from reader_app.markup.columns import cut

if TYPE_CHECKING:
    from reader_app.library.types import Cursor, DraftSummary, IssueSummary, Page, SearchHit

T = TypeVar("T")
_PAGE: Final = 200

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document a line.")
limit_option = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N.")
publication_option = click.option("--publication", metavar="P", help="Only of the publication P.")


@click.command("list", short_help="List the issues in the library, newest first.")
@publication_option
@click.option("--unread", is_flag=True, help="Only what is not read.")
@click.option("--starred", is_flag=True, help="Only what has a star.")
@click.option("--drafts", is_flag=True, help="The drafts instead of the issues.")
@limit_option
@json_option
@pass_session
def list_command(
    session: Session,
    publication: str | None,
    unread: bool,
    starred: bool,
    drafts: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the issues in the library, newest first.

    A dot marks an unread issue, an asterisk a starred one.
    """
    from reader_app.library.types import Scope

    with session.library_to_read() as library:
        if drafts:
            found = (draft for draft in library.drafts() if publication in (None, draft.publication))
            print_all(islice(found, limit), as_json, value_of, _draft_cells, "There are no drafts.")
            return
        scope = Scope(publication, unread, starred)
        pages = paged(lambda after, size: library.summaries(scope, after=after, limit=size), limit)
        print_all(pages, as_json, value_of, _issue_cells, "There are no such issues.")


@click.command("search")
@click.argument("query", nargs=-1, required=True)
@limit_option
@json_option
@pass_session
def search_command(session: Session, query: tuple[str, ...], limit: int | None, as_json: bool) -> None:
    """Search the library; the newest issue comes first.

    QUERY is words and "phrases", and filters: publication:P, sponsor:S, tag:T, before:2024-05-01, after:2023,
    is:unread, is:starred, is:archived. Below an issue stand those of its items that hold the words themselves.
    """
    words = " ".join(query)
    with session.library_to_read() as library:
        hits = paged(lambda after, size: library.search(words, after=after, limit=size), limit)
        if as_json:
            print_all(hits, True, _hit_value, lambda _hit: (), "Nothing was found.")
            return
        found = False
        for hit in hits:
            found = True
            line("  ".join(cell for cell in _issue_cells(hit.issue) if cell.strip()))
            snippet = _without_marks(" ".join(hit.snippet.split()))
            if snippet and snippet != hit.issue.title:
                line("    " + cut(snippet, terminal_width() - 4))
            for item in hit.items:
                named = " — ".join(text for text in (_without_marks(item.title_marked), item.source) if text)
                line("    · " + cut(named, terminal_width() - 6))
        if not found:
            message("Nothing was found.")


def paged(load: Callable[[Cursor | None, int], Page[T]], limit: int | None) -> Iterator[T]:
    """Yield the rows of a list page by page, `limit` at most."""

    def rows() -> Iterator[T]:
        after: Cursor | None = None
        while True:
            page = load(after, min(_PAGE, limit or _PAGE))
            yield from page.rows
            after = page.next
            if after is None:
                return

    return islice(rows(), limit)


def print_all(
    values: Iterator[T],
    as_json: bool,
    json_of: Callable[[T], dict[str, Any]],
    cells_of: Callable[[T], tuple[str, ...]],
    none: str,
) -> None:
    """Print each value as a line of JSON, or in columns that fit the first page of them."""
    if as_json:
        for value in values:
            json_line(json_of(value))
        return
    cells = map(cells_of, values)
    first = list(islice(cells, _PAGE))
    if not first:
        message(none)
        return
    widths = columns_of(first)
    for each in chain(first, cells):
        row(each, widths)


def _issue_cells(issue: IssueSummary) -> tuple[str, ...]:
    marks = ("·" if not issue.read else " ") + ("*" if issue.starred else " ")
    named = f"{issue.publication} #{issue.number}" if issue.number else issue.publication
    return str(issue.id)[:8], day(issue.date or issue.received), marks, named, issue.title


def _draft_cells(draft: DraftSummary) -> tuple[str, ...]:
    named = f"{draft.publication} #{draft.number}" if draft.number else draft.publication
    return str(draft.id)[:8], day(draft.saved), named, draft.title or "(no title yet)"


def value_of(summary: Any) -> dict[str, Any]:
    """Return the fields of a summary as JSON has them."""
    return {field.name: getattr(summary, field.name) for field in fields(summary)}


def _hit_value(hit: SearchHit) -> dict[str, Any]:
    items = [
        {
            "position": item.position,
            "title": _without_marks(item.title_marked),
            "section": item.section,
            "source": item.source,
            "url": item.url,
        }
        for item in hit.items
    ]
    return value_of(hit.issue) | {"where": hit.where, "snippet": _without_marks(hit.snippet), "items": items}


def _without_marks(text: str) -> str:
    from reader_app.library.types import MARK_END, MARK_START

    return text.replace(MARK_START, "").replace(MARK_END, "")


COMMANDS = (list_command, search_command)
