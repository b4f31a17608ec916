"""Publications one writes: kept, checked in sentences, the start of a new issue, and in every export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.errors import UsageError
from reader_app.library.library import Library
from reader_app.library.person_types import OwnPublication
from reader_app.markup.parse import parse
from reader_app.model.issue import About, Issue
from reader_app.model.publication import Look, Publication
from reader_app.services.addresses import trouble_with_address, trouble_with_mail_address
from reader_app.services.drafting import new_draft
from reader_app.services.exporting import export_issue
from reader_app.services.preview import Preview
from reader_app.services.publications import (
    advice,
    delete_publication,
    publication_named,
    publications,
    save_publication,
    troubles,
)
from tests.support.imports import imported, section
from tests.support.pictures import png

OWN = Publication(
    name="Pier Letter",
    tagline="Words from the pier",
    sender='Ines "Io" Okafor',
    mail="ines@pier.example",
    site="https://pier.example",
    subscribe="https://pier.example/in",
    unsubscribe="https://pier.example/out",
    pictures="https://pier.example/pictures/",
    postal="1 Pier\nHarbour",
    lang="de",
    authors=("Ines Okafor", "Ada"),
    look=Look("#004466", "sans", "", "The pier"),
    opening="::: note\nHello.\n:::",
    closing="## Tides\n\nHigh at noon. <!-- look up -->",
    number="9",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.masthead") as opened:
        yield opened


class TestKeeping:
    def test_everything_comes_back(self, library: Library) -> None:
        kept = save_publication(library, OWN)
        assert replace(kept, id=OWN.id) == replace(OWN, sender="Ines Io Okafor")
        assert publication_named(library, " pier  letter") == kept
        assert publications(library) == (kept,)
        other = save_publication(library, replace(kept, number="10", sender="", mail=""))
        assert publications(library) == (other,)
        delete_publication(library, kept.id)
        assert publication_named(library, "Pier Letter") is None
        assert publication_named(library, "") is None

    def test_a_name_is_needed_and_used_once(self, library: Library) -> None:
        save_publication(library, OWN)
        with pytest.raises(UsageError, match="already"):
            save_publication(library, Publication(name="PIER LETTER"))
        with pytest.raises(UsageError, match="name"):
            save_publication(library, Publication())

    def test_a_foreign_theme_does_no_harm(self, library: Library) -> None:
        library.save_own_publication(OwnPublication(uuid4(), "Odd", sender="a@b", theme='{"accent": 7, "font": []}'))
        found = publication_named(library, "Odd")
        assert found is not None
        assert (found.look, found.mail) == (Look(), "a@b")

    @settings(deadline=None)
    @given(st.text(max_size=20))
    def test_any_sender_is_kept_apart_from_its_address(self, sender: str) -> None:
        from reader_app.services.publications import _kept, _loaded

        found = _loaded(_kept(Publication(name="x", sender=sender, mail="a@b.example")))
        assert found.mail == "a@b.example"


class TestSentences:
    def test_a_sound_one_needs_none(self) -> None:
        assert troubles(OWN) == {}
        assert advice(OWN) == {}

    def test_each_field_says_what_is_wrong(self) -> None:
        wrong = Publication(
            site="pier.example",
            subscribe="javascript:x",
            pictures="https://",
            mail="ines",
            lang="de!",
            look=Look("red"),
        )
        assert set(troubles(wrong)) == {"name", "site", "subscribe", "pictures", "mail", "lang", "accent"}
        assert "already" in troubles(OWN, frozenset({"pier letter"}))["name"]

    def test_advice_keeps_nobody_from_going_on(self) -> None:
        pale = replace(OWN, look=Look("#FFCC00", header="asset:1"), postal="", unsubscribe="")
        assert troubles(pale) == {}
        assert set(advice(pale)) == {"accent", "header_alt", "postal", "unsubscribe"}
        assert "contrast 1." in advice(pale)["accent"]

    @pytest.mark.parametrize(
        ("url", "sound"),
        [
            ("", True),
            ("https://a.example/x?y=z", True),
            ("http://localhost:8000", True),
            ("mailto:a@b.example", True),
            ("{{ unsubscribe_url }}", True),
            ("*|UNSUB|*", True),
            ("a.example", False),
            ("/x", False),
            ("https://", False),
            ("javascript:alert(1)", False),
            ("https://a b.example", False),
        ],
    )
    def test_addresses(self, url: str, sound: bool) -> None:
        assert (trouble_with_address(url) == "") is sound

    @pytest.mark.parametrize(
        ("address", "sound"),
        [("a@b.example", True), ("a.b+c@d-e.f.example", True), ("a", False), ("a@b", False), ("a b@c.example", False)],
    )
    def test_mail_addresses(self, address: str, sound: bool) -> None:
        assert (trouble_with_mail_address(address) == "") is sound


class TestANewIssue:
    def test_it_starts_from_the_template_and_numbers_count_up(self, library: Library) -> None:
        save_publication(library, OWN)
        draft = new_draft(library, "pier letter")
        assert (draft.publication, draft.number) == ("Pier Letter", "9")
        assert draft.text == (
            "---\npublication: Pier Letter\nnumber: 9\ntitle: \nauthors: [Ines Okafor, Ada]\nlang: de\n"
            "preheader: \n---\n\n"
            "::: note\nHello.\n:::\n\nTK\n\n## Tides\n\nHigh at noon. <!-- look up -->\n"
        )
        assert new_draft(library, "Pier Letter").number == "10"
        found = publication_named(library, "Pier Letter")
        assert found is not None
        assert found.number == "11"

    def test_without_a_number_the_newest_issue_tells(self, library: Library) -> None:
        save_publication(library, replace(OWN, name="Harbour Post", number=""))
        assert new_draft(library, "Harbour Post").number == ""
        library.add(imported(number="7"))
        assert new_draft(library, "Harbour Post").number == "8"
        assert new_draft(library, "Harbour Post").number == "9"

    def test_like_an_issue_of_its_own(self, library: Library) -> None:
        save_publication(library, replace(OWN, number="S02E05"))
        like = Issue(publication="Pier Letter", number="4", sections=(section("Tools", "Rope"),), about=About("Old"))
        issue = parse(new_draft(library, "", like).text).issue
        assert (issue.publication, issue.number) == ("Pier Letter", "S02E05")
        assert [each.heading for each in issue.sections] == ["Tools"]
        assert issue.about == About("Old")

    def test_like_an_issue_of_others_takes_the_shape_alone(self, library: Library) -> None:
        save_publication(library, replace(OWN, number=""))
        like = imported(number="4", authors=("They",), about=About("Theirs"), extra={"from": "they@x.example"}).issue
        draft = new_draft(library, "Pier Letter", like)
        issue = parse(draft.text).issue
        assert (issue.publication, draft.number, issue.authors) == ("Pier Letter", "", OWN.authors)
        assert [each.heading for each in issue.sections] == ["Tools"]
        assert (issue.about, issue.extra) == (None, {})


class TestExports:
    TEXT = "---\npublication: Pier Letter\nnumber: 9\ntitle: Tides\n---\n\nWords.\n\n![Boat](asset:{sha})\n"

    @pytest.fixture
    def issue(self, library: Library) -> Issue:
        sha = library.add_asset(png(8, 6), "image/png")
        save_publication(library, replace(OWN, look=replace(OWN.look, header=f"asset:{sha}")))
        return parse(self.TEXT.format(sha=sha)).issue

    def test_every_format_has_the_footer(self, library: Library, issue: Issue) -> None:
        for form in ("web", "email", "eml", "text", "markdown", "json"):
            data = export_issue(library, issue, form, None)
            assert isinstance(data, bytes)
            text = data.decode().replace("=\n", "").replace("=\r\n", "")
            assert "https://pier.example/out" in text, form
            assert "1 Pier, Harbour" in text, form

    def test_mail_has_the_look_and_addresses_for_its_pictures(self, library: Library, issue: Issue) -> None:
        html = export_issue(library, issue, "email", None)
        assert isinstance(html, bytes)
        assert b"#004466" in html
        assert b"Georgia" not in html
        assert html.count(b"https://pier.example/pictures/") == 2
        assert html.count(b'.png" alt="The pier" width="8" height="6"') == 1
        mail = export_issue(library, issue, "eml", None)
        assert isinstance(mail, bytes)
        assert b"From: Ines Io Okafor <ines@pier.example>" in mail
        assert b"List-Unsubscribe: <https://pier.example/out>" in mail
        assert mail.count(b"Content-ID:") == 1

    def test_the_web_page_has_it_too(self, library: Library, issue: Issue) -> None:
        html = export_issue(library, issue, "web", None)
        assert isinstance(html, bytes)
        page = html.decode()
        assert "--accent: #004466" in page
        assert '<p class="header-picture"><img src="data:image/png;base64,' in page
        assert "Inter" in page.partition("body {")[2].partition("}")[0]

    def test_the_preview_shows_what_is_exported(self, library: Library, issue: Issue) -> None:
        preview = Preview()
        plain = preview.render(issue, "email")
        preview.publication = publication_named(library, "Pier Letter")
        own = preview.render(issue, "email")
        assert "#004466" not in plain
        assert "#004466" in own
        assert "https://pier.example/out" in own
        assert preview.weigh(issue).total > 0

    def test_an_issue_that_was_read_somewhere_stays_what_it_was(self, library: Library) -> None:
        save_publication(library, replace(OWN, name="Harbour Post"))
        added = library.add(imported(number="7"))
        text = export_issue(library, library.issue(added.id), "text", None)
        assert isinstance(text, bytes)
        assert b"pier.example" not in text
