"""The part of the facade for putting things in order: archive, trash, marks of many items, tags, saved searches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from reader_app.library.facade import Facade
from reader_app.library.lazily import Lazily

if TYPE_CHECKING:
    from reader_app.library import item_sets, searches, shelves, tags
    from reader_app.library.item_sets import Items
    from reader_app.library.marks import ItemMark
    from reader_app.library.person_types import SavedSearch, TagCount
else:
    item_sets = Lazily("reader_app.library.item_sets")
    searches = Lazily("reader_app.library.searches")
    shelves = Lazily("reader_app.library.shelves")
    tags = Lazily("reader_app.library.tags")


class ShelvesFacade(Facade):
    """Archive, trash, tags and saved searches. Every change returns what it changed, so it can be undone."""

    def archive(self, ids: Iterable[UUID], archived: bool = True) -> tuple[UUID, ...]:
        """Archive issues or take them out of the archive; return those that were not so before."""
        with self._database.writing() as db:
            return shelves.archive(db, ids, archived)

    def trash(self, ids: Iterable[UUID]) -> tuple[UUID, ...]:
        """Put issues into the trash; return those that were not there before."""
        with self._database.writing() as db:
            return shelves.trash(db, ids, self._clock())

    def restore(self, ids: Iterable[UUID]) -> tuple[UUID, ...]:
        """Take issues out of the trash, back to where they were; return those that were there."""
        with self._database.writing() as db:
            return shelves.restore(db, ids)

    def empty_trash(self, *, before: datetime | None = None) -> int:
        """Remove for good what went to the trash before `before` (None: all of it); return how many issues that were.

        With them goes all that belongs to them alone (see `remove`).
        """
        with self._database.writing() as db:
            return shelves.empty(db, before)

    def mark_items(self, items: Items, mark: ItemMark, value: bool, *, seen: bool = False) -> Items:
        """Mark items as read, starred or hidden, or take that away; return those that were not so before.

        With `seen`, what stands in an issue that was read counts as read, as lists show it, and is left alone.
        """
        with self._database.writing() as db:
            return item_sets.set_marks(db, items, mark, value, seen=seen)

    def tags(self) -> tuple[TagCount, ...]:
        """Return all tags in alphabetical order."""
        with self._database.reading() as db:
            return tags.tags(db)

    def tags_of(self, issue_id: UUID) -> tuple[str, ...]:
        """Return the tags of one issue in alphabetical order."""
        with self._database.reading() as db:
            return tags.of_issue(db, issue_id)

    def tag(self, ids: Iterable[UUID], name: str) -> tuple[UUID, ...]:
        """Give issues the tag `name`, made if it is new; return those that had it not.

        Raises UsageError when `name` is empty or too long.
        """
        with self._database.writing() as db:
            return tags.tag(db, ids, name)

    def untag(self, ids: Iterable[UUID], name: str) -> tuple[UUID, ...]:
        """Take the tag `name` off issues; return those that had it. Raises UsageError when there is no such tag."""
        with self._database.writing() as db:
            return tags.untag(db, ids, name)

    def rename_tag(self, name: str, new: str) -> None:
        """Rename a tag; it becomes one with a tag of the new name. Raises UsageError as `tag` and `untag` do."""
        with self._database.writing() as db:
            tags.rename(db, name, new)

    def delete_tag(self, name: str) -> tuple[UUID, ...]:
        """Take a tag off all issues and forget it; return those that had it.

        Raises UsageError when there is no such tag.
        """
        with self._database.writing() as db:
            return tags.delete(db, name)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Return the saved searches in the order they were saved."""
        with self._database.reading() as db:
            return searches.searches(db)

    def save_search(self, query: str, name: str = "") -> SavedSearch:
        """Keep a search under a name, without one under its own words; one that is kept already is renamed.

        Raises UsageError when nothing is searched for.
        """
        with self._database.writing() as db:
            return searches.save(db, query, name, self._clock())

    def rename_search(self, number: int, name: str) -> None:
        """Give a saved search another name. Raises UsageError when it is not there, or for no name."""
        with self._database.writing() as db:
            searches.rename(db, number, name)

    def delete_search(self, number: int) -> None:
        """Forget a saved search. Raises UsageError when it is not there."""
        with self._database.writing() as db:
            searches.delete(db, number)
