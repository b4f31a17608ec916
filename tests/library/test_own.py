"""What serves a person's own writing: clips, publications they write, words of their dictionary."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import NEW, Clip, OwnPublication
from tests.library.conftest import Clock


def clip(clock: Clock, title: str, **fields: object) -> Clip:
    made = Clip(uuid4(), title, f"https://{title}.example/", "", "", None, "Harbour Post", "3", None, NEW, clock())
    return replace(made, **fields)  # type: ignore[arg-type]


def names(library: Library, words: str = "") -> list[str]:
    return [each.title for each in library.clips(words)]


class TestClips:
    @pytest.fixture
    def clips(self, library: Library, clock: Clock) -> list[Clip]:
        made = [
            clip(clock, "a", quote="Boats in FOG", issue=uuid4(), date=clock()),
            clip(clock, "b", remark="for spring\r\nperhaps"),
            clip(clock, "c"),
        ]
        library.add_clips(made)
        return made

    def test_new_clips_come_first(self, library: Library, clock: Clock, clips: list[Clip]) -> None:
        library.add_clips([clip(clock, "d")])
        assert names(library) == ["d", "a", "b", "c"]
        assert library.counts().clips == 4
        first = library.clip(clips[0].id)
        assert replace(first, place=NEW) == clips[0]
        assert library.clip(clips[1].id).remark == "for spring\nperhaps"

    @pytest.mark.usefixtures("clips")
    def test_clips_are_found_by_any_of_their_words(self, library: Library) -> None:
        assert names(library, "fog BOATS") == ["a"]
        assert names(library, "spring") == ["b"]
        assert names(library, "harbour c.example") == ["c"]
        assert names(library, "spring fog") == []

    def test_title_and_remark_can_be_changed(self, library: Library, clips: list[Clip]) -> None:
        library.change_clip(clips[2].id, title="C  sharp", remark="two\nlines")
        changed = library.clip(clips[2].id)
        assert (changed.title, changed.remark) == ("C sharp", "two\nlines")

    def test_a_clip_moves_by_one_place(self, library: Library, clips: list[Clip]) -> None:
        assert library.move_clip(clips[2].id, up=True)
        assert names(library) == ["a", "c", "b"]
        assert library.move_clip(clips[0].id, up=False)
        assert names(library) == ["c", "a", "b"]
        assert not library.move_clip(clips[2].id, up=True)
        assert not library.move_clip(clips[1].id, up=False)

    def test_deleted_clips_come_back_to_their_places(self, library: Library, clips: list[Clip]) -> None:
        library.use_clip(clips[0].id, "Harbour Post #4")
        library.use_clip(clips[0].id, "Harbour Post #4")
        before = library.clips()
        removed = library.delete_clips([clips[0].id, clips[2].id, uuid4()])
        assert names(library) == ["b"]
        assert library.counts().clips == 1
        library.add_clips(removed)
        assert library.clips() == before
        assert library.clips()[0].used == ("Harbour Post #4",)

    def test_a_place_that_is_taken_meanwhile_is_not_shared(self, library: Library, clock: Clock) -> None:
        library.add_clips([clip(clock, "a")])
        removed = library.delete_clips([library.clips()[0].id])
        library.add_clips([clip(clock, "b")])
        library.add_clips(removed)
        assert names(library) == ["a", "b"]

    def test_a_clip_that_is_not_here_is_said(self, library: Library) -> None:
        for action in (
            lambda: library.clip(uuid4()),
            lambda: library.change_clip(uuid4(), title="", remark=""),
            lambda: library.move_clip(uuid4(), up=True),
            lambda: library.use_clip(uuid4(), "x"),
        ):
            with pytest.raises(UsageError, match="no clip"):
                action()


class TestOwnPublications:
    ID = UUID("55555555-5555-4555-8555-555555555555")

    def test_a_publication_is_kept_and_changed(self, library: Library) -> None:
        saved = library.save_own_publication(OwnPublication(self.ID, " Harbour  Post", postal="1 Pier\r\nHarbour"))
        assert saved == OwnPublication(self.ID, "Harbour Post", postal="1 Pier\nHarbour")
        other = library.save_own_publication(OwnPublication(uuid4(), "a letter"))
        better = library.save_own_publication(replace(saved, theme='{"accent": "#004466"}', next_number="5"))
        assert library.own_publications() == (other, better)
        library.delete_own_publication(self.ID)
        assert library.own_publications() == (other,)

    def test_what_cannot_be_kept_is_said(self, library: Library) -> None:
        library.save_own_publication(OwnPublication(self.ID, "Harbour Post"))
        with pytest.raises(UsageError, match="already"):
            library.save_own_publication(OwnPublication(uuid4(), "harbour post"))
        with pytest.raises(UsageError, match="needs a name"):
            library.save_own_publication(OwnPublication(uuid4(), " "))
        with pytest.raises(UsageError, match="JSON"):
            library.save_own_publication(OwnPublication(uuid4(), "A", theme="1"))
        with pytest.raises(UsageError, match="no publication"):
            library.delete_own_publication(uuid4())


def test_words_of_a_dictionary_belong_to_a_language(library: Library) -> None:
    library.add_word("en", "bowline")
    library.add_word("en", "bowline ")
    library.add_word("de", "Palstek")
    assert library.dictionary("en") == {"bowline"}
    library.remove_word("en", "bowline")
    library.remove_word("en", "bowline")
    assert library.dictionary("en") == frozenset()
    assert library.dictionary("de") == {"Palstek"}
    with pytest.raises(UsageError, match="no word"):
        library.add_word("en", " ")
