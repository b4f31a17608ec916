"""Saved pages: the newsletter in them is found, what is around it is told, their pictures come along."""

from __future__ import annotations

import base64

import pytest

from reader_app.errors import FormatError
from reader_app.importers.registry import Source, read, recognise
from reader_app.model.origin import Imported
from tests.support.mails import PNG, words_of

LETTER = "<h1>Otters are back</h1><p>The otters came back to the upper lake this week, all seven of them.</p>"
PAGE = f"<!DOCTYPE html><html lang='en'><head><title>Otters</title></head><body>{LETTER}</body></html>"


def page(html: str | bytes, name: str = "letter.html") -> Imported:
    (found,) = read(Source(name, html.encode() if isinstance(html, str) else html))
    return found


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.html", PAGE, "html"),
        ("a.txt", PAGE, "html"),
        ("without", "<?xml version='1.0'?>\n<!-- saved -->\n" + PAGE, "html"),
        ("a.htm", "<p>Only one paragraph.</p>", "html"),
        ("part.txt", "<table>" + "<tr><td>a</td></tr>" * 9 + "</table>", "html"),
        ("a.md", "<p align=center>A logo</p>\n\n# A heading\n\nWords.", "markdown"),
        ("a.txt", "A line with <b>one</b> tag.", "text"),
    ],
)
def test_recognised_by_content_then_by_name(name: str, data: str, kind: str) -> None:
    assert recognise(Source(name, data.encode())).kind == kind


def test_utf_16_is_recognised() -> None:
    found = page(PAGE.encode("utf-16"), "without-suffix")
    assert "upper lake" in words_of(found.issue)


def test_a_page_becomes_an_issue_with_its_copy() -> None:
    found = page(PAGE)
    assert found.origin.kind == "html"
    assert "Otters are back" in words_of(found.issue)
    assert found.issue.lang == "en"
    assert "upper lake" in words_of(found.issue)
    assert '<div class="original" lang="en">' in found.display


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("windows-1251", "<meta charset=windows-1251>"),
        ("koi8-r", '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'),
        ("utf-8", "<meta charset='utf-16'>"),
        ("utf-8", ""),
        ("cp1251", ""),
    ],
)
def test_the_character_set_is_the_one_the_page_names_if_it_can_be(codec: str, head: str) -> None:
    text = "Выдры вернулись на верхнее озеро, и мы рассказываем о них всё, что знаем."
    found = page(f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(codec))
    assert text in words_of(found.issue)


def test_what_is_around_the_main_part_is_taken_out_and_told() -> None:
    around = "<nav><a href=/>Home</a></nav>{}<aside>Popular letters</aside><form>Search <input></form>"
    found = page(PAGE.replace(LETTER, around.format(f"<main>{LETTER * 4}<aside>A note within</aside></main>")))
    assert "Home" not in words_of(found.issue)
    assert {"Home", "Popular letters", "Search"} <= set(found.removed)
    assert "A note within" in words_of(found.issue)


def test_an_aside_stays_where_no_main_part_is() -> None:
    found = page(PAGE.replace(LETTER, f"<article>{LETTER}</article><article>{LETTER}</article><aside>A box</aside>"))
    assert "A box" in words_of(found.issue)


def test_the_page_within_a_page_is_the_letter() -> None:
    inner = f"<!DOCTYPE html><html><head><style>p{{}}</style></head><body>{LETTER * 20}</body></html>"
    outer = f"<html><head><title>Archive</title></head><body><p>View profile</p>{inner}<p>Powered by nobody</p></body>"
    found = page(outer)
    assert "upper lake" in words_of(found.issue)
    assert "View profile" not in words_of(found.issue)
    assert {"View profile", "Powered by nobody"} <= set(found.removed)


def test_a_small_page_within_is_part_of_the_letter() -> None:
    found = page(PAGE.replace(LETTER, LETTER * 20 + "<html><body><p>An insert</p></body></html>"))
    assert "upper lake" in words_of(found.issue)
    assert "An insert" in words_of(found.issue)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2019-03-04T08:00:00+01:00">',
        '<script type="application/ld+json">{"@type": "Article", "datePublished": "2019-03-04T07:00:00Z"}</script>',
        '<script type="application/ld+json">[{"datePublished": "2019-03-04T07:00:00Z"}, 1]</script>',
        '<script type="application/ld+json">{broken</script><time datetime="2019-03-04T07:00:00Z"></time>',
        '<meta name="date" content="never"><meta name="pubdate" content="Mon, 04 Mar 2019 07:00:00 GMT">',
    ],
)
def test_the_date_is_what_the_page_states(head: str) -> None:
    found = page(PAGE.replace("<title>", head + "<title>"))
    assert found.issue.date is not None
    assert found.issue.date.isoformat() == "2019-03-04T07:00:00+00:00"


def test_a_time_in_the_text_is_its_date_at_last() -> None:
    found = page(PAGE.replace(LETTER, LETTER + '<time datetime="2019-03-04">4 March</time>'))
    assert found.issue.date is not None
    assert found.issue.date.date().isoformat() == "2019-03-04"


