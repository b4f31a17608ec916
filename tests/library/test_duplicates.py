"""Importing twice adds nothing, importing something else never loses it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from reader_app.library.fingerprint import fingerprint, similarity
from reader_app.library.library import Library
from reader_app.model.blocks import Prose
from reader_app.model.codec import decode, encode
from reader_app.model.origin import Imported, Origin
from tests.support.imports import TEXT, imported


def test_the_same_bytes_are_here_already(library: Library) -> None:
    first = library.add(imported())
    again = library.add(imported())
    assert (again.id, again.new) == (first.id, False)
    assert again.reason == "This file is already in the library."
    assert library.counts().issues == 1
    assert len(library.origins(first.id)) == 1


def test_twice_in_one_batch_is_once(library: Library) -> None:
    first, second = library.add_many([imported(), imported()])
    assert (first.new, second.new) == (True, False)
    assert first.id == second.id


def test_the_same_bytes_read_by_better_rules_are_here_already(library: Library) -> None:
    first = library.add(imported("Raw", original=b"bytes", lead=(Prose("one two three four"),)))
    again = library.add(
        imported("Fine", original=b"bytes", rules=2, lead=(Prose("five six seven eight"),), sections=())
    )
    assert (again.id, again.new) == (first.id, False)


def test_several_issues_of_one_file_are_all_kept(library: Library) -> None:
    words = ["First words of all this", "Second thoughts on the matter", "Third time and the last one"]
    batch = [imported("", original=b"feed", publication="", lead=(Prose(text),), sections=()) for text in words]
    assert [added.new for added in library.add_many(batch)] == [True, True, True]
    assert [added.new for added in library.add_many(batch)] == [False, False, False]
    assert library.counts().issues == 3


def test_several_issues_of_one_file_read_by_better_rules(library: Library) -> None:
    words = ["First words of all this", "Second thoughts on the matter"]
    old = [imported("", original=b"feed", publication="", lead=(Prose(text),), sections=()) for text in words]
    kept = library.add_many(old)
    new = [
        imported("Titled", original=b"feed", rules=2, publication="", lead=(Prose(text),), sections=())
        for text in words
    ]
    assert [added.id for added in library.add_many(new)] == [added.id for added in kept]


def test_another_form_of_the_same_issue_becomes_its_second_source(library: Library) -> None:
    first = library.add(imported("Boats", number="7", original=b"as mail"))
    again = library.add(imported("Boats in fog", number="7", original=b"as page"))
    assert (again.id, again.new) == (first.id, False)
    assert "“Harbour Post 7” is already in the library" in again.reason
    assert [origin.sha256 for origin in library.origins(first.id)] == [
        imported(original=data).origin.sha256 for data in (b"as mail", b"as page")
    ]
    assert library.original(first.id)[0] == b"as mail"
    # Its bytes are known from now on.
    assert library.add(imported("Boats in fog", number="7", original=b"as page")).reason.startswith("This file")


def test_the_same_number_with_other_words_is_new(library: Library) -> None:
    library.add(imported("Boats", number="7"))
    other = library.add(
        imported("Trains", number="7", lead=(Prose("All lines were closed on that day."),), sections=())
    )
    assert other.new


def test_the_same_words_under_another_number_are_new(library: Library) -> None:
    library.add(imported(number="7"))
    assert library.add(imported(number="8")).new
    assert library.add(imported(number="7", publication="Other")).new


def test_without_a_number_the_title_decides(library: Library) -> None:
    first = library.add(imported("Boats", original=b"1"))
    assert library.add(imported("Boats", original=b"2")).id == first.id
    assert library.add(imported("Ships", original=b"3")).new


def test_without_a_publication_the_words_alone_do_not_decide(library: Library) -> None:
    library.add(imported(publication="", original=b"1"))
    assert library.add(imported(publication="", original=b"2")).new


def test_no_bytes_are_not_the_same_bytes(library: Library) -> None:
    library.add(imported("One", original=b"", number="1"))
    assert library.add(imported("Two", original=b"", number="2")).new


def test_our_own_export_read_again_is_here_already(library: Library) -> None:
    first = library.add(imported(number="7"))
    exported = library.issue(first.id)
    again = library.add(Imported(decode(encode(exported)), b"json", Origin("json")))
    assert (again.id, again.new) == (first.id, False)
    assert again.reason == "This issue is already in the library."


def test_our_own_export_changed_is_new_under_its_own_id(library: Library) -> None:
    own = uuid4()
    library.add(imported("Before", number="7", id=own))
    changed = library.add(imported("After", number="7", id=own))
    assert changed.new
    assert changed.id != own
    assert changed.reason.startswith("The library holds another text under the id")
    assert library.issue(changed.id).title == "After"
    assert library.issue(own).title == "Before"


def test_likeness_is_the_share_of_common_wording() -> None:
    words = TEXT.split()
    whole, half = fingerprint([TEXT]), fingerprint([" ".join(words[: len(words) // 2])])
    assert similarity(whole, whole) == 1
    assert similarity(whole, fingerprint([TEXT.upper(), "?!"])) == 1
    assert 0.3 < similarity(whole, half) < 0.7
    assert similarity(whole, fingerprint(["entirely other words stand here"])) == 0
    assert similarity(fingerprint([""]), fingerprint([])) == 1
    assert similarity(whole, fingerprint([])) == 0
    assert fingerprint(["two words"]) != fingerprint(["other words"])


def test_a_long_text_with_a_small_change_stays_alike() -> None:
    words = [f"word{n}" for n in range(3000)]
    assert similarity(fingerprint([" ".join(words)]), fingerprint([" ".join(words[:-60])])) > 0.8
    assert len(fingerprint([" ".join(words)])) == 256


class TestMail:
    MESSAGE = (("message-id", " <7@post.example> "),)

    def mail(self, title: str = "Boats", data: bytes = b"mail", **fields: object) -> Imported:
        made = imported(title, original=data, **fields)
        return Imported(made.issue, data, Origin("eml", facts=self.MESSAGE))

    def test_another_copy_of_the_same_mail_is_here_already(self, library: Library) -> None:
        first = library.add(self.mail(number="7"))
        again = library.add(self.mail("Boats, forwarded", b"the same through another server", publication=""))
        assert (again.id, again.new) == (first.id, False)
        assert again.reason == "This mail is already in the library; this copy of it was kept as another source."
        assert len(library.origins(first.id)) == 2

    def test_senders_that_use_one_message_id_for_all_lose_no_mail(self, library: Library) -> None:
        library.add(self.mail())
        assert library.add(self.mail("Trains", b"2", lead=(Prose("All lines are closed today."),), sections=())).new

    def test_mails_without_an_id_have_nothing_in_common(self, library: Library) -> None:
        library.add(imported("One", original=b"1", publication="A"))
        assert library.add(imported("Two", original=b"2", publication="B")).new


class TestNames:
    DAY = datetime(2024, 5, 1, tzinfo=UTC)

    def test_the_case_of_the_publication_does_not_matter(self, library: Library) -> None:
        first = library.add(imported(number="7", original=b"1", publication="ÄTHER"))
        assert library.add(imported("Other title", number="7", original=b"2", publication="Äther")).id == first.id

    def test_a_source_that_does_not_say_the_publication(self, library: Library) -> None:
        first = library.add(imported(number="7", original=b"1", date=self.DAY))
        again = library.add(imported(number="7", original=b"2", publication="", date=self.DAY + timedelta(hours=30)))
        assert again.id == first.id
        assert again.reason.startswith("“7” is already")

    def test_a_source_that_does_not_say_the_number(self, library: Library) -> None:
        first = library.add(imported(original=b"1"))
        assert library.add(imported(number="7", original=b"2")).id == first.id

    def test_the_same_title_at_another_time_is_another_issue(self, library: Library) -> None:
        library.add(imported("Weekly", original=b"1", date=self.DAY))
        assert library.add(imported("Weekly", original=b"2", date=self.DAY + timedelta(days=7))).new
        assert not library.add(imported("Weekly", original=b"3", date=self.DAY - timedelta(days=2))).new

    def test_without_number_and_title_nothing_is_compared(self, library: Library) -> None:
        library.add(imported("", original=b"1"))
        assert library.add(imported("", original=b"2")).new


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        ("eml", "mail"),
        ("export", "issue"),
        ("export-html", "issue"),
        ("feed", "entry"),
        ("html", "file"),
        ("text", "file"),
    ],
)
def test_what_is_here_already_is_called_what_it_is(library: Library, kind: str, noun: str) -> None:
    found = imported()
    found = replace(found, origin=replace(found.origin, kind=kind))
    library.add(found)
    assert library.add(found).reason == f"This {noun} is already in the library."


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("export-html", "html", "export-html"),
        ("html", "export-html", "export-html"),
        ("text", "html", "html"),
        ("export-html", "export-html", "export-html"),
    ],
)
def test_what_an_export_says_of_a_file_stays(library: Library, first: str, second: str, kept: str) -> None:
    for kind in (first, second):
        found = imported()
        origin = replace(found.origin, kind=kind, facts=(("said-by", kind),))
        added = library.add(replace(found, origin=origin))
    (origin,) = library.origins(added.id)
    assert (origin.kind, origin.fact("said-by")) == (kept, kept)


def test_the_sketch_of_a_very_long_text_is_of_all_its_words() -> None:
    words = [f"word{number}" for number in range(300_000)]
    text = " ".join(words)
    long = fingerprint([text])
    expected = sorted({zlib.crc32(" ".join(words[at : at + 3]).encode()) for at in range(len(words) - 2)})[:64]
    assert list(struct.unpack(">64I", long)) == expected
    assert fingerprint(["? " * 600_000, "two words"]) == fingerprint(["two words"])
