"""The words and small patterns that HTML, text and Markdown share, in several languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader_app.importers.structure import (
    brands,
    cues,
    furniture_words,
    names,
    numbers,
    outline_words,
    self_naming,
    weighing,
)
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.spelling import spelled
from reader_app.importers.structure.witnesses import own_name

SELF_NAMING = Path(__file__).parents[2] / "cases" / "structure" / "self_naming.tsv"


@pytest.mark.parametrize(
    ("line", "label", "name"),
    [
        ("Sponsored by Acorn", "Sponsored by", "Acorn"),
        ("TOGETHER WITH [Acorn] [4]", "TOGETHER WITH", "Acorn"),
        ("This newsletter is sponsored in part by Acorn", "sponsored in part by", "Acorn"),
        ("💸 Sponsor", "Sponsor", ""),
        ("Anzeige", "Anzeige", ""),
        ("präsentiert von Eichel & Co", "präsentiert von", "Eichel & Co"),
        ("En partenariat avec Gland", "En partenariat avec", "Gland"),
        ("Patrocinado por Bellota", "Patrocinado por", "Bellota"),
        ("广告", "广告", ""),
        ("SPONSOR: Is your rope wet?", "SPONSOR", "Is your rope wet?"),
        ("A message from Acorn", "A message from", "Acorn"),
    ],
)
def test_a_disclosure_line(line: str, label: str, name: str) -> None:
    assert cues.sponsor_label(line) == (label, name)


@pytest.mark.parametrize(
    "line",
    [
        "Sponsorship: write to ads@h.example",
        "Our city is sponsoring the regatta",
        "The sponsors-only letter",
        "GitHub sponsors",
        "A message from the editor",
        "A note from Principal Moor",
        "Sponsored by you, our readers",
        "Sponsored by",
        "Sponsor " + "long " * 40,
    ],
)
def test_no_disclosure(line: str) -> None:
    assert cues.sponsor_label(line) is None


def test_a_label_that_waits_for_a_logo() -> None:
    assert cues.sponsor_label("Sponsored by", alone=True) == ("Sponsored by", "")
    assert cues.may_be_anyone("A message from")
    assert not cues.may_be_anyone("Sponsored by")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Ropes that mend (Sponsor)", "Sponsor"),
        ("Ropes that mend (SPONSOR) [11]", "SPONSOR"),
        ("It floats. *SPONSORED*", "SPONSORED"),
        ("Ruder, die schwimmen (Anzeige)", "Anzeige"),
        ("浮く櫂【PR】", "PR"),
        ("Who sponsors whom", ""),
        ("He was sponsored", ""),
        ("", ""),
    ],
)
def test_a_suffix(text: str, label: str) -> None:
    assert cues.sponsored_suffix(text) == label


def test_a_text_without_its_suffix() -> None:
    assert cues.without_suffix("Ropes (Sponsor)") == "Ropes"
    assert cues.without_suffix("Ropes") == "Ropes"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Acorn sponsor", "Acorn"),
        ("Eichel & Co – Anzeige", "Eichel & Co"),
        ("Become a sponsor", ""),
        ("GitHub sponsor", ""),
    ],
)
def test_a_byline(line: str, name: str) -> None:
    found = cues.sponsor_byline(line)
    assert (found.name if found else "") == name


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Harbour Post #459", "459"),
        ("Harbour Post #\u200b459: fog", "459"),
        ("No. 494 — October 16th, 2022", "494"),
        ("Issue #64", "64"),
        ("Newsletter #89", "89"),
        ("Vol. 7, No. 27", "7.27"),
        ("(Vol. 2, 27 - Issue 33)", "33"),
        ("Edition 126 (August 31st, 2025)", "126"),
        ("Ausgabe 01/2022 | Webversion", "01/2022"),
        ("Schaufenster 01/2022", "01/2022"),
        ("科技周刊：第 81 期", "81"),
        ("Vol.85", "85"),
        ("주간 제12호", "12"),
        ("R Weekly 2024-W28", "2024-W28"),
        ("Ausgabe #06 Juni 2023", "6"),
        ("57Apr2023", "57"),
        ("12Apr2023", ""),
        ("Newsletter 2023", ""),
        ("1 big thing", ""),
        ("Reference [4]", ""),
        ("Vol. 15, No. 24", "15.24"),
        ("Week: 06 | Month: June | Edition: 104º", "104"),
        ("Week 12", "12"),
        ("Přehled č. 12", "12"),
        ("週刊 Vol.１２", "12"),
        ("Havnenytt uke 18", "18"),
        ("12. szám", "12"),
        ("Le Quai, édition 12", "12"),
        ("No numbers here", ""),
    ],
)
def test_the_number_of_an_issue(text: str, number: str) -> None:
    assert numbers.number_in(text) == number


def test_a_number_no_word_marks() -> None:
    assert numbers.titled_number("Harbour Weekly 643") == ("Harbour Weekly", "643")
    assert numbers.titled_number("Quayish 211: fog", "211") == ("Quayish", "211")
    assert numbers.titled_number("Quayish 211: fog") == ("", "")
    assert numbers.titled_number("Lettre du port numéro 12", "12") == ("Lettre du port", "12")
    assert numbers.titled_number("Newsletter of August 2024") == ("", "")
    assert numbers.titled_number("No number") == ("", "")
    assert numbers.leading_number("128: fog, rope") == "128"
    assert numbers.leading_number("fog 128") == ""
    assert numbers.number_span("nothing") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("October 16th, 2022", "2022-10-16"),
        ("16. Oktober 2022", "2022-10-16"),
        ("le 3 février 2021", "2021-02-03"),
        ("3 de marzo de 2021", "2021-03-03"),
        ("2019年5月7日", "2019-05-07"),
        ("03.04.2020", "2020-04-03"),
        ("2020-04-03", "2020-04-03"),
        ("26-Jul-2002", "2002-07-26"),
        ("99 May 2020", ""),
        ("31 February 2020", ""),
        ("12 apples 2020", ""),
        ("no date", ""),
    ],
)
def test_a_date(text: str, day: str) -> None:
    found = find_date(text)
    assert (found[0].date().isoformat() if found else "") == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour Post #12: The lamp", "Harbour Post"),
        ("《海港》第 8 期", "海港"),
        ("科技周刊（第 127 期）：灯塔", "科技周刊"),
        ("Harbour Post Edition 126 (August 31st, 2025)", "Harbour Post"),
        ("TLDR HARBOUR 2025-04-24", "TLDR HARBOUR"),
        ("Rope digest: January 2026", "Rope digest"),
        ("Harbour March Newsletter", "Harbour"),
        ("WORLD OF ROPES   ISSUE 3   Saturday 17 August 2002", "WORLD OF ROPES"),
        ("Přístavní přehled č. 12", "Přístavní přehled"),
        ("Havnenytt uke 18", "Havnenytt"),
        ("Le Quai — édition n° 12", "Le Quai"),
        ("Issue #12", ""),
        ("Fixing bug #1234 was hard", ""),
        ("Nothing", ""),
    ],
)
def test_the_name_before_a_number(text: str, name: str) -> None:
    assert names.before_number(" ".join(text.split())) == name


@pytest.mark.parametrize(
    ("sender", "first"),
    [
        ("Ada Moor, Harbour Post", "Harbour Post"),
        ("Harbour Post by Ada Moor", "Harbour Post"),
        ("Redaktion Hafenpost", "Hafenpost"),
        ("Рассылка «Порт»", "Порт"),
        ("週刊みなと編集部", "週刊みなと"),
        ("Ada from Harbour Post", "Harbour Post"),
        ("Ada Moor @ Harbour Post", "Harbour Post"),
        ("Ada (Harbour Post)", "Harbour Post"),
        ('"Harbour Post" <post@h.example>', "Harbour Post"),
        ("La Lettre de Bord", "La Lettre de Bord"),
        ("Harbour-talk mailing list", "Harbour-talk"),
        ("post@h.example", ""),
    ],
)
def test_the_names_of_a_sender(sender: str, first: str) -> None:
    assert next((each.name for each in names.sender_names(sender)), "") == first


def self_naming_cases() -> list[list[str]]:
    """Return (what the sentence does, the sentence, the name in it) of each case; the name is empty for none."""
    return [line.split("\t") for line in SELF_NAMING.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("does", "text", "name"), self_naming_cases())
def test_a_sentence_in_which_a_newsletter_names_itself(does: str, text: str, name: str) -> None:
    if does == "subscribed":
        assert self_naming.subscribed(text)[0] == name
    elif does == "introduced":
        assert self_naming.introduced(text) == name
    else:
        assert self_naming.signed(text) == name


def test_owners_in_a_footer() -> None:
    company, little = self_naming.owner("© 2020 Harbour Post GmbH. All rights reserved.")
    bare, more = self_naming.owner("© 2020 Harbour Post. All rights reserved.")
    subscribed, most = self_naming.owner("You're subscribed to Harbour Post on Quay")
    assert company == bare == subscribed == "Harbour Post"
    assert little < more < most
    assert self_naming.owner("Nobody's.") == self_naming.owner("© ") == ("", 0.0)


def test_a_signature() -> None:
    assert self_naming.signed("Your Harbour Post Team") == "Harbour Post"
    assert self_naming.signed("—ada") == ""


def test_the_name_most_speaks_for() -> None:
    candidates = [
        names.Candidate("Ada Moor", 1.0),
        names.Candidate("Harbour Post", 1.5),
        names.Candidate("The Harbour Post Newsletter", 0.6),
        names.Candidate("Mailchimp", 9.0),
        names.Candidate("HP", 1.0),
        names.Candidate("The lamp is out", 3.0, titled=True),
    ]
    assert weighing.chosen(candidates, "The lamp is out") == "Harbour Post"
    assert weighing.chosen([]) == ""
    assert weighing.chosen([names.Candidate("Rope", 2.6), names.Candidate("Rope Newsletter", 2, numbered=True)]) == (
        "Rope Newsletter"
    )
    assert names.is_dateline("Issue 12 – May 2020")
    assert not names.is_dateline("3")
    assert not names.is_dateline("Ropes")


@pytest.mark.parametrize(
    "text",
    [
        "You received this because you asked for it",
        "Unsubscribe",
        "Abmelden",
        "Se désinscrire",
        "Darse de baja",
        "退订",
        "수신거부",
        "להסרה",
        "© 2024 Harbour Post",
        "Harbour Post, 12 Quay Street, Fogton",
        "P.O. Box 7, Fogton",
        "Impressum",
        "Отписаться",
    ],
)
def test_what_ends_an_issue(text: str) -> None:
    assert furniture_words.ends_the_issue(text)


def test_what_does_not_end_an_issue() -> None:
    assert not furniture_words.ends_the_issue("The harbour froze and nobody had salt.")
    assert not furniture_words.ends_the_issue("1.7 GHz with a 20 GB hard drive")
    assert furniture_words.is_social("Follow us on Mastodon")
    assert furniture_words.is_social("Facebook | RSS")
    assert not furniture_words.is_social("The share of fish")
    assert not furniture_words.is_social("word " * 40)
    assert furniture_words.is_view_online("Im Browser ansehen")
    assert furniture_words.is_view_online("ブラウザで見る")
    assert not furniture_words.is_view_online("The view is fine")
    assert furniture_words.is_view_link("Read on Quay")
    assert not furniture_words.is_view_link("Read on and on about rope, which is long enough")


def test_whose_advertisement_it_is() -> None:
    assert brands.brand([], [], "Ropes by Indeed Prime hold", ["https://www.indeedprime.example/x"]) == "Indeed Prime"
    assert brands.brand([], [], "we like stream a lot", ["https://getstream.example/x"]) == "stream"
    assert brands.brand(["Acorn logo"], [], "Rope.", []) == "Acorn"
    assert brands.brand([], ["Read more", "Acorn Works"], "Rope.", []) == "Acorn Works"
    assert brands.brand([], [], "Let RopeWorks show you how it is done.", []) == "RopeWorks"
    assert brands.brand([], [], "Rope.", ["https://acorn.co.uk/x"]) == "Acorn"
    assert brands.brand([], [], "Rope.", ["https://acorn.co.uk/x"], common={"acorn"}) == ""
    assert brands.core_of("https://bit.ly/x") == brands.core_of("nonsense") == ""
    assert brands.is_paid_link("https://a.example/?utm_medium=sponsorship")
    assert not brands.is_paid_link("https://a.example/?utm_medium=email")
    assert brands.common_cores(["https://click.quay.example/1"] * 5) == {"quay"}


def test_words_of_headings_that_open_nothing() -> None:
    assert outline_words.is_greeting("Good morning!")
    assert outline_words.is_contents("In dieser Ausgabe")
    assert outline_words.is_contents("目录")
    assert outline_words.is_closing("Thanks for reading!")
    assert outline_words.is_closing("Bis zum nächsten Mal")
    assert outline_words.is_call("Weiterlesen")
    assert not outline_words.is_call("The bowline and how it came to be what it is today")
    assert not outline_words.is_closing("Boats")


@pytest.mark.parametrize(
    ("core", "text", "name"),
    [
        ("oldharbour", "Read The Old Harbour today", "Old Harbour"),
        ("parus", "Магазин Парус ждёт", "Парус"),
        ("mueller-baeckerei", "Die Müller Bäckerei", "Müller Bäckerei"),
        ("cafebleu", "Au Café Bleu", "Café Bleu"),
        ("zoladz", "Liny Żołądź na każdą pogodę", "Żołądź"),
        ("smorrebrod", "Hos Smørrebrød", "Smørrebrød"),
        ("harbour", "No such word", ""),
    ],
)
def test_letters_of_an_address_spelled_in_a_text(core: str, text: str, name: str) -> None:
    assert spelled(core, text) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour Headlines Wednesday July 10", "Harbour Headlines"),
        ("Poem of the Day: 09/13/02", "Poem of the Day"),
        ("Quay Weekly - Week of 11/21", "Quay Weekly"),
        ("Nothing of the kind", ""),
    ],
)
def test_a_name_before_a_date(title: str, name: str) -> None:
    assert names.before_date(title) == name


def test_a_name_before_a_volume_and_number() -> None:
    assert names.before_volume("Harbour Post 5.15 August 15") == "Harbour Post"
    assert names.before_volume("Harbour Post") == ""


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("list.oldharbour.example", "oldharbour"),
        ("quay-notes.substack.com", "quaynotes"),
        ("mail.substack.com", ""),
        ("gmail.com", ""),
    ],
)
def test_the_name_in_an_own_address(address: str, name: str) -> None:
    assert own_name(address) == name
