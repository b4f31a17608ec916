"""When a draft is written, and what stands in the bar: the state machine with a clock of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.services.saving import IDLE, JOURNAL, LONGEST, RETRIES, DraftSaver, SaveState

NOON = datetime(2024, 7, 12, 12, tzinfo=UTC)


def journal(saver: DraftSaver, now: float) -> None:
    saver.begin_journal()
    saver.journal_done(now)


def save(saver: DraftSaver, now: float, revision: int = 2) -> None:
    saver.begin_save()
    saver.saved(revision, NOON, now)


def test_an_untouched_draft_is_saved_and_waits_for_nothing() -> None:
    saver = DraftSaver(1, NOON)
    assert (saver.state, saver.all_saved, saver.all_kept, saver.wait(0)) == (SaveState.SAVED, True, True, None)
    saver.hurry(0)
    assert saver.wait(0) is None


def test_the_journal_comes_first_then_the_library() -> None:
    saver = DraftSaver(1)
    saver.edited(10)
    assert (saver.state, saver.all_kept, saver.wait(10)) == (SaveState.EDITED, False, pytest.approx(JOURNAL))
    assert not saver.journal_due(10)
    assert saver.journal_due(10 + JOURNAL)
    journal(saver, 10 + JOURNAL)
    assert (saver.all_kept, saver.all_saved, saver.save_due(10 + JOURNAL)) == (True, False, False)
    assert saver.save_due(10 + IDLE)
    saver.begin_save()
    assert (saver.state, saver.save_due(20), saver.wait(20)) == (SaveState.SAVING, False, None)
    saver.saved(2, NOON, 12)
    assert (saver.state, saver.revision, saver.saved_at, saver.wait(12)) == (SaveState.SAVED, 2, NOON, None)


def test_typing_without_a_pause_is_saved_every_few_seconds() -> None:
    saver = DraftSaver(1)
    for tenth in range(int(LONGEST * 10)):
        saver.edited(tenth / 10)
        assert not saver.save_due(tenth / 10)
    assert saver.save_due(LONGEST)


def test_an_edit_while_saving_is_saved_next() -> None:
    saver = DraftSaver(1)
    saver.edited(0)
    saver.hurry(0)
    saver.begin_journal()
    saver.begin_save()
    saver.edited(0.1)
    saver.journal_done(0.2)
    saver.saved(2, NOON, 0.2)
    assert saver.state is SaveState.EDITED
    assert not saver.all_kept
    assert saver.journal_due(0.2 + JOURNAL)
    assert saver.save_due(0.2 + IDLE)


def test_a_failing_save_is_told_and_tried_again_at_growing_intervals() -> None:
    saver = DraftSaver(1)
    saver.edited(0)
    now = 0.0
    for wait in (*RETRIES, RETRIES[-1]):
        saver.begin_save()
        saver.save_failed("The disk is full.", now)
        assert (saver.state, saver.sentence) == (SaveState.FAILED, "The disk is full.")
        saver.edited(now)
        assert not saver.save_due(now + wait - 0.1)
        assert saver.save_due(now + wait)
        now += wait
    saver.begin_save()
    assert saver.state is SaveState.FAILED
    saver.saved(2, NOON, now)
    assert (saver.state, saver.sentence) == (SaveState.SAVED, "")


def test_a_failing_journal_is_told_and_tried_again() -> None:
    saver = DraftSaver(1)
    saver.edited(0)
    saver.begin_journal()
    saver.journal_failed("No space.", 0)
    assert (saver.journal_sentence, saver.all_kept, saver.journal_due(1.9), saver.journal_due(2)) == (
        "No space.",
        False,
        False,
        True,
    )
    journal(saver, 2)
    assert (saver.journal_sentence, saver.all_kept) == ("", True)


def test_a_conflict_stops_saving_but_not_the_journal() -> None:
    saver = DraftSaver(1)
    saver.edited(0)
    saver.begin_save()
    saver.conflicts("Changed elsewhere.", 1)
    saver.edited(2)
    saver.hurry(3)
    assert (saver.state, saver.sentence, saver.save_due(100), saver.journal_due(3)) == (
        SaveState.CONFLICT,
        "Changed elsewhere.",
        False,
        True,
    )
    journal(saver, 3)
    assert saver.wait(4) is None
    saver.resolved(7, NOON)
    assert (saver.state, saver.revision, saver.wait(4)) == (SaveState.SAVED, 7, None)
    saver.edited(5)
    assert saver.save_due(5 + IDLE)


def test_a_quick_save_leaves_the_journal_nothing_to_do() -> None:
    saver = DraftSaver(1)
    saver.edited(0)
    save(saver, 0.1)
    assert not saver.journal_due(100)


@given(st.lists(st.tuples(st.sampled_from("eejJsSFh"), st.floats(0.001, 1.0)), max_size=60))
def test_no_edit_is_ever_forgotten(steps: list[tuple[str, float]]) -> None:
    """Whatever happens in whatever order: as long as an edit is not stored, something is under way or due."""
    saver, now = DraftSaver(1), 0.0
    journalling = saving = False
    for step, pause in steps:
        now += pause
        if step == "e":
            saver.edited(now)
        elif step == "h":
            saver.hurry(now)
        elif step == "j" and not journalling and saver.journal_due(now):
            saver.begin_journal()
            journalling = True
        elif step == "J" and journalling:
            saver.journal_done(now)
            journalling = False
        elif step == "s" and not saving and saver.save_due(now):
            saver.begin_save()
            saving = True
        elif step in "SF" and saving:
            saver.saved(2, NOON, now) if step == "S" else saver.save_failed("No.", now)
            saving = False
        if not saver.all_saved:
            assert saving or saver.wait(now) is not None
        if not saver.all_kept:
            wait = saver.wait(now)
            assert journalling or saving or (wait is not None and wait <= JOURNAL + 1e-9)
