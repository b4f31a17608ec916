"""Dictionaries: found by language, and asked in a process of their own that may die."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from reader_app.services.spelling import dictionaries, process
from reader_app.services.spelling.speller import Speller

SLEEPER = "import time; time.sleep(60)  # {path} {dictionary}"


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.dic").write_text("3\nbean\nsow\nKüche\n", encoding="utf-8")
        (folder / f"{name}.aff").write_text("SET UTF-8\nTRY esianrtolcdugmphbyfvkwz\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("en-GB", "en_GB"),
        ("en", "en_US"),
        ("en-ZA", "en_US"),
        ("de", "de_DE"),
        ("de-AT", "de_AT"),
        ("pt", "pt_PT"),
        ("fr", "fr"),
        ("zh-Hant", None),
        ("", None),
        ("12", None),
    ],
)
def test_the_dictionary_of_a_language(tmp_path: Path, lang: str, found: str | None) -> None:
    folder = put(tmp_path / "d", "en_GB", "en_US", "de_AT", "de_DE", "pt_PT", "fr", "fr_CA")
    (folder / "de_CH.dic").write_text("0\n")  # without its other file
    path = dictionaries.find(lang, [tmp_path / "none", folder])
    assert (path.stem if path else None) == found


def test_the_first_folder_wins_and_the_persons_own_is_first(tmp_path: Path) -> None:
    one, other = put(tmp_path / "one", "en_US"), put(tmp_path / "other", "en_US")
    assert dictionaries.find("en", [other, one]) == other / "en_US.dic"
    assert dictionaries.folders()[0].name == "dictionaries"
    assert dictionaries.find("en") is not None


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_self: Path, _pattern: str) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "glob", refuse)
    assert dictionaries.find("en", [tmp_path]) is None


def test_words_and_suggestions_of_a_dictionary(tmp_path: Path) -> None:
    speller = Speller(put(tmp_path / "d", "en_US") / "en_US.dic")
    try:
        assert speller.check([]) == frozenset()
        assert speller.check(["bean", "baen", "Küche", "bean-sow", "bean-xx"]) == {"baen", "bean-xx"}
        assert "bean" in speller.suggest("baen")
    finally:
        speller.close()
    assert speller.suggest("baen") == ()


def test_the_american_one_is_always_there() -> None:
    path = dictionaries.find("en-US")
    assert path is not None
    speller = Speller(path)
    try:
        assert speller.check(["careful", "carefull", "don’t"]) == {"carefull"}
        assert "don’t" in speller.suggest("dont’t")
    finally:
        speller.close()


def test_a_process_that_dies_is_started_once_more_and_then_left_alone(tmp_path: Path) -> None:
    speller = Speller(put(tmp_path / "d", "en_US") / "en_US.dic")
    assert speller.check(["baen"]) == {"baen"}
    for _ in range(2):
        assert speller._process is not None
        speller._process.kill()
        speller._process.wait()
        speller.check(["baen"])
    assert speller.is_broken
    assert speller.check(["baen"]) == frozenset()
    speller.close()


def test_a_dictionary_that_does_not_answer_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader_app.services.spelling.speller._START", SLEEPER)
    monkeypatch.setattr("reader_app.services.spelling.speller.START_TIME", 0.05)
    speller = Speller(put(tmp_path / "d", "en_US") / "en_US.dic")
    assert speller.suggest("baen") == ()
    assert speller.is_broken
    speller.close()


def test_no_python_to_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "none"))
    speller = Speller(put(tmp_path / "d", "en_US") / "en_US.dic")
    assert speller.check(["baen"]) == frozenset()
    assert speller.is_broken


class Strict:
    """A dictionary in an old encoding: it cannot even be asked about other letters."""

    def spell(self, word: str) -> bool:
        word.encode("latin-1")
        return word in ("bean", "don't")

    def suggest(self, word: str) -> tuple[str, ...]:
        word.encode("latin-1")
        return ("don't", "bean")


def test_what_the_process_answers() -> None:
    questions = [{"check": ["bean", "baen", "don’t", "שלום", "bean-bean"]}, {"suggest": "dont’t"}, {"suggest": "שלום"}]
    answers = io.StringIO()
    process.serve(Strict(), io.StringIO("".join(json.dumps(each) + "\n" for each in questions)), answers)
    assert [json.loads(line) for line in answers.getvalue().splitlines()] == [["baen"], ["don’t", "bean"], []]


def test_the_process_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"check": ["baen"]}\n'))
    process.main(str(put(tmp_path / "d", "en_US") / "en_US.dic"))
    assert capsys.readouterr().out == '["baen"]\n'
