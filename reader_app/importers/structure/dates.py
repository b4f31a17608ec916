"""Finds a date written for readers, in the orders and months of several languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from reader_app.patterns import regex

_MONTHS: Final = (
    "jan january januar janvier enero gennaio janeiro januari ene gen jän jänner ocak styczeń января",
    "feb february februar février fevrier febrero febbraio fevereiro februari fév fev února lutego февраля",
    "mar march märz mars marzo março maart mär mrz marca марта",
    "apr april avril abril aprile avr abr kwietnia апреля",
    "may mai mayo maggio maio mei maj mag maja мая",
    "jun june juni juin junio giugno junho czerwca июня",
    "jul july juli juillet julio luglio julho juil lipca июля",
    "aug august août aout agosto augustus ago sierpnia августа",
    "sep sept september septembre septiembre settembre setembro set września сентября",
    "oct october oktober octobre octubre ottobre outubro okt out ott października октября",
    "nov november novembre noviembre novembro listopada ноября",
    "dec december dezember décembre decembre diciembre dicembre dezembro dez déc dic desember grudnia декабря",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ANY_YEAR = regex(r"(?:19|20)\d\d")
_MONTH: Final = r"(?P<month>[^\W\d_]{3,12})"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_DAY: Final = r"(?P<day>[0-3]?\d)"
_PATTERNS: Final = (
    regex(rf"(?<!\d){_YEAR}[-/.](?P<month>[01]?\d)[-/.]{_DAY}(?!\d)"),
    regex(rf"{_YEAR}\s*[年년]\s*(?P<month>[01]?\d)\s*[月월]\s*{_DAY}\s*[日일]"),
    regex(
        rf"(?<!\d){_DAY}(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?{_MONTH}\.?,?\s+(?:de\s+)?{_YEAR}(?!\d)",
        re.IGNORECASE,
    ),
    regex(rf"\b{_MONTH}\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)", re.IGNORECASE),
    regex(rf"(?<![\d.]){_DAY}\.(?P<month>[01]?\d)\.{_YEAR}(?!\d)"),
    regex(rf"(?<!\d){_DAY}[- ]{_MONTH}[- ]{_YEAR}(?!\d)", re.IGNORECASE),
)


@lru_cache(maxsize=512)
def find_date(text: str) -> tuple[datetime, int, int] | None:
    """Return the first whole date in `text` with where it begins and ends, else None."""
    if not _ANY_YEAR.search(text):
        return None
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            name = match["month"].lower()
            month = int(name) if name.isdecimal() else MONTHS.get(name, 0)
            try:
                return datetime(int(match["year"]), month, int(match["day"]), tzinfo=UTC), match.start(), match.end()
            except ValueError:
                continue
    return None
