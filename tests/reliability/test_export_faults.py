"""A disk that is full or fails while things are named, corrected, noted, exported and put into an archive.

A file that an export writes is as it was or as it should be; an archive that was broken off is whole after the next
run. A sample of the places by default; ``make faults`` tries every one.
"""

from __future__ import annotations

import errno
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.model.blocks import Figure
from reader_app.model.origin import Asset, digest
from reader_app.services.archiving import ArchiveOptions, archive
from reader_app.services.export_choices import last_choices
from tests.support.faults import Day, places
from tests.support.imports import imported, section
from tests.support.killing import is_sound
from tests.support.pictures import png
from tests.support.trials import trials

PLACES = trials(3)
PICTURE = "https://tides.example/a.png"
VARYING = re.compile(rb"^Date: .*$", re.MULTILINE)
WORK = """
import sys
from pathlib import Path
from reader_app.errors import MastheadError
from reader_app.exporters.registry import ALONE, FORMATS
from reader_app.library.library import Library
from reader_app.model.corrections import RenameSection, StateFacts, section_anchor
from reader_app.services import naming
from reader_app.services.archiving import ArchiveOptions, archive
from reader_app.services.batch import ExportOrder, carry_out
from reader_app.services.export_choices import LastChoices, keep_choices
from reader_app.services.sending import Choices

folder = Path(sys.argv[1])
PICTURE = "https://tides.example/a.png"
path = folder / "library.masthead"

def attempt(name, action):
    try:
        result = action()
    except MastheadError as error:
        print("told", name, error.sentence, flush=True)
        return None
    print("done", name, flush=True)
    return result

library = attempt("open", lambda: Library.open(path)) or attempt("open", lambda: Library.open(path))
if library is not None:
    letter, other = (library.find(name) for name in ("Harbour Post#1", "Tide Tables#1"))
    heading = section_anchor(library.issue(other), 0)
    attempt("facts", lambda: naming.state(library, [other], StateFacts(title="Spring tide")))
    attempt("section", lambda: library.correct(other, RenameSection(heading, "Gear")))
    attempt("publication", lambda: naming.rename(library, "Tide Tables", "Tides"))
    attempt("note", lambda: library.set_note(other, "Mine."))
    attempt("picture", lambda: library.keep_remote_picture(other, PICTURE, b"picture", "image/png"))
    attempt("choices", lambda: keep_choices(library, "Tides", LastChoices("web", "here")))
    for form in ALONE:
        order = ExportOrder((letter,), form, folder / ("letter" + FORMATS[form].suffix), Choices(pictures="https://p.example/"))
        attempt(f"export {order.target.name}", lambda: carry_out(library, order))
    for number in (1, 2):
        attempt(f"archive {number}", lambda: archive(library, folder / "site", ArchiveOptions("Harbour Post")))
    attempt("close", library.close)
"""


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` by its path."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def site(folder: Path) -> dict[str, bytes]:
    """Return every file of the archive, but for what it notes of itself."""
    return {name: data for name, data in contents(folder / "site").items() if not name.startswith(".masthead/")}


def exported(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` that is neither of the library nor of the archive."""
    others = ("library.", ".library.masthead-note", ".library.masthead.open-", "site/")
    return {name: data for name, data in contents(folder).items() if not name.startswith(others)}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "library.masthead"
    data = png()
    picture = (Figure(f"asset:{digest(data)}", "A lamp"),)
    letters = [
        imported(f"Letter {number}", number=str(number), lead=picture, sections=(section("Tools", f"Rope {number}"),))
        for number in (1, 2, 3)
    ]
    with Library.open(path) as library:
        for letter in (*letters, imported("Neap tide", publication="Tide Tables", number="1", lead=picture)):
            library.add(replace(letter, assets=(Asset(data, "image/png"),)))
    return path


@dataclass(frozen=True)
class Sound:
    """What a day without faults leaves: the files of exports and of the archive, and how many calls it takes."""

    exports: dict[str, bytes]
    site: dict[str, bytes]
    calls: int


@pytest.fixture(scope="module")
def sound(shim: Path, template: Path, tmp_path_factory: pytest.TempPathFactory) -> Sound:
    folder = tmp_path_factory.mktemp("sound") / "folder"
    ran, calls = Day(WORK, shim, folder, template).work(0, 0, errno.EIO)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "told" not in ran.stdout
    return Sound(exported(folder), site(folder), calls)


def check(ran: subprocess.CompletedProcess[str], folder: Path, sound: Sound) -> None:
    """Check that what was said to be done is there, the rest was told, and what is there is whole."""
    assert ran.returncode == 0, ran.stderr
    lines = [line.split(" ", 1) for line in ran.stdout.splitlines()]
    done = {rest for kind, rest in lines if kind == "done"}
    assert all(rest.endswith(".") for kind, rest in lines if kind == "told")
    path = folder / "library.masthead"
    assert is_sound(path)
    with Library.open(path) as library:
        assert library.verify() == ()
        (tide,) = (row for row in library.summaries(Scope()).rows if row.publication.startswith("Tide"))
        assert "publication" not in done or tide.publication == "Tides"
        issue, note = library.issue(tide.id), library.note(tide.id)
        assert "facts" not in done or tide.title == issue.title == "Spring tide"
        assert "section" not in done or issue.sections[0].heading == "Gear"
        assert "note" not in done or (note is not None and note.text == "Mine.")
        assert "picture" not in done or library.remote_pictures([PICTURE])[PICTURE].asset
        assert "choices" not in done or last_choices(library, "Tides").folder == "here"
        exports = exported(folder)
        assert all(same(data, sound.exports[name]) for name, data in exports.items())
        assert {rest.split()[1] for rest in done if rest.startswith("export ")} <= exports.keys()
        if "archive 2" in done:
            assert site(folder) == sound.site
        archive(library, folder / "site", ArchiveOptions("Harbour Post"))
        assert site(folder) == sound.site
        library.trash([library.find("Harbour Post#3")])
        archive(library, folder / "site", ArchiveOptions("Harbour Post"))
        assert not [name for name, data in site(folder).items() if b"Letter 3" in data], "it knows what is its own"


def same(one: bytes, other: bytes) -> bool:
    """Tell whether two exports are the same but for the moment they were made."""
    return VARYING.sub(b"", one) == VARYING.sub(b"", other)


@pytest.mark.parametrize("count", [1, 0], ids=["once", "from then on"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=["full", "broken"])
def test_every_write_may_fail(shim: Path, template: Path, sound: Sound, tmp_path: Path, error: int, count: int) -> None:
    folder = tmp_path / "folder"
    day = Day(WORK, shim, folder, template)
    tried = places(sound.calls, PLACES)
    told = 0
    for first in tried:
        ran, _ = day.work(first, count, error)
        check(ran, folder, sound)
        told += "told" in ran.stdout
    sys.stderr.write(
        f"\n{sound.calls} places, {len(tried)} faults of {errno.errorcode[error]}, {told} told, none lost anything\n"
    )
