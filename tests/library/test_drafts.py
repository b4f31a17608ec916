"""Drafts: nothing typed is lost, nothing stored is overwritten unseen."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader_app.errors import LibraryError, LibraryErrorKind, UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import PublicationSettings
from reader_app.library.thinning import superfluous
from reader_app.library.types import Draft, Exported, Revision
from tests.library.conftest import Clock


def save(library: Library, draft: Draft, text: str, base: int | None = None, **facts: str) -> Draft:
    given_facts = {"title": draft.title, "publication": draft.publication, "number": draft.number} | facts
    revision = draft.revision if base is None else base
    return library.save_draft(draft.id, text, base_revision=revision, **given_facts)


def conflict(library: Library, draft: Draft, text: str, base: int) -> str:
    with pytest.raises(LibraryError) as caught:
        save(library, draft, text, base)
    assert caught.value.kind is LibraryErrorKind.CONFLICT
    return str(caught.value)


def test_a_new_draft_is_at_revision_one(library: Library, clock: Clock) -> None:
    draft = library.new_draft("Dear", publication="Post", number="3", title="A  title")
    assert draft == Draft(draft.id, "Dear", 1, "Post", "3", "A title", clock(), clock())
    assert library.draft(draft.id) == draft
    assert library.counts().drafts == 1


def test_each_save_is_a_revision(library: Library, clock: Clock) -> None:
    first = library.new_draft("Dear")
    clock.forward(minutes=2)
    second = save(library, first, "Dear readers", title="Greetings", publication="Post", number="4")
    assert (second.revision, second.text, second.title, second.saved) == (2, "Dear readers", "Greetings", clock())
    assert second.created == first.created
    assert library.draft(first.id) == second
    assert library.draft_revisions(first.id) == (Revision(1, first.saved, 4), Revision(2, clock(), 12))
    assert [library.draft_revision_text(first.id, number) for number in (1, 2)] == ["Dear", "Dear readers"]


def test_a_version_that_was_exported_says_so_and_stays(library: Library, clock: Clock) -> None:
    """Also when the draft is of another publication later."""
    draft = library.new_draft("one", publication="Post")
    for text in ("two", "sent", "four"):
        clock.forward(seconds=1)
        draft = save(library, draft, text)
    assert library.note_export(draft.id, "sent", "email")
    clock.forward(minutes=1)
    assert library.note_export(draft.id, "sent", "web")
    assert library.note_export(draft.id, "sent", "email")
    exports = (Exported("web", clock()), Exported("email", clock()))
    assert [r.exported for r in library.draft_revisions(draft.id)] == [(), (), exports, ()]
    clock.forward(days=40)
    draft = save(library, draft, "much later", publication="Other post")
    kept = library.draft_revisions(draft.id)
    assert [library.draft_revision_text(draft.id, r.number) for r in kept] == ["one", "sent", "four", "much later"]
    assert kept[1].exported == exports


def test_what_no_version_says_is_no_export_of_one(library: Library) -> None:
    draft = library.new_draft("one")
    assert not library.note_export(draft.id, "other", "web")
    assert not library.note_export(uuid4(), "one", "web")
    assert library.draft_revisions(draft.id)[0].exported == ()


@pytest.mark.parametrize("kept", ["{}", '{"form": "pdf"}', '{"exported": 3}', '{"exported": {"DRAFT": [["a"], 3]}}'])
def test_an_export_leaves_other_settings_alone(library: Library, kept: str) -> None:
    draft = library.new_draft("one", publication="Post")
    kept = kept.replace("DRAFT", str(draft.id))
    library.set_publication_settings("Post", PublicationSettings(view="original", export=kept))
    assert library.draft_revisions(draft.id)[0].exported == ()
    assert library.note_export(draft.id, "one", "web")
    settings = library.publication_settings("Post")
    assert settings.view == "original"
    assert json.loads(settings.export).get("form") == json.loads(kept).get("form")
    assert [each.form for each in library.draft_revisions(draft.id)[0].exported] == ["web"]
    library.delete_draft(draft.id)
    assert str(draft.id) not in library.publication_settings("Post").export


def test_it_is_there_after_closing(path: Path) -> None:
    with Library.open(path) as library:
        draft = library.new_draft("one")
        saved = save(library, draft, "two")
    with Library.open(path) as library:
        assert library.draft(draft.id) == saved


def test_saving_what_is_stored_changes_nothing(library: Library, clock: Clock) -> None:
    draft = library.new_draft("Dear")
    clock.forward(minutes=1)
    assert save(library, draft, "Dear") == draft
    # Not even a conflict, when two windows hold the same text.
    newer = save(library, draft, "Dear readers")
    assert save(library, draft, "Dear readers", base=1) == newer


def test_facts_alone_can_be_saved(library: Library) -> None:
    draft = save(library, library.new_draft("Dear"), "Dear", title="Named")
    assert (draft.revision, draft.title) == (1, "Named")
    assert len(library.draft_revisions(draft.id)) == 1


def test_a_save_from_an_old_revision_overwrites_nothing(library: Library) -> None:
    draft = library.new_draft("start")
    here = save(library, draft, "written in one window")
    assert "nothing was overwritten" in conflict(library, draft, "written in another", base=1)
    assert library.draft(draft.id) == here


def test_a_save_of_a_deleted_draft_says_so(library: Library) -> None:
    draft = library.new_draft("start")
    library.delete_draft(draft.id)
    assert "deleted elsewhere" in conflict(library, draft, "more", base=1)


def test_drafts_are_listed_by_their_last_save(library: Library, clock: Clock) -> None:
    first = library.new_draft("one")
    clock.forward(seconds=1)
    second = library.new_draft("zwölf", publication="Post", number="1", title="Two")
    assert [row.id for row in library.drafts()] == [second.id, first.id]
    clock.forward(seconds=1)
    save(library, first, "more")
    listed = library.drafts()
    assert [row.id for row in listed] == [first.id, second.id]
    row = listed[1]
    assert (row.publication, row.number, row.title, row.revision, row.size) == ("Post", "1", "Two", 1, 6)
    assert (row.created, row.saved) == (second.created, second.saved)


def test_a_deleted_draft_is_gone_with_its_revisions(library: Library) -> None:
    draft = library.new_draft("one")
    library.delete_draft(draft.id)
    library.delete_draft(draft.id)
    assert library.drafts() == ()
    assert library.counts().drafts == 0
    for call in (library.draft, library.draft_revisions):
        with pytest.raises(UsageError, match="no draft"):
            call(draft.id)
    with pytest.raises(UsageError, match="no draft"):
        library.draft_revision_text(draft.id, 1)


def test_a_revision_that_is_not_kept_is_named(library: Library) -> None:
    draft = library.new_draft("one")
    with pytest.raises(UsageError, match="Version 7"):
        library.draft_revision_text(draft.id, 7)
    with pytest.raises(UsageError):
        library.draft(uuid4())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(st.text(st.characters(), max_size=200), min_size=1, max_size=4))
def test_any_text_comes_back_as_it_was_typed(library: Library, texts: list[str]) -> None:
    draft = library.new_draft(texts[0])
    for text in texts:
        draft = save(library, draft, text)
        assert library.draft(draft.id).text == text


@pytest.mark.parametrize(
    "text", ["", "a\r\nb\rc\n", "nul \x00 inside", "\ufeffmark", "lone \ud800 half", "tail \n\n \t"]
)
def test_odd_texts_come_back_as_they_were_typed(library: Library, text: str) -> None:
    draft = library.new_draft(text)
    assert library.draft(draft.id).text == text
    assert library.drafts()[0].size == len(text.encode("utf-8", "surrogatepass"))
    assert library.verify() == ()


def test_facts_are_plain_lines(library: Library) -> None:
    draft = library.new_draft("", title="two\nlines \ud800", publication=" x ")
    assert (draft.title, draft.publication) == ("two lines \ufffd", "x")


def written(start: datetime, *ages: timedelta) -> list[Revision]:
    return [Revision(n, start - age, 1) for n, age in enumerate(sorted(ages, reverse=True), 1)]


def kept(revisions: list[Revision], moment: datetime) -> list[Revision]:
    going = superfluous(revisions, moment)
    return [revision for revision in revisions if revision.number not in going]


def test_all_of_the_last_hour_is_kept(clock: Clock) -> None:
    revisions = written(clock(), *(timedelta(seconds=n) for n in range(0, 3600, 7)))
    assert superfluous(revisions, clock()) == ()


def test_older_revisions_are_kept_more_sparsely(clock: Clock) -> None:
    spans = {"last day": (2, 24), "last month": (48, 200), "before": (1000, 1500)}
    found = {}
    for name, (first, last) in spans.items():
        ages = (timedelta(minutes=n) for n in range(first * 60, last * 60, 4))
        revisions = written(clock(), *ages)
        found[name] = len(kept(revisions, clock())) / (last - first)
    assert 5.5 < found["last day"] < 6.5
    assert 0.9 < found["last month"] < 1.1
    assert 0.04 < found["before"] < 0.05


moments = st.lists(st.integers(0, 100 * 24 * 3600), min_size=1, max_size=60)


@given(ages=moments, steps=st.lists(st.integers(0, 5 * 24 * 3600), max_size=4))
def test_the_last_of_a_day_is_never_lost(ages: list[int], steps: list[int]) -> None:
    moment = Clock().moment
    start = written(moment, *(timedelta(seconds=age) for age in ages))
    days = {revision.saved.astimezone().date(): revision for revision in start}
    revisions = start
    for step in [0, *steps]:
        moment += timedelta(seconds=step)
        revisions = kept(revisions, moment)
        assert set(days.values()) <= set(revisions)
        assert revisions[0] == start[0]
        assert {revision for revision in start if moment - revision.saved <= timedelta(hours=1)} <= set(revisions)
    assert superfluous(revisions, moment) == ()


def test_saving_thins_out_what_is_old(library: Library, clock: Clock) -> None:
    draft = library.new_draft("0")
    for n in range(1, 200):
        clock.forward(minutes=1)
        draft = save(library, draft, str(n))
    numbers = [revision.number for revision in library.draft_revisions(draft.id)]
    assert 75 < len(numbers) < 80
    assert numbers[-61:] == list(range(140, 201))
    assert library.draft_revision_text(draft.id, numbers[3]) == str(numbers[3] - 1)


def test_a_clock_set_back_loses_nothing_new(library: Library, clock: Clock) -> None:
    draft = library.new_draft("start")
    clock.forward(days=-400)
    draft = save(library, draft, "in the past")
    clock.forward(days=-1)
    draft = save(library, draft, "further back")
    assert library.draft(draft.id).text == "further back"
    assert [revision.number for revision in library.draft_revisions(draft.id)] == [1, 2, 3]
    assert isinstance(draft.id, UUID)
