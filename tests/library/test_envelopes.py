"""What comes with an imported issue is kept with it: display copy, facts of the envelope, pictures."""

from __future__ import annotations

from pathlib import Path

from reader_app.library.library import Library
from reader_app.model.blocks import Prose
from reader_app.model.origin import Asset, Imported, Origin, digest
from tests.support.imports import imported, issue

FACTS = (
    ("message-id", "<1@post.example>"),
    ("list-id", "Post <post.example>"),
    ("attachment", "a.pdf"),
    ("attachment", "b\npdf"),
)


def mail(title: str = "Boats", *pictures: bytes, original: bytes = b"mail", **fields: object) -> Imported:
    made = issue(title, **fields)
    return Imported(
        made,
        original,
        Origin("eml", "", digest(original), "a.eml", 1, FACTS),
        display="<p>Grüße — 你好</p>",
        assets=tuple(Asset(data, "image/png") for data in pictures),
    )


def test_they_come_back_as_they_were(path: Path) -> None:
    with Library.open(path) as library:
        added = library.add(mail("Boats", b"lamp", b"knot", b"lamp"))
    with Library.open(path) as library:
        assert library.display(added.id) == "<p>Grüße — 你好</p>"
        (origin,) = library.origins(added.id)
        assert origin.facts == FACTS
        assert origin == library.original(added.id)[1]
        assert library.asset(digest(b"lamp")) == (b"lamp", "image/png")
        assert library.asset(digest(b"knot")) == (b"knot", "image/png")


def test_an_issue_without_html_has_no_display_copy(library: Library) -> None:
    assert library.display(library.add(imported()).id) == ""


def test_names_of_files_may_hold_any_bytes(library: Library) -> None:
    strange = Origin("text", name="a\udcff\n.txt", facts=(("attachment", "\udc80\x00x"),))
    added = library.add(Imported(issue(), b"x", strange, ("Un\udcffsure.",), ("\ud800",), display="<p>\ud800</p>"))
    (origin,) = library.origins(added.id)
    assert origin.name == "a\ufffd .txt"
    assert origin.fact("attachment") == "\ufffdx"
    assert library.display(added.id) == "<p>?</p>"
    assert library.verify() == ()


def test_a_better_reading_brings_its_own(library: Library) -> None:
    added = library.add(mail("Boats", b"old", b"both"))
    better = mail("Boats", b"new", b"both")
    origin = Origin("eml", importer=2, facts=(("list-id", "x"),))
    library.replace_derived(added.id, Imported(better.issue, b"mail", origin, assets=better.assets))
    assert library.display(added.id) == ""
    (origin,) = library.origins(added.id)
    assert (origin.importer, origin.facts, origin.name) == (2, (("list-id", "x"),), "a.eml")
    assert library.asset(digest(b"old")) is None
    assert library.asset(digest(b"both")) is not None
    assert library.asset(digest(b"new")) is not None
    assert library.verify() == ()


class TestRemovingPictures:
    def test_they_go_with_the_last_issue_that_has_them(self, library: Library) -> None:
        one = library.add(mail("One", b"logo", original=b"1", number="1"))
        two = library.add(
            mail("Two", b"logo", original=b"2", number="2", publication="Other", lead=(Prose("Of another kind"),))
        )
        assert two.new
        library.remove([one.id])
        assert library.asset(digest(b"logo")) is not None
        library.remove([two.id])
        assert library.asset(digest(b"logo")) is None
        assert library.verify() == ()

    def test_what_a_person_added_stays(self, library: Library) -> None:
        added = library.add(mail("One", b"logo", b"lamp"))
        library.add_asset(b"logo", "image/gif")
        library.remove([added.id])
        assert library.asset(digest(b"logo")) == (b"logo", "image/png")
        assert library.asset(digest(b"lamp")) is None

    def test_what_a_draft_shows_stays(self, library: Library) -> None:
        added = library.add(mail("One", b"logo", b"lamp", b"knot"))
        draft = library.new_draft(f"![](asset:{digest(b'logo')})")
        library.save_draft(
            draft.id, f"![](asset:{digest(b'lamp').upper()})", base_revision=1, title="", publication="", number=""
        )
        library.remove([added.id])
        assert library.asset(digest(b"logo")) is not None
        assert library.asset(digest(b"lamp")) is not None
        assert library.asset(digest(b"knot")) is None
