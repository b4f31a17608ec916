"""What a form or an outline command says of one part changes the lines of that part and no others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.markup import edits, part_edits
from reader_app.markup.parse import parse
from reader_app.markup.parsed import Part
from reader_app.markup.part_edits import SponsorFacts
from reader_app.markup.picture_edits import change_figure, figure_at, figure_text
from reader_app.markup.write import write
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Podcast, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from tests.support.strategies import issues

TEXT = """---
title: One
---

Lead.

:::: {#top .sponsor .wide url="https://a.example" name="Acorn" slot="first"} <!-- paid -->
Fine *rope*. <!-- ask again -->

Since 1802.
::::

## A {#first}

### [One](https://x.example/1) {source="X" minutes=6} <!-- hm -->
About [it][ref].

### Bare
Words.

::: {.podcast minutes=12}
[Episode](https://pod.example/1): on knots
:::

![A boat](https://pic.example/b.png "At sea")

::: feedback
Good?
:::

::: {.button}
[Join](https://b.example)
:::

[ref]: https://ref.example
"""


def part_of(text: str, kind: type, nth: int = 0) -> tuple[int, Part]:
    found = [(number, part) for number, part in enumerate(parse(text).parts) if isinstance(part.value, kind)]
    return found[nth]


def changed(text: str, edit: edits.TextEdit | None) -> str:
    """Make `edit` and see that it left all other lines alone."""
    assert edit is not None
    result = edits.apply(text, edit)
    before, after = text.split("\n"), result.split("\n")
    assert before[: edit.start] == after[: edit.start]
    assert before[edit.end :] == after[edit.start + len(edit.lines) :]
    return result


class TestTheSponsorForm:
    def test_what_is_not_changed_stays_letter_by_letter(self) -> None:
        _, part = part_of(TEXT, Sponsor)
        said = part_edits.sponsor_facts(TEXT, part)
        assert said == SponsorFacts("Acorn", "https://a.example", "", "Fine *rope*. <!-- ask again -->\n\nSince 1802.")
        assert changed(TEXT, part_edits.change_sponsor(TEXT, part, said)) == TEXT

    def test_a_fact_changes_the_opening_line_alone(self) -> None:
        _, part = part_of(TEXT, Sponsor)
        said = SponsorFacts("Oak & “Elm”", "", "Partner", part_edits.sponsor_facts(TEXT, part).text)
        result = changed(TEXT, part_edits.change_sponsor(TEXT, part, said))
        line = ':::: {#top .sponsor .wide name="Oak & “Elm”" slot="first" label="Partner"} <!-- paid -->'
        differing = [new for old, new in zip(TEXT.split("\n"), result.split("\n"), strict=True) if old != new]
        assert differing == [line]
        _, now = part_of(result, Sponsor)
        assert part_edits.sponsor_facts(result, now) == said
        back = SponsorFacts("Acorn", "https://a.example", "", said.text)
        assert part_of(changed(result, part_edits.change_sponsor(result, now, back)), Sponsor)[1].value == part.value

    def test_a_name_read_from_the_text_is_written_down(self) -> None:
        text = "::: sponsor\n[Acorn](https://a.example) makes rope.\n:::"
        _, part = part_of(text, Sponsor)
        result = changed(text, part_edits.change_sponsor(text, part, part_edits.sponsor_facts(text, part)))
        assert result.startswith('::: {.sponsor name="Acorn"}\n')
        assert not parse(result).problems

    @pytest.mark.parametrize("words", ["::: note\nx\n:::", "```\nunclosed", "\\::: kept", "", "a\n\n\nb", "## x"])
    def test_no_words_end_the_block(self, words: str) -> None:
        text = part_edits.sponsor_text(SponsorFacts("Acorn", text=words)) + "\n\nAfter it."
        issue = parse(text).issue
        assert [type(block) for block in issue.lead] == [Sponsor, Prose]
        assert issue.lead[1] == Prose("After it.")

    def test_an_unclosed_block_is_closed(self) -> None:
        text = '::: {.sponsor name="Acorn"}\nRope.'
        _, part = part_of(text, Sponsor)
        said = SponsorFacts("Oak", text=part_edits.sponsor_facts(text, part).text)
        assert changed(text, part_edits.change_sponsor(text, part, said)).endswith("Rope.\n:::")

    def test_only_sponsor_blocks_have_it(self) -> None:
        with pytest.raises(ValueError, match="no sponsor"):
            part_edits.sponsor_facts(TEXT, part_of(TEXT, Item)[1])


class TestTurning:
    def test_an_item_becomes_a_sponsor_and_an_item_again(self) -> None:
        number, part = part_of(TEXT, Item)
        paid = changed(TEXT, part_edits.turn(TEXT, parse(TEXT), number))
        lines = '::: {.sponsor name="One" url="https://x.example/1" source="X" minutes=6}\nAbout [it][ref].\n:::\n'
        assert lines in paid
        number, _ = part_of(paid, Sponsor, 1)
        back = changed(paid, part_edits.turn(paid, parse(paid), number))
        assert part_of(back, Item)[1].value == part.value

    def test_label_and_slot_survive_the_way(self) -> None:
        text = '::: {.sponsor name="Acorn" label="Partner" slot="top"}\nRope.\n:::'
        item = changed(text, part_edits.turn(text, parse(text), 0 + 1))
        assert item == '### Acorn {label="Partner" slot="top"}\nRope.'
        assert changed(item, part_edits.turn(item, parse(item), 1)) == text

    def test_what_would_be_read_as_something_else_is_written_in_full(self) -> None:
        text = '::: {.sponsor name="Acorn"}\n- [a](https://a.example)\n- [b](https://b.example)\n:::\n\nProse of ours.'
        result = changed(text, part_edits.turn(text, parse(text), 1))
        item = parse(result).issue.lead[0]
        assert isinstance(item, Item)
        assert "https://b.example" in item.body
        assert parse(result).issue.lead[1] == Prose("Prose of ours.")

    def test_an_item_without_a_title_is_named_after_its_host(self) -> None:
        text = '::: {.item url="https://www.acorn.example/x"}\nRope.\n:::'
        issue = parse(changed(text, part_edits.turn(text, parse(text), 1))).issue
        assert isinstance(issue.lead[0], Sponsor)
        assert issue.lead[0].name == "acorn.example"

    def test_nothing_else_turns(self) -> None:
        for number, part in enumerate(parse(TEXT).parts):
            if not isinstance(part.value, Item | Sponsor):
                assert part_edits.turn(TEXT, parse(TEXT), number) is None

    @settings(deadline=None)
    @given(issues)
    def test_there_and_back_keeps_every_word(self, issue: Issue) -> None:
        text = write(issue)
        parsed = parse(text)
        for number, part in enumerate(parsed.parts):
            if isinstance(part.value, Item):
                paid = edits.apply(text, part_edits.turn(text, parsed, number) or edits.TextEdit(0, 0, ()))
                sponsor = parse(paid).parts[number].value
                assert isinstance(sponsor, Sponsor)
                assert (sponsor.url, sponsor.body) == (part.value.url, part.value.body)
                break


class TestRenaming:
    @pytest.mark.parametrize(
        ("kind", "nth", "field"),
        [
            (Section, 0, "heading"),
            (Item, 0, "title"),
            (Item, 1, "title"),
            (Sponsor, 0, "name"),
            (Podcast, 0, "title"),
            (Figure, 0, "alt"),
            (Feedback, 0, "question"),
            (Button, 0, "text"),
        ],
    )
    def test_a_part_gets_another_name_and_keeps_the_rest(self, kind: type, nth: int, field: str) -> None:
        number, part = part_of(TEXT, kind, nth)
        result = changed(TEXT, part_edits.rename(TEXT, parse(TEXT), number, "A *new* [name]"))
        _, now = part_of(result, kind, nth)
        assert getattr(now.value, field) == "A *new* [name]"
        for name in ("url", "source", "minutes", "caption", "body", "anchor", "src"):
            assert getattr(now.value, name, None) == getattr(part.value, name, None)
        assert all(comment in result for comment in ("<!-- paid -->", "<!-- hm -->", "<!-- ask again -->"))

    def test_explicit_forms_too(self) -> None:
        text = (
            '::: {.item title="Old" url="https://a.example"}\n:::\n\n::: podcast\n:::\n\n::: {.button text="Old"}\n:::'
        )
        for number, field in ((1, "title"), (2, "title"), (3, "text")):
            renamed = changed(text, part_edits.rename(text, parse(text), number, "New"))
            assert getattr(parse(renamed).parts[number].value, field) == "New"

    def test_a_part_without_a_name_and_an_empty_name_are_left(self) -> None:
        assert part_edits.rename("Words.", parse("Words."), 1, "x") is None
        assert part_edits.rename(TEXT, parse(TEXT), part_of(TEXT, Item)[0], " ") is None
        two = "- [a](https://a.example)\n- [b](https://b.example)"
        assert part_edits.rename(two, parse(two), part_of(two, LinkList)[0], "x") is None


class TestThePictureForm:
    def test_a_picture_on_a_line_of_its_own(self) -> None:
        line = next(number for number, each in enumerate(TEXT.split("\n")) if each.startswith("!["))
        found = figure_at(TEXT, parse(TEXT), line, 0)
        assert found == Figure("https://pic.example/b.png", "A boat", "At sea")
        new = Figure("asset:1", "Two boats", "", "https://boats.example")
        result = changed(TEXT, change_figure(TEXT, parse(TEXT), line, 0, new))
        assert "\n[![Two boats](asset:1)](https://boats.example)\n" in result
        assert figure_at(result, parse(result), line, 5) == new

    def test_the_picture_under_the_cursor_in_a_line_of_text(self) -> None:
        text = "Look: ![a](1.png) and [![b](2.png)](https://b.example), not ![c] or ![d](x y)."
        parsed = parse(text)
        assert figure_at(text, parsed, 0, 8) == Figure("1.png", "a")
        assert figure_at(text, parsed, 0, 30) == Figure("2.png", "b", url="https://b.example")
        assert figure_at(text, parsed, 0, 0) == Figure("1.png", "a")
        result = changed(text, change_figure(text, parsed, 0, 30, Figure("3.png", "new")))
        assert result == "Look: ![a](1.png) and ![new](3.png), not ![c] or ![d](x y)."

    def test_a_picture_in_a_block_of_its_own(self) -> None:
        text = '::: {.figure src="1.png" alt="a" credit="Me"}\nAt sea\n:::'
        parsed = parse(text)
        found = figure_at(text, parsed, 0, 0)
        assert isinstance(found, Figure)
        assert (found.src, found.caption) == ("1.png", "At sea")
        new = Figure("2.png", "b", "At sea", "https://b.example")
        result = changed(text, change_figure(text, parsed, 0, 0, new))
        now = parse(result).issue.lead[0]
        assert now == Figure("2.png", "b", "At sea", "https://b.example", (("credit", "Me"),))

    def test_no_picture_no_edit(self) -> None:
        assert figure_at(TEXT, parse(TEXT), 4, 0) is None
        assert change_figure(TEXT, parse(TEXT), 4, 0, Figure("1.png")) is None

    @settings(deadline=None)
    @given(st.text(max_size=30), st.text(max_size=30))
    def test_a_new_picture_reads_back(self, alt: str, caption: str) -> None:
        figure = Figure("asset:1", alt, caption)
        assert parse(figure_text(figure)).issue.lead == (figure,)


class TestSeveralParts:
    def test_they_move_in_their_order(self) -> None:
        text = "".join(f"### {name}\nwords of {name}\n\n" for name in "abcdef").rstrip("\n")
        parsed = parse(text)
        items = [number for number, part in enumerate(parsed.parts) if isinstance(part.value, Item)]

        def order(chosen: str, before: str) -> str:
            indexes = {items["abcdef".index(name)] for name in chosen}
            edit = edits.move_parts(text, parsed, indexes, items["abcdef".index(before)] if before else None)
            moved = edits.apply(text, edit) if edit else text
            assert sorted(line for line in moved.split("\n") if line) == sorted(
                line for line in text.split("\n") if line
            )
            assert moved.startswith("###")
            assert not moved.endswith("\n")
            return "".join(block.title for block in parse(moved).issue.lead if isinstance(block, Item))

        assert order("bd", "") == "acefbd"
        assert order("ce", "a") == "ceabdf"
        assert order("af", "d") == "bcafde"
        assert order("ab", "") == "cdefab"
        assert order("bc", "b") == "abcdef"
        assert order("bd", "c") == "abdcef"
        assert order("e", "b") == "aebcdf"

    def test_what_lies_in_another_part_moves_with_it(self) -> None:
        parsed = parse(TEXT)
        section = part_of(TEXT, Section)[0]
        item = part_of(TEXT, Item)[0]
        alone = edits.move_parts(TEXT, parsed, {section}, part_of(TEXT, Sponsor)[0])
        assert edits.move_parts(TEXT, parsed, {section, item}, part_of(TEXT, Sponsor)[0]) == alone
        assert edits.move_parts(TEXT, parsed, {0}, None) is None
        assert edits.move_parts(TEXT, parsed, (), None) is None

    def test_they_go_together(self) -> None:
        parsed = parse(TEXT)
        chosen = {part_of(TEXT, Item)[0], part_of(TEXT, Feedback)[0]}
        text = TEXT
        for edit in edits.remove_parts(text, parsed, chosen):
            text = edits.apply(text, edit)
        kept = [
            block for _, block in parse(TEXT).issue.blocks() if block not in {parsed.parts[n].value for n in chosen}
        ]
        assert [block for _, block in parse(text).issue.blocks()] == kept

    @settings(deadline=None)
    @given(issues, st.data())
    def test_every_block_is_still_there(self, issue: Issue, data: st.DataObject) -> None:
        text = write(issue)
        parsed = parse(text)
        places = list(range(len(parsed.parts)))
        chosen = data.draw(st.sets(st.sampled_from(places), max_size=4))
        before = data.draw(st.none() | st.sampled_from(places))
        edit = edits.move_parts(text, parsed, chosen, before)
        if edit is not None:
            moved = edits.apply(text, edit)
            assert sorted(filter(None, moved.split("\n"))) == sorted(filter(None, text.split("\n")))
