"""The facts that programs put above a plain text they keep: front matter in YAML or JSON between two lines ``---``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from reader_app.importers.structure.envelope import Envelope
from reader_app.markup.front_matter import RAW_KEY, FrontMatter, parse_date, parse_front_matter
from reader_app.model.issue import Json

_FENCE: Final = "---"
_MOST_LINES: Final = 200
_TITLES: Final = ("subject", "title", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "件名", "主题")
_SENDERS: Final = ("from_name", "sender_name", "from", "sender", "author")
_DATES: Final = ("date", "sent", "sent_at", "created_at", "received", "received_at", "published", "published_at")


def without_facts(text: str, envelope: Envelope) -> tuple[str, Envelope, Mapping[str, Json]]:
    """Return `text` without the facts above it, `envelope` with what they say of the issue, and the other facts.

    A text that begins otherwise, or with something that no facts can be read from, stays as it is.
    """
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").split("\n", _MOST_LINES)
    fences = (at for at in range(1, min(len(lines), _MOST_LINES)) if lines[at].rstrip() == _FENCE)
    end = next(fences, 0) if lines[0].rstrip() == _FENCE else 0
    found = parse_front_matter(lines[1:end]) if end else FrontMatter()
    if RAW_KEY in found.extra or not (found.texts or found.extra):
        return text, envelope, {}
    facts: dict[str, Json] = {**found.extra, **found.texts}
    keys = {key.casefold(): key for key in facts}

    def taken(names: tuple[str, ...]) -> str:
        wanted = (keys[name] for name in names if name in keys)
        key = next((key for key in wanted if isinstance(facts[key], str | int) and str(facts[key]).strip()), None)
        return "" if key is None else str(facts.pop(key)).strip()

    subject, sender = taken(_TITLES), taken(_SENDERS)
    date = found.date or parse_date(taken(_DATES))
    name, _, address = sender.rpartition("<") if "<" in sender else ("", "", sender)
    told = replace(
        envelope,
        publication=taken(("publication", "newsletter")),
        number=taken(("number", "issue")),
        url=taken(("url", "link", "permalink")),
        lang=taken(("lang", "language")),
        subject=subject,
        sender=name.strip(" \"'") or ("" if "@" in address else sender),
        date=date,
    )
    return "\n".join(lines[end + 1 :]), told, facts
