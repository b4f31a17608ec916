"""Many issues in one go: into a folder, one file, or a site; what fails is named, what is cancelled stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reader_app.errors import FileError, UsageError
from reader_app.library.library import Library
from reader_app.model.blocks import Figure
from reader_app.model.issue import Issue
from reader_app.model.origin import Asset, digest
from reader_app.services.batch import SITE, ExportOrder, carry_out
from reader_app.services.sending import Choices
from tests.support.imports import imported
from tests.support.pictures import png


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


@pytest.fixture
def ids(library: Library) -> tuple[UUID, ...]:
    letters = [imported(f"Letter {number} {'x' * number}", number=str(number)) for number in (1, 2, 3)]
    return tuple(library.add(letter).id for letter in letters)


def test_several_issues_become_files_in_a_folder(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    order = ExportOrder(ids, "text", tmp_path)
    report = carry_out(library, order, progress=lambda *state: seen.append(state))
    assert (report.path, report.files, report.failed, report.cancelled) == (tmp_path, 3, (), False)
    assert {path.name for path in tmp_path.glob("*.txt")} == {f"harbour-post-{number}.txt" for number in (1, 2, 3)}
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_one_issue_becomes_the_file_that_was_chosen(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    order = ExportOrder(ids[:1], "markdown", tmp_path / "mine.md")
    assert carry_out(library, order).path == tmp_path / "mine.md"
    assert "Letter 1" in (tmp_path / "mine.md").read_text(encoding="utf-8")


def test_a_draft_is_exported_as_it_is_in_the_window(library: Library, tmp_path: Path) -> None:
    order = ExportOrder((Issue(title="Just typed"),), "text", tmp_path / "a.txt")
    carry_out(library, order)
    assert "Just typed" in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_a_book_holds_them_all(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    order = ExportOrder(ids, "epub", tmp_path / "book.epub")
    assert not order.is_folder
    report = carry_out(library, order)
    assert (report.path, report.files) == (tmp_path / "book.epub", 1)
    nothing = carry_out(library, replace(order, target=tmp_path / "none.epub"), cancelled=lambda: True)
    assert nothing.cancelled
    assert not (tmp_path / "none.epub").exists()


def test_a_site_is_written_into_its_folder(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    report = carry_out(library, ExportOrder((), SITE, tmp_path / "site", publication="Harbour Post"))
    assert (tmp_path / "site" / "index.html").is_file()
    assert (report.path, report.remarks) == (tmp_path / "site", ())


def test_what_cannot_be_written_is_named_and_the_others_go_on(
    library: Library, ids: tuple[UUID, ...], tmp_path: Path
) -> None:
    report = carry_out(library, ExportOrder((*ids, uuid4()), "text", tmp_path))
    assert report.files == 3
    assert "There is no issue" in report.failed[0]
    report = carry_out(library, ExportOrder(ids, "original", tmp_path))
    assert report.files == 0
    assert len(report.failed) == 3
    assert report.failed[0].startswith("Letter 1")


def test_one_alone_that_cannot_be_written_is_an_error(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did not come as HTML"):
        carry_out(library, ExportOrder(ids[:1], "original", tmp_path / "a.html"))
    with pytest.raises(UsageError, match="There is no issue"):
        carry_out(library, ExportOrder((uuid4(),), "text", tmp_path / "a.txt"))
    with pytest.raises(FileError, match="There is no such folder"):
        carry_out(library, ExportOrder(ids, "text", tmp_path / "nowhere"))


def test_what_was_written_before_a_cancel_stays(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    report = carry_out(library, ExportOrder(ids, "text", tmp_path), cancelled=lambda: True)
    assert (report.files, report.cancelled) == (1, True)
    done = carry_out(library, ExportOrder(ids[:1], "text", tmp_path / "a.txt"), cancelled=lambda: True)
    assert not done.cancelled


def test_a_pdf_is_made_by_the_printer_that_is_given(library: Library, ids: tuple[UUID, ...], tmp_path: Path) -> None:
    order = ExportOrder(ids, "pdf", tmp_path)
    assert carry_out(library, order, printer=lambda _html: b"%PDF-1.4").files == 3
    assert len(list(tmp_path.glob("*.pdf"))) == 3


@pytest.mark.parametrize(("count", "said"), [(1, "The picture is in"), (2, "The 2 pictures are in")])
def test_pictures_of_a_mail_lie_beside_it(library: Library, tmp_path: Path, count: int, said: str) -> None:
    pictures = [png(4 + number, 3) for number in range(count)]
    made = imported("With pictures", lead=tuple(Figure(f"asset:{digest(data)}", "A lamp") for data in pictures))
    issue = library.add(replace(made, assets=tuple(Asset(data, "image/png") for data in pictures))).id
    choices = Choices(pictures="https://letters.example/p")
    report = carry_out(library, ExportOrder((issue,), "email", tmp_path / "mail.html", choices))
    assert said in report.remarks[0]
    assert {path.read_bytes() for path in (tmp_path / "pictures").iterdir()} == set(pictures)
    names = {path.name for path in (tmp_path / "pictures").iterdir()}
    html = (tmp_path / "mail.html").read_text(encoding="utf-8")
    assert all(f"https://letters.example/p/{name}" in html for name in names)


def test_a_folder_for_pictures_that_cannot_be_made_is_said(library: Library, tmp_path: Path) -> None:
    data = png()
    made = imported("With a picture", lead=(Figure(f"asset:{digest(data)}", "A lamp"),))
    issue = library.add(replace(made, assets=(Asset(data, "image/png"),))).id
    (tmp_path / "pictures").write_text("mine")
    choices = Choices(pictures="https://letters.example/p")
    with pytest.raises(FileError, match="There is a file of that name"):
        carry_out(library, ExportOrder((issue,), "email", tmp_path / "mail.html", choices))
