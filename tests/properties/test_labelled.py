"""Law 6: a sponsor block is labelled in every export."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import ALONE, export
from reader_app.model.blocks import Sponsor
from reader_app.model.issue import Issue, Section
from tests.support.pages import text_of


def named(start: str) -> st.SearchStrategy[str]:
    return st.from_regex(rf"{start}[a-z]{{2,9}}", fullmatch=True)


sponsors = st.builds(
    Sponsor,
    name=named("Nam"),
    url=st.sampled_from(["", "https://s.example"]),
    label=named("Lab"),
    body=named("Bod"),
)


@pytest.mark.parametrize("form", ALONE)
@given(sponsor=sponsors, inside=st.booleans())
@settings(max_examples=10, deadline=None)
def test_every_export_says_who_paid(form: str, sponsor: Sponsor, inside: bool) -> None:
    section = Section("Heading", "", (sponsor,) if inside else ())
    issue = Issue(publication="Notes", title="Title", lead=() if inside else (sponsor,), sections=(section,))
    written = text_of(export(issue, form, ExportOptions()))
    seen = re.sub(r"\s+", " ", html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", written, flags=re.DOTALL)))
    label = seen.lower().find(sponsor.label.lower())
    assert 0 <= label <= seen.find(sponsor.body)
    assert sponsor.name.lower() in seen.lower()
