"""The commands that say what issues and publications are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.library.library import Library
from tests.support.imports import imported
from tests.support.terminal import Terminal


@pytest.fixture
def full(masthead: Terminal, tmp_path: Path) -> Terminal:
    with Library.open(tmp_path / "library.masthead") as library:
        for number in ("1", "2"):
            library.add(imported(f"Letter {number}", number=number, lead=(), sections=()))
    return masthead


def facts(terminal: Terminal) -> list[tuple[str, str, str]]:
    return [(row["publication"], row["number"], row["title"]) for row in terminal("list", "--json").values]


def test_issues_are_corrected(full: Terminal) -> None:
    ran = full(
        "correct", "Harbour Post#1", "--publication", "Pier", "--number", "", "--title", "Other", "--date", "2020-02-03"
    )
    assert (ran.code, ran.err) == (0, "masthead: 1 issue corrected.\n")
    assert facts(full) == [("Harbour Post", "2", "Letter 2"), ("Pier", "", "Other")]
    both = [row["id"] for row in full("list", "--json").values]
    assert full("correct", *both, "--publication", "Quay").err == "masthead: 2 issues corrected.\n"
    assert full("correct", *both, "--publication", "Quay").err == "masthead: 0 issues corrected.\n"


def test_a_publication_is_renamed(full: Terminal) -> None:
    assert full("rename", "Harbour Post", "Pier").err == "masthead: 2 issues belong to “Pier” now.\n"
    assert {publication for publication, _, _ in facts(full)} == {"Pier"}
    assert full("correct", "Pier#1", "--publication", "Quay").code == 0
    assert full("rename", "Quay", "Pier").err == "masthead: 1 issue belongs to “Pier” now.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("correct", "Harbour Post#1"), "Say what is to be corrected"),
        (("correct", "Harbour Post#1", "--title", " "), "Say what is to be corrected"),
        (("correct", "Harbour Post#1", "--date", "soon"), "is not a date"),
        (("correct", "Nobody#1", "--number", "2"), "There is no issue"),
        (("rename", "Nobody", "Pier"), "There is no publication"),
        (("rename", "Harbour Post", ""), "needs a name"),
    ],
)
def test_what_cannot_be_done_is_said(full: Terminal, arguments: tuple[str, ...], said: str) -> None:
    ran = full(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert [number for _, number, _ in facts(full)] == ["2", "1"]
