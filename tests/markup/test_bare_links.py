"""A link always says where it leads, also when only a picture stands in it."""

from __future__ import annotations

import pytest

from reader_app.exporters.registry import export
from reader_app.markup.html import block_html, body_html
from reader_app.model.blocks import Figure
from reader_app.model.issue import Issue


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (
            "[![](https://p.example/a.png)](https://x.example/y)",
            '<a href="https://x.example/y" rel="noopener noreferrer">x.example</a>',
        ),
        ("[![A lamp](https://p.example/a.png)](https://x.example)", ">A lamp</a>"),
        ("[words](https://x.example)", ">words</a>"),
        ("[**b** ![](https://p.example/a.png)](https://x.example)", "<strong>b</strong>"),
    ],
)
def test_a_link_with_a_picture_that_is_not_shown_has_a_name(markdown: str, html: str) -> None:
    assert html in body_html(markdown, image=lambda _src: None)


def test_a_picture_without_words_in_a_link_says_where_it_leads() -> None:
    html = body_html("[![](https://p.example/a.png)](https://x.example/y)")
    assert '<img src="https://p.example/a.png" alt="x.example">' in html
    assert 'alt=""' in body_html("![](https://p.example/a.png)")


def test_a_figure_that_leads_somewhere_says_where() -> None:
    figure = Figure("https://p.example/a.png", "", "", "https://x.example/y")
    assert ">x.example</span></a>" in block_html(figure, image=lambda _src: None)
    assert ">x.example</a>" in export(Issue(lead=(Figure("asset:0", "", "", "https://x.example/y"),)), "email").decode()
