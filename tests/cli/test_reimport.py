"""The command that reads what is in the library again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reader_app.importers.registry import Source, read
from reader_app.library.library import Library
from tests.support.terminal import Terminal

TEXT = b"---\npublication: P\nnumber: %d\ntitle: Fine\n---\n\nWords."


@pytest.fixture
def full(masthead: Terminal, tmp_path: Path) -> Terminal:
    """The command line with a library of three issues that an older importer read, the last one of a kind unknown."""
    with Library.open(tmp_path / "library.masthead") as library:
        for number in range(3):
            (found,) = read(Source("a.md", TEXT % number))
            origin = replace(found.origin, kind="future" if number == 2 else "markdown", importer=0)
            library.add(replace(found, issue=replace(found.issue, title="Before"), origin=origin))
    return masthead


def test_it_names_what_changed_and_what_failed(full: Terminal) -> None:
    dry = full("reimport", "--dry-run", "P#1")
    assert (dry.code, [name[10:] for name in dry.lines]) == (0, ["Fine"])
    assert dry.err == "masthead: 1 issue would change, 0 the same as before.\n"
    ran = full("reimport", "P#0", "P#1")
    assert (ran.code, [name[10:] for name in ran.lines]) == (0, ["Fine", "Fine"])
    assert full("reimport", "--all", "P#1").err == "masthead: 0 issues changed, 1 the same as before.\n"
    ran = full("reimport", "--json", "--all", "--publication", "P")
    assert (ran.code, [value["status"] for value in ran.values]) == (1, ["failed"])
    assert ran.values[0]["reason"] == "Its original is of a kind that cannot be read again."
    assert ran.err.splitlines()[-1] == "masthead: 0 issues changed, 2 the same as before, 1 not read."


def test_an_issue_that_is_not_there_is_wrong_usage(full: Terminal) -> None:
    assert full("reimport", "P#9").code == 2


def test_without_a_library_there_is_nothing_to_read(masthead: Terminal) -> None:
    assert masthead("reimport").code == 3
