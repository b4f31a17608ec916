"""Web page and mail: pictures, modes, languages, and that successive versions come out as if made anew."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from reader_app.errors import UsageError
from reader_app.exporters.email_html import MailRenderer
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.registry import ALONE, export, export_together
from reader_app.exporters.web_page import WebRenderer
from reader_app.model.blocks import Block, Figure, Item, Podcast, Prose
from reader_app.model.issue import About, Issue, Section
from tests.support.strategies import issues

SHA = "ab" * 32
PNG = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + struct.pack(">II", 1104, 500)
LETTER = Issue(title="T", lead=(Figure(f"asset:{SHA}", "A boat", "At sea", "https://boat.example"), Prose("Words.")))


def known(sha256: str) -> tuple[bytes, str] | None:
    return (PNG, "image/png") if sha256 == SHA else None


def test_a_web_page_carries_its_pictures() -> None:
    page = export(LETTER, "web", ExportOptions(asset=known)).decode()
    assert '<img src="data:image/png;base64,' in page
    assert "asset:" not in page


def test_a_picture_that_is_not_there_shows_its_words() -> None:
    for form in ("web", "email"):
        page = export(LETTER, form).decode()
        assert "<img" not in page
        assert "A boat" in page


REMOTE = "https://pictures.example/boat.png?a=1&b=2"
PLACE = (
    '<a class="missing-picture" href="https://pictures.example/boat.png?a=1&amp;b=2" rel="noopener noreferrer">{}</a>'
)


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        (Figure(REMOTE, "A <boat>"), PLACE.format("A &lt;boat&gt;")),
        (Figure(REMOTE), PLACE.format("Picture")),
        (Item("Boats", image=REMOTE), PLACE.format("Picture")),
        (Prose(f"See ![a boat]({REMOTE})."), f"See {PLACE.format('a boat')}.</p>"),
        (
            Prose(f"[![a boat]({REMOTE})](https://b.example)"),
            '<a href="https://b.example" rel="noopener noreferrer">a boat</a>',
        ),
        (Figure(REMOTE, "A boat", url="https://b.example"), '<span class="missing-picture">A boat</span></a>'),
        (Figure("https://x.list-manage.com/track/open.php?u=1", "dot"), '<span class="missing-picture">dot</span>'),
        (Figure("javascript:x", "A boat"), '<span class="missing-picture">A boat</span>'),
    ],
)
@pytest.mark.parametrize("form", ["web", "epub"])
def test_a_picture_that_stays_on_the_web_is_linked(block: Block, shown: str, form: str) -> None:
    data = export(Issue(title="x", lang="en", lead=(block,)), form)
    page = data.decode() if form == "web" else ZipFile(BytesIO(data)).read("book/issue-1.xhtml").decode()
    assert shown in page
    assert "<img" not in page


@pytest.mark.parametrize("form", ["web", "epub"])
def test_a_picture_that_was_fetched_from_the_web_is_carried(form: str) -> None:
    issue = Issue(title="x", lead=(Figure(REMOTE, "A boat"), Prose(f"See ![it]({REMOTE}).")))
    data = export(issue, form, ExportOptions(asset=known, fetched={REMOTE: SHA}.get))
    page = data.decode() if form == "web" else ZipFile(BytesIO(data)).read("book/issue-1.xhtml").decode()
    src = "data:image/png;base64," if form == "web" else f"pictures/{SHA[:32]}.png"
    assert page.count(f'<img src="{src}') == 2
    assert "missing-picture" not in page.partition("<body")[2]


def test_a_mail_names_the_address_and_the_size_of_a_picture() -> None:
    options = ExportOptions(asset=known, asset_url=lambda sha256: f"https://pictures.example/{sha256}.png")
    page = export(LETTER, "email", options).decode()
    assert f'<a href="https://boat.example"><img src="https://pictures.example/{SHA}.png" alt="A boat"' in page
    assert 'width="552" height="250"' in page
    assert "https://pictures.example" in export(LETTER, "web", options).decode()


def test_a_small_picture_keeps_its_size() -> None:
    small = b"GIF89a" + struct.pack("<HH", 40, 30)
    options = ExportOptions(asset=lambda _sha256: (small, "image/gif"), asset_url=lambda _sha256: "cid:boat")
    assert 'src="cid:boat" alt="A boat" width="40" height="30"' in export(LETTER, "email", options).decode()


@pytest.mark.parametrize("form", ["web", "email"])
def test_a_mode_is_light_dark_or_what_the_reader_prefers(form: str) -> None:
    def made(mode: str) -> str:
        return export(LETTER, form, ExportOptions(mode=mode)).decode()  # type: ignore[arg-type]

    assert "prefers-color-scheme" in made("auto").replace(" ", "")
    assert "prefers-color-scheme" not in made("light")
    assert "prefers-color-scheme" not in made("dark")
    assert "#1B1A18" in made("dark")
    assert "#1B1A18" not in made("light")


def test_a_backslash_is_written_once() -> None:
    mail = export(Issue(title=r"a\b", lead=(Figure("https://x.example/p.png", r"c\d"),)), "email").decode()
    assert "\\\\" not in mail
    assert "a&#92;b" in mail
    assert "c&#92;d" in mail


@pytest.mark.parametrize("form", ["web", "email", "text"])
def test_the_words_beside_the_text_are_in_its_language(form: str) -> None:
    about = About("Ein Brief", "Jule", subscribe="https://a.example/s", unsubscribe="https://a.example/u")
    section = Section("S", "", (Podcast("Folge 1", audio="https://a.example/1.mp3", minutes=9), Item("I", minutes=3)))
    page = export(Issue(title="T", lang="de", number="4", sections=(section,), about=about), form).decode()
    for word in ("Ausgabe 4", "Abbestellen", "Zusammengestellt von Jule", "9 Min.", "3 Min."):
        assert word.lower() in page.lower()
    for word in ("Unsubscribe", "Curated", "Listen", " min"):
        assert word not in page.replace("min-", "").replace(" min(", "")


def test_a_curator_the_tagline_names_is_not_named_again() -> None:
    issue = Issue(title="T", about=About("A letter. Curated by Ada Brook.", "Ada Brook"))
    for form in ("web", "email", "text"):
        assert export(issue, form).decode().count("Ada Brook") == 1


@pytest.mark.parametrize("make", [WebRenderer, MailRenderer])
@given(first=issues, second=issues)
@settings(max_examples=40, deadline=None)
def test_a_later_version_comes_out_as_if_made_anew(
    make: Callable[[], WebRenderer | MailRenderer], first: Issue, second: Issue
) -> None:
    mixed = replace(second, lead=(*first.lead, *second.lead), sections=first.sections)
    options = ExportOptions(marks=True)
    renderer = make()
    for issue in (first, mixed, replace(mixed, lang="he"), mixed):
        assert renderer.render(issue, options) == make().render(issue, options)


@pytest.mark.parametrize("make", [WebRenderer, MailRenderer])
def test_a_heading_in_the_footer_has_one_level_whatever_stands_above(
    make: Callable[[], WebRenderer | MailRenderer],
) -> None:
    about = About(body="# Who we are")
    section = Section("News", blocks=(Prose("Something happened."),))
    pages = [
        make().render(Issue(about=about), ExportOptions()),
        make().render(Issue(about=about, sections=(section,)), ExportOptions()),
    ]
    levels = [re.findall(r"<(h\d)[^>]*>Who we are", page) for page in pages]
    assert levels == [["h2"], ["h2"]]


@pytest.mark.parametrize("make", [WebRenderer, MailRenderer])
def test_a_picture_that_arrives_later_is_shown(make: Callable[[], WebRenderer | MailRenderer]) -> None:
    kept: dict[str, tuple[bytes, str]] = {}
    options = ExportOptions(asset=kept.get, asset_url=None if make is WebRenderer else lambda sha256: f"cid:{sha256}")
    renderer = make()
    renderer.render(LETTER, options)
    kept[SHA] = (PNG, "image/png")
    assert "<img" in renderer.render(LETTER, options)


def test_a_mark_changes_nothing_else() -> None:
    marked = export(LETTER, "web", ExportOptions(marks=True)).decode()
    assert 'data-block="lead-0"' in marked
    assert marked.replace(' data-block="lead-0"', "").replace(' data-block="lead-1"', "") == export(
        LETTER, "web"
    ).decode().replace(' data-block="lead-1"', "")


def test_a_format_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"There is no format “doc”\. There are: web, "):
        export(LETTER, "doc")
    with pytest.raises(UsageError, match="holds one issue"):
        export_together((LETTER, LETTER), "web")


@pytest.mark.parametrize("form", ALONE)
def test_an_empty_issue_has_every_form(form: str) -> None:
    assert export(Issue(), form)
