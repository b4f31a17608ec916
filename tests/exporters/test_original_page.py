"""The display copy of an imported issue as one page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader_app.errors import UsageError
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import export
from reader_app.importers.registry import read
from reader_app.importers.source import Source
from reader_app.model.issue import Issue
from reader_app.model.origin import digest
from reader_app.services.exporting import imported_options
from tests.support.pictures import png

MAIL = """<html lang="he"><body style="background:#eee"><h1>Title</h1><script>alert(1)</script>
<p onclick="x()">Words to read, long enough to be a letter that somebody wrote.</p>
<img src="https://remote.example/a.png" alt="far away" width="40" height="40"></body></html>"""


def test_a_page_shows_what_was_sent_and_nothing_else() -> None:
    (found,) = read(Source("mail.html", MAIL.encode()))
    page = export(found.issue, "original", imported_options(found)).decode()
    assert "Words to read" in page
    assert "default-src 'none'" in page
    assert "script>" not in page
    assert "onclick" not in page
    assert 'src="https://' not in page


def test_pictures_that_are_kept_are_in_the_page() -> None:
    data, lost = png(8, 8), "0" * 64
    display = (
        f'<div class="original"><img alt="a > b" src="asset:{digest(data)}"><img src="asset:{lost}" alt="lost"></div>'
    )
    options = ExportOptions(
        asset=lambda sha256: (data, "image/png") if sha256 == digest(data) else None, display=lambda: display
    )
    (found,) = read(Source("mail.html", MAIL.encode()))
    page = export(found.issue, "original", options).decode()
    assert '<img alt="a > b" src="data:image/png;base64,' in page
    assert '<img  alt="lost">' in page


def test_a_picture_fetched_from_the_web_is_in_the_page() -> None:
    data = png(8, 8)
    (found,) = read(Source("mail.html", MAIL.encode()))
    assert "data-remote=" in found.display
    options = replace(
        imported_options(found),
        asset=lambda sha256: (data, "image/png") if sha256 == digest(data) else None,
        fetched={"https://remote.example/a.png": digest(data)}.get,
    )
    assert 'src="data:image/png;base64,' in export(found.issue, "original", options).decode()


def test_what_did_not_come_as_html_has_no_such_page() -> None:
    (found,) = read(Source("letter.md", b"# A title\n\nWords."))
    with pytest.raises(UsageError, match="did not come as HTML"):
        export(found.issue, "original", imported_options(found))


def test_an_issue_from_nowhere_has_no_such_page() -> None:
    with pytest.raises(UsageError, match="did not come as HTML"):
        export(Issue(title="T"), "original")
