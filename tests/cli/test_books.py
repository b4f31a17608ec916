"""Several issues in one file: books and zips from the command line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reader_app import resources
from tests.support.terminal import Terminal

NAMES = ("Architecture Notes#177", "Radpost#52")


@pytest.fixture
def full(masthead: Terminal) -> Terminal:
    """The command line with a library that holds the samples."""
    assert masthead("import", *resources.samples()).code == 0
    return masthead


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return archive.namelist()


def test_several_issues_make_one_book(full: Terminal, tmp_path: Path) -> None:
    ran = full("export", *NAMES, "--to", "epub", "-o", tmp_path / "book.epub")
    assert (ran.code, ran.lines) == (0, [str(tmp_path / "book.epub")])
    assert {"book/issue-1.xhtml", "book/issue-2.xhtml"} <= set(names(tmp_path / "book.epub"))


def test_in_a_folder_each_issue_is_a_book(full: Terminal, tmp_path: Path) -> None:
    ran = full("export", *NAMES, "--to", "epub", "-o", tmp_path)
    assert ran.lines == [str(tmp_path / "architecture-notes-177.epub"), str(tmp_path / "radpost-52.epub")]


def test_a_zip_holds_a_file_for_each_issue(full: Terminal, tmp_path: Path) -> None:
    assert full("export", *NAMES, "--to", "zip", "-o", tmp_path / "all.zip").code == 0
    assert names(tmp_path / "all.zip") == ["architecture-notes-177.md", "radpost-52.md"]


def test_an_issue_that_is_not_there_is_named_and_left_out(full: Terminal, tmp_path: Path) -> None:
    ran = full("export", NAMES[0], "Nobody#1", "--to", "zip", "-o", tmp_path / "all.zip")
    assert ran.code == 1
    assert "Nobody#1" in ran.err
    assert names(tmp_path / "all.zip") == ["architecture-notes-177.md"]
    nothing = full("export", "Nobody#1", "Nobody#2", "--to", "zip", "-o", tmp_path / "none.zip")
    assert nothing.code == 1
    assert not (tmp_path / "none.zip").exists()


def test_a_pdf_is_printed_by_the_engine(full: Terminal, tmp_path: Path) -> None:
    ran = full("export", *NAMES, "--to", "pdf", "-o", tmp_path)
    assert (ran.code, len(full.printed)) == (0, 2)
    assert (tmp_path / "radpost-52.pdf").read_bytes().startswith(b"%PDF-")


def test_what_came_as_markdown_has_no_original_page(full: Terminal, tmp_path: Path) -> None:
    ran = full("export", NAMES[0], "--to", "original", "-o", tmp_path)
    assert ran.code == 2
    assert "did not come as HTML" in ran.err


def test_a_mail_for_a_service_carries_its_tags_and_names_its_pictures(masthead: Terminal, tmp_path: Path) -> None:
    import base64

    from tests.support.pictures import png

    page = tmp_path / "page.html"
    picture = base64.b64encode(png(300, 200)).decode()
    page.write_text(
        "<html><body><h1>A letter</h1><p>Words enough to be read as a letter by somebody.</p>"
        f'<img src="data:image/png;base64,{picture}" alt="A lamp"></body></html>'
    )
    out = tmp_path / "out"
    out.mkdir()
    url = "https://letters.example/p"
    ran = masthead("convert", page, "--to", "email", "--for", "listmonk", "--pictures", url, "-o", out / "mail.html")
    assert ran.code == 0
    mail = (out / "mail.html").read_text(encoding="utf-8")
    assert 'href="{{ UnsubscribeURL }}"' in mail
    pictures = [path.name for path in (out / "pictures").iterdir()]
    assert [f'src="{url}/{name}"' in mail for name in pictures] == [True]
    assert f"under {url}" in ran.err
    assert masthead("convert", page, "--to", "email", "--pictures", "here").code == 2


def test_a_zip_goes_to_standard_output_too(full: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    monkeypatch.setattr("reader_app.cli.exporting.data", written.append)
    assert full("export", NAMES[0], "--to", "zip").code == 0
    assert written[0].startswith(b"PK")
