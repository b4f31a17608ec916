"""``masthead check``: what it prints, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app import resources
from tests.support.terminal import Terminal

READY = """---
publication: Bean News
number: 8
title: Twelve ways to dry a bean
preheader: And why three are enough.
---

Words.

::: {.about unsubscribe="{{ unsubscribe_url }}" address="Dorfstr. 1, 12345 Bohnenhausen"}
Beans.
:::
"""


@pytest.fixture
def ready(tmp_path: Path) -> Path:
    path = tmp_path / "ready.md"
    path.write_text(READY)
    return path


def test_a_file_that_is_ready_needs_no_library(masthead: Terminal, ready: Path) -> None:
    ran = masthead("check", ready)
    assert (ran.code, ran.out, ran.err) == (0, "", "masthead: Twelve ways to dry a bean: nothing to be said.\n")


def test_errors_end_with_one(masthead: Terminal, ready: Path) -> None:
    ready.write_text(READY.replace("Words.", "TK\n\n[here](https://bit.ly/x)"))
    ran = masthead("check", ready)
    assert ran.code == 1
    assert [line.split("  ")[0] for line in ran.lines] == ["error", "warning", "warning"]
    assert "line 8" in ran.lines[0]
    assert ran.err == "masthead: Twelve ways to dry a bean: 1 error, 2 warnings.\n"


def test_as_json_there_is_a_line_for_each(masthead: Terminal, ready: Path) -> None:
    ready.write_text(READY.replace("Words.", "TK"))
    assert masthead("check", ready, "--json").values == [
        {
            "issue": "Twelve ways to dry a bean",
            "rule": "to-come",
            "severity": "error",
            "sentence": "Text is still to come here: TK",
            "line": 8,
            "repair": "Write it",
            "other": None,
        }
    ]


def test_an_issue_and_a_draft_of_the_library(masthead: Terminal) -> None:
    masthead("import", *resources.samples())
    assert masthead("check", "Architecture Notes#177").code == 0
    draft = masthead("new", "--like", "Architecture Notes#177").lines[0]
    ran = masthead("check", draft)
    assert ran.code == 1
    assert any("still to come" in line for line in ran.lines)


def test_a_file_is_compared_with_the_library_that_is_there(masthead: Terminal, ready: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.md"
    earlier.write_text(READY.replace("number: 8", "number: 7").replace("Words.", "### [A](https://a.example)"))
    masthead("import", earlier)
    ready.write_text(READY.replace("Words.", "### [A](https://a.example)"))
    assert "already linked in #7" in masthead("check", ready).out


def test_a_library_that_was_named_and_is_not_there(masthead: Terminal, ready: Path, tmp_path: Path) -> None:
    ran = masthead("--library", tmp_path / "none", "check", ready)
    assert ran.code == 3
    assert "There is no library" in ran.err


def test_what_is_neither_a_file_nor_an_issue(masthead: Terminal, ready: Path) -> None:
    assert masthead("import", ready).code == 0
    assert masthead("check", "nothing-of-that-name").code == 2
