"""Every export of two issues against files kept in tests/golden: a change of output is seen and meant.

``MASTHEAD_RENEW_GOLDEN=1 pytest tests/exporters/test_golden.py`` writes them anew; look at the difference then.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader_app.exporters.registry import ALONE, FORMATS, ExportOptions, export
from reader_app.markup.parse import parse

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BINARY = ("epub", "zip", "pdf")
OPTIONS = ExportOptions(now=lambda: datetime(2026, 11, 24, 13, 30, tzinfo=UTC))
NAMES = ("every-block", "right-to-left")


@pytest.mark.parametrize("form", [form for form in ALONE if form not in BINARY])
@pytest.mark.parametrize("name", NAMES)
def test_an_export_is_what_it_was(name: str, form: str) -> None:
    issue = parse((GOLDEN / f"{name}.md").read_text(encoding="utf-8")).issue
    data = export(issue, form, OPTIONS)
    kept = GOLDEN / f"{name}.{form}{Path('x' + FORMATS[form].suffix).suffix}"
    if os.environ.get("MASTHEAD_RENEW_GOLDEN"):
        kept.write_bytes(data)
    assert data.decode() == kept.read_bytes().decode()


@pytest.mark.parametrize("name", NAMES)
def test_the_input_is_in_the_writers_own_form(name: str) -> None:
    text = (GOLDEN / f"{name}.md").read_text(encoding="utf-8")
    assert export(parse(text).issue, "markdown").decode() == text
