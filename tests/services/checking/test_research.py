"""What the library tells the checks: links of earlier issues and drafts, pictures that are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reader_app.library.library import Library
from reader_app.markup.parse import parse
from reader_app.model.origin import Imported, Origin, digest
from reader_app.services.checking.research import Research, question
from reader_app.services.checking.subject import EarlierLink, PictureFacts, Subject
from reader_app.services.preflight import check_imported, check_issue, check_text
from tests.support.pictures import png

TODAY = date(2026, 1, 5)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        yield library


def imported(publication: str, number: int, address: str) -> Imported:
    text = (
        f"---\npublication: {publication}\nnumber: {number}\ntitle: Issue {number} of {publication}\n---\n\n"
        f"### [Story {number}]({address})\nWords of number {number} about {publication}.\n"
    )
    data = text.encode()
    return Imported(parse(text).issue, data, Origin("markdown", "", digest(data), "a.md", 1))


def asked(text: str) -> Subject:
    return Subject(text, parse(text), TODAY)


def test_a_link_of_an_earlier_issue_is_known_with_its_place(library: Library) -> None:
    mine = library.add(imported("Bean News", 3, "https://a.example/x?utm_source=b")).id
    other = library.add(imported("Cloud Weekly", 9, "http://www.a.example/x/")).id
    text = "---\npublication: bean news\nnumber: 4\n---\n\n[a](https://a.example/x) [b](https://b.example)\n"
    known = Research().answer(library, question(asked(text)))
    assert known.earlier == {
        "https://a.example/x": (
            EarlierLink(mine, "Bean News", "3", mine=True),
            EarlierLink(other, "Cloud Weekly", "9", mine=False),
        )
    }
    found = check_text(text, TODAY, library).findings
    assert [each.sentence for each in found if each.rule == "earlier-link"] == [
        "“a” was already linked in #3 (and in Cloud Weekly #9)."
    ]
    assert [each.other for each in found if each.rule == "earlier-link"] == [mine]


def test_the_issue_itself_come_back_is_no_earlier_one(library: Library) -> None:
    library.add(imported("Bean News", 4, "https://a.example/x"))
    text = "---\npublication: Bean News\nnumber: 4\n---\n\n[a](https://a.example/x)\n"
    assert Research().answer(library, question(asked(text))).earlier == {"https://a.example/x": ()}


def test_other_drafts_of_the_same_publication_count_as_they_are_now(library: Library) -> None:
    text = "---\npublication: Bean News\n---\n\n[a](https://a.example/x)\n"
    own = library.new_draft(text, publication="Bean News", number="")
    other = library.new_draft("see <https://a.example/x>", publication="Bean News", number="7")
    library.new_draft("see <https://a.example/x>", publication="Cloud Weekly", number="7")
    research = Research(own.id)
    link = EarlierLink(other.id, "Bean News", "7", mine=True, draft=True, date=other.saved)
    assert research.answer(library, question(asked(text))).earlier == {"https://a.example/x": (link,)}
    library.save_draft(other.id, "gone", base_revision=1, title="", publication="Bean News", number="7")
    assert research.answer(library, question(asked(text))).earlier == {}
    assert research.answer(library, question(asked("[a](https://a.example/x)"))).earlier == {}


def test_pictures_are_judged_by_what_they_are(library: Library) -> None:
    good = library.add_asset(png(40, 30), "image/jpeg")
    odd = library.add_asset(b"nothing", "image/tiff")
    text = f"![a](asset:{good})\n\n![b](asset:{odd})\n\n![c](asset:{'0' * 64})\n"
    research = Research()
    for _ in range(2):
        assert research.answer(library, question(asked(text))).pictures == {
            good: PictureFacts("image/png", len(png(40, 30)), 40, 30),
            odd: PictureFacts("image/tiff", 7),
            "0" * 64: None,
        }


def test_the_lines_of_a_preflight_are_those_of_the_persons_own_text() -> None:
    text = "---\r\ntitle: A title long enough\r\n---\r\n\r\nTK\r\n"
    data = text.encode()
    own = check_imported(Imported(parse(text).issue, data, Origin("markdown", "", digest(data), "a.md", 1)), TODAY)
    assert own.own_text
    assert [each.line for each in own.findings if each.rule == "to-come"] == [5]
    foreign = check_imported(Imported(parse(text).issue, data, Origin("html", "", digest(data), "a.html", 1)), TODAY)
    assert not foreign.own_text
    assert {each.rule for each in foreign.findings} == {each.rule for each in own.findings}
    assert not check_issue(parse(text).issue, TODAY).own_text
