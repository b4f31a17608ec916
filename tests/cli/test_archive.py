"""The archive site from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app import resources
from tests.support.terminal import Terminal


@pytest.fixture
def full(masthead: Terminal) -> Terminal:
    """The command line with a library that holds the samples."""
    assert masthead("import", *resources.samples()).code == 0
    return masthead


def test_a_site_is_written_and_told(full: Terminal, tmp_path: Path) -> None:
    out = tmp_path / "site"
    first = full("archive", out, "--url", "https://letters.example")
    assert first.code == 0
    assert first.out.startswith(f"{out}: 4 issues; files: ")
    assert (out / "issues" / "architecture-notes-177.html").is_file()
    assert (out / "sitemap.xml").is_file()
    again = full("archive", out, "--json")
    assert again.values[0]["written"] == 0
    assert again.values[0]["issues"] == 4


def test_without_an_address_it_is_said_what_is_missing(full: Terminal, tmp_path: Path) -> None:
    ran = full("archive", tmp_path / "site", "--publication", "Radpost")
    assert (ran.code, ran.out.split("; ")[0]) == (0, f"{tmp_path / 'site'}: 1 issue")
    assert "--url" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("site", "--url", "letters.example"), 2, "is no address of a site"),
        (("site", "--publication", "Nobody"), 2, "There are no issues of “Nobody”"),
        (("file",), 1, "file"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    full: Terminal, tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    (tmp_path / "file").write_text("mine")
    ran = full("archive", tmp_path / arguments[0], *arguments[1:])
    assert ran.code == code
    assert sentence in ran.err
    assert not (tmp_path / "site").exists()


def test_ctrl_c_leaves_the_folder_as_it_was(full: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import signal

    from reader_app.cli.progress import ProgressBar

    monkeypatch.setattr(ProgressBar, "show", lambda *_: os.kill(os.getpid(), signal.SIGINT))
    ran = full("archive", tmp_path / "site")
    assert ran.code == 130
    assert "Stopped" in ran.err
    assert not (tmp_path / "site").exists()
