"""Finds the number of an issue in a line: "#459", "No. 12", "Vol. 7, No. 27", "Ausgabe 01/2022", "第 81 期"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from reader_app.importers.structure.dates import MONTHS, find_date
from reader_app.importers.text_lines import has_digit
from reader_app.patterns import any_case, regex

_COUNTING: Final = (
    r"issue|[ée]dition|number|num|no|nr|episode|ausgabe|heft|folge|n[úu]m[ée]ro|edici[óo]n|edi[çc][ãa]o|edizione|editie"
    r"|puntata|aflevering|odcinek|epis[óo]dio|[ée]pisode"
    r"|uitgave|utgave|utg[åa]va|nummer|выпуск|номер|випуск|numer|wydanie|číslo|szám|sayı|τεύχος|גיליון|גליון|العدد|عدد"
    r"|số|edisi|numărul|ediția|broj|број|брой|številka|numero|numurs|ฉบับที่"
)
"""Words that say nothing but that a number follows; a name does not end in one."""
_WORDS: Final = (
    rf"(?:{_COUNTING}|newsletter|week|weekly|digest|recap|bulletin|bolet[íi]n|boletim|infobrief|rundbrief|nieuwsbrief"
    r"|nyhetsbrev|bollettino|kw|uke|uge|vecka|viikko)"
)
_NO_DAY: Final = rf"(?!\.?\s+(?:{'|'.join(name for name in MONTHS if len(name) > 2)})\b)"
_PATTERNS: Final = (
    regex(r"(?<![\w-])(?P<number>(?:19|20)\d\d-W\d{1,2})(?!\w)"),
    any_case(
        r"\bvol(?:ume)?\.?\s*(?P<vol>\d{1,3})\W{1,3}(?:issue|no|num|number|nr)\b\.?\s*#?\s*(?P<number>\d{1,4})(?!\d)"
    ),
    regex(r"第\s*(?P<number>\d{1,5}|[一二三四五六七八九十百]+)\s*(?:期|号|號|回|刊)"),
    regex(r"제?\s*(?P<number>\d{1,5})\s*호(?:에|의|를|가|는|에서|입니다)?(?!\w)"),
    any_case(rf"\b{_WORDS}\.?\s*[#№:–-]?\s*(?P<number>\d{{1,2}}/(?:20)\d\d)(?!\d)"),
    regex(r"(?<![\w/.])(?P<number>\d{1,2}/20\d\d)\s*\Z"),
    any_case(rf"\b{_WORDS}\b\.?\s*[#№]\s*(?P<number>\d{{1,5}})(?![\w/])"),
    any_case(r"(?<!\w)n\s?\.?\s?[º°]\s?\.?\s?(?P<number>\d{1,5})(?![\w/])"),
    any_case(r"(?<!\w)č(?:ís)?\.\s?(?P<number>\d{1,5})(?![\w/.,]*\d)(?!\w)"),
    any_case(r"(?<![\w.])n\.\s?(?P<number>\d{1,5})(?![\w/.,]*\d)(?!\w)"),
    any_case(
        r"(?<![A-Za-z\d_&/])(?<!build )(?<!version )(?<!ticket )(?<!bug )(?<!patch )"
        r"(?<!room )(?<!suite )(?<!ste )(?<!apt )"
        r"[#№]\s?(?P<number>\d{1,5})(?![A-Za-z\d_])"
    ),
    any_case(r"\A(?P<number>3[2-9]|[4-9]\d|\d{3})\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\s?20\d\d\Z"),
    any_case(rf"\b{_WORDS}\b\.?\s*[:–-]?\s*(?P<number>\d{{1,5}})(?![\w/%.,]*\d)(?![^\Wºª]){_NO_DAY}"),
    any_case(
        r"(?<![\w.,/-])(?P<number>\d{1,4})(?:st|nd|rd|th|\.|[ªº]|[eèé]|(?:è|é|e)me|er|re|-?(?:й|я|е))\s+"
        r"(?:edition|issue|newsletter|ausgabe|rundbrief|edici[óo]n|edi[çc][ãa]o|edizione|num[ée]ro|n[úu]mero|editie|uitgave"
        r"|выпуск\w{0,2}|номер\w{0,2}|випуск\w{0,2}|wydani[eua]|utg[åa]va|say[ıi]\w{0,5}|szám|číslo)\b"
    ),
    any_case(r"\bvol(?:ume)?\.?\s*(?P<number>\d{1,5})(?![A-Za-z\d_])"),
)
_TITLED = regex(
    r"(?P<name>[^\d:：|]{2,50}?)\s+(?:(?P<week>(?:19|20)\d\d-\d{1,2})(?![\w-])|(?P<number>\d{1,4})\s*(?:[:：|–—-]\s|\Z))"
)
_PERIODICAL = any_case(
    r"week|daily|monthly|news|digest|bulletin|letter|gazette|journal|round-?up|hebdo|recap|review"
    r"|report|update|brief|times"
    r"|post|chronicle|dispatch|rundschau|brief|wochen|monat|semana|mensuel|周刊|週刊|周报|週報"
    r"|日报|通讯|ニュース|뉴스|주간",
)
_WEEKLY = any_case(r"week|woche|hebdo|semana|周刊|週刊|周报|週報|주간|еженедел|settimana|viikko|tydzie")
_WEEKS: Final = "hafta|woche|semaine|semana|settimana|vecka|uke|uge|viikko|неделя"
_NUMBER_WORD = any_case(rf"(?:\s+(?:{_COUNTING})|\s+[-–—|·]\s+(?:{_WEEKS}))\.?\s*\Z")
_OF_A_WEEK = any_case(r"(?:week|kw|uke|uge|vecka|viikko)\b")
_MONTH_LAST = any_case(rf"\b(?:{'|'.join(name for name in MONTHS if len(name) > 2)})\.?\s*\Z")
_INVISIBLE = regex("[\u200b-\u200f\u2060\ufeff\u00ad]")
_YEAR = regex(r"(?:19|20)\d\d\Z")
_LEADING = regex(r"(?P<number>\d{1,5})(?:\s*[:|–—]|\s+-)\s")


def number_in(text: str) -> str:
    """Return the issue number that `text` (a subject, a title, a masthead line) names, or ``""``."""
    match = _match(text)
    if match is None:
        return ""
    number = match["number"]
    if "vol" in match.groupdict():
        return f"{match['vol']}.{number}"
    return _figures(number)


def _figures(number: str) -> str:
    """Return a number as it is compared: in plain figures, whatever script has them, without noughts before them."""
    return str(int(number)) if number.isdecimal() else number


def number_span(text: str) -> tuple[int, int] | None:
    """Return where the number that `text` names begins and ends, without the word before it, else None."""
    match = _match(text)
    if match is None:
        return None
    return match.start("vol" if "vol" in match.groupdict() else "number"), match.end()


@lru_cache(maxsize=512)  # the same names and lines are asked of again and again
def _match(text: str) -> re.Match[str] | None:
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub(" ", text)
    if not has_digit(text) and "第" not in text:
        return None
    for pattern in _PATTERNS:
        matches = [each for each in pattern.finditer(text) if not _YEAR.match(each["number"]) or "#" in each[0]]
        if matches:
            return next((each for each in matches if not _OF_A_WEEK.match(each[0])), matches[0])
    return None


def leading_number(text: str) -> str:
    """Return the number a title begins with, as in "128: News of the week", or ``""``."""
    match = _LEADING.match(text)
    return _figures(match["number"]) if match else ""


def number_after(name: str, lines: Iterable[str]) -> str:
    """Return the bare number that stands after a publication's `name` and before a date, a mark or the end, or ``""``.

    "Harbour Post 5.15 August 15, 2002" gives "5.15", "Harbour Post 77: the lamp" gives "77".
    """
    if not name:
        return ""
    pattern = re.compile(
        rf"\W*{re.escape(name)}\s+(?P<number>\d{{1,4}}(?:\.\d{{1,3}})?)(?:\s*[:|–—-]|\s*\Z|\s+(?=.))", re.IGNORECASE
    )
    for line in lines:
        match = pattern.match(line[:200])
        if match is None or _YEAR.match(match["number"]):
            continue
        date = find_date(line[match.end() :])
        if match[0][-1:].strip() == "" and not (date and date[1] == 0) and match.end() < len(line):
            continue
        return _figures(match["number"])
    return ""


def titled_number(title: str, hint: str = "") -> tuple[str, str]:
    """Return (name, number) of a title such as "Harbour Weekly 12: The lamp", where no word marks the number.

    Only a name that says it is a periodical's, or a `hint` of the same number, makes it more than a number in a title.
    """
    match = _TITLED.match(title)
    if match and match["week"] and _WEEKLY.search(match["name"]):
        return match["name"].strip(" –—-·|"), match["week"]
    if match is None or match["week"] or _YEAR.match(match["number"]):
        return "", ""
    if _MONTH_LAST.search(match["name"]):
        return "", ""
    if not (_PERIODICAL.search(match["name"]) or hint.lstrip("0") == match["number"].lstrip("0")):
        return "", ""
    return _NUMBER_WORD.sub("", match["name"]).strip(), _figures(match["number"])
