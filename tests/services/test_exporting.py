"""Exporting to files: named after the issue, written whole or not at all, with what the library knows of the issue."""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader_app.errors import FileError, UsageError
from reader_app.library.library import Library
from reader_app.model.blocks import Figure, Prose
from reader_app.model.issue import Issue
from reader_app.model.origin import Asset, Imported, Origin, digest
from reader_app.services.exporting import (
    default_name,
    export_issue,
    imported_options,
    library_options,
    target_path,
    together,
    write_file,
)
from tests.support.imports import imported

ISSUE = Issue(publication="Quay Post", number="7", title="A title", lead=(Prose("Words."),))
GIF = b"GIF89a\x01\x00\x01\x00"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


@pytest.mark.parametrize(
    ("issue", "name"),
    [
        (ISSUE, "quay-post-7.html"),
        (Issue(title="Only a title!"), "only-a-title.html"),
        (Issue(), "issue.html"),
        (Issue(title="../../etc/passwd"), "etc-passwd.html"),
        (Issue(title="אותיות"), "אותיות.html"),
        (Issue(title="w " * 300), f"{'w-' * 39}w.html"),
        (Issue(title="CON: a/b\\c?"), "con-a-b-c.html"),
    ],
)
def test_a_file_is_named_after_its_issue(issue: Issue, name: str) -> None:
    assert default_name(issue, "web") == name


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UsageError, match="There is no format “doc”"):
        default_name(ISSUE, "doc")


def test_without_a_target_the_bytes_come_back(library: Library) -> None:
    assert export_issue(None, ISSUE, "text", None) == export_issue(library, ISSUE, "text", None)


def test_into_a_folder_or_to_a_file(library: Library, tmp_path: Path) -> None:
    assert export_issue(library, ISSUE, "text", tmp_path) == tmp_path / "quay-post-7.txt"
    assert export_issue(library, ISSUE, "text", tmp_path / "own.txt") == tmp_path / "own.txt"
    assert (tmp_path / "own.txt").read_bytes() == (tmp_path / "quay-post-7.txt").read_bytes()


def test_files_of_one_export_get_names_of_their_own(tmp_path: Path) -> None:
    taken: set[Path] = set()
    for name in ("quay-post-7.email.html", "quay-post-7-2.email.html", "quay-post-7-3.email.html"):
        path = target_path(ISSUE, "email", tmp_path, taken=taken)
        assert path == tmp_path / name
        taken.add(path)


def test_json_says_where_an_issue_came_from(library: Library) -> None:
    found = imported()
    added = library.add(found)
    data = json.loads(export_issue(library, library.issue(added.id), "json", None))  # type: ignore[arg-type]
    assert data["origin"] == {"kind": "text", "platform": "", "sha256": found.origin.sha256}
    assert "origin" not in json.loads(export_issue(library, ISSUE, "json", None))  # type: ignore[arg-type]


def test_pictures_come_from_where_the_issue_is(library: Library) -> None:
    sha256 = library.add_asset(GIF, "image/gif")
    assert library_options(library, ISSUE).asset(sha256) == (GIF, "image/gif")
    origin = Origin("eml", sha256="0" * 64)
    found = Imported(
        Issue(lead=(Figure(f"asset:{digest(GIF)}"),)), b"x", origin, assets=(Asset(GIF, "image/gif"),), warnings=("W.",)
    )
    options = imported_options(found)
    assert options.asset(digest(GIF)) == (GIF, "image/gif")
    assert options.asset("1" * 64) is None
    assert options.warnings == ("W.",)
    both = together([library_options(library, ISSUE), options])
    assert both.asset(sha256) == (GIF, "image/gif")
    assert both.asset("1" * 64) is None


# Writing


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")
    write_file(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("before")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_file(tmp_path / "link.txt", b"after")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"after"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"words")
    reader.join()
    assert heard == [b"words"]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full; nothing was written."),
        (errno.EDQUOT, "The disk quota is used up; nothing was written."),
        (errno.EROFS, "The folder is read-only; choose another one."),
        (errno.EACCES, "The folder may not be written to; choose another one."),
        (errno.EIO, "It cannot be written: Input/output error."),
    ],
)
def test_a_disk_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")

    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError) as caught:
        write_file(path, b"after")
    assert str(caught.value) == f"{path}: {sentence}"
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="There is a folder of that name"):
        write_file(tmp_path, b"x")
    with pytest.raises(FileError, match="There is no such folder"):
        write_file(tmp_path / "none" / "a", b"x")
