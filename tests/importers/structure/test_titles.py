"""What titles say: the name and number in them, and the title beside these."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.importers.structure import names, numbers, titles

TITLES = Path(__file__).parents[2] / "cases" / "structure" / "titles.tsv"


def title_cases() -> list[list[str]]:
    """Return (a title, the name before its number or date, its number) of each case; empty for none."""
    return [line.split("\t") for line in TITLES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("title", "name", "number"), title_cases())
def test_the_name_and_number_in_a_title(title: str, name: str, number: str) -> None:
    assert (names.before_number(title), numbers.number_in(title)) == (name, number)


@pytest.mark.parametrize(
    ("title", "beside"),
    [
        ("No. 12 – The lamp", "The lamp"),
        ("Harbour Post #12: The lamp", "The lamp"),
        ("第82期 - 灯塔", "灯塔"),
        ("The lamp", ""),
        ("Issue 12 | The lamp | Harbour Post", ""),
    ],
)
def test_what_stands_beside_the_number(title: str, beside: str) -> None:
    assert names.framed(title) == beside


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Harbour Post #12: The lamp", "The lamp"),
        ("Harbour Post №12. The lamp", "The lamp"),
        ("Harbour Post, May 3, 2021: The lamp", "The lamp"),
        ("The lamp — Harbour Post No. 12", "The lamp"),
        ("The lamp (Harbour Post, Issue 12)", "The lamp"),
        ("The lamp (May 3)", "The lamp (May 3)"),
        ("Harbour Post - Week of 11/21", "Harbour Post - Week of 11/21"),
        ("【Harbour Post】Vol.3 The lamp", "The lamp"),
        ("Harbour Post. Issue 12: the lamp", "the lamp"),
        ("Vol.23 The lamp - Harbour Post #23", "The lamp"),
        ("#12 The lamp", "The lamp"),
        ("Harbour Post", "Harbour Post"),
    ],
)
def test_a_title_without_what_stands_around_it(subject: str, title: str) -> None:
    assert titles.plain_title(subject, "Harbour Post") == title
