"""Links that lead nowhere: relative addresses, which a mail cannot follow, and malformed ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from reader_app.model.problems import Severity
from reader_app.model.urls import has_merge_tag, is_safe
from reader_app.services.checking.finding import Finding, Repair
from reader_app.services.checking.place import change_address, choose_address, replace_in_line, select_in_line
from reader_app.services.checking.subject import Subject

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BROKEN_SCHEME: Final = re.compile(r"(?:h?t{1,3}ps?|https?)(?::/?/?/?|;//|//)", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3}", re.IGNORECASE)
_BARE: Final = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]\S*)?\Z")
_MAIL: Final = re.compile(r"[^@\s:/?]+@(?:[\w-]+\.)+[\w-]{2,}")
_WITH_SCHEME: Final = re.compile(r"\[([^\[\]]*)\]\(<?([A-Za-z][A-Za-z0-9+.-]*:[^\s()<>]*)")
_TO_COME: Final = frozenset({"", "https://", "http://", "#"})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield an error for each link without an address and each address that no mail program can follow."""
    for mention in subject.links:
        url = mention.url.strip()
        if has_merge_tag(url) or url.startswith("asset:"):
            continue
        named = f"The link “{mention.text}”" if mention.text else f"A link in {subject.place(mention)}"
        if url in _TO_COME:
            sentence = f"{named} has no address yet."
            yield Finding(Severity.ERROR, sentence, mention.line + 1, "link-address", choose_address(subject, mention))
            continue
        reason, better = _fault(url)
        if reason:
            repair: Repair | None = None
            if better:
                repair = change_address(subject, mention, better, f"Make it {_shortened(better)}")
            repair = repair or choose_address(subject, mention)
            sentence = f"{named} {reason}: {_shortened(url)}"
            yield Finding(Severity.ERROR, sentence, mention.line + 1, "link-address", repair)
    yield from _refused(subject)


def _refused(subject: Subject) -> Iterator[Finding]:
    """Yield an error for each address that no page may carry: what stands before it is no link at all."""
    for number, line in enumerate(subject.visible_lines):
        for match in _WITH_SCHEME.finditer(line) if "](" in line else ():
            if is_safe(match[2]):
                continue
            _, better = _fault(match[2])
            repair = (
                replace_in_line(subject, number, match[2], better, f"Make it {_shortened(better)}") if better else None
            )
            repair = repair or select_in_line(subject, number, match[2], "Change it")
            sentence = f"“{match[1]}” is no link: its address cannot be opened: {_shortened(match[2])}"
            yield Finding(Severity.ERROR, sentence, number + 1, "link-address", repair)


def _fault(url: str) -> tuple[str, str]:
    """Return what is wrong with `url`, and a better form where it is plain what was meant."""
    if re.match(r"(?:mailto|tel):\S", url):
        is_mail = url.startswith("mailto:")
        return ("names no mail address", "") if is_mail and not _MAIL.match(url[7:]) else ("", "")
    if re.match(r"https?://", url, re.IGNORECASE):
        return _web_fault(url)
    broken = _BROKEN_SCHEME.match(url)
    if broken and _BARE.match(url[broken.end() :]):
        return "has a misspelt beginning", f"https://{url[broken.end() :]}"
    if _MAIL.fullmatch(url):
        return "lacks “mailto:”", f"mailto:{url}"
    if not _SCHEME.match(url) and not url.startswith(("/", "#", "?", ".")) and _is_host(url):
        return "lacks “https://”", f"https://{url}"
    if _SCHEME.match(url):
        return "has a beginning that mail programs do not open", ""
    return "is relative; in a mail it leads nowhere", ""


def _web_fault(url: str) -> tuple[str, str]:
    again = re.match(r"https?://(https?(?:%3A|:)//?.+)", url, re.IGNORECASE)
    if again:
        return "begins twice", re.sub(r"(?i)\A(https?)(?:%3A|:)/?/?", r"\1://", again[1])
    try:
        host = urlsplit(url).hostname or ""
        _ = urlsplit(url).port
    except ValueError:
        return "is malformed", ""
    return ("", "") if _HOST.fullmatch(host) or ":" in host else ("names no site", "")


def _is_host(url: str) -> bool:
    """Tell whether `url` begins with the name of a site rather than with that of a file."""
    host = re.split(r"[/?#:]", url, maxsplit=1)[0]
    return _BARE.match(url) is not None and not re.search(
        r"\.(?:html?|md|php|pdf|png|jpe?g|gif)\Z", host, re.IGNORECASE
    )


def _shortened(url: str) -> str:
    return url if len(url) <= 60 else f"{url[:59]}…"
