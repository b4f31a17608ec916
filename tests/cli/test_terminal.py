"""What a terminal shows: a bar for long work, lines cut to its width, columns that fit wide letters."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from reader_app.cli.progress import ProgressBar
from reader_app.markup.columns import columns, cut, padded
from tests.support.terminal import Terminal


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_shows_how_far_long_work_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader_app.cli.progress._AFTER", 0)
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    with ProgressBar() as bar:
        with bar.aside():
            pass
        bar.show(1, 4)
        bar.show(2, 4)
        with bar.aside():
            screen.write("a line\n")
        bar.show(4, 4)
    assert "2/4" in screen.getvalue()
    assert " \ra line\n" in screen.getvalue()
    assert screen.getvalue().endswith(" \r")


def test_without_a_terminal_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := io.StringIO())
    with ProgressBar() as bar:
        bar.show(1, 2)
    assert stream.getvalue() == ""


def test_quick_work_shows_no_bar(masthead: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("# T\n\nWords.\n")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert masthead("import", tmp_path / "a.md").err.replace("\r", "").strip() == "masthead: 1 issue added."


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("新聞", 4),
        ("é", 1),
        ("e\u0301", 1),
        ("שלום", 4),
        ("a\u200bb", 2),
        ("ｗｉｄｅ", 8),
        ("", 0),
        ("😀", 2),
    ],
)
def test_a_wide_letter_takes_two_columns_and_a_mark_none(text: str, width: int) -> None:
    assert columns(text) == width
    assert columns(padded(text, 10)) == 10


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("short", 10, "short"),
        ("a longer line", 8, "a longe…"),
        ("新聞新聞", 6, "新聞…"),
        ("新聞新聞", 5, "新聞…"),
        ("a b", 3, "a b"),
    ],
)
def test_a_line_is_cut_at_the_width(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown
    assert columns(cut(text, width)) <= width


def test_lists_without_rows_say_so(masthead: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# T\n\nWords.\n")
    masthead("import", tmp_path / "a.md")
    assert masthead("list", "--starred").err == "masthead: There are no such issues.\n"
    assert masthead("list", "--drafts").err == "masthead: There are no drafts.\n"
    assert masthead("list", "--starred", "--json").err == ""


def test_a_long_list_comes_whole_page_by_page(masthead: Terminal, tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"{number}.md").write_text(f"---\npublication: P\nnumber: {number}\n---\n\nText {number}.\n")
    masthead("import", tmp_path)
    assert len(masthead("list").lines) == 450
    assert len(masthead("list", "--json", "--limit", "201").values) == 201
    assert len(masthead("search", "text", "--json").values) == 450
