"""What every mail to subscribers must carry: a way out, and who sends it from where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader_app.exporters.language import has_words, words
from reader_app.markup.edits import TextEdit, insert_at
from reader_app.markup.parsed import Part, PartKind
from reader_app.model.problems import Severity
from reader_app.model.urls import has_merge_tag
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.subject import Subject

_UNSUBSCRIBE: Final = re.compile(r"unsub|opt[-_ ]?out|abmeld|abbestell|d[ée]sabonn|desinscr|optout", re.IGNORECASE)
_MERGE_TAG: Final = "{{ unsubscribe_url }}"
_OPENING: Final = re.compile(r":::+[ \t]*(?:about|\{[ \t]*\.about\b(?P<rest>[^}]*)\})[ \t:]*\Z")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield an error without a way to unsubscribe, a warning without a postal address."""
    footer = next((part for _, part in subject.parts(PartKind.ABOUT)), None)
    line = footer.start + 1 if footer else 0
    if not _has_way_out(subject):
        sentence = "Nothing lets readers unsubscribe: give the footer an address, or the merge tag of your service."
        repair = _add(subject, footer, "unsubscribe", _MERGE_TAG, "Add a merge tag")
        yield Finding(Severity.ERROR, sentence, line, "unsubscribe", repair)
    about = subject.issue.about
    if about is None or not about.address:
        sentence = "The footer has no postal address, which the law of many countries asks for."
        repair = _add(subject, footer, "address", "Street 1, 12345 City", "Add one")
        yield Finding(Severity.WARNING, sentence, line, "postal-address", repair)


def _has_way_out(subject: Subject) -> bool:
    about = subject.issue.about
    if about is not None and about.unsubscribe:
        return True
    own = words(subject.issue.lang).unsubscribe.casefold() if has_words(subject.issue.lang) else ""
    for mention in subject.links:
        said = f"{mention.url} {mention.text}"
        if _UNSUBSCRIBE.search(said) or (own and own in mention.text.casefold()):
            return True
    return any(has_merge_tag(line) and _UNSUBSCRIBE.search(line) for line in subject.visible_lines)


def _add(subject: Subject, footer: Part | None, key: str, value: str, label: str) -> Repair | None:
    """Write the attribute into the footer, with a footer of its own where there is none; select its value."""
    if footer is None:
        line = f'::: {{.about {key}="{value}"}}'
        edit = insert_at(subject.text, len(subject.lines), f"{line}\n{subject.issue.publication}\n:::")
        number = edit.start + edit.lines.index(line)
    else:
        match = _OPENING.match(subject.lines[footer.start])
        if match is None:
            return None
        line = f'::: {{.about{(match["rest"] or "").rstrip()} {key}="{value}"}}'
        edit = TextEdit(footer.start, footer.start + 1, (line,))
        number = footer.start
    start = line.index(f'{key}="{value}"') + len(key) + 2
    return Repair(label, edit, (number, start, start + len(value)))
