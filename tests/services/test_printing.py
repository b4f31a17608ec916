"""A PDF in two steps: the page, then the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.errors import FileError
from reader_app.library.library import Library
from reader_app.services.printing import page_of, write_printed
from tests.support.imports import imported


def test_a_page_becomes_a_file_or_a_sentence(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.masthead") as library:
        issue = library.issue(library.add(imported()).id)
        page = page_of(library, issue, tmp_path / "a.pdf")
    assert "Boats in the fog" in page.html
    assert [entry.text for entry in page.outline] == ["Tools", "A lamp for sailors", "Knots explained"]
    with pytest.raises(FileError, match="could not be printed"):
        write_printed(page, None)
    assert not page.target.exists()
    assert write_printed(page, b"%PDF-1.4").read_bytes() == b"%PDF-1.4"
