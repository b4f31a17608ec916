"""The commands that list items and sponsors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.support.reading_desk import BRIDGES, GARDEN
from tests.support.terminal import Terminal


@pytest.fixture
def full(masthead: Terminal, tmp_path: Path) -> Terminal:
    for name, text in (("a.md", GARDEN), ("b.md", BRIDGES)):
        (tmp_path / name).write_text(text, "utf-8")
        assert masthead("import", str(tmp_path / name)).code == 0
    return masthead


def test_items_of_all_issues(full: Terminal) -> None:
    shown = full("items").out.splitlines()
    assert len(shown) == 4
    assert "What mulch is for" in shown[0]
    assert "https://almanac.example/mulch" in shown[0]
    assert len(full("items", "--publication", "Bridge Post").out.splitlines()) == 1
    assert len(full("items", "--section", "in the BEDS").out.splitlines()) == 2
    assert len(full("items", "--limit", "3").out.splitlines()) == 3
    starred = full("items", "--starred")
    assert (starred.code, starred.out) == (0, "")
    assert "no such items" in starred.err


def test_items_as_json(full: Terminal) -> None:
    first = json.loads(full("items", "--json").out.splitlines()[0])
    assert (first["title"], first["section"], first["publication"]) == (
        "What mulch is for",
        "In the beds",
        "Garden Letter",
    )
    assert first["read"] is first["starred"] is first["hidden"] is False


def test_sponsors_as_lines_json_and_a_table(full: Terminal, tmp_path: Path) -> None:
    assert full("sponsors").out.split("  ")[0] == "Hollow Seeds"
    value = json.loads(full("sponsors", "--json").out)
    assert (value["name"], value["publication"], value["label"]) == ("Hollow Seeds", "Garden Letter", "Sponsor")
    evil = tmp_path / "c.md"
    evil.write_text('---\ntitle: T\n---\n\n::: {.sponsor name="=HYPERLINK(1)"}\nBuy, "now".\n:::\n', "utf-8")
    assert full("import", str(evil)).code == 0
    rows = list(csv.DictReader(io.StringIO(full("sponsors", "--csv").out)))
    assert {row["sponsor"] for row in rows} == {"Hollow Seeds", "'=HYPERLINK(1)"}
    assert next(row["date"] for row in rows if row["sponsor"] == "Hollow Seeds") == "2024-05-03"
    assert full("sponsors", "--csv", "--json").code == 2


def test_an_empty_library_has_no_sponsors(masthead: Terminal, tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(BRIDGES, "utf-8")
    masthead("import", str(tmp_path / "b.md"))
    shown = masthead("sponsors")
    assert (shown.code, shown.out) == (0, "")
    assert masthead("list", "--json").out.count('"shelf": "listed"') == 1


def test_a_search_names_the_items_that_hold_the_words(full: Terminal) -> None:
    lines = full("search", "mulch").out.splitlines()
    assert any(line.startswith("    · What mulch is for") for line in lines)
    value = json.loads(full("search", "mulch", "--json").out)
    assert [(item["title"], item["position"]) for item in value["items"]] == [("What mulch is for", 0)]
