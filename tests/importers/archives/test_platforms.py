"""Every platform's export gives its issues with the facts it is certain of; each case is a folder of files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader_app.importers.again import again
from reader_app.importers.archives import archive
from reader_app.importers.archives.find import archive_in
from reader_app.importers.archives.reader import Reader
from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.model.origin import Imported, Unread, digest
from tests.support.exports import CASES, PLATFORMS, files_of, summary, text_of, zipped

STATED_APART = {"words", "without", "facts", "warnings", "display"}


def as_zip(platform: str, folder: Path) -> Path:
    path = folder / "export.zip"
    path.write_bytes(zipped(files_of(platform)))
    return path


def as_zip_with_a_folder(platform: str, folder: Path) -> Path:
    path = folder / "export.zip"
    path.write_bytes(zipped({"__MACOSX/._x.csv": b"\0", **files_of(platform, "My letters 2024/")}))
    return path


def as_folder(platform: str, folder: Path) -> Path:
    return CASES / platform / "export"


Layout = Callable[[str, Path], Path]
LAYOUTS = [as_zip, as_zip_with_a_folder, as_folder]


def reader_of(path: Path) -> Reader:
    found = archive_in(path)
    assert found is not None
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_export_gives_its_issues(platform: str, layout: Layout, tmp_path: Path) -> None:
    expected = json.loads((CASES / platform / "expected.json").read_text(encoding="utf-8"))
    reader = reader_of(layout(platform, tmp_path))
    assert (reader.platform, reader.total()) == (expected["platform"], expected["total"])
    parts = list(reader.read())
    assert len(parts) == expected["total"]
    issues = [part for part in parts if isinstance(part, Imported)]
    assert [found.issue.title for found in issues] == [each["title"] for each in expected["issues"]]
    for found, wanted in zip(issues, expected["issues"], strict=True):
        check(found, wanted)
        assert found.origin.platform == expected["platform"]
    unread = [part for part in parts if isinstance(part, Unread)]
    assert [part.name for part in unread] == [name for name, _ in expected["unread"]]
    for part, (_, sentence) in zip(unread, expected["unread"], strict=True):
        assert sentence in part.sentence


def check(found: Imported, wanted: dict[str, Any]) -> None:
    shown = summary(found)
    stated = {name: value for name, value in wanted.items() if name not in STATED_APART}
    assert {name: shown[name] for name in stated} == stated
    text = text_of(found)
    for words in wanted.get("words", ()):
        assert words in text
    for words in wanted.get("without", ()):
        assert words not in text
    for name, value in wanted.get("facts", {}).items():
        assert found.origin.fact(name) == value
    said = " ".join(found.warnings)
    assert all(words in said for words in wanted.get("warnings", ()))
    assert ("never sent" in said) == wanted.get("draft", "never sent" in said)
    assert wanted.get("display", "") in found.display
    assert found.origin.sha256 == digest(found.original)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_what_was_read_can_be_written_and_read_again(platform: str) -> None:
    for part in reader_of(as_folder(platform, Path())).read():
        if isinstance(part, Imported):
            assert parse(write(part.issue)).issue == part.issue


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_original_alone_gives_the_same_issue_again(platform: str) -> None:
    for part in reader_of(as_folder(platform, Path())).read():
        if isinstance(part, Imported):
            found = again(part.original, part.origin)
            assert isinstance(found, Imported)
            assert (found.issue, found.original, found.origin) == (part.issue, part.original, part.origin)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_lists_of_people_are_never_opened(
    platform: str, layout: Layout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    for kind in (archive.ZipArchive, archive.FolderArchive):
        read = kind.read

        def record(self: Any, name: str, read: Any = read) -> bytes:
            opened.append(name)
            return bytes(read(self, name))

        monkeypatch.setattr(kind, "read", record)
    texts = [str(part) for part in reader_of(layout(platform, tmp_path)).read()]
    assert opened
    assert not [name for name in opened if any(word in name for word in ("subscribe", "member", "opens", "email_list"))]
    assert not [text for text in texts if "people.example" in text and platform != "ghost"]
