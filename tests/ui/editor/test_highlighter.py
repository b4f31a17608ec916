"""What the highlighter makes of single lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.ui.editor.highlighter import COMMENT, FRONT_MATTER, TEXT, Style, styled


def looks(line: str, state: int = TEXT, *, first: bool = False) -> list[tuple[str, Style]]:
    return [(line[start : start + length], style) for start, length, style in styled(line, state, first=first)[0]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("plain words", []),
        ("## Section", [("## Section", Style.HEADING)]),
        ("#hashtag", []),
        (
            "### [A title](https://a.example) {minutes=6}",
            [
                ("### [A title](https://a.example) {minutes=6}", Style.HEADING),
                ("{minutes=6}", Style.ATTRIBUTES),
                ("[A title](https://a.example)", Style.LINK),
            ],
        ),
        ("see [a](https://x.example/a_(b)) now", [("[a](https://x.example/a_(b))", Style.LINK)]),
        (
            "see <https://x.example> and https://y.example/z.",
            [("<https://x.example>", Style.LINK), ("https://y.example/z.", Style.LINK)],
        ),
        ("![alt](asset:00)", [("![alt](asset:00)", Style.LINK)]),
        ("[a]: https://x.example", [("[a]: https://x.example", Style.LINK)]),
        ('::: {.sponsor name="TK"}', [('::: {.sponsor name="TK"}', Style.DIV), ("TK", Style.TO_COME)]),
        (":::", [(":::", Style.DIV)]),
        (
            "a **strong** and *soft* `code`",
            [("**strong**", Style.STRONG), ("*soft*", Style.EMPHASIS), ("`code`", Style.CODE)],
        ),
        ("snake_case_name 2 * 3 * 4", []),
        ("a <!-- private --> b", [("<!-- private -->", Style.COMMENT)]),
        ("TKO but TK", [("TK", Style.TO_COME)]),
    ],
)
def test_a_line_of_text(line: str, expected: list[tuple[str, Style]]) -> None:
    assert looks(line) == expected
    assert styled(line, TEXT)[1] == TEXT


def test_front_matter_is_at_the_start_only() -> None:
    assert styled("---", -1, first=True)[1] == FRONT_MATTER
    assert styled("---", TEXT)[1] == TEXT
    assert styled("words", FRONT_MATTER, first=True)[1] == TEXT
    assert looks("title: What TK", FRONT_MATTER) == [("title:", Style.KEY), ("TK", Style.TO_COME)]
    assert looks("# a comment", FRONT_MATTER) == [("# a comment", Style.COMMENT)]
    assert styled("---", FRONT_MATTER)[1] == TEXT


def test_a_comment_over_several_lines() -> None:
    assert styled("before <!-- begun", TEXT)[1] == COMMENT
    assert looks("in it ## no", COMMENT) == [("in it ## no", Style.COMMENT)]
    assert looks("end --> **x**", COMMENT) == [("end -->", Style.COMMENT), ("**x**", Style.STRONG)]
    assert styled("end -->", COMMENT)[1] == TEXT


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_a_code_block_ends_with_its_own_fence(fence: str) -> None:
    _, state = styled(f"{fence}python", TEXT)
    assert looks("## no heading", state) == [("## no heading", Style.CODE)]
    assert styled("## no heading", state)[1] == state
    assert styled("~~~" if fence[0] == "`" else "```", state)[1] == state
    assert styled(fence, state)[1] == TEXT


@given(st.text(), st.sampled_from([-1, TEXT, FRONT_MATTER, COMMENT, 22, 23]))
def test_any_line_is_coloured_within_itself(line: str, state: int) -> None:
    line = line.replace("\n", " ")
    for start, length, _ in styled(line, state)[0]:
        assert 0 <= start <= start + length <= len(line)
