"""What an import finds to read in files and folders, before anything of it is read."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.services import import_reading
from reader_app.services.import_units import Refused, Unit, units, weight
from reader_app.services.importing import import_paths
from tests.support.letters import GHOST, POST, mail, mbox


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def names(*paths: Path) -> list[str]:
    return [f"{each.path.name}:{each.kind}:{each.part}" for each in units(paths) if isinstance(each, Unit)]


def test_an_mbox_is_known_by_its_content_and_read_message_by_message(root: Path, library: Library) -> None:
    path = mbox(root / "letters", 1, 2, 3)
    assert names(root) == [f"letters:message:message {n}" for n in (1, 2, 3)]
    report = import_paths(library, [path])
    assert [entry.part for entry in report.added] == ["message 1", "message 2", "message 3"]
    assert report.added[1].where == f"{path}, message 2"
    original, origin = library.original(report.added[1].issue_id or pytest.fail())
    assert original.decode().strip() == mail(2).strip()
    assert (origin.kind, origin.fact("message-id")) == ("eml", "<2@post.example>")
    again = import_paths(library, [mbox(root / "more", 2, 4)])
    assert [entry.part for entry in again.added] == ["message 2"]
    assert [entry.part for entry in again.duplicates] == ["message 1"]


def test_a_message_that_shows_nothing_does_not_cost_its_neighbours(root: Path, library: Library) -> None:
    path = mbox(root / "letters", 1)
    path.write_text(f"{path.read_text()}From a@b Mon Mar  4 08:00:00 2024\nFrom: a@b.example\nSubject: x\n\n\n")
    with path.open("a") as file:
        file.write(mbox(root / "third", 3).read_text())
    report = import_paths(library, [path])
    assert [entry.part for entry in report.added] == ["message 1", "message 3"]
    assert [(entry.part, entry.sentence) for entry in report.failed] == [("message 2", "The mail has no text.")]


def test_a_maildir_is_read_without_what_is_still_delivered(root: Path) -> None:
    for folder in (root, root / ".Letters"):
        for name in ("cur", "new", "tmp"):
            (folder / name).mkdir(parents=True)
    (root / "cur" / "1:2,S").write_text(mail(1))
    (root / "new" / "2").write_text(mail(2))
    (root / "tmp" / "3").write_text(mail(3))
    (root / ".Letters" / "cur" / "4").write_text(mail(4))
    assert names(root) == ["1:2,S:file:", "2:file:", "4:file:"]


def test_an_export_is_one_unit_and_its_files_are_not_read_again(root: Path, library: Library) -> None:
    dump = GHOST % ",".join(POST % (n, n, n, n) for n in (1, 2))
    (root / "site.ghost.json").write_text(dump)
    (found,) = units([root])
    assert isinstance(found, Unit)
    assert (found.kind, found.issues) == ("export", 2)
    report = import_paths(library, [root])
    assert [entry.title for entry in report.added] == ["T1", "T2"]
    assert all(entry.part for entry in report.added)


def test_a_damaged_zip_and_a_list_of_subscribers_end_in_sentences(root: Path, library: Library) -> None:
    (root / "export.zip").write_bytes(b"PK\x03\x04 and no more")
    (root / "subscribers.csv").write_text("email\na@b.example\n")
    with zipfile.ZipFile(root / "other.zip", "w") as archive:
        archive.writestr("picture.svg", "nothing here")
    report = import_paths(library, [root])
    assert not report.added
    assert [entry.path.name for entry in report.failed] == ["export.zip", "other.zip", "subscribers.csv"]
    assert all(entry.sentence.endswith(".") for entry in report.failed)


def test_folders_may_be_deep(root: Path) -> None:
    deepest = root.joinpath(*["d"] * 300)
    deepest.mkdir(parents=True)
    (deepest / "a.md").write_text("words")
    assert names(root) == ["a.md:file:"]


def test_what_is_no_file_is_not_opened(root: Path) -> None:
    pipe = root / "pipe"
    os.mkfifo(pipe)
    assert names(root) == []
    assert list(units([pipe])) == [Refused(pipe, "This is neither a file nor a folder.")]


def test_a_file_that_is_not_there_is_left_to_the_reader(root: Path, library: Library) -> None:
    missing = root / "missing.eml"
    assert list(units([missing])) == [Unit(missing)]
    assert [entry.sentence for entry in import_paths(library, [missing]).failed] == ["There is no such file."]
    gone = Unit(missing, "message", "message 1", 10, 0)
    (outcome,) = import_reading.outcomes(gone)
    assert outcome == import_reading.Failed("message 1", "The file cannot be read: No such file or directory.")
    (root / "now.txt").write_text("words")
    (outcome,) = import_reading.outcomes(Unit(root / "now.txt", "export"))
    assert outcome == import_reading.Failed("", "This is not an export that Masthead reads.")


def test_a_message_may_be_too_large(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_reading, "MAX_FILE", 10)
    found = next(units([mbox(root / "letters", 1)]))
    assert isinstance(found, Unit)
    (outcome,) = import_reading.outcomes(found)
    assert outcome == import_reading.Failed("message 1", "The message is larger than 0 MB; no newsletter is.")


@pytest.mark.parametrize("error", [MemoryError(), ValueError("odd")])
def test_a_fault_costs_one_file(root: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(_: object) -> None:
        raise error

    monkeypatch.setattr(import_reading, "derive", fail)
    (root / "a.md").write_text("words")
    (outcome,) = import_reading.outcomes(Unit(root / "a.md"))
    assert isinstance(outcome, import_reading.Failed)
    place = r"ValueError in reader_app/services/import_reading\.py:\d+"
    assert re.fullmatch(
        rf"There is not enough memory to read it\.|A fault in Masthead itself \({place}\) kept it from being read\.",
        outcome.sentence,
    )


def test_the_weight_is_that_of_all_files(root: Path) -> None:
    (root / "a").write_bytes(b"x" * 1000)
    (root / ".hidden").mkdir()
    (root / ".hidden" / "b").write_bytes(b"x" * 1_000_000)
    (root / "link").symlink_to(root / "nowhere")
    assert 1000 <= weight([root, root / "missing"]) < 20_000


@pytest.mark.parametrize(
    ("files", "read"),
    [
        pytest.param(
            ("Letters", "Letters.msf", "Empty*", "Empty.msf", "popstate.dat", "msgFilterRules.dat", "L.sbd/Inner"),
            ("L.sbd/Inner", "Letters"),
            id="Thunderbird",
        ),
        pytest.param(
            ("News.mbox/mbox", "News.mbox/table_of_contents", "News.mbox/Info.plist"),
            ("News.mbox/mbox",),
            id="Apple Mail",
        ),
        pytest.param(
            ("cur/1", "dovecot.index.log", "dovecot-uidlist", "maildirfolder"), ("cur/1",), id="Maildir without new"
        ),
        pytest.param(
            ("A page.html", "A page_files/frame.html", "A page_files/a.css", "B.htm", "B-Dateien/c.html"),
            ("A page.html", "B.htm"),
            id="saved pages with their parts",
        ),
        pytest.param(
            ("other_files/a.html", "C_files", "C.html"),
            ("C.html", "C_files", "other_files/a.html"),
            id="folders of pages alone",
        ),
        pytest.param(
            ("__MACOSX/a.eml", "Thumbs.db", "desktop.ini", "._a.eml", "a.eml"), ("a.eml",), id="file managers"
        ),
        pytest.param(("Empty*", "a.eml"), ("Empty", "a.eml"), id="an empty file of its own"),
    ],
)
def test_what_programs_keep_for_themselves_is_passed_over(
    root: Path, files: tuple[str, ...], read: tuple[str, ...]
) -> None:
    for name in files:
        path = root / name.removesuffix("*")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if name.endswith("*") else "words")
    assert tuple(unit.path.relative_to(root).as_posix() for unit in units([root])) == read


@pytest.mark.parametrize("table", ["", "id,subject\n1,", "post_id,is_published\n" + "x" * 200 + '"\0'])
def test_a_damaged_export_does_not_cost_the_folder(root: Path, library: Library, table: str) -> None:
    (root / "posts.csv").write_text(table)
    (root / "a.eml").write_text(mail(1))
    (root / "items_x.json").write_text("{broken")
    report = import_paths(library, [root])
    assert [entry.path.name for entry in report.added] == ["a.eml"]
    assert {entry.path.name for entry in report.failed} == {"posts.csv", "items_x.json"}
    assert all(entry.sentence.endswith(".") for entry in report.failed)


def test_an_open_library_is_never_read_as_a_file(root: Path) -> None:
    path = root / "mine.masthead"
    with Library.open(path) as opened:
        (root / "a.eml").write_text(mail(1))
        import_paths(opened, [root / "a.eml"])
        beside = sorted(each.name for each in root.iterdir() if each.name.startswith("mine.masthead-"))
        assert beside
        assert names(root) == ["a.eml:file:"]
        for name in ("mine.masthead", *beside):
            (refused,) = units([root / name])
            assert isinstance(refused, Refused)
            assert refused.sentence == "It is the library that is open, or a part of it."
    (unit,) = units([path])
    assert isinstance(unit, Unit)
