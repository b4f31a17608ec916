"""Whatever is archived, deleted, tagged, marked and removed in whatever order: counts and lists agree, undo undoes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.library.library import Library
from reader_app.library.types import Counts, Scope, Shelf
from reader_app.services.shelving import Change, ChangeKind, apply
from tests.support.imports import imported

ISSUES = 5
WHICH = st.lists(st.integers(0, ISSUES - 1), min_size=1, max_size=3, unique=True)
CHANGES = st.tuples(st.sampled_from(["archive", "unarchive", "trash", "restore", "tag"]), WHICH, st.sampled_from("AB"))
OF_ITEMS = ("read", "unread", "star", "unstar", "hide", "show")
ITEMS = st.tuples(st.sampled_from([f"items {kind}" for kind in OF_ITEMS]), WHICH, st.just(""))
MARKS = st.tuples(st.sampled_from(["read", "unread", "star", "unstar", "remove", "replace"]), WHICH, st.just(""))
STEPS = st.lists(st.one_of(CHANGES, ITEMS, MARKS), max_size=12)

Step = tuple[str, list[int], str]


def seen(library: Library) -> tuple[object, ...]:
    """Return all that a person sees of the shelves."""
    lists = [Scope(), Scope(unread=True), Scope(starred=True), Scope(tag="A"), Scope(tag="B")]
    lists += [Scope(shelf=shelf) for shelf in Shelf]
    rows = [[row.id for row in library.summaries(scope).rows] for scope in lists]
    items = [library.items(Scope(), hidden=hidden).rows for hidden in (False, True)]
    marks = [library.item_marks(row.id) for shelf in Shelf for row in library.summaries(Scope(shelf=shelf)).rows]
    counts = library.counts()
    kept = {tag.name: tag.issues for tag in counts.tags if tag.issues}
    return rows, items, marks, kept, *numbers(counts)


def numbers(counts: Counts) -> tuple[int, ...]:
    return counts.issues, counts.unread, counts.starred, counts.items, counts.archived, counts.trashed, counts.sponsors


def change_of(step: Step, ids: list[UUID]) -> Change:
    kind, which, tag = step
    chosen = tuple(ids[n] for n in which)
    name: ChangeKind = kind.removeprefix("items ")  # type: ignore[assignment]
    if kind.startswith("items "):
        return Change(name, items=tuple((each, 0) for each in chosen))
    return Change(name, chosen, tag)


def mark(library: Library, step: Step, ids: list[UUID], here: set[UUID]) -> None:
    kind, which, _ = step
    chosen = [ids[n] for n in which if ids[n] in here]
    actions: dict[str, Callable[[], None]] = {
        "read": lambda: library.set_read(chosen, True),
        "unread": lambda: library.set_read(chosen, False),
        "star": lambda: library.set_starred(chosen, True),
        "unstar": lambda: library.set_starred(chosen, False),
        "remove": lambda: library.remove(chosen),
    }
    if kind == "replace":
        for each in chosen:
            number = str(ids.index(each))
            library.replace_derived(each, imported(f"Better {number}", number=number, original=number.encode()))
    else:
        actions[kind]()
    if kind == "remove":
        here.difference_update(chosen)


@given(STEPS)
@settings(max_examples=60, deadline=None)
def test_counts_lists_and_undo_hold_after_any_steps(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.masthead") as library:
        batch = [imported(f"Issue {n}", number=str(n), original=b"%d" % n) for n in range(ISSUES)]
        ids = [added.id for added in library.add_many(batch)]
        here = set(ids)
        for step in steps:
            if step[0] in ("read", "unread", "star", "unstar", "remove", "replace"):
                mark(library, step, ids, here)
                continue
            before = seen(library)
            undo = apply(library, change_of(step, ids))
            after = seen(library)
            apply(library, undo)
            assert seen(library) == before
            apply(library, change_of(step, ids))
            assert seen(library) == after
        assert library.verify() == ()
        assert sum(numbers(library.counts())[index] for index in (0, 4, 5)) == len(here)
