"""Search finds what a person would expect, in every script, and never raises."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader_app.library.library import Library
from reader_app.library.types import MARK_END, MARK_START, SearchHit
from reader_app.model.blocks import Button, Feedback, Figure, Item, LinkList, Note, Podcast, Prose, Sponsor, Unknown
from reader_app.model.issue import About, Section
from reader_app.model.origin import Imported
from tests.support.imports import imported

DATES = {
    "old": datetime(2015, 5, 5, tzinfo=UTC),
    "mid": datetime(2019, 12, 31, 23, 59, tzinfo=UTC),
    "new": datetime(2020, 1, 1, tzinfo=UTC),
}


def letter(title: str, text: str = "", **fields: object) -> Imported:
    return imported(
        title, **({"lead": (Prose(text),), "sections": (), "publication": "Post", "number": title} | fields)
    )


def found(library: Library, query: str) -> list[str]:
    return [hit.issue.title for hit in library.search(query).rows]


def marked(text: str) -> str:
    return text.replace(MARK_START, "[").replace(MARK_END, "]")


def only(library: Library, query: str) -> SearchHit:
    (hit,) = library.search(query).rows
    return hit


class TestWords:
    @pytest.fixture(autouse=True)
    def letters(self, library: Library) -> None:
        library.add(letter("old", "Open source containers for everyone", date=DATES["old"]))
        library.add(
            letter(
                "mid",
                "A source that is open",
                date=DATES["mid"],
                lead=(Prose("A source that is open"), Sponsor("Acorn Works", body="Fine rope")),
            )
        )
        added = library.add(
            letter("new", "Nothing of the kind", date=DATES["new"], publication="Cloud Weekly", number="88")
        )
        library.set_read([added.id], True)
        library.set_starred([added.id], True)

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("source", ["mid", "old"]),
            ("OPEN Source", ["mid", "old"]),
            ("open conta", ["old"]),
            ("conta open", []),
            ("o", ["new", "mid", "old"]),
            ('"open source"', ["old"]),
            ('"source open"', []),
            ('"open sour', []),
            ("publication:cloud", ["new"]),
            ("publication:post open", ["mid", "old"]),
            ('publication:"cloud weekly"', ["new"]),
            ("publication:88", ["new"]),
            ("cloud 88", ["new"]),
            ("sponsor:aco", ["mid"]),
            ("sponsor:rope", ["mid"]),
            ("sponsor:source", []),
            ("acorn", ["mid"]),
            ("before:2020-01-01", ["mid", "old"]),
            ("after:2020-01-01", ["new"]),
            ("after:2019 before:2020", ["mid"]),
            ("source before:2016", ["old"]),
            ("is:unread", ["mid", "old"]),
            ("is:starred", ["new"]),
            ("is:unread is:starred", []),
            ("is:starred kind", ["new"]),
            ("is:unread kind", []),
            ("is:unread source after:2016", ["mid"]),
            ("", []),
            ("...", []),
            ("NEAR(open, source)", []),
        ],
    )
    def test_a_query_finds(self, library: Library, query: str, expected: list[str]) -> None:
        assert found(library, query) == expected

    def test_a_hit_shows_where_it_is(self, library: Library) -> None:
        hit = only(library, "conta")
        assert hit.issue.title == "old"
        assert hit.where == "text"
        assert marked(hit.snippet) == "Open source [containers] for everyone"
        assert hit.title_marked == "old"
        hit = only(library, "new")
        assert (marked(hit.title_marked), hit.where, marked(hit.snippet)) == ("[new]", "title", "[new]")
        assert only(library, "cloud").where == "publication"
        assert marked(only(library, "sponsor:acorn").snippet) == "[Acorn] Works Fine rope"
        assert only(library, "sponsor:acorn").where == "sponsors"

    def test_neighbouring_words_are_one_mark(self, library: Library) -> None:
        assert marked(only(library, '"open source"').snippet) == "[Open source] containers for everyone"

    def test_a_hit_without_words_shows_the_issue(self, library: Library) -> None:
        hit = only(library, "is:starred")
        assert (hit.title_marked, hit.snippet, hit.where) == ("new", "", "text")


@pytest.mark.parametrize(
    ("query", "title", "snippet"),
    [
        ("a", "Plan [A] and after", "One barn, [a] bay, an apple."),
        ("plan a", "[Plan] [A] and after", "One barn, [a] bay, an apple."),
        ("a ba", "Plan [A] and after", "One [barn], [a] [bay], an apple."),
        ("an", "Plan A [and] after", "One barn, a bay, [an] apple."),
        ("á", "Plan [A] and after", "One barn, [a] bay, an apple."),
        ("sponsor:a", "Plan A and after", "Acorn and [A]"),
        ("p", "Plan A and after", "Plan A and after"),
    ],
)
def test_a_word_of_one_letter_is_marked_where_it_stands_alone(
    library: Library, query: str, title: str, snippet: str
) -> None:
    lead = (Prose("One barn, a bay, an apple."), Sponsor("Acorn and A"))
    library.add(letter("Plan A and after", lead=lead, number="", publication="Barley"))
    hit = only(library, query)
    assert (marked(hit.title_marked), marked(hit.snippet)) == (title, snippet)


@pytest.mark.parametrize(
    ("text", "query", "snippet"),
    [
        ("Das Fräulein trägt Größe", "fraulein", "Das [Fräulein] trägt Größe"),
        ("Crème brûlée", "CREME BRU", "[Crème] [brûlée]"),
        ("cre\u0300me", "crème", "[crème]"),
        ("人工智能的新闻每天都有", "新闻", "人工智能的[新闻]每天都有"),
        ("人工智能的新闻每天都有", "闻", "人工智能的新[闻]每天都有"),
        ("人工智能的新闻", "人工 新闻", "[人工]智能的[新闻]"),
        ("日本語のニュースレター", "ニュース", "日本語の[ニュース]レター"),
        ("カタカナとひらがな", "かな", ""),
        ("인공지능 뉴스레터를 읽다", "뉴스", "인공지능 [뉴스]레터를 읽다"),
        ("인공지능 뉴스레터를 읽다", "지능 뉴", "인공[지능] [뉴]스레터를 읽다"),
        ("AI新闻", "ai", "[AI]新闻"),
        ("ＡＩ新闻", "ai新", "[AI新]闻"),
        ("เรียนภาษาไทย", "ภาษา", "เรียน[ภาษา]ไทย"),
        ("שלום לכם קוראים", "קורא", "שלום לכם [קוראים]"),
        ("رسالة الأسبوع", "الأسب", "رسالة [الأسبوع]"),
        ("see https://rust.example/book now", "rust.exam", "see [https://rust.example]/book now"),
        ("C++ and C#", "c++", "[C]++ and [C]#"),
    ],
)
def test_every_script_is_found(library: Library, text: str, query: str, snippet: str) -> None:
    library.add(letter("x", text))
    hits = library.search(query).rows
    if not snippet:
        assert hits == ()
        return
    assert hits[0].where == "text"
    if "https" not in query and "rust" not in query:
        assert marked(hits[0].snippet) == snippet


def test_every_visible_part_of_an_issue_is_found(library: Library) -> None:
    blocks = (
        Prose("pr1 **pr2** [pr3](https://a.example)"),
        Item("it1", "https://a.example", source="it2", author="it3", body="it4 *it5*"),
        LinkList((Item("ll1", body="ll2"),)),
        Sponsor("sp1", label="sp2", body="sp3"),
        Podcast("po1", body="po2"),
        Figure("asset:0", alt="fi1", caption="fi2"),
        Button("bu1"),
        Feedback("fe1"),
        Note("no1"),
        Unknown("odd", "un1"),
    )
    about = About("ab1", curator="ab2", address="ab3", body="ab4")
    library.add(
        imported(
            "ti1",
            preheader="he1",
            authors=("au1",),
            tags=("ta1",),
            lead=blocks,
            sections=(Section("se1"),),
            about=about,
        )
    )
    where = {
        "text": "pr1 pr2 pr3 po1 po2 fi2 bu1 fe1 no1 un1 he1 au1 ta1 se1 ab1 ab2 ab3 ab4",
        "items": "it1 it2 it3 it4 it5 ll1 ll2",
        "sponsors": "sp1 sp3",
        "title": "ti1",
    }
    for field, words in where.items():
        for word in words.split():
            assert only(library, f'"{word}"').where == field, word


def test_markup_is_not_text(library: Library) -> None:
    library.add(letter("x", "A **bold** [link](https://secret.example)"))
    assert marked(only(library, "link").snippet) == "A bold [link]"
    assert found(library, "secret") == []


def test_a_long_text_gives_a_short_snippet(library: Library) -> None:
    library.add(letter("x", "before " * 500 + "needle" + " after" * 500))
    snippet = only(library, "needle").snippet
    assert "\x02needle\x03" in snippet
    assert len(snippet) < 400
    assert snippet.startswith("…")
    assert snippet.endswith("…")


def test_results_come_in_pages(library: Library) -> None:
    library.add_many(letter(f"{n:03}", "same words") for n in range(25))
    for query in ("words", "is:unread"):
        titles: list[str] = []
        after = None
        while True:
            page = library.search(query, limit=10, after=after)
            titles += [hit.issue.title for hit in page.rows]
            if page.next is None:
                break
            after = page.next
        assert titles == [f"{n:03}" for n in range(24, -1, -1)]


def test_what_was_removed_is_not_found(library: Library) -> None:
    added = library.add(letter("x", "needle"))
    library.remove([added.id])
    assert found(library, "needle") == []
    library.add(letter("y", "needle"))
    assert found(library, "needle") == ["y"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(st.characters() | st.sampled_from("\":*^()-+{}\\'%,.\x00 \u200b人か"))
    | st.lists(
        st.sampled_from(
            [
                "AND",
                "OR",
                "NOT",
                "NEAR(a b, 3)",
                "title:x",
                "is:",
                "before:9999-12-31",
                "after:0001",
                '"',
                "a",
                "人",
                "publication:",
                'sponsor:"',
                "{a}:",
                "\ud800",
            ]
        )
    ).map(" ".join)
)
@example("before:9999 after:0001 is:unread")
@example("\x00")
@example("\U0001fae8\u0bd0 𞥋")
def test_any_text_is_a_valid_query(library: Library, query: str) -> None:
    if library.counts().issues == 0:
        library.add(letter("a title", "a 人 text AND OR NOT"))
    page = library.search(query)
    assert page.next is None


class TestItems:
    """Items of an issue found that hold the words themselves."""

    @pytest.fixture(autouse=True)
    def letters(self, library: Library) -> None:
        items = (
            Item("Knots for BEGINNERS", "https://a.example", source="Rope Journal"),
            Item("Ein Café für Bögen", "https://b.example"),
            LinkList((Item("灯台の本を読む", "https://c.example"), Item("Two knots & more", "https://d.example"))),
            Item("Knotted", "https://e.example", body="beginners"),
        )
        library.add(letter("Sea", "knots beginners cafe", sections=(Section("Tools", "", items),)))

    @pytest.mark.parametrize(
        ("query", "titles"),
        [
            ("knots", ["[Knots] for BEGINNERS", "Two [knots] & more"]),
            ("beginners knot", ["[Knots] for [BEGINNERS]"]),
            ("rope", ["Knots for BEGINNERS"]),
            ("cafe bogen", ["Ein [Café] für [Bögen]"]),
            ('"knots more"', ["Two [knots & more]"]),
            ("knot", ["[Knots] for BEGINNERS", "Two [knots] & more", "[Knotted]"]),
            ("k", ["Knots for BEGINNERS", "Two knots & more", "Knotted"]),
            ("灯台", ["[灯台]の本を読む"]),
            ("本を", ["灯台の[本を]読む"]),
            ("is:unread", []),
            ("publication:post", []),
            ("knots zzz", None),
        ],
    )
    def test_items_are_found_by_their_own_words(self, library: Library, query: str, titles: list[str] | None) -> None:
        hits = library.search(query).rows
        found = [[marked(item.title_marked) for item in hit.items] for hit in hits]
        assert found == ([] if titles is None else [titles])

    def test_an_item_hit_says_where_it_stands_and_hidden_ones_are_left_out(self, library: Library) -> None:
        hit = only(library, "knotted")
        assert [(item.position, item.section, item.url) for item in hit.items] == [(4, "Tools", "https://e.example")]
        library.set_item_hidden(hit.issue.id, 4, True)
        assert only(library, "knotted").items == ()

    @given(st.text(max_size=40))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @example("ŉ İ ß ﬀ")
    def test_no_query_fails_and_marking_loses_no_letter(self, library: Library, query: str) -> None:
        titles = {"Knots for BEGINNERS", "Ein Café für Bögen", "灯台の本を読む", "Two knots & more", "Knotted"}
        for hit in library.search(query).rows:
            for item in hit.items:
                assert item.title_marked.replace(MARK_START, "").replace(MARK_END, "") in titles


class TestTagsAndShelves:
    def test_tags_and_the_archive_narrow_a_search(self, library: Library) -> None:
        ids = {}
        for name in ("one", "two", "three"):
            ids[name] = library.add(letter(name, "boats")).id
        library.tag([ids["one"], ids["two"]], "To do")
        library.tag([ids["two"], ids["three"]], "Later")
        library.archive([ids["three"]])
        assert sorted(found(library, 'tag:"to do" boats')) == ["one", "two"]
        assert sorted(found(library, 'tag:"to do"')) == ["one", "two"]
        assert found(library, 'tag:later tag:"to do"') == ["two"]
        assert found(library, 'tag:later tag:"to do" boa') == ["two"]
        assert found(library, "tag:nothing") == []
        assert found(library, "boats is:archived") == found(library, "is:archived") == ["three"]
        library.trash([ids["two"]])
        assert found(library, 'tag:"to do"') == ["one"]
