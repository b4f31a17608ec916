"""The preview: what the export writes, in five views, and the row of an inbox."""

from __future__ import annotations

import pytest

from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import export
from reader_app.markup.parse import parse
from reader_app.model.issue import Issue
from reader_app.services.preview import AT_MOST, ON_PHONE, VIEWS, Preview, inbox_row

ISSUE = parse("---\ntitle: T\npublication: P\n---\n\nWords <b>.\n\n## S\n\n### [I](https://a.example)\nText.\n").issue


def test_an_inbox_shows_sender_title_and_the_beginning_of_the_preheader() -> None:
    row = inbox_row(Issue(publication="P", title="T", preheader="word " * 40))
    assert (row.sender, row.title) == ("P", "T")
    assert len(row.preheader) <= AT_MOST
    assert len(row.on_phone) <= ON_PHONE
    assert row.on_phone.endswith("word…")
    assert inbox_row(Issue(preheader="Short.")).on_phone == "Short."


def test_the_web_view_is_the_web_export_with_marks() -> None:
    page = Preview().render(ISSUE, "web")
    assert page == export(ISSUE, "web", ExportOptions(marks=True)).decode()


@pytest.mark.parametrize("view", VIEWS)
def test_a_second_version_is_like_a_first_one(view: str) -> None:
    later = parse("---\ntitle: T\n---\n\nOther words.\n").issue
    preview = Preview()
    preview.render(ISSUE, view)  # type: ignore[arg-type]
    assert preview.render(later, view) == Preview().render(later, view)  # type: ignore[arg-type]
    assert "<b>" not in preview.render(ISSUE, view)  # type: ignore[arg-type]


def test_the_size_of_the_mail_is_that_of_the_export() -> None:
    assert Preview().weigh(ISSUE).total == len(export(ISSUE, "email"))
