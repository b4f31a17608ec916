"""Going to an issue by the beginnings of the words of its title, publication or number."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.model.blocks import Prose
from reader_app.model.issue import Issue
from reader_app.model.origin import Imported, Origin, digest

ISSUES = (
    ("Garden Letter", "3", "The week of the slow hedge"),
    ("Bridge Post", "52", "The bridge nobody waited for"),
    ("週刊庭園", "7", "東京の庭"),
    ("Garden Letter", "4", "Frost (and “after”)"),
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "test.masthead")
    for day, (publication, number, title) in enumerate(ISSUES, 1):
        issue = Issue(
            publication=publication,
            number=number,
            title=title,
            date=datetime(2024, 5, day, tzinfo=UTC),
            lead=(Prose(f"Only the text says turnip, in number {day}."),),
        )
        data = title.encode()
        library.add(Imported(issue, data, Origin("text", sha256=digest(data))))
    return library


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("gard", ["4", "3"]),
        ("slo wee", ["3"]),
        ("bridge 52", ["52"]),
        ("#52", ["52"]),
        ("東京", ["7"]),
        ("(after)", ["4"]),
        ("turnip", []),
        ("", []),
        ('"** NEAR', []),
        ("x" * 5000, []),
    ],
)
def test_issues_are_found_newest_first(library: Library, typed: str, numbers: list[str]) -> None:
    with library:
        assert [summary.number for summary in library.titles(typed)] == numbers


def test_no_more_than_wanted_and_nothing_from_the_trash(library: Library) -> None:
    with library:
        assert len(library.titles("gard", limit=1)) == 1
        library.trash([library.titles("gard")[0].id])
        assert [summary.number for summary in library.titles("gard")] == ["3"]
