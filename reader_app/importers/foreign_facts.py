"""The facts of an issue in Markdown of other tools: under other names, in other languages, as bare lines."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Final

from reader_app.importers.foreign_names import first_line, letters_of, publication, signed_off
from reader_app.importers.structure import names
from reader_app.importers.structure.dates import find_date
from reader_app.importers.structure.names import is_dateline
from reader_app.importers.structure.numbers import leading_number, number_in, titled_number
from reader_app.importers.structure.openings import introduced_number, opened
from reader_app.importers.structure.titles import plain_title
from reader_app.importers.structure.witnesses import file_words
from reader_app.importers.text_lines import has_digit
from reader_app.markup.front_matter import parse_date
from reader_app.markup.plain import plain_words
from reader_app.model.blocks import Prose
from reader_app.model.issue import Issue, Json
from reader_app.model.walk import block_texts
from reader_app.patterns import regex

_NUMBERED = regex(r"0?(?P<number>[1-9]\d{1,3})[-_ ](?=[^\W\d_])")
_LETTERS_ALONE = regex(r"[a-z\d]+(?:[-_][a-z\d]+)+|true|yes")
_FROM = regex(
    r"^[*_]{0,2}(?:From|Von|De|Da|Van|Från|Od|От|寄件人|发件人|差出人|보낸 ?사람)[*_]{0,2}\s?[:：][*_]{0,2}\s*"
    r"(?P<sender>\S[^\n]*)",
    re.MULTILINE,
)
_SENDERS: Final = ("from_name", "sender_name", "from", "sender")
_NUMBER_ALONE = regex(r"(?=\d\d)0{0,3}(?P<number>[1-9]\d{0,3})")
_A_MONTH = regex(r"20\d\d-(?:0[1-9]|1[0-2])")
_NUMBER_BEHIND = regex(r"(?:(?:19|20)\d\d-\d\d-\d\d[-_ ])?(?P<words>[^\d]{3,80}?)[-_ ](?P<number>0{0,3}[1-9]\d{0,3})")
_DATE = regex(r"(?<!\d)((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?!\d)")
_TITLE_LINE = regex(r"#[ \t]+[^\n]{1,150}")
_SLUG = regex(r"#[ \t]+(?P<slug>[a-z\d]+(?:[-_][a-z\d]+)+)[ \t]*")
_FACT = regex(r"\s*[*_]{0,2}(?P<key>[^\W\d][\w -]{0,20}?)[*_]{0,2}\s*[:：][*_]{0,2}\s*(?P<value>.*?)\s*")
_PAGE = regex(r"(?:URL Source|Markdown Content):")
_MOST_ABOVE_PAGE: Final = 12
_LEAST_FACTS: Final = 2
_MOST_FACTS: Final = 40
_OPENING: Final = 4
_LONGEST_WELCOME: Final = 200
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": tuple(
        "subject heading titel titre título titulo titolo tytuł rubrik tittel otsikko nadpis cím başlık название"
        " заголовок тема назва 标题 標題 主题 タイトル 題名 件名 제목 כותרת عنوان العنوان betreff objet asunto"
        " assunto oggetto onderwerp".split()
    ),
    "number": tuple(
        "issue issue_number no edition volume nummer ausgabe numéro numero número edición edição edizione editie"
        " nr num idx issueno issuenumber issue_no issue-number edition_number newsletter_number numer wydanie utgåva"
        " номер выпуск випуск 期 期号 期號 号 号数 호 גיליון العدد sayı".split()
    ),
    "preheader": tuple(
        "description excerpt subtitle summary dek teaser zusammenfassung beschreibung untertitel résumé resume"
        " description_courte chapô resumen descripción resumo descrição sommario riassunto samenvatting sammanfattning"
        " описание краткое 摘要 描述 简介 概要 요약 תקציר ملخص".split()
    ),
    "url": ("permalink", "canonical_url", "url source", "source_url", "web_url", "link"),
    "lang": ("language", "locale", "sprache", "langue", "idioma", "lingua", "taal", "язык", "语言", "言語"),
    "publication": ("newsletter_name", "publication_name", "newsletter", "series"),
}
_DATES: Final = tuple(
    "pubdate published published_at publish_date publishdate sent sent_at received created date datum fecha data dato"
    " дата 日期 日付 发布日期 날짜 תאריך تاريخ tarih päivä publié veröffentlicht".split()
)
_AUTHORS: Final = tuple(
    "author autor auteur autore auteurs autores författare автор 作者 著者 저자 מחבר الكاتب yazar".split()
)
_OTHERS: Final = tuple(
    "from sender to cc reply-to title date number category slug tag tags author authors summary status lang modified"
    " kategorie catégorie categoría categoria tema теги schlagwörter 标签".split()
)
_KEYS: Final = frozenset(
    ("markdown content", *_OTHERS, *_DATES, *_AUTHORS, *(each for names in _ALIASES.values() for each in names))
)
TITLE_KEYS: Final = ("title", *_ALIASES["title"])
"""What front matter calls the title."""

_PLAIN: Final = {
    **{alias: fact for fact in ("title", "number") for alias in _ALIASES[fact]},
    **dict.fromkeys(_DATES, "date"),
}


_TOML: Final = "+++"
_MOST_TOML: Final = 300  # lines
_ENDS_IN_NUMBER = regex(r"[^\W\d]-(\d{2,4})\Z")
_ONLY_NUMBER = regex(r"\A\D*(\d{1,4})\D*\Z")


def fenced_facts(lines: list[str]) -> list[str]:
    """Return `lines` with facts that stand bare at their top ("Title: …") as front matter, else as they are.

    A heading of small letters and dashes may stand above them: the name of the file, which then is a fact itself.
    Programs that make Markdown of pages put blank lines between the facts, and "Markdown Content:" after them.
    """
    facts: dict[str, str] = {}
    end = 0
    page = any(map(_PAGE.match, lines[:_MOST_ABOVE_PAGE]))
    for number, line in enumerate(lines[:_MOST_FACTS]):
        text = line.removeprefix("\ufeff")
        slug = _SLUG.fullmatch(text) if not facts else None
        match = _FACT.fullmatch(text)
        key = match["key"].casefold() if match else ""
        if slug:
            facts["slug"] = slug["slug"]
        elif match and key in _KEYS:
            facts |= _fact(key, match["value"]) if match["value"] else {}
        elif text.strip() or not (page or "slug" in facts):
            break
        end = number + 1
        if page and key == "markdown content":
            break
    follows = not page and end < len(lines) and lines[end].strip() and lines[end - 1].strip()
    if len(facts) < _LEAST_FACTS or follows or ("slug" in facts and "title" not in facts):
        return lines
    given = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items()]
    return ["---", *given, "---", *lines[end:]]


def without_toml(lines: list[str]) -> list[str]:
    """Return `lines` with front matter in TOML, between lines of "+++", as YAML; what cannot be read stays.

    Tables are one level of facts more: those at the top come first.
    """
    if lines[0].removeprefix("\ufeff").rstrip() != _TOML:
        return lines
    end = next((at for at in range(1, min(len(lines), _MOST_TOML)) if lines[at].rstrip() == _TOML), 0)
    try:
        facts = tomllib.loads("\n".join(lines[1:end]))
        flat = {key: value for key, value in facts.items() if not isinstance(value, dict)}
        for table in facts.values():
            flat = (table | flat) if isinstance(table, dict) else flat
        given = [f"{json.dumps(key)}: {json.dumps(flat[key], ensure_ascii=False, default=str)}" for key in flat]
    except (ValueError, RecursionError):
        return lines
    return ["---", *given, "---", *lines[end + 1 :]] if end and given else lines


def _fact(key: str, value: str) -> dict[str, str]:
    """Return a fact under its usual name; a date that is more than one stays as it is written too."""
    name = _PLAIN.get(key, key)
    found = find_date(value) if name == "date" and not parse_date(value) else None
    return {name: f"{found[0]:%Y-%m-%d}", key: value} if found and name != key else {name: value}


def with_foreign_facts(issue: Issue, name: str) -> Issue:
    """Return `issue` with the facts other tools keep under other names, and those only the file's `name` tells."""
    extra = dict(issue.extra)
    changes: dict[str, object] = {
        fact: value
        for fact, aliases in _ALIASES.items()
        if not getattr(issue, fact) and (value := _taken(extra, aliases)) is not None
    }
    if not issue.authors and (author := _taken(extra, _AUTHORS)) is not None:
        changes["authors"] = (author,)
    if issue.date is None:
        changes["date"] = _date(extra) or (parse_date(found[0]) if (found := _DATE.search(name)) else None)
    title = str(changes.get("title", issue.title))
    hint = next((str(extra[key]) for key in ("slug", "id", "permalink") if _is_text(extra.get(key))), "").strip("/")
    numbered_slug = _ENDS_IN_NUMBER.search(hint)
    hint = numbered_slug[1] if numbered_slug else hint or "".join(_ONLY_NUMBER.findall(name))
    _, numbered = titled_number(title, hint)
    changes["number"] = _plain_number(str(changes.get("number", issue.number)))
    if not changes["number"]:
        subject = _taken(dict(extra), _ALIASES["title"]) or ""
        number = (
            number_in(title)
            or leading_number(title)
            or numbered
            or number_in(subject)
            or _number_at_the_top(issue)
            or _number_introduced(issue)
            or number_in(file_words(name))
            or _number_before(name)
            or _number_behind(name, title)
            or (title if _A_MONTH.fullmatch(title) else "")
            or signed_off(issue)[1]
        )
        changes["number"] = number
    changes["extra"] = extra
    issue = replace(issue, **changes)  # type: ignore[arg-type]
    if names.is_name(issue.publication) and not _LETTERS_ALONE.fullmatch(issue.publication):
        return issue
    senders = (str(extra[key]) for key in _SENDERS if _is_text(extra.get(key)))
    sender = next(senders, "") or _sender_at_the_top(issue)
    house = publication(replace(issue, extra=extra), title, name, hint, sender)
    called = house != "" and names.normal(names.bracketed(title)) == names.normal(house)
    return replace(issue, publication=house, title=plain_title(title, house) if called else title)


