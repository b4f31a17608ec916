"""The part of the facade for lists across issues: whole ones, items, publications, sponsors, who links the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.library.facade import Facade
from reader_app.library.lazily import Lazily
from reader_app.library.types import ItemChoice

if TYPE_CHECKING:
    from reader_app.library import item_lists, item_sets, linked, overviews, whole
    from reader_app.library.item_sets import Items
    from reader_app.library.types import (
        Cursor,
        ItemSummary,
        LinkRun,
        Page,
        PublicationFacts,
        Scope,
        SponsorCount,
        SponsorRun,
    )
    from reader_app.library.whole import Ids
else:
    item_lists = Lazily("reader_app.library.item_lists")
    item_sets = Lazily("reader_app.library.item_sets")
    linked = Lazily("reader_app.library.linked")
    overviews = Lazily("reader_app.library.overviews")
    whole = Lazily("reader_app.library.whole")


class ListsFacade(Facade):
    """Items, publications, sponsors, links. What is in the trash is nowhere among them."""

    def ids(self, scope: Scope) -> Ids:
        """Return the ids of all issues in `scope`, newest first."""
        with self._database.reading() as db:
            return whole.listed(db, scope)

    def found_ids(self, query: str) -> Ids:
        """Return the ids of all issues that `search` finds, newest first."""
        with self._database.reading() as db:
            return whole.found(db, query)

    def items(
        self,
        scope: Scope,
        *,
        section: str | None = None,
        starred: bool = False,
        hidden: bool = False,
        after: Cursor | None = None,
        limit: int = 100,
    ) -> Page[ItemSummary]:
        """Return a page of items: of the issues in `scope`, under the heading `section` (whatever its case), starred.

        Issues come newest first, the items of one in their order. In an unread scope an item marked read is left out.
        Hidden items are left out; with `hidden` only they are listed.
        """
        with self._database.reading() as db:
            return item_lists.items(db, scope, ItemChoice(section, starred, hidden), after, max(1, limit))

    def item_set(
        self,
        scope: Scope,
        *,
        section: str | None = None,
        starred: bool = False,
        hidden: bool = False,
        after: Cursor | None = None,
        issues: int = 1000,
    ) -> tuple[Items, Cursor | None]:
        """Return a portion of the items that `items` lists, packed: those of the next `issues` issues of the library.

        Pass the second value as `after` to go on; it is None at the end.
        """
        with self._database.reading() as db:
            return item_sets.listed(db, scope, ItemChoice(section, starred, hidden), after, max(1, issues))

    def sections(self, *, limit: int = 100) -> tuple[str, ...]:
        """Return the headings that the newest items stand under, the most frequent first."""
        with self._database.reading() as db:
            return item_lists.sections(db, limit)

    def linked(self, addresses: Iterable[str], publication: str = "") -> dict[str, tuple[LinkRun, ...]]:
        """Return where each of `addresses` was an item before: a few issues, those of `publication` first."""
        with self._database.reading() as db:
            return linked.linked(db, addresses, publication)

    def also_in(self, issue_id: UUID) -> dict[int, tuple[LinkRun, ...]]:
        """Return for items of an issue, by position, the other issues that link the same address, newest first.

        A few of them are named. Raises UsageError when the issue is not here.
        """
        with self._database.reading() as db:
            return linked.also_in(db, issue_id)

    def publication(self, name: str) -> PublicationFacts:
        """Return what is known of a publication: counts, dates, sponsors, sections; all empty when it is not here."""
        with self._database.reading() as db:
            return overviews.publication(db, name)

    def sponsors(self) -> tuple[SponsorRun, ...]:
        """Return who ran where: every sponsor block of every issue, newest first."""
        with self._database.reading() as db:
            return overviews.all_runs(db)

    def sponsor_names(self) -> tuple[SponsorCount, ...]:
        """Return every sponsor with how often it ran, the one seen last first."""
        with self._database.reading() as db:
            return overviews.sponsor_names(db)

    def sponsor_addresses(self) -> tuple[tuple[str, str], ...]:
        """Return the name of each sponsor with the address of its newest block, in alphabetical order."""
        with self._database.reading() as db:
            return overviews.sponsor_addresses(db)

    def sponsor_runs(self, name: str, *, after: Cursor | None = None, limit: int = 100) -> Page[SponsorRun]:
        """Return a page of the blocks of one sponsor, newest first."""
        with self._database.reading() as db:
            return overviews.sponsor_runs(db, name, after, max(1, limit))
