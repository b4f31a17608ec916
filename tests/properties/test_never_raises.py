"""Law 3: any text gives an issue, problems with lines, and a preview."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup.parse import parse
from reader_app.markup.write import write
from reader_app.services.composing import Composer
from reader_app.services.preview import VIEWS, Preview, View

ANY = st.text(st.characters(exclude_categories=()), max_size=200)  # lone surrogates and controls too
MANY = {
    "quotations": ">" * 5_000 + " x",
    "list in list": "".join("  " * depth + "- x\n" for depth in range(300)),
    "opened blocks": "::: note\n" * 2_000,
    "blocks in blocks": "::: note\n" * 1_000 + ":::\n" * 1_000,
    "opened comments": "<!--" * 5_000,
    "code marks": " ".join("`" * length for length in range(1, 200)),
    "emphasis": "**" * 5_000,
    "flow front matter": "---\ntitle: " + "[" * 400 + "\n---\nx",
    "anchors": "---\na0: &a0 [x, x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 30))
    + "---\nx",
    "a tag": "---\ntitle: !!python/object/apply:os.getcwd []\n---\nx",
    "an impossible day": "---\ndate: 2024-99-99\nnumber: " + "9" * 5_000 + "\n---\nx",
    "attributes": "::: {" + 'a="b" ' * 2_000 + "}\nx\n:::",
    "table": "|" * 2_000 + "\n" + "|-" * 1_000,
    "line separators": "\u2028\u2029\x85\x0b\x0c\r\n\r" * 500,
    "controls": "".join(map(chr, range(32))) * 50,
    "surrogates": "## \ud800\n\n### [\udfff](https://a.example/\ud800)\n\ud83d body",
    "one long line": "x" * 200_000,
}


@pytest.mark.parametrize("name", MANY)
def test_much_of_one_thing(name: str) -> None:
    text = MANY[name]
    parsed = parse(text)
    assert all(0 <= problem.line <= text.count("\n") + text.count("\r") + 1 for problem in parsed.problems)
    assert Composer(Preview).compose(text, "email").page


@given(ANY, st.sampled_from(VIEWS))
@settings(max_examples=60, deadline=None)
def test_any_letters_at_all(text: str, view: View) -> None:
    composed = Composer(Preview).compose(text, view)
    assert composed.parsed == parse(text)
    assert composed.page.startswith("<!")
    write(composed.parsed.issue)
