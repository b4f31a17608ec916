"""Files that are known and not read: each is refused with a sentence that says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.errors import FormatError
from reader_app.importers.registry import Source, read, recognise

LINES = (Path(__file__).parents[1] / "cases" / "other_forms.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("#")]


@pytest.mark.parametrize(("name", "data", "sentence"), CASES, ids=[case[0] for case in CASES])
def test_case(name: str, data: str, sentence: str) -> None:
    content = eval(data)
    with pytest.raises(FormatError) as caught:
        read(Source(name, content))
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("letter.txt", b"Words for a@tarn.example\nb@tarn.example\nc@tarn.example\n", "text"),
        ("letter.txt", b"BZhang wrote to us about otters.\n", "text"),
        ("letter.txt", b"a@tarn.example\nb@tarn.example\n", "text"),
        ("page.php", b"<!DOCTYPE html><html><body><p>Otters</p></body></html>", "html"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>", "feed"),
        ("letter.dat", b"From: a@tarn.example\nSubject: Otters\n\nWords.\n", "eml"),
    ],
)
def test_what_only_looks_alike_is_read(name: str, data: bytes, kind: str) -> None:
    assert recognise(Source(name, data)).kind == kind
