"""HTML to an issue: what the one door of the structure steps hands out."""

from __future__ import annotations

from reader_app.importers.structure.envelope import Envelope
from reader_app.importers.structure.find import find
from reader_app.model.blocks import Item, Sponsor

MAIL = """
<html><body><div style="display:none">Rope, fog and a lamp</div>
<table><tr><td>No. 12 | <a href="https://harbour.example/12">View in browser</a></td></tr>
<tr><td><p>Good evening from the quay, where the boats are all in
and the lamp is lit, so that whoever comes late finds the way between the stones and the wall.</p></td></tr>
<tr><td><h2>Boats</h2></td></tr>
<tr><td><h3><a href="https://a.example/1">A lamp for sailors</a></h3><p>It burns for a week.</p></td></tr>
<tr><td style="background:#eee"><p>Sponsored by Acorn Works</p>
<p>Fine rope, <a href="https://acorn.example">by the yard</a>.</p></td></tr>
<tr><td><h2>Knots</h2></td></tr>
<tr><td><h3><a href="https://a.example/2">The bowline</a></h3><p>Still the best one there is.</p></td></tr>
<tr><td style="font-size:11px"><p>You received this because you asked for it. <a href="https://h.example/u">Unsubscribe</a></p></td></tr>
</table></body></html>
"""


def test_a_mail_of_tables() -> None:
    found = find(MAIL, Envelope(subject="Fwd: The lamp is lit", sender="Harbour Post"))
    issue = found.issue
    assert (issue.publication, issue.number, issue.title) == ("Harbour Post", "12", "The lamp is lit")
    assert issue.preheader == "Rope, fog and a lamp"
    assert issue.url == "https://harbour.example/12"
    assert [section.heading for section in issue.sections] == ["Boats", "Knots"]
    assert [(item.title, item.url) for _, item in issue.items()] == [
        ("A lamp for sailors", "https://a.example/1"),
        ("The bowline", "https://a.example/2"),
    ]
    (ad,) = [block for _, block in issue.blocks() if isinstance(block, Sponsor)]
    assert (ad.name, ad.url, ad.label) == ("Acorn Works", "https://acorn.example", "Sponsored by")
    assert issue.about is not None
    assert issue.about.unsubscribe == "https://h.example/u"
    assert isinstance(issue.sections[1].blocks[0], Item)
