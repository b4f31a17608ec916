"""What goes wrong in the world: one sentence on standard error, the exit code of the design, nothing lost, no trace."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest

from reader_app import resources
from reader_app.cli.main import run
from reader_app.cli.session import Windows
from reader_app.library.library import Library
from reader_app.library.types import Scope
from tests.support.machines import elsewhere
from tests.support.terminal import Ran, Terminal

SAMPLE = resources.samples()[0]
CONTENTS = {
    "empty": (b"", "The file is empty."),
    "blank": (b" \n\t\n", "The file is empty."),
    "binary": (bytes(range(256)) * 20, "The file holds binary data, not a newsletter."),
    "huge": (b"All work and no play. \n" * 2_300_000, "The file is larger than 20 MB; no newsletter is."),
}
ODD_NAMES = (
    "line\nbreak.md",
    "bell\x07.md",
    "\x1b[31mred.md",
    "\u202edrow.md",
    "שלום.md",
    "新聞.md",
    os.fsdecode(b"\xff\xfe.md"),
)


def sentence_of(ran: Ran) -> str:
    """Return what the run said, after making sure that it is one line of ``masthead: …`` and no trace."""
    assert ran.err.count("\n") == 1, ran.err
    assert ran.err.startswith("masthead: ")
    assert "Traceback" not in ran.err
    return ran.err.removeprefix("masthead: ").rstrip("\n")


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_file_that_is_no_newsletter_gets_one_sentence(masthead: Terminal, tmp_path: Path, kind: str) -> None:
    data, sentence = CONTENTS[kind]
    path = tmp_path / "letter.md"
    path.write_bytes(data)
    ran = masthead("convert", path, "--to", "web")
    assert (ran.code, ran.out) == (1, "")
    assert sentence_of(ran) == f"{path}: {sentence}"
    ran = masthead("import", path, SAMPLE)
    assert (ran.code, len(ran.lines)) == (1, 1)
    assert f"masthead: {path}: {sentence}\n" in ran.err


def test_what_is_not_there_or_is_a_folder(masthead: Terminal, tmp_path: Path) -> None:
    assert sentence_of(masthead("convert", tmp_path / "none", "--to", "web")).endswith(": There is no such file.")
    assert sentence_of(masthead("convert", tmp_path, "--to", "web")).endswith(": This is a folder, not a file.")
    assert masthead("convert", tmp_path / ("x" * 300), "--to", "web").code == 1
    assert masthead("import", tmp_path / ("x" * 300)).code == 1


@pytest.mark.parametrize(
    ("text", "kept", "warning"),
    [
        (b"---\ntitle: Gr\xfc\xdfe\n---\n\nHallo Stra\xdfe\n", "Hallo Straße", "does not name its encoding"),
        (b"---\n: [unclosed\n  - {\ntitle: x\n---\n\nText.\n", "Text.", "not valid YAML"),
        (b'# T\n\n::: {.sponsor name="A"}\nnever closed\n\n## S\n\ntext\n', "Sponsor: A", "is not closed"),
    ],
    ids=["broken UTF-8", "front matter that is not YAML", "an unclosed div"],
)
def test_a_flawed_text_is_read_and_the_flaw_named(
    masthead: Terminal, tmp_path: Path, text: bytes, kept: str, warning: str
) -> None:
    path = tmp_path / "letter.md"
    path.write_bytes(text)
    ran = masthead("convert", path, "--to", "text")
    assert ran.code == 0
    assert kept in ran.out
    assert warning in sentence_of(ran)
    assert masthead("import", path).code == 0
    with Library.open(tmp_path / "library.masthead") as library:
        assert library.original(library.summaries(Scope()).rows[0].id)[0] == text


@pytest.mark.parametrize("name", ODD_NAMES, ids=ascii)
def test_a_name_never_breaks_a_line_or_steers_the_terminal(masthead: Terminal, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("# A letter\n\nWords.\n")
    ran = masthead("convert", path, "--to", "web", "-o", tmp_path / f"{name}.html")
    assert (ran.code, len(ran.lines)) == (0, 1)
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out
    assert len(masthead("import", path).lines) == 1
    path.write_bytes(b"")
    sentence_of(masthead("convert", path, "--to", "web"))


def test_a_title_in_any_script_keeps_the_columns(masthead: Terminal, tmp_path: Path) -> None:
    for number, publication in enumerate(("新聞", "Post", "أخبار", "e\u0301t")):
        (tmp_path / f"{number}.md").write_text(f"---\npublication: {publication}\ntitle: T\n---\n\nW{number}.\n")
    masthead("import", tmp_path)
    lines = masthead("list").lines
    ends = {line.rindex("T") + line.count("新") + line.count("聞") - line.count("\u0301") for line in lines}
    assert len(ends) == 1


# Where the output cannot go


def test_output_that_cannot_be_written(masthead: Terminal, tmp_path: Path) -> None:
    def said(out: object) -> str:
        ran = masthead("convert", SAMPLE, "--to", "text", "-o", out)
        assert ran.code == 1
        return sentence_of(ran)

    assert said(tmp_path / "none" / "a.txt") == f"{tmp_path}/none/a.txt: There is no such folder."
    assert said(f"{tmp_path}/none/").endswith("architecture-notes-177.txt: There is no such folder.")
    (tmp_path / "file").write_text("x")
    assert said(tmp_path / "file" / "a.txt").endswith("The folder is a file; choose another one.")
    assert said(tmp_path / ("n" * 300)).endswith("The file's name is too long.")
    assert said("/dev/full") == "/dev/full: The disk is full; nothing was written."


def test_a_read_only_folder_is_named(masthead: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("reader_app.private.open_file", refuse)  # whoever runs the tests as root may write everywhere
    ran = masthead("convert", SAMPLE, "--to", "text", "-o", tmp_path / "a.txt")
    assert ran.code == 1
    assert sentence_of(ran).endswith("The folder may not be written to; choose another one.")


def test_several_issues_need_a_folder(masthead: Terminal) -> None:
    masthead("import", *resources.samples())
    for out in ((), ("-o", "-"), ("-o", "one.txt")):
        ran = masthead("export", "Radpost#52", "Architecture Notes#177", "--to", "text", *out)
        assert (ran.code, ran.out) == (2, "")
        assert sentence_of(ran) == "2 issues need a folder to be written to: “-o FOLDER/”."


def test_an_unknown_issue_is_named_and_the_others_go_on(masthead: Terminal, tmp_path: Path) -> None:
    masthead("import", *resources.samples())
    ran = masthead("export", "None#1", "Radpost#52", "--to", "text", "-o", tmp_path)
    assert (ran.code, ran.lines) == (1, [str(tmp_path / "radpost-52.txt")])
    assert sentence_of(ran).startswith("None#1: There is no issue “None#1”")
    assert masthead("export", "None#1", "--to", "text").code == 2
    assert masthead("show", "None#1").code == 2


def test_files_of_one_run_do_not_overwrite_each_other(masthead: Terminal, tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.md").write_text(f"---\ntitle: The same\n---\n\nText {number} of its own kind.\n")
    masthead("import", tmp_path)
    ids = [value["id"] for value in masthead("list", "--json").values]
    assert masthead("export", *ids, "--to", "json", "-o", f"{tmp_path}/").lines == [
        str(tmp_path / "the-same.json"),
        str(tmp_path / "the-same-2.json"),
    ]


# Libraries that cannot be used


def damaged(path: Path) -> None:
    with Library.open(path):
        pass
    data = bytearray(path.read_bytes())
    data[100:] = b"\xff" * (len(data) - 100)
    path.write_bytes(data)


def newer(path: Path) -> None:
    with Library.open(path):
        pass
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 999")
    db.close()


LIBRARIES = {
    "damaged": (damaged, "is damaged"),
    "newer": (newer, "was made by a newer Masthead"),
    "foreign": (lambda path: path.write_bytes(b"words, no library\n" * 400), "is not a Masthead library"),
    "folder": (lambda path: path.mkdir(), ""),
}
COMMANDS = (
    ("list",),
    ("search", "x"),
    ("show", "abcd"),
    ("new", "--publication", "P"),
    ("export", "abcd", "--to", "web"),
    ("import", str(SAMPLE)),
    ("verify",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("kind", LIBRARIES)
def test_a_library_that_cannot_be_used(masthead: Terminal, tmp_path: Path, kind: str, command: tuple[str, ...]) -> None:
    path = tmp_path / "library.masthead"
    spoil, sentence = LIBRARIES[kind]
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    ran = masthead(*command)
    assert (ran.code, ran.out) == (3, "")
    assert sentence in sentence_of(ran)
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.parametrize("command", [("list",), ("verify",), ("show", "abcd"), ("backup", "x"), ("search", "x")])
def test_a_library_that_is_not_there_is_not_made(masthead: Terminal, tmp_path: Path, command: tuple[str, ...]) -> None:
    ran = masthead(*command)
    assert ran.code == 3
    assert sentence_of(ran).endswith("yet; “masthead import PATH” makes it.")
    assert list(tmp_path.iterdir()) == []


def test_a_locked_library_says_that_it_is_in_use_and_can_be_read_meanwhile(
    masthead: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    masthead("import", SAMPLE)
    monkeypatch.setitem(Library.open.__func__.__kwdefaults__, "wait", 0.05)
    other = sqlite3.connect(tmp_path / "library.masthead", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ran = masthead("new", "--publication", "P")
    assert ran.code == 3
    assert "is in use by another program" in sentence_of(ran)
    assert masthead("list").code == 0
    other.close()


def test_a_library_for_reading_alone_is_checked_too(
    masthead: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    masthead("import", SAMPLE)
    usual = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and usual(path, mode))
    assert masthead("verify").code == 0
    ran = masthead("import", resources.samples()[1])
    assert ran.code == 3
    assert "cannot be changed" in sentence_of(ran)


def test_a_backup_goes_nowhere_it_must_not(masthead: Terminal, tmp_path: Path) -> None:
    masthead("import", SAMPLE)
    letter = tmp_path / "letter.md"
    letter.write_text("precious")
    for target in (letter, tmp_path / "library.masthead", tmp_path):
        ran = masthead("backup", target)
        assert ran.code == 1
        sentence_of(ran)
    assert letter.read_text() == "precious"
    assert masthead("verify").code == 0


def test_a_damaged_page_is_found_by_verify(masthead: Terminal, tmp_path: Path) -> None:
    masthead("import", *resources.samples())
    path = tmp_path / "library.masthead"
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("UPDATE originals SET data = zeroblob(length(data)) WHERE key = 1")
    db.close()
    ran = masthead("verify")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"masthead: {path}: ")


# Faults of our own


def test_a_fault_of_ours_is_a_sentence_and_a_trace_only_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_arguments: object) -> int:
        raise RuntimeError("the lamp is out")

    windows = Windows(fail, lambda *_arguments: tmp_path)
    assert run([], windows) == 1
    assert re.fullmatch(
        r"masthead: A fault in Masthead itself: RuntimeError in reader_app/\w+(/\w+)*\.py:\d+\. "
        r"“masthead --debug …” shows more\.\n",
        capsys.readouterr().err,
    )
    assert run(["--debug"], windows) == 1
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [("frobnicate",), ("list", "--limit", "0"), ("show",), ("--nope",), ("convert", "x", "--to", "doc")]
)
def test_wrong_usage_says_where_help_is(masthead: Terminal, arguments: tuple[str, ...]) -> None:
    ran = masthead(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "--help” says how it is used." in sentence_of(ran)


def test_new_needs_to_know_the_publication(masthead: Terminal) -> None:
    ran = masthead("new")
    assert ran.code == 2
    assert "--publication" in sentence_of(ran)


def test_a_library_that_is_open_on_another_machine(masthead: Terminal, tmp_path: Path) -> None:
    assert masthead("import", SAMPLE).code == 0
    elsewhere(tmp_path / "library.masthead")
    ran = masthead("import", SAMPLE)
    assert (ran.code, ran.out) == (3, "")
    assert "is open on the computer “attic”" in sentence_of(ran)
    assert "--anyway" in ran.err
    ran = masthead("list")
    assert (ran.code, len(ran.lines)) == (0, 1)
    assert "attic" in sentence_of(ran)
    assert masthead("verify").code == 0
    assert masthead("--anyway", "import", SAMPLE).code == 0
