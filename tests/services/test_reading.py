"""What the reading page is made of where no window is needed to see it."""

from __future__ import annotations

import re

from reader_app.model.blocks import Feedback, Figure, Item, LinkList, Podcast, Prose, Sponsor
from reader_app.model.issue import Issue, Section
from reader_app.services.reading import (
    ContentsEntry,
    Head,
    Look,
    contents,
    display_page,
    original_page,
    page,
    style,
    text_page,
)

OWN = "ab" * 32
DISPLAY = (
    '<style>p { color: red }</style><div class="original">'
    f'<p>src="asset:{OWN}" is text</p><img alt="a > b data-remote=1" src="asset:{OWN}">'
    '<img alt="A hill" data-remote="https://far.example/hill.png"><img data-remote="https://far.example/dot.png"></div>'
)


def test_a_display_copy_shows_the_pictures_of_the_library_and_leaves_its_text_alone() -> None:
    page = display_page(Issue(title="Hills"), Look(mode="dark"), DISPLAY)
    assert f'<img alt="a > b data-remote=1" src="masthead:asset/{OWN}">' in page
    assert f'<p>src="asset:{OWN}" is text</p>' in page
    assert '<span class="blocked">A hill</span></div>' in page
    assert "color-scheme: light" in page


def test_a_remote_picture_that_is_in_the_library_stands_in_its_place() -> None:
    far = "https://far.example/hill.png"
    shown = display_page(Issue(title="Hills"), Look(), DISPLAY, find={far: OWN}.get)
    assert f'<img alt="A hill" src="masthead:asset/{OWN}"></div>' in shown
    issue = Issue(lead=(Figure(far, "A hill"), Figure("https://far.example/dot.png", "A dot")))
    inside = "data:image/gif;base64,R0lG"
    issue = Issue(lead=(*issue.lead, Figure(inside, "A speck"), Figure("near.png", "Nowhere")))
    shown = page(issue, Look(), Head(), find={far: OWN}.get)
    assert f'<img src="{inside}" alt="A speck">' in shown
    assert '<span class="missing-picture">Nowhere</span>' in shown
    assert f'<img src="masthead:asset/{OWN}" alt="A hill">' in shown
    assert '<span class="missing-picture">A dot</span>' in shown


def test_the_font_of_the_windows_cannot_end_the_style_sheet() -> None:
    assert "</style" not in style(Look(interface="</style><b>'"))


def test_the_text_page_is_the_text_and_its_addresses_are_links() -> None:
    page = text_page(Issue(title="Hills <b>", url="https://hills.example/1?a=1&b=2"), Look())
    assert "Hills &lt;b&gt;" in page
    assert '<a href="https://hills.example/1?a=1&amp;b=2">' in page


def test_in_this_issue_lists_the_lead_the_sections_and_what_stands_apart() -> None:
    items = (Item("A", "https://a.example"), Item("B", "https://b.example"))
    issue = Issue(
        lead=(Prose("Some words."), Sponsor("Ropes")),
        sections=(
            Section("Reading", "", (Item("C"), LinkList(items), Podcast("Waves"))),
            Section("End", "", (Feedback("Was it good?"),)),
        ),
    )
    assert contents(issue) == (
        ContentsEntry("lead", "", "", minutes=1),
        ContentsEntry("sponsor", "Ropes", '[data-block="lead-1"]'),
        ContentsEntry("section", "Reading", 'section[id="reading"]', count=3),
        ContentsEntry("podcast", "Waves", '[data-block="0-2"]'),
        ContentsEntry("section", "End", 'section[id="end"]', count=0),
        ContentsEntry("feedback", "Was it good?", '[data-block="1-0"]'),
    )
    assert contents(Issue(lead=(Sponsor("Ropes"),)))[0].kind == "sponsor"


def test_a_long_text_is_shown_whole_in_parts() -> None:
    lines = [f"Line {number} of a text that is long." for number in range(3000)]
    lines[700:1400:7] = [""] * 100
    shown = original_page(Issue(title="Hills"), Look(), "\n".join(lines))
    assert shown.count('<pre class="plain">') > 2
    parts = re.findall(r'<pre class="plain">\n(.*?)</pre>', shown, re.DOTALL)
    assert "".join(parts) == "\n".join(lines)
