"""What goes on the clipboard: one text, or formatted and plain text together, for a service or for any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.model.blocks import Figure, Prose
from reader_app.model.issue import About, Issue
from reader_app.services.copying import RICH, for_clipboard

LETTER = Issue(
    title="A letter",
    lead=(
        Prose("Words with a [link](https://x.example/a)."),
        Figure("asset:00ff", "A lamp"),
        Figure("https://p.example/b.png", "A boat"),
    ),
    about=About(tagline="Light", unsubscribe="https://x.example/leave", address="1 Pier Road"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


def test_formatted_text_has_plain_text_beside_it(library: Library) -> None:
    plain, html = for_clipboard(library, LETTER, RICH)
    assert "A letter" in plain
    assert '<a href="https://x.example/a"' in html
    assert "data-block" not in html
    assert "A lamp" in html
    assert '<img src="https://p.example/b.png"' in html
    assert "asset:" not in html


@pytest.mark.parametrize(
    ("form", "service", "there", "gone"),
    [
        ("email", "", "https://x.example/leave", "*|UNSUB|*"),
        ("email", "mailchimp", "*|UNSUB|*", "https://x.example/leave"),
        ("markdown", "buttondown", "{{ unsubscribe_url }}", "https://x.example/leave"),
        (RICH, "substack", "Light", "1 Pier Road"),
        (RICH, "ghost", "Light", "https://x.example/leave"),
    ],
)
def test_a_service_gets_what_it_takes(library: Library, form: str, service: str, there: str, gone: str) -> None:
    copied = "\n".join(for_clipboard(library, LETTER, form, service))
    assert there in copied
    assert gone not in copied


def test_a_service_that_is_none_is_said(library: Library) -> None:
    with pytest.raises(UsageError, match="There is no service"):
        for_clipboard(library, LETTER, "text", "post")
