"""Disclosure lines are found whatever the letters beside them; the quick look that comes first loses none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader_app.importers.structure.cues import sponsor_label
from reader_app.importers.structure.label_words import BARE, KEYS, NAMED


@pytest.mark.parametrize("pattern", (*NAMED, *BARE))
@given(data=st.data())
def test_every_label_in_ascii_letters_has_a_key(pattern: str, data: st.DataObject) -> None:
    label = data.draw(st.from_regex(pattern, fullmatch=True)).lower()
    words = re.findall(r"[^\W_]+", label)
    assert not label.isascii() or KEYS.intersection(word[:4] for word in words)


@pytest.mark.parametrize("line", ["--- ANZEIGE ---", "_Sponsored by Acorn_", "ad: Acorn", "*Our sponsors*"])
def test_marks_around_a_label_hide_it_not(line: str) -> None:
    assert sponsor_label(line) is not None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Partenaire de cette édition : Acorn", "Acorn"),
        ("Le mot du sponsor", ""),
        ("Partner dieser Ausgabe: Acorn", "Acorn"),
        ("Die heutige Ausgabe wird Ihnen präsentiert von Acorn", "Acorn"),
        ("Patrocina este número: Acorn", "Acorn"),
        ("Sponsor de la semana", ""),
        ("Patrocinador da semana", ""),
        ("Com apoio de Acorn", "Acorn"),
        ("Sponsor di questo numero: Acorn", "Acorn"),
        ("Viikon sponsori: Acorn", "Acorn"),
        ("Link sponsorowany", ""),
        ("Partner newsletteru: Acorn", "Acorn"),
        ("Támogató: Acorn", "Acorn"),
        ("Susținut de Acorn", "Acorn"),
        ("Χορηγούμενο", ""),
        ("🤝 İş Birliği: Acorn", "Acorn"),
        ("Спонсорский блок", ""),
        ("品牌合作", ""),
        ("≪PR≫", ""),
        ("スポンサーからのお知らせ", ""),
        ("광고 콘텐츠", ""),
        ("Nhà tài trợ: Acorn", "Acorn"),
        ("With support from Acorn", "Acorn"),
    ],
)
def test_labels_of_many_languages(line: str, name: str) -> None:
    label = sponsor_label(line)
    assert label is not None
    assert label.name == name


@pytest.mark.parametrize(
    "line",
    [
        "The keeper counts the boats",
        "Patrocina este boletín",
        "Colabora con nosotros",
        "Partners in Health opens a clinic",
        "推广普通话",
        "広告業界ニュース",
        "提供開始のお知らせ",
        "Sponsor a child",
        "Community news",
        "Materials and metals",
    ],
)
def test_a_line_without_a_label_is_none(line: str) -> None:
    assert sponsor_label(line) is None