def _taken(extra: dict[str, Json], aliases: Sequence[str]) -> str | None:
    """Return the first of the facts in `extra` that one of `aliases` names, and take it out; None for none."""
    keys = {key.casefold(): key for key in extra}
    for alias in aliases:
        if alias in keys and _is_text(extra[keys[alias]]):
            return str(extra.pop(keys[alias]))
    return None


def _date(extra: dict[str, Json]) -> datetime | None:
    """Return the date that `extra` gives under one of its names and take that out; a range is its first day."""
    for key in [key for key in extra if key.casefold() in _DATES]:
        value = extra[key]
        written = value if isinstance(value, str) else ""
        found = find_date(written)
        if date := parse_date(written) or (found[0] if found else None):
            del extra[key]
            return date
    return None


def _number_at_the_top(issue: Issue) -> str:
    """Return the number in a first line that is a second title or nothing else: "# Harbour Post No. 4", "Issue 4"."""
    heading = issue.sections[0].heading if issue.sections else ""
    if is_dateline(heading) and (number := number_in(heading)):
        return number
    first = issue.lead[0] if issue.lead else None
    if not isinstance(first, Prose):
        return ""
    text = plain_words(first.body[:200])
    if opening := opened(first_line(issue))[1]:
        return opening
    return number_in(text) if _TITLE_LINE.fullmatch(first.body) or is_dateline(text) else ""


