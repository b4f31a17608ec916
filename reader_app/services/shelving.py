"""Puts issues in order: read, starred, archive, trash, tags, and marks of items. Every change says what takes it back.

Large changes are made in portions, each kept on its own: others read and write in between, and when the program ends in
the middle, the portions that were made stay made.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import UUID

from reader_app.errors import MastheadError

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.library.marks import ItemMark

ChangeKind = Literal[
    "read", "unread", "star", "unstar", "archive", "unarchive", "trash", "restore", "tag", "untag", "hide", "show"
]
KEPT_IN_TRASH: Final = timedelta(days=30)
_MANY: Final = 1000  # ids that are packed; issues of one portion
_MANY_ITEMS: Final = 5000  # items of one portion: some hundredths of a second
_TURN: Final = 0.01  # seconds between two portions, in which who else writes has a turn
_INVERSE: Final[dict[ChangeKind, ChangeKind]] = {
    "read": "unread",
    "star": "unstar",
    "archive": "unarchive",
    "trash": "restore",
    "tag": "untag",
    "hide": "show",
}
_INVERSES: Final[dict[ChangeKind, ChangeKind]] = _INVERSE | {after: before for before, after in _INVERSE.items()}
_ITEM_MARKS: Final[dict[ChangeKind, tuple[ItemMark, bool]]] = {
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("starred", True),
    "unstar": ("starred", False),
    "hide": ("hidden", True),
    "show": ("hidden", False),
}
OF_ITEMS: Final = frozenset(_ITEM_MARKS)  # kinds of change that items can have; the others are of whole issues


class StoppedError(MastheadError):
    """A change was stopped before its end, because somebody asked for that."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with the issues `ids`, or with `items` (issue and position); `tag` is the tag's name.

    Items of an issue that was read count as read, as lists show them, and are left alone; with `exactly` it is their
    own mark that counts, as it does for what takes a change back.
    """

    kind: ChangeKind
    ids: Sequence[UUID] = ()
    tag: str = ""
    items: Collection[tuple[UUID, int]] = ()
    exactly: bool = False

    @property
    def size(self) -> int:
        """How many issues or items it concerns."""
        return len(self.ids) or len(self.items)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a change: `undo` takes back what was changed; `error` is what stopped it before its end."""

    undo: Change
    error: MastheadError | None = None


def apply(library: Library, change: Change) -> Change:
    """Make `change` and return the one that takes it back: of just what is otherwise than before.

    Raises UsageError for a tag without a name.
    """
    portions = in_portions(library, change)
    made: Made | None = None
    while made is None:
        try:
            next(portions)
        except StopIteration as end:
            made = end.value
    if made.error is not None:
        raise made.error
    return made.undo


def in_portions(
    library: Library,
    change: Change,
    *,
    progress: Callable[[int], object] = lambda _done: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Generator[None, None, Made]:
    """Make `change` in portions and return what became of it; who runs it may do other work in between.

    `progress` is told before each of several portions how many issues or items are done, `cancelled` is asked before
    each. What was changed before an error, or before it was cancelled, can be taken back.
    """
    from reader_app.library.item_sets import Items

    if change.items or change.kind in ("hide", "show"):
        items = change.items if isinstance(change.items, Items) else Items.of(change.items)
        change = replace(change, items=items)
    parts: list[Any] = []
    done, error = 0, None
    for portion in _portions(change):
        if portion.size < change.size:
            time.sleep(_TURN if done else 0)
            progress(done)
            yield
        try:
            if cancelled():
                raise StoppedError("Stopped before the end.")
            parts.append(_changed(library, portion))
        except MastheadError as stopped:
            error = stopped
            break
        done += portion.size
    return Made(_undo(change, parts), error)


def _portions(change: Change) -> Iterator[Change]:
    from reader_app.library.item_sets import Items

    if isinstance(change.items, Items):
        for items in change.items.portions(_MANY_ITEMS):
            yield replace(change, items=items)
    else:
        for start in range(0, max(1, len(change.ids)), _MANY):
            yield replace(change, ids=change.ids[start : start + _MANY])


def _undo(change: Change, parts: Sequence[Any]) -> Change:
    """Return what takes `change` back, of which `parts` were changed; it is kept for as long as that may be asked."""
    from reader_app.library.item_sets import Items
    from reader_app.library.whole import Ids

    kind = _INVERSES[change.kind]
    if isinstance(change.items, Items):
        return replace(change, kind=kind, items=Items.joined(parts), exactly=True)
    ids = [each for part in parts for each in part]
    return replace(change, kind=kind, ids=tuple(ids) if len(ids) <= _MANY else Ids(ids))


def _changed(library: Library, change: Change) -> Collection[Any]:
    """Make one portion of a change and return the issues or items that were not so before."""
    from reader_app.library.item_sets import Items

    kind = change.kind
    if isinstance(change.items, Items):
        mark, value = _ITEM_MARKS[kind]
        return library.mark_items(change.items, mark, value, seen=not change.exactly)
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
