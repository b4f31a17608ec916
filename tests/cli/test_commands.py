"""Every command, as a person uses it: what it prints, what it writes, how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app import resources
from reader_app.cli.progress import ProgressBar
from tests.support.terminal import Terminal

SAMPLE = resources.samples()[0]
SAMPLE_NAME = "Architecture Notes#177"


@pytest.fixture
def full(masthead: Terminal) -> Terminal:
    """The command line with a library that holds the samples."""
    assert masthead("import", *resources.samples()).code == 0
    return masthead


def test_without_a_command_the_window_opens(masthead: Terminal, tmp_path: Path) -> None:
    assert masthead().code == 0
    assert masthead("--library", tmp_path / "other").code == 0
    assert masthead.opened == [(tmp_path / "library.masthead", ()), (tmp_path / "other", ())]


def test_open_hands_the_files_to_the_window(masthead: Terminal, tmp_path: Path) -> None:
    assert masthead("open", "a.md", "b.md").code == 0
    assert masthead.opened == [(tmp_path / "library.masthead", (Path("a.md"), Path("b.md")))]


def test_screenshot_prints_where_the_picture_is(masthead: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    assert masthead("screenshot", out, "--theme", "dark", "--window", "editor").lines == [str(out)]
    assert masthead.drawn == [(tmp_path / "library.masthead", out, "dark", "editor")]


def test_import_prints_each_issue_and_sums_up(masthead: Terminal) -> None:
    ran = masthead("import", SAMPLE)
    assert ran.code == 0
    assert ran.lines[0].endswith("What a foundation moving on tells us about open source")
    assert ran.err == "masthead: 1 issue added.\n"


def test_import_says_what_is_here_already_and_what_failed(full: Terminal, tmp_path: Path) -> None:
    ran = full("import", SAMPLE, tmp_path / "none.md")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        f"masthead: {SAMPLE}: This file is already in the library.",
        f"masthead: {tmp_path / 'none.md'}: There is no such file.",
        "masthead: 0 issues added, 1 here already, 1 not read.",
    ]


def test_import_as_json_names_every_file_once(full: Terminal, tmp_path: Path) -> None:
    new = tmp_path / "new.md"
    new.write_text("---\ntitle: Fresh\n---\n\nWords.\n")
    values = full("import", "--json", new, SAMPLE, tmp_path / "none.md").values
    assert [(value["status"], value["path"]) for value in values] == [
        ("added", str(new)),
        ("duplicate", str(SAMPLE)),
        ("failed", str(tmp_path / "none.md")),
    ]
    assert values[0]["title"] == "Fresh"
    assert values[2]["reason"] == "There is no such file."


def test_a_dry_run_writes_nothing(masthead: Terminal, tmp_path: Path) -> None:
    ran = masthead("import", "--dry-run", SAMPLE)
    assert ran.code == 0
    assert ran.err == "masthead: 1 issue would be added.\n"
    assert not (tmp_path / "library.masthead").exists()


def test_a_dry_run_tells_what_is_here_already(full: Terminal) -> None:
    ran = full("import", "--dry-run", "--json", SAMPLE)
    assert [(value["status"], value["path"]) for value in ran.values] == [("duplicate", str(SAMPLE))]
    assert ran.err == "masthead: 0 issues would be added, 1 here already.\n"


def test_list_shows_the_newest_first(full: Terminal) -> None:
    lines = full("list").lines
    assert [line.split()[1] for line in lines] == ["2024-06-14", "2024-03-01", "2023-10-05", "2017-12-06"]
    assert full("list", "--limit", "1").lines == lines[:1]
    assert full("list", "--publication", "Radpost").lines[0].endswith("Die Brücke, auf die niemand gewartet hat")


def test_show_prints_the_issue_in_each_form(full: Terminal) -> None:
    assert "Sponsor" in full("show", SAMPLE_NAME).out
    assert full("show", SAMPLE_NAME, "--format", "original").out == SAMPLE.read_text(encoding="utf-8")
    assert full("show", SAMPLE_NAME, "--format", "markdown").out.startswith("---\n")


def test_search_prints_hits_with_what_was_found(full: Terminal) -> None:
    assert "beans" in full("search", "beans").out
    assert full("search", "--json", "beans").values[0]["publication"] == "Kitchen Garden Weekly"
    nothing = full("search", "zebra")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "masthead: Nothing was found.\n")


def test_new_prints_the_id_of_a_draft_that_counts_on(full: Terminal) -> None:
    draft = full("new", "--like", SAMPLE_NAME).lines[0]
    assert draft.startswith(full("list", "--drafts").lines[0].split()[0])
    assert "number: 178" in full("show", draft, "--format", "original").out.replace('"', "")


def test_export_writes_files_and_prints_their_paths(full: Terminal, tmp_path: Path) -> None:
    ran = full("export", SAMPLE_NAME, "Radpost#52", "--to", "text", "-o", tmp_path)
    assert ran.lines == [str(tmp_path / "architecture-notes-177.txt"), str(tmp_path / "radpost-52.txt")]
    assert (tmp_path / "radpost-52.txt").read_text(encoding="utf-8") == full("export", "Radpost#52", "--to", "text").out


def test_convert_needs_no_library(masthead: Terminal, tmp_path: Path) -> None:
    assert masthead("convert", SAMPLE, "--to", "web").out.startswith("<!doctype html>")
    assert not (tmp_path / "library.masthead").exists()


def test_recover_saves_what_can_be_read_and_names_the_rest(full: Terminal, tmp_path: Path) -> None:
    library = tmp_path / "library.masthead"
    data = bytearray(library.read_bytes())
    data[:4096] = bytes(4096)
    library.write_bytes(data)
    assert full("list").code == 3
    ran = full("recover")
    assert ran.code == 1
    assert f"{library} is recovered: 4 issues, 0 drafts. The damaged file is kept as {library}.damaged-" in ran.out
    assert "could not be read; marks" in ran.err
    assert full("verify").code == 0
    aside = next(tmp_path.glob("library.masthead.damaged-*"))
    assert aside.read_bytes() == data
    assert full("--library", tmp_path / "other.masthead", "recover", aside).code == 1
    assert len(full("--library", tmp_path / "other.masthead", "list").lines) == 4


def test_recover_that_is_broken_off_changes_nothing(
    full: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library.masthead"
    before = library.read_bytes()
    there = {file.name for file in tmp_path.iterdir()}

    def interrupted(_bar: ProgressBar, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ProgressBar, "show", interrupted)
    ran = full("recover")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")
    assert library.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} == there


def test_recover_of_nothing_says_so(masthead: Terminal, tmp_path: Path) -> None:
    ran = masthead("recover")
    assert (ran.code, ran.err) == (3, f"masthead: There is no library “{tmp_path / 'library.masthead'}”.\n")


def test_restore_lists_backups_and_brings_one_back(full: Terminal, tmp_path: Path) -> None:
    none = full("restore")
    assert (none.lines, none.err) == (
        [],
        "masthead: There is no automatic backup yet. One is made each day that something changed.\n",
    )
    backup = tmp_path / "library.masthead.backups" / "2026-01-02T03-04-05Z.masthead"
    full("backup", backup)
    full("new")
    (row,) = full("restore").lines
    assert row.endswith(f"MB  {backup}")
    (value,) = full("restore", "--json").values
    assert (value["path"], value["made"]) == (str(backup), "2026-01-02T03:04:05+00:00")
    ran = full("restore", backup)
    assert ran.code == 0
    assert "What was there is kept as" in ran.out
    assert full("list", "--drafts").lines == []


def test_backup_and_verify(full: Terminal, tmp_path: Path) -> None:
    assert full("backup", tmp_path / "copy.masthead").lines == [str(tmp_path / "copy.masthead")]
    ran = full("--library", tmp_path / "copy.masthead", "verify")
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'copy.masthead'} is sound: 4 issues, 0 drafts.\n")


def test_merge_adds_what_another_library_holds_more(full: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "other.masthead"
    ran = full("--library", other, "merge", tmp_path / "library.masthead")
    assert (ran.code, ran.out) == (0, f"4 issues and 0 drafts added from {tmp_path / 'library.masthead'}.\n")
    assert full("--library", other, "merge", tmp_path / "library.masthead").out.startswith("0 issues and 0 drafts")
    assert full("merge", tmp_path / "none").code == 3