def _plain_number(value: str) -> str:
    """Return a number that front matter gives, as other numbers are: "012" and "Issue 12" are "12"."""
    return (value.lstrip("0") or "0") if value.isdecimal() else number_in(value) or value


def _sender_at_the_top(issue: Issue) -> str:
    """Return who the first lines say sent the issue, as mail programs write it: "From: Harbour Post <a@b.example>"."""
    for block in issue.lead[:_OPENING]:
        match = _FROM.search(block.body[:_LONGEST_WELCOME]) if isinstance(block, Prose) else None
        if match:
            return match["sender"]
    return ""


def _number_introduced(issue: Issue) -> str:
    """Return the number in a sentence that welcomes to the issue: "Welcome to issue 12 of Harbour Weekly"."""
    for _, block in islice(issue.blocks(), _OPENING):
        for text in block_texts(block):
            line = plain_words(text[:_LONGEST_WELCOME]) if has_digit(text[:_LONGEST_WELCOME]) else ""
            if number := introduced_number(line):
                return number
    return ""


def _number_before(name: str) -> str:
    """Return the number a file's name is, or begins with when a name follows it and no date: "100-harbour"."""
    match = _NUMBERED.match(name) or _NUMBER_ALONE.fullmatch(name)
    return match["number"] if match and not re.fullmatch(r"(?:19|20)\d\d", match["number"]) else ""


def _number_behind(name: str, title: str) -> str:
    """Return the number a file's name ends in after the words of the title: 87 of "2020-04-20-harbour-post-87"."""
    match = _NUMBER_BEHIND.fullmatch(name)
    same = match is not None and letters_of(match["words"]) == letters_of(title)
    return match["number"].lstrip("0") if match and same else ""


def _is_text(value: Json) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() != ""
