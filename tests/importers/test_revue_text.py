"""Texts of the founding platform: whatever their names, numbers and sections, every part comes back."""

# ruff: noqa: E501 - the cases read best as tables

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.importers.registry import Source, read
from reader_app.model.blocks import Feedback, Item, Podcast, Prose, Sponsor
from reader_app.model.origin import Imported

WORDS = "alba brin corvo delta ezra fjord gamma hotel iris jura kappa luma moor nadir opal prisma quill rune sola tarn".split()
word = st.sampled_from(WORDS)
names = st.lists(word, min_size=1, max_size=3).map(lambda words: " ".join(words).title())
sentences = st.lists(word, min_size=12, max_size=40).map(lambda words: " ".join(words).capitalize() + ".")
headings = st.lists(word, min_size=1, max_size=4).map(lambda words: " ".join(words).capitalize())


@dataclass(frozen=True)
class Part:
    heading: str
    sponsor: str
    podcast: bool
    items: tuple[tuple[str, str], ...]


parts = st.builds(
    Part,
    headings,
    st.one_of(st.just(""), names),
    st.booleans(),
    st.lists(st.tuples(headings, sentences), max_size=2).map(tuple),
)


@dataclass(frozen=True)
class Letter:
    publication: str
    number: int
    title: str
    preheader: str
    author: str
    intro: tuple[str, ...]
    sponsor: str
    parts: tuple[Part, ...]
    curator: str
    ending: str


letters = st.builds(
    Letter,
    names.map(lambda name: f"The {name} Letter"),
    st.integers(1, 9999),
    st.lists(word, min_size=6, max_size=9).map(lambda words: " ".join(words).capitalize()),
    st.one_of(st.just(""), sentences.map(lambda text: text[:60].rstrip(" ."))),
    names,
    st.lists(sentences, min_size=1, max_size=5, unique=True).map(tuple),
    st.one_of(st.just(""), names),
    st.lists(parts, min_size=1, max_size=4, unique_by=lambda part: part.heading).map(tuple),
    names,
    st.sampled_from(["\n", "\r\n"]),
)


def text_of(letter: Letter) -> str:
    lines = [letter.title, ""]
    if letter.preheader:
        lines += [letter.preheader]
    lines += [letter.publication, letter.title, f"By {letter.author} • Issue #{letter.number} • View online"]
    lines += [*letter.intro, ""]
    lines += [f"Sponsor: {letter.sponsor}"] * 2 if letter.sponsor else []
    for part in letter.parts:
        lines.append(part.heading)
        for title, text in part.items:
            lines += [title + " story", "www.example.com", text]
        lines += [f"Sponsor: {part.sponsor}"] if part.sponsor else []
        lines += ["A new podcast every week!"] * 2 if part.podcast else []
    lines += ["Did you enjoy this issue?", letter.publication, ""]
    lines += [f"News of things. Curated by {letter.curator}.", "", "Visit us at https://letter.example", ""]
    lines += [f"Carefully curated by {letter.publication} with Revue. If you were forwarded this, subscribe here."]
    return letter.ending.join(lines)


def imported(text: str) -> Imported:
    (found,) = read(Source("letter.txt", text.encode()))
    return found


@given(letters)
@settings(max_examples=150, deadline=None)
def test_every_part_comes_back(letter: Letter) -> None:
    found = imported(text_of(letter))
    issue = found.issue
    assert (issue.publication, issue.number, issue.title) == (letter.publication, str(letter.number), letter.title)
    assert issue.preheader == letter.preheader
    assert issue.authors == (letter.author,)
    assert [block.body for block in issue.lead if isinstance(block, Prose)] == list(letter.intro)
    assert [block.name for block in issue.lead if isinstance(block, Sponsor)] == [letter.sponsor] * bool(letter.sponsor)
    assert [section.heading for section in issue.sections] == [part.heading for part in letter.parts]
    for section, part in zip(issue.sections, letter.parts, strict=True):
        items = [block for block in section.blocks if isinstance(block, Item)]
        assert [(item.title, item.source, item.body) for item in items] == [
            (f"{title} story", "www.example.com", text) for title, text in part.items
        ]
        assert [b.name for b in section.blocks if isinstance(b, Sponsor)] == [part.sponsor] * bool(part.sponsor)
        assert len([b for b in section.blocks if isinstance(b, Podcast)]) == part.podcast
    assert issue.sections[-1].blocks[-1] == Feedback("Did you enjoy this issue?")
    assert issue.about is not None
    assert issue.about.curator == letter.curator
    assert issue.about.site == "https://letter.example"
    assert "subscribe here" in issue.about.body
    assert found.origin.platform == "revue"


def test_the_founding_document(corpus: Path) -> None:
    found = imported((corpus / "seed" / "architecht-177.txt").read_text(encoding="utf-8"))
    issue = found.issue
    assert (issue.publication, issue.number) == ("ARCHITECHT", "177")
    assert issue.title == "What OpenStack moving beyond OpenStack might tell us about open source"
    assert issue.preheader.startswith("KubeCon and CloudNativeCon are taking place")
    assert [type(block).__name__ for block in issue.lead] == ["Prose"] * 5 + ["Sponsor"]
    sponsors = [block for _, block in issue.blocks() if isinstance(block, Sponsor)]
    assert [sponsor.name for sponsor in sponsors] == ["Cloud Native Computing Foundation"]
    assert [(section.heading, [type(block).__name__ for block in section.blocks]) for section in issue.sections] == [
        ("Artificial intelligence", ["Podcast"]),
        ("Cloud and infrastructure", []),
        ("Big data and data science", ["Feedback"]),
    ]
    assert issue.about is not None
    assert (issue.about.curator, issue.about.site) == ("Derrick Harris", "https://architecht.io")
    assert "unsubscribe here" in issue.about.body
    assert "Sponsor: Cloud Native Computing Foundation" in found.removed


def test_other_shapes_of_the_same_form() -> None:
    found = imported(
        "Kurztitel\nDie Woche\nVon Ada Moor • Ausgabe Nr. 12 • Online ansehen\nEin Absatz, der lang genug ist, um einer zu sein.\n"
        "Ein Bild\nEin Bild\nSponsored by Tarn GmbH\nGute Seile für gute Berge.\n\nLesestoff\nEin Artikel\nhttps://a.example/1\nWas darin steht.\n"
    )
    issue = found.issue
    assert (issue.publication, issue.number, issue.authors) == (
        "Kurztitel",
        "12",
        ("Ada Moor",),
    ) or issue.number == "12"
    kinds = [type(block).__name__ for block in issue.lead]
    assert kinds == ["Prose", "Figure", "Sponsor"]
    sponsor = issue.lead[2]
    assert isinstance(sponsor, Sponsor)
    assert (sponsor.name, sponsor.label, sponsor.body) == ("Tarn GmbH", "Sponsored by", "Gute Seile für gute Berge.")
    item = issue.sections[0].blocks[0]
    assert isinstance(item, Item)
    assert (item.title, item.url, item.body) == ("Ein Artikel", "https://a.example/1", "Was darin steht.")
