"""What is offered where, from the dialect and from what the library knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.services.completing import complete
from reader_app.services.vocabulary import EMPTY, KnownLink, Vocabulary

KNOWN = Vocabulary(
    sponsors=(("Acme Queue", "https://acme.example/q"), ('The "Best" One', ""), ("Open Cloud", "https://ocf.example")),
    tags=("design", "open source"),
    publications=("Bean News", "Cloud Weekly"),
    links=(
        KnownLink("The small-model shelf", "https://blog.example/shelf", "Cloud Weekly #4", clip=True),
        KnownLink("Teaching a model [again]", "https://research.example/(a)", "Bean News #3"),
        KnownLink("", "https://nameless.example/x"),
    ),
)


def offered(line: str, *, facts: bool = False, asked: bool = False, column: int | None = None) -> list[str]:
    """Return the line that each proposal makes, the cursor marked by a bar."""
    at = len(line) if column is None else column
    found = complete(line, at, KNOWN, in_facts=facts, asked=asked)
    lines = []
    for proposal in found.proposals if found else ():
        made = line[: found.start] + proposal.text  # type: ignore[union-attr]
        place = len(made) - proposal.back
        lines.append(made[:place] + "|" + made[place:] + line[at:])
    return lines


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("::: sp", '::: {.sponsor name="|"}'),
        ("::: {.sp", '::: {.sponsor name="|"}'),
        ("::: po", "::: podcast|"),
        (":::fe", ':::{.feedback up="|" down=""}'),
        ('::: {.sponsor name="ac', '::: {.sponsor name="Acme Queue" url="https://acme.example/q"|'),
        ('::: {.sponsor name="best', '::: {.sponsor name="The \\"Best\\" One"|'),
        ('::: {.sponsor url="https://x.example" name="op', '::: {.sponsor url="https://x.example" name="Open Cloud"|'),
        ("[the shelf of small models](", "[the shelf of small models](https://blog.example/shelf)|"),
        ("[x](research", "[x](https://research.example/(a))|"),
        ("[x](https://nameless", "[x](https://nameless.example/x)|"),
        ("### [small mod", "### [The small-model shelf](https://blog.example/shelf)|"),
        ("- [teaching", "- [Teaching a model [again]](https://research.example/(a))|"),
    ],
)
def test_the_first_proposal(line: str, first: str) -> None:
    assert offered(line)[0] == first


NOWHERE = ["", "Words", "::: sponsor", "![pic", "[ab", "[x](nowhere", "# Head", "a ::: sp", "[x][re"]


@pytest.mark.parametrize("line", NOWHERE)
def test_nothing_is_offered_where_nothing_is_expected(line: str) -> None:
    assert offered(line) == []


def test_what_stands_behind_the_cursor_is_not_doubled() -> None:
    assert offered('::: {.sponsor name="ac"}', column=22) == [
        '::: {.sponsor name="Acme Queue" url="https://acme.example/q|"}'
    ]
    assert offered("[x](blog)", column=8) == ["[x](https://blog.example/shelf|)"]
    assert offered("[small](x)", column=6) == []
    assert offered("::: no  {.x}", column=6) == ["::: note|  {.x}"]


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("tags: [des", ["tags: [design|"]),
        ("tags: [design, sour", ["tags: [design, open source|"]),
        ("publication: cloud", ["publication: Cloud Weekly|"]),
        ("pre", ["preheader: |"]),
        ("ta", ["tags: [|]"]),
        ("number: 1", []),
    ],
)
def test_in_the_facts(line: str, made: list[str]) -> None:
    assert offered(line, facts=True) == made


def test_asked_for_it_is_offered_before_anything_is_typed() -> None:
    assert offered("", facts=True) == []
    assert len(offered("", facts=True, asked=True)) > 5
    assert offered("tags: [", facts=True, asked=True) == ["tags: [design|", "tags: [open source|"]


@given(st.text('[]()!:.{}"=# abénsp', max_size=20), st.integers(0, 20), st.booleans(), st.booleans())
def test_any_line_is_fine(line: str, column: int, facts: bool, asked: bool) -> None:
    for vocabulary in (EMPTY, KNOWN):
        found = complete(line, min(column, len(line)), vocabulary, in_facts=facts, asked=asked)
        assert found is None or (found.proposals and 0 <= found.start <= column)
