"""Puts issues in order: read, starred, archive, trash, tags, hidden items. Every change says what takes it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal
from uuid import UUID

if TYPE_CHECKING:
    from reader_app.library.library import Library

ChangeKind = Literal[
    "read", "unread", "star", "unstar", "archive", "unarchive", "trash", "restore", "tag", "untag", "hide", "show"
]
KEPT_IN_TRASH: Final = timedelta(days=30)
_MANY: Final = 1000  # ids that are packed
_INVERSE: Final[dict[ChangeKind, ChangeKind]] = {
    "read": "unread",
    "star": "unstar",
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
    ids: Sequence[UUID] = ()
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
    kind = change.kind
    if kind == "hide" or kind == "show":
        for issue_id, position in change.items:
            library.set_item_hidden(issue_id, position, kind == "hide")
        return replace(change, kind=_INVERSES[kind])
    changed: Sequence[UUID] = _changed(library, kind, change)
    if len(changed) > _MANY:
        from reader_app.library.whole import Ids

        changed = Ids(changed)  # it is kept for as long as it may be taken back
    return replace(change, kind=_INVERSES[kind], ids=changed)


def _changed(library: Library, kind: ChangeKind, change: Change) -> tuple[UUID, ...]:
    """Make a change of whole issues and return those that were not so before."""
    match kind:
        case "read" | "unread":
            return library.set_read(change.ids, kind == "read")
        case "star" | "unstar":
            return library.set_starred(change.ids, kind == "star")
        case "archive" | "unarchive":
            return library.archive(change.ids, kind == "archive")
        case "trash":
            return library.trash(change.ids)
        case "restore":
            return library.restore(change.ids)
        case "tag":
            return library.tag(change.ids, change.tag)
    return library.untag(change.ids, change.tag)


def tags_of(library: Library, ids: Iterable[UUID]) -> dict[str, int]:
    """Return all tags in alphabetical order, each with how many of the issues `ids` carry it."""
    carried = Counter(name for issue_id in ids for name in library.tags_of(issue_id))
    return {tag.name: carried[tag.name] for tag in library.tags()}


def purge(library: Library, moment: datetime) -> int:
    """Remove for good what has been in the trash for 30 days at `moment`; return how many issues that were."""
    return library.empty_trash(before=moment - KEPT_IN_TRASH)
