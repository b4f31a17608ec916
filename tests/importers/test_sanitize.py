"""The display copy keeps the look and nothing that runs, loads, sends or covers. Cases: tests/cases/sanitize."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reader_app.importers.sanitize import MAX_HTML, display_copy
from reader_app.importers.sanitize_css import MAX_CSS, clean_rules

FOLDER = Path(__file__).parents[1] / "cases" / "sanitize"
CASES, SHEETS = (json.loads((FOLDER / name).read_text(encoding="utf-8")) for name in ("cases.json", "sheets.json"))
ASSETS = {"cid:one": "asset:" + "a" * 64}
ELEMENTS = frozenset(
    "html head body div p a img table tbody thead tfoot tr td th span b i u s em strong style center font h1 h2 br "
    "ul ol li blockquote pre code".split()
)
FORBIDDEN = re.compile(r"url\(|src\(|image-set|expression|@import|position\s*:|\\|<", re.IGNORECASE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, object]) -> None:
    copy = display_copy(str(case["html"]), ASSETS)
    assert [text for text in case["absent"] if text in copy] == []
    assert [text for text in case["present"] if text not in copy] == []
    assert display_copy("", {}) == '<div class="original"></div>'


@pytest.mark.parametrize("case", SHEETS, ids=lambda case: case["name"])
def test_what_is_kept_of_a_style_sheet(case: dict[str, str]) -> None:
    assert clean_rules(case["css"], ".o") == case["rules"]


def check(copy: str) -> None:
    """What must hold of any copy, however it is read again."""
    tree = LexborHTMLParser(copy)
    for node in tree.css("*"):
        if node.tag == "style":
            assert not FORBIDDEN.search(node.text())
            continue
        assert node.tag not in ("script", "iframe", "object", "embed", "form", "input", "svg", "math", "link", "base")
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in ("srcset", "background", "ping", "action", "formaction", "target")
            if name == "src":
                assert value in ASSETS.values()
            if name == "style":
                assert not FORBIDDEN.search(value or "")
            if name == "href":
                assert re.match(r"https?:|mailto:|tel:|#original-|\{\{|\*\|", (value or "").strip().lower())


PIECES = (
    "<p>", "</p>", "<table><tr><td>", "</table>", "<svg>", "</svg>", "<math><mtext>", "</math>", "<style>", "</style>",
    "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>", "<!--", "-->", "<noscript>",
    "<title>", "</title>", "<select>", "<option>", "<template>", "\"", "'", ">", "<", "&lt;", "url(x)", "p{color:red}",
    "<p style='background:url(x);color:red'>",
    "<style>url(x)p{color:red}", "URL('x')", "src(x)", "image-set('x' 1x)", "@namespace url(x);", "@media url(x){",
    "\\75rl(", "<mglyph>", "<foreignObject>", "<form>", "<textarea>", "@import 'x';",
    "<xmp>", "</xmp>", "words", "\0", "<plaintext>", "<![CDATA[", "]]>", "<body onload=x>", "{", "}", "/*", "*/", "\\",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_mixture_of_tags_gets_through(html: str) -> None:
    copy = display_copy(html, ASSETS)
    check(copy)
    check(display_copy(copy, {}))


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>", "<a '", "<span>"])
def test_html_nested_without_end_is_shown_all_the_same(opening: str) -> None:
    copy = display_copy(opening * 100_000 + "<p>the words", {})
    assert "the words" in copy
    check(copy[:2000])


def test_what_is_closed_again_is_not_counted_as_deep() -> None:
    html = "<div><p>a</p></div>" * 3000 + "<div>" * 600 + "<i>x</i>" + "</div>" * 600 + "<div class=end>b</div>"
    copy = display_copy(html, {})
    assert copy.count("<p>a</p>") == 3000
    assert '<div class="end">b</div>' in copy


def test_bounds() -> None:
    assert display_copy("x" * (MAX_HTML + 1), {}) == ""
    assert clean_rules("p{color:red}" + " " * MAX_CSS, ".o") == ""
    assert clean_rules("@media x {" * 50 + "p{color:red}", ".o") == ""
