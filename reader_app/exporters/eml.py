"""The mail as a file that mail programs open as a draft (``.eml``).

``multipart/alternative``: the laid-out text, the issue itself (see model/own_mail.py), the HTML with its pictures as
``cid:`` parts (RFC 5322, RFC 2046, RFC 2387, RFC 2392, RFC 8058).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

from reader_app.exporters.email_html import MailRenderer
from reader_app.exporters.facts import shown_title
from reader_app.exporters.mime import (
    LONGEST_ADDRESS,
    file_part,
    header,
    mailbox,
    multipart,
    structured,
    text_part,
)
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pictures import Picture, identify, suffix
from reader_app.exporters.text import issue_text
from reader_app.model.codec import dumps, encode
from reader_app.model.issue import Issue
from reader_app.model.own_mail import OWN_HEADER, OWN_TYPE, html_mark
from reader_app.model.urls import has_merge_tag, host

_NOWHERE: Final = "masthead.invalid"  # RFC 2606: a name that is nobody's
_ADDRESS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{1,63}\Z")
_DOMAIN: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z0-9-]+\Z")
_IN_ADDRESSES: Final = "%/:=&?~#+!$,;'@()*[]"


def eml(issue: Issue, options: ExportOptions) -> bytes:
    """Return the bytes of the mail: the same for the same issue, but for the date where the issue has none."""
    pictures: dict[str, tuple[bytes, Picture]] = {}

    def address(sha256: str) -> str | None:
        found = options.asset(sha256)
        picture = identify(found[0]) if found else None
        if found is None or picture is None:
            return None
        pictures[sha256] = (found[0], picture)
        return f"cid:{content_id(sha256)}"

    html = MailRenderer().render(issue, replace(options, asset_url=address))
    own = dumps(encode(issue))
    name = hashlib.sha256("\0".join((own, html)).encode("utf-8", "replace")).hexdigest()[:32]
    html_part = text_part("text/html", html)
    if pictures:
        files = [
            file_part(picture.media_type, data, content_id=content_id(sha256), name=sha256[:12] + suffix(picture))
            for sha256, (data, picture) in sorted(pictures.items())
        ]
        html_part = multipart("related", f"=_related_{name}", (html_part, *files), '; type="text/html"')
    parts = (
        text_part("text/plain", issue_text(issue)),
        text_part(OWN_TYPE, own, (structured(OWN_HEADER, html_mark(html)),)),
        html_part,
    )
    return _head(issue, options, name) + multipart("alternative", f"=_masthead_{name}", parts)


def sender(issue: Issue) -> tuple[str, str]:
    """Return display name and address of who sends `issue`: its publication, and the front matter's ``from``.

    ``from`` is an address, or a name with an address in angle brackets. The address is ``""`` when none is given: none
    is ever made up.
    """
    given = issue.extra.get("from")
    display, _, rest = given.rpartition("<") if isinstance(given, str) else ("", "", "")
    address = rest.strip().removesuffix(">").strip()
    if not _ADDRESS.match(address):
        return issue.publication, ""
    return display.strip().strip('"').strip() or issue.publication, address


def unsubscribe_address(issue: Issue) -> str:
    """Return the https address that goes into ``List-Unsubscribe``, ``""`` when the issue has none that may.

    RFC 8058 wants https; a merge tag is no address before a service has put one in its place.
    """
    url = issue.about.unsubscribe if issue.about else ""
    if not url.lower().startswith("https://") or has_merge_tag(url) or not _DOMAIN.match(host(url)):
        return ""
    encoded = quote(url, safe=_IN_ADDRESSES)
    return encoded if len(encoded) <= LONGEST_ADDRESS else ""


def content_id(sha256: str) -> str:
    """Return the content id of a picture, without angle brackets (RFC 2392)."""
    return f"{sha256[:32]}@{_NOWHERE}"


def _head(issue: Issue, options: ExportOptions, name: str) -> bytes:
    display, address = sender(issue)
    lines = [
        header("Subject", shown_title(issue)),
        mailbox("From", display, address),
        structured("Date", format_datetime(issue.date or options.now())),
        structured("Message-ID", f"<{name}@{_domain(issue, address)}>"),
        structured("MIME-Version", "1.0"),
        structured("X-Unsent", "1"),
    ]
    unsubscribe = unsubscribe_address(issue)
    if unsubscribe:
        lines.append(structured("List-Unsubscribe", f"<{unsubscribe}>"))
        lines.append(structured("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return "".join(lines).encode("ascii")


def _domain(issue: Issue, address: str) -> str:
    """Return the sender's own domain for the message's id; a name that is nobody's when none is known."""
    found = address.partition("@")[2].lower() or host(issue.url) or host(issue.about.site if issue.about else "")
    return found if _DOMAIN.match(found) and len(found) < 256 else _NOWHERE
