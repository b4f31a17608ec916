"""What is said about publications and sponsors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.model.blocks import Sponsor
from reader_app.model.issue import About
from reader_app.services.overviews import Rhythm, publication_page, rhythm, sponsor_page
from tests.support.imports import imported

FRIDAY = datetime(2026, 3, 13, 8, 0, tzinfo=UTC)


def every(days: float, count: int = 10) -> list[datetime]:
    return [FRIDAY - timedelta(days=days * n) for n in range(count)]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], None),
        (every(7, 2), None),
        ([FRIDAY] * 9, None),
        (every(1), Rhythm("daily")),
        ([date for date in every(1, 20) if date.weekday() < 5], Rhythm("weekdays")),
        (every(3), Rhythm("often")),
        (every(7), Rhythm("weekly", 4)),
        ([date for date in every(7, 30) if date.day > 8], Rhythm("weekly", 4)),
        (every(8), Rhythm("weekly")),
        (every(14), Rhythm("fortnightly", 4)),
        (every(30), Rhythm("monthly")),
        (every(91), Rhythm("quarterly")),
        (every(300), Rhythm("seldom")),
    ],
)
def test_how_often_a_publication_comes(dates: list[datetime], expected: Rhythm | None) -> None:
    assert rhythm(dates) == expected


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        for n, date in enumerate(reversed(every(7, 5))):
            about = About("For those at sea") if n == 4 else None
            opened.add(
                imported(f"Issue {n}", number=str(n), date=date, about=about, lead=(Sponsor("Acorn"), Sponsor("Acorn")))
            )
        yield opened


def test_the_page_about_a_publication(library: Library) -> None:
    page = publication_page(library, "Harbour Post")
    assert page.rhythm == Rhythm("weekly", 4)
    assert page.about.tagline == "For those at sea"
    assert [issue.number for issue in page.newest] == ["4", "3", "2", "1", "0"]
    assert page.facts.sponsors == (("Acorn", 10),)
    nothing = publication_page(library, "Nothing")
    assert (nothing.rhythm, nothing.about, nothing.newest) == (None, About(), ())


def test_the_page_about_a_sponsor(library: Library) -> None:
    page = sponsor_page(library, "Acorn")
    assert (page.total, len(page.runs)) == (10, 10)
    assert page.publications == (("Harbour Post", 10),)
    assert sponsor_page(library, "Nobody").runs == ()
