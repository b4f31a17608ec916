"""The counts that triggers keep are those that counting gives, whatever happens."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from reader_app.library.library import Library
from reader_app.library.types import Counts, PublicationCount, Scope
from reader_app.model.blocks import Prose, Sponsor
from tests.support.imports import imported, section

WORDS = st.sampled_from(["one", "two", "three", "four"])


class LibraryMachine(RuleBasedStateMachine):
    """Adds, marks, derives again and removes in any order."""

    ids = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.masthead")

    def teardown(self) -> None:
        assert self.library.verify() == ()
        self.library.close()
        self.folder.cleanup()

    @rule(target=ids, word=WORDS, number=WORDS, items=st.integers(0, 3), sponsor=WORDS | st.none())
    def add(self, word: str, number: str, items: int, sponsor: str | None) -> object:
        lead = (Prose(f"{word} {number}"), *([Sponsor(sponsor)] if sponsor else []))
        titles = (f"item {n}" for n in range(items))
        added = self.library.add(
            imported(word, publication=word, number=number, lead=lead, sections=(section("Tools", *titles),))
        )
        return added.id if added.new else multiple()

    @rule(ids=st.lists(ids, max_size=3), value=st.booleans())
    def read(self, ids: list[UUID], value: bool) -> None:
        self.library.set_read(ids, value)

    @rule(ids=st.lists(ids, max_size=3), value=st.booleans())
    def star(self, ids: list[UUID], value: bool) -> None:
        self.library.set_starred(ids, value)

    @rule(issue=ids, position=st.integers(0, 2), value=st.booleans())
    def mark_item(self, issue: UUID, position: int, value: bool) -> None:
        if position < sum(1 for _ in self.library.issue(issue).items()):
            self.library.set_item_starred(issue, position, value)

    @rule(issue=ids, word=WORDS, items=st.integers(0, 3), day=st.integers(0, 3))
    def derive_again(self, issue: UUID, word: str, items: int, day: int) -> None:
        received = self.library.summaries(Scope(), limit=1).rows[0].received.replace(year=2000 + day)
        titles = (f"item {n}" for n in range(items))
        again = imported(word, publication=word, sections=(section("Jobs", *titles),), date=received, rules=2)
        self.library.replace_derived(issue, again)

    @rule(issue=consumes(ids))
    def remove(self, issue: UUID) -> None:
        self.library.remove([issue])

    @rule()
    def draft(self) -> None:
        self.library.new_draft("words")

    @rule()
    def delete_draft(self) -> None:
        for draft in self.library.drafts()[:1]:
            self.library.delete_draft(draft.id)

    @invariant()
    def counts_are_true(self) -> None:
        rows = self.library.summaries(Scope(), limit=1000).rows
        names = sorted({row.publication for row in rows})
        assert self.library.counts() == Counts(
            issues=len(rows),
            unread=sum(not row.read for row in rows),
            starred=sum(row.starred for row in rows),
            items=sum(row.items for row in rows),
            drafts=len(self.library.drafts()),
            sponsors=len({run.name for run in self.library.sponsors()}),
            publications=tuple(
                PublicationCount(
                    name,
                    sum(row.publication == name for row in rows),
                    sum(row.publication == name and not row.read for row in rows),
                )
                for name in names
            ),
        )
        assert len(self.library.items(Scope(), limit=1000).rows) == sum(row.items for row in rows)
        assert len(self.library.summaries(Scope(unread=True), limit=1000).rows) == self.library.counts().unread


TestCounts = LibraryMachine.TestCase
TestCounts.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
