"""A short run of the fuzzing at every push; ``make fuzz`` goes on for as long as one likes. Findings: cases/fuzz."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.mutate import chance_of, mutated
from tests.fuzz.targets import TARGETS, attempt
from tests.support.trials import trials

FOUND = sorted((Path(__file__).parents[1] / "cases" / "fuzz").glob("*.input"))


@pytest.mark.parametrize("name", TARGETS)
def test_hostile_inputs_end_in_a_value_or_a_sentence(name: str) -> None:
    target = TARGETS[name]
    for number in range(trials(40)):
        attempt(target, mutated(target.seeds, chance_of(name, number)))


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.stem)
def test_what_was_found_once_stays_mended(file: Path) -> None:
    name = file.name.partition(".")[0]
    attempt(TARGETS[name], file.read_bytes())


def test_an_input_is_the_same_at_every_run() -> None:
    target = TARGETS["mail"]
    assert mutated(target.seeds, chance_of("mail", 7)) == mutated(target.seeds, chance_of("mail", 7))
