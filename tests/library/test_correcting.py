"""Corrections by hand: they show in the issue and in all lists, can be undone, and outlive a better importer."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from reader_app.errors import LibraryError, UsageError
from reader_app.library.library import Library
from reader_app.library.types import ItemMarks, Scope
from reader_app.model.blocks import Item, Prose, Sponsor
from reader_app.model.corrections import (
    BlockAnchor,
    Correction,
    JoinSection,
    MarkSponsor,
    NotSponsor,
    RenameSection,
    SplitSection,
    block_anchor,
    section_anchor,
)
from reader_app.model.issue import Section
from tests.library.conftest import Clock
from tests.support.imports import TEXT, imported, section


@pytest.fixture
def added(library: Library) -> UUID:
    return library.add(imported(original=b"bytes")).id


def not_sponsor(library: Library, issue: UUID, position: int = 1) -> Correction:
    return NotSponsor(block_anchor(library.issue(issue), position))


def test_a_block_marked_as_sponsor_is_one_everywhere(library: Library, added: UUID) -> None:
    library.correct(added, MarkSponsor(block_anchor(library.issue(added), 2), "Lamp Makers"))
    block = library.issue(added).sections[0].blocks[0]
    assert isinstance(block, Sponsor)
    assert (block.name, block.url) == ("Lamp Makers", "https://items.example/A-lamp-for-sailors")
    assert "[A lamp for sailors](https://items.example/A-lamp-for-sailors)" in block.body
    assert [run.name for run in library.sponsors()] == ["Acorn Works", "Lamp Makers"]
    assert [row.title for row in library.items(Scope()).rows] == ["Knots explained"]
    (row,) = library.summaries(Scope()).rows
    assert (row.items, row.sponsors) == (1, 2)
    assert (library.counts().items, library.counts().sponsors) == (1, 2)
    assert [hit.where for hit in library.search("lamp").rows] == ["sponsors"]
    assert library.verify() == ()


def test_a_block_that_is_no_sponsor_is_none_anywhere(library: Library, added: UUID) -> None:
    library.correct(added, not_sponsor(library, added))
    assert library.issue(added).lead == (
        Prose(TEXT),
        Item("Acorn Works", "https://acorn.example"),
        Prose("Fine rope since 1802."),
    )
    assert library.sponsors() == ()
    assert library.counts().sponsors == 0
    assert library.items(Scope()).rows[0].title == "Acorn Works"


def test_sections_are_renamed_split_and_joined(library: Library, added: UUID) -> None:
    library.correct(added, RenameSection(section_anchor(library.issue(added), 0), "Gear"))
    assert [row.section for row in library.items(Scope(), section="gear").rows] == ["Gear", "Gear"]
    library.correct(added, SplitSection(block_anchor(library.issue(added), 3), "Ropes"))
    assert [each.heading for each in library.issue(added).sections] == ["Gear", "Ropes"]
    assert library.summaries(Scope()).rows[0].sections == 2
    library.correct(added, JoinSection(section_anchor(library.issue(added), 0)))
    issue = library.issue(added)
    assert [each.heading for each in issue.sections] == ["Ropes"]
    assert Prose("**Gear**") in issue.lead
    assert library.verify() == ()


def test_each_can_be_undone_by_itself(library: Library, added: UUID, clock: Clock) -> None:
    before = library.issue(added)
    first = library.correct(added, not_sponsor(library, added))
    second = library.correct(added, RenameSection(section_anchor(library.issue(added), 0), "Gear"))
    kept = library.corrections(added)
    assert [(each.number, each.made, each.matched) for each in kept] == [
        (first, clock(), True),
        (second, clock(), True),
    ]
    assert isinstance(kept[0].correction, NotSponsor)
    library.undo_correction(added, first)
    assert [run.name for run in library.sponsors()] == ["Acorn Works"]
    assert library.issue(added).sections[0].heading == "Gear"
    library.undo_correction(added, second)
    assert library.issue(added) == before
    assert library.corrections(added) == ()
    with pytest.raises(UsageError, match=r"has no correction .*\.$"):
        library.undo_correction(added, second)


def test_the_last_word_on_a_block_counts(library: Library, added: UUID) -> None:
    before = library.issue(added)
    library.correct(added, MarkSponsor(block_anchor(before, 0), "Fog Bank"))
    library.correct(added, MarkSponsor(block_anchor(library.issue(added), 0), "Fog Bank Ltd"))
    assert [run.name for run in library.sponsors()] == ["Fog Bank Ltd", "Acorn Works"]
    library.correct(added, NotSponsor(block_anchor(library.issue(added), 0)))
    assert library.issue(added) == before
    assert len(library.corrections(added)) == 1


def test_what_is_not_there_cannot_be_corrected(library: Library, added: UUID) -> None:
    with pytest.raises(UsageError, match="not in this issue any more"):
        library.correct(added, NotSponsor(BlockAnchor("00", "quite other words")))
    assert library.corrections(added) == ()
    for call in (lambda: library.corrections(uuid4()), lambda: library.correct(uuid4(), not_sponsor(library, added))):
        with pytest.raises(UsageError):
            call()


def test_marks_of_items_stay(library: Library, added: UUID) -> None:
    library.set_item_starred(added, 1, True)
    library.set_starred([added], True)
    library.correct(added, MarkSponsor(block_anchor(library.issue(added), 2), "Lamp Makers"))
    assert library.item_marks(added) == {0: ItemMarks(starred=True)}
    assert library.summary(added).starred
    assert library.verify() == ()


class TestReadAgain:
    def test_corrections_survive_a_better_importer(self, library: Library, added: UUID) -> None:
        library.correct(added, not_sponsor(library, added))
        library.correct(added, RenameSection(section_anchor(library.issue(added), 0), "Gear"))
        text = f"{TEXT} And so on."
        sponsor = Sponsor("Acorn Works", "https://acorn.example", "Brought to you by", body="Fine rope, since 1802.")
        better = imported(
            original=b"bytes", rules=2, lead=(Prose("New words before."), Prose(text), sponsor), number="5"
        )
        library.replace_derived(added, better)
        issue = library.issue(added)
        assert issue.number == "5"
        assert [each.heading for each in issue.sections] == ["Gear"]
        assert library.sponsors() == ()
        assert Prose("Fine rope, since 1802.") in issue.lead
        assert all(each.matched for each in library.corrections(added))
        assert library.verify() == ()
        library.undo_correction(added, library.corrections(added)[0].number)
        assert [run.label for run in library.sponsors()] == ["Brought to you by"]

    def test_one_whose_place_is_gone_is_kept_and_waits(self, library: Library, added: UUID) -> None:
        library.correct(added, not_sponsor(library, added))
        library.replace_derived(added, imported(original=b"bytes", rules=2, lead=(Prose(TEXT),)))
        (kept,) = library.corrections(added)
        assert not kept.matched
        library.replace_derived(added, imported(original=b"bytes", rules=3))
        assert library.corrections(added)[0].matched
        assert library.sponsors() == ()

    def test_the_same_bytes_again_are_still_known(self, library: Library, added: UUID) -> None:
        library.correct(added, not_sponsor(library, added))
        again = library.add(imported(original=b"bytes"))
        assert (again.id, again.new) == (added, False)


def test_they_go_with_their_issue(library: Library, added: UUID) -> None:
    other = library.add(imported("Other", original=b"2", number="9", sections=(section("Tools", "Z"),)))
    library.correct(added, not_sponsor(library, added))
    library.remove([added])
    assert library.corrections(other.id) == ()
    assert library.verify() == ()


def test_a_correction_that_cannot_be_read_is_damage(library: Library, added: UUID) -> None:
    library.correct(added, not_sponsor(library, added))
    with library._database.writing() as db:
        db.execute('UPDATE corrections SET data = \'{"kind": "other"}\'')
    with pytest.raises(LibraryError):
        library.issue(added)


def test_an_issue_without_sections_can_be_split(library: Library) -> None:
    added = library.add(imported(sections=())).id
    library.correct(added, SplitSection(block_anchor(library.issue(added), 1), "Partners"))
    assert library.issue(added).sections == (
        Section("Partners", "", (Sponsor("Acorn Works", "https://acorn.example", body="Fine rope since 1802."),)),
    )