@pytest.mark.parametrize(
    "where",
    [
        '<link rel="canonical" href="https://tarn.example/letters/7">',
        '<meta property="og:url" content="https://tarn.example/letters/7"><link rel=canonical href="/x">',
        "<!-- saved from url=(0030)https://tarn.example/letters/7 -->",
    ],
)
def test_links_are_whole_where_the_page_says_where_it_stood(where: str) -> None:
    html = PAGE.replace("<title>", where + "<title>").replace(
        "</h1>", '</h1><p><a href="../more">The whole story</a></p>'
    )
    found = page(html)
    assert found.issue.url == "https://tarn.example/letters/7"
    assert "https://tarn.example/more" in found.display


def test_a_base_counts_before_the_address() -> None:
    html = PAGE.replace("<title>", '<base href="https://base.example/a/"><title>')
    html = html.replace(
        "</h1>", '</h1><p><a href="b">one</a> <a href="http://[">two</a></p><img src="c.png" width="300">'
    )
    found = page(html)
    assert 'href="https://base.example/a/b"' in found.display
    assert 'data-remote="https://base.example/a/c.png"' in found.display


def test_authors_are_names_not_addresses() -> None:
    named = page(PAGE.replace("<title>", '<meta name="author" content="Ada Moor"><title>'))
    linked = page(PAGE.replace("<title>", '<meta property="article:author" content="https://x.example/ada"><title>'))
    assert named.issue.authors == ("Ada Moor",)
    assert linked.issue.authors == ()


def test_pictures_in_the_page_come_along() -> None:
    encoded = base64.b64encode(PNG).decode()
    pictures = (
        f'<img src="data:image/png;base64,{encoded}" alt="An otter" width="300" height="200">'
        '<img src="data:image/png;base64,AAAA" alt="no picture"><img src="data:image/png,%ff" alt="none">'
        '<img src="data:image/png,\u4e00" alt="odd">'
    )
    found = page(PAGE.replace("</h1>", "</h1>" + pictures))
    (asset,) = found.assets
    assert (asset.data, asset.media_type) == (PNG, "image/png")
    assert found.display.count(" src=") == 1


@pytest.mark.parametrize("html", ["<html></html>", "<html><body><script>x()</script></body></html>", "<html><body> \n"])
def test_a_page_that_shows_nothing_gets_a_sentence(html: str) -> None:
    with pytest.raises(FormatError, match="The page shows no text"):
        page(html)


def test_a_picture_file_called_html_is_no_page() -> None:
    with pytest.raises(FormatError, match="It is a picture"):
        page(PNG)


HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tarn.example/letters/7\r\n"
    "Subject: Otters\r\nDate: Mon, 4 Mar 2019 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
)
PARTS = (
    "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://tarn.example/letters/7\r\n\r\n"
    '<html><head><link rel=3D"stylesheet" href=3D"cid:css"></head><body><h1>Otters are back</h1>\r\n'
    "<p>The otters came back to the upper lake.</p>\r\n"
    '<img src=3D"https://tarn.example/otter.png?a=3D1&amp;b=3D2" alt=3D"An otter" width=3D"300" height=3D"200">'
    "</body></html>\r\n"
    "--b\r\nContent-Type: text/css\r\nContent-ID: <css>\r\n\r\np { color: red }\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: https://tarn.example/otter.png?a=1&b=2\r\n\r\n"
    f"{base64.encodebytes(PNG).decode()}\r\n"
    "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    "Content-Location: https://tarn.example/not-shown.png\r\n\r\n"
    f"{base64.encodebytes(PNG + b'x').decode()}\r\n--b--\r\n"
)


@pytest.mark.parametrize("name", ["letter.mhtml", "letter.mht", "letter.eml"])
def test_a_page_saved_with_its_pictures(name: str) -> None:
    found = page(HEAD + PARTS, name)
    assert found.origin.kind == "mhtml"
    assert "Otters are back" in words_of(found.issue)
    assert found.issue.publication != "Saved by Blink"
    assert found.issue.url == "https://tarn.example/letters/7"
    assert found.issue.date is None
    assert found.origin.fact("saved") == "2019-03-04T08:00:00+00:00"
    assert [asset.data for asset in found.assets] == [PNG]
    assert found.display.count(" src=") == 1


def test_a_saved_page_without_a_page_gets_a_sentence() -> None:
    with pytest.raises(FormatError, match="The page shows no text"):
        page(HEAD + "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n")


def test_a_mail_with_related_parts_is_no_saved_page() -> None:
    mail = HEAD.replace("<Saved by Blink>", "ada@home.example").replace("Snapshot-Content-Location", "X-Other")
    assert recognise(Source("a.eml", (mail + PARTS).encode())).kind == "eml"


@pytest.mark.parametrize(
    "inside", ["<h1>The otters rest</h1>", "<b>The otters rest</b>", "<center>The otters rest</center>"]
)
def test_a_page_of_one_line_is_an_issue_with_this_line(inside: str) -> None:
    (found,) = read(Source("a.html", f"<html><body>{inside}</body></html>".encode()))
    assert not found.issue.is_empty()
    assert "The otters rest" in words_of(found.issue)


@pytest.mark.parametrize("inside", ["", "<script>var otters</script>", "<p hidden>otters</p>"])
def test_a_page_without_words_is_none(inside: str) -> None:
    with pytest.raises(FormatError, match="shows no text"):
        read(Source("a.html", f"<html><body>{inside}</body></html>".encode()))
