"""Puts issues in order: archive, trash, tags, hidden items. Every change says what takes it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID

if TYPE_CHECKING:
    from reader_app.library.library import Library

ChangeKind = Literal["archive", "unarchive", "trash", "restore", "tag", "untag", "hide", "show"]
KEPT_IN_TRASH: Final = timedelta(days=30)
_INVERSE: Final[dict[ChangeKind, ChangeKind]] = {
    "archive": "unarchive",
    "trash": "restore",
    "tag": "untag",
    "hide": "show",
}
_INVERSES: Final[dict[ChangeKind, ChangeKind]] = _INVERSE | {after: before for before, after in _INVERSE.items()}


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with issues, or with `items` of them (issue and position); `tag` is the tag's name."""

    kind: ChangeKind
    ids: tuple[UUID, ...] = ()
    tag: str = ""
    items: tuple[tuple[UUID, int], ...] = ()

    @property
    def size(self) -> int:
        """How many issues or items it concerns."""
        return len(self.ids) or len(self.items)


def apply(library: Library, change: Change) -> Change:
    """Make `change` and return the one that takes it back: of just what is otherwise than before.

    Raises UsageError for a tag without a name.
    """
    undo = replace(change, kind=_INVERSES[change.kind])
    match change.kind:
        case "archive" | "unarchive":
            return replace(undo, ids=library.archive(change.ids, change.kind == "archive"))
        case "trash":
            return replace(undo, ids=library.trash(change.ids))
        case "restore":
            return replace(undo, ids=library.restore(change.ids))
        case "tag":
            return replace(undo, ids=library.tag(change.ids, change.tag))
        case "untag":
            return replace(undo, ids=library.untag(change.ids, change.tag))
        case "hide" | "show":
            for issue_id, position in change.items:
                library.set_item_hidden(issue_id, position, change.kind == "hide")
            return undo


def tags_of(library: Library, ids: Iterable[UUID]) -> dict[str, int]:
    """Return all tags in alphabetical order, each with how many of the issues `ids` carry it."""
    carried = [library.tags_of(issue_id) for issue_id in ids]
    return {tag.name: sum(tag.name in tags for tags in carried) for tag in library.tags()}


def purge(library: Library, moment: datetime) -> int:
    """Remove for good what has been in the trash for 30 days at `moment`; return how many issues that were."""
    return library.empty_trash(before=moment - KEPT_IN_TRASH)
