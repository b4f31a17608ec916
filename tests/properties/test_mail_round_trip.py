"""A mail of ours, read by our own importer, is the issue it was made of: every item, address, label and picture."""

from __future__ import annotations

from hypothesis import given, settings

from reader_app.exporters.eml import eml
from reader_app.exporters.options import ExportOptions
from reader_app.importers.registry import Source, read
from reader_app.model.blocks import Figure
from reader_app.model.issue import Issue
from reader_app.model.origin import digest
from tests.support.imports import issue
from tests.support.pictures import png
from tests.support.strategies import issues


@given(issues)
@settings(max_examples=150, deadline=None)
def test_a_mail_reads_back_the_same_issue(made: Issue) -> None:
    (found,) = read(Source("a.eml", eml(made, ExportOptions())))
    assert found.issue == made


def test_pictures_come_back_too() -> None:
    picture = png()
    made = issue(lead=(Figure(f"asset:{digest(picture)}", "A grey field"),))
    data = eml(made, ExportOptions(asset={digest(picture): (picture, "image/png")}.get))
    (found,) = read(Source("a.eml", data))
    assert found.issue == made
    assert [asset.data for asset in found.assets] == [picture]
