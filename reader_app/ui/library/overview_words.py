"""The pages about a publication and about a sponsor as rich text for a `QTextBrowser`; every name in them is escaped.

Links are ``issue:ID``, ``sponsor:NAME``, ``publication:NAME`` and ``web:ADDRESS``, each value percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QCoreApplication, QLocale

from reader_app.ui import dates
from reader_app.ui.library.rows import counted, issue_line

if TYPE_CHECKING:
    from reader_app.services.overviews import PublicationPage, Rhythm, SponsorPage

_MONDAY = date(2024, 1, 1)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Overview", text)


def publication_html(page: PublicationPage) -> str:
    """Return the page about a publication."""
    facts, about = page.facts, page.about
    known = [
        rhythm_words(page.rhythm) if page.rhythm else "",
        _tr("since %1").replace("%1", dates.long_date(facts.first)) if facts.first else "",
        counted("%n issue", "%n issues", facts.issues),
        _tr("%1 unread").replace("%1", dates.number(facts.unread)),
        _tr("%1 archived").replace("%1", dates.number(facts.archived)) if facts.archived else "",
    ]
    parts = [_head(_tr("Publication"), facts.name, known)]
    words = [about.tagline, _tr("By %1").replace("%1", about.curator) if about.curator else ""]
    parts += [f"<p>{escape(text)}</p>" for text in words if text]
    if about.site.startswith(("http://", "https://")):
        parts.append(f"<p>{_link('web', about.site, about.site)}</p>")
    if facts.sections:
        names = " · ".join(escape(name) for name, _ in facts.sections[:12])
        parts.append(f"<h2>{escape(_tr('Usual sections'))}</h2><p>{names}</p>")
    if facts.sponsors:
        rows = ((_link("sponsor", name, name), escape(dates.number(count))) for name, count in facts.sponsors)
        parts.append(f"<h2>{escape(_tr('Sponsors'))}</h2>{_table(rows)}")
    if page.newest:
        now = dates.now()
        rows = (
            (
                _link("issue", str(issue.id), issue.title or _tr("Untitled")),
                escape(dates.short(issue.date or issue.received, now)),
            )
            for issue in page.newest
        )
        parts.append(f"<h2>{escape(_tr('Newest issues'))}</h2>{_table(rows)}")
    return "".join(parts)


def sponsor_html(page: SponsorPage) -> str:
    """Return the page about a sponsor."""
    newest = next((run.date for run in page.runs if run.date), None)
    known = [
        counted("%n block", "%n blocks", page.total),
        counted("in %n publication", "in %n publications", len(page.publications)),
        _tr("last on %1").replace("%1", dates.long_date(newest)) if newest else "",
    ]
    parts = [_head(_tr("Sponsor"), page.name, known)]
    rows = (
        (_link("publication", name, name), escape(dates.number(count))) for name, count in page.publications if name
    )
    parts.append(f"<h2>{escape(_tr('Publications'))}</h2>{_table(rows)}")
    now = dates.now()
    runs = (
        (
            _link("issue", str(run.issue), issue_line(run.publication, run.number)),
            escape(run.label),
            escape(dates.short(run.date, now)) if run.date else "",
        )
        for run in page.runs
    )
    parts.append(f"<h2>{escape(_tr('Where it ran'))}</h2>{_table(runs)}")
    if page.total > len(page.runs):
        rest = _tr("%1 earlier blocks are not listed here; “masthead sponsors” lists them all.")
        parts.append(f"<p class='muted'>{escape(rest.replace('%1', dates.number(page.total - len(page.runs))))}</p>")
    return "".join(parts)


def rhythm_words(rhythm: Rhythm) -> str:
    """Return in words how often a publication comes."""
    words = {
        "daily": _tr("Daily"),
        "weekdays": _tr("On weekdays"),
        "often": _tr("Several times a week"),
        "weekly": _tr("Weekly"),
        "fortnightly": _tr("Every two weeks"),
        "monthly": _tr("Monthly"),
        "quarterly": _tr("Every few months"),
        "seldom": _tr("Now and then"),
    }
    if rhythm.weekday < 0:
        return words[rhythm.pace]
    day = QLocale().standaloneDayName((_MONDAY + timedelta(days=rhythm.weekday)).isoweekday())
    return _tr("%1, mostly on %2").replace("%1", words[rhythm.pace]).replace("%2", day)


def _head(kicker: str, name: str, facts: Iterable[str]) -> str:
    line = " &nbsp;·&nbsp; ".join(escape(fact) for fact in facts if fact)
    return f"<p class='kicker'>{escape(kicker.upper())}</p><h1>{escape(name)}</h1><p class='muted'>{line}</p>"


def _link(kind: str, value: str, text: str) -> str:
    return f"<a href='{kind}:{quote(value, safe='')}'>{escape(text)}</a>"


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table cellspacing='0' cellpadding='0'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
