"""What an issue's language decides in an export: the direction of the text, the few words around it, the date.

The words live in ``resources/templates/words.json``. An issue in a language that has none there gets English ones,
and the date in figures.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal

from reader_app import resources
from reader_app.markup.labels import Labels

Direction = Literal["ltr", "rtl"]

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa ha-arab he iw ks ku-arab nqo ps sd syr ug ur yi".split())
_RTL_SCRIPTS: Final = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())


@dataclass(frozen=True, slots=True)
class Words:
    """The words an export adds in one language. ``{}`` stands for what goes in; `date` names day, month and year."""

    issue: str
    issue_named: str
    by: str
    minutes: str
    one_item: str
    items: str
    online: str
    contents: str
    start: str
    skip: str
    picture: str
    site: str
    subscribe: str
    unsubscribe: str
    curated: str
    listen: str
    yes: str
    no: str
    podcast: str
    note: str
    short_minutes: str
    date: str
    months: tuple[str, ...]


def direction(lang: str) -> Direction:
    """Return the direction in which the BCP 47 tag `lang` is written: its script decides, else its language."""
    parts = lang.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


def language_tag(lang: str) -> str:
    """Return `lang` as it may stand in a page: a well-formed tag (BCP 47, section 2.1), English for what is none."""
    return lang if _TAG.match(lang) else "en"


def words(lang: str) -> Words:
    """Return the words for the BCP 47 tag `lang`, in English when there are none for it."""
    table = _table()
    return table.get(primary(lang), table["en"])


def labels(lang: str) -> Labels:
    """Return the words for the BCP 47 tag `lang` that stand beside blocks."""
    found = words(lang)
    return Labels(**{field.name: getattr(found, field.name) for field in fields(Labels)})


def has_words(lang: str) -> bool:
    """Tell whether the words of `words(lang)` are in that language; an issue that names none counts as English."""
    return not lang or primary(lang) in _table()


def primary(lang: str) -> str:
    """Return the language of the BCP 47 tag `lang` without region and script, such as ``de`` for ``de-AT``."""
    return lang.lower().replace("_", "-").partition("-")[0]


def issue_number(number: str, found: Words) -> str:
    """Return how an issue is called, such as "Issue #177", or "Issue S02E05" when its number is no figure."""
    return (found.issue if number.isdecimal() else found.issue_named).format(number)


def long_date(moment: datetime, lang: str) -> str:
    """Return the day of `moment` in UTC as people write it, such as "6 December 2017".

    In a language that has no words here the date stands in figures (ISO 8601).
    """
    if not has_words(lang):
        return moment.date().isoformat()
    found = words(lang)
    return found.date.format(day=moment.day, month=found.months[moment.month - 1], year=moment.year)


@cache
def _table() -> dict[str, Words]:
    data: dict[str, dict[str, Any]] = json.loads(resources.text("templates/words.json"))
    return {lang: Words(**{**entry, "months": tuple(entry["months"])}) for lang, entry in data.items()}
