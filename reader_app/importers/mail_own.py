"""Takes the issue out of a mail that Masthead wrote itself (docs/decisions/0007)."""

from __future__ import annotations

import json

from reader_app.errors import FormatError
from reader_app.importers.charsets import decode_as
from reader_app.importers.mail_parts import Part
from reader_app.model.codec import decode
from reader_app.model.issue import Issue
from reader_app.model.own_mail import OWN_HEADER, OWN_TYPE, html_mark


def own_issue(root: Part) -> Issue | None:
    """Return the issue the mail carries; None when it carries none, or when its HTML has been changed since."""
    parts = list(root.walk())
    own = next((part for part in parts if part.type == OWN_TYPE), None)
    html = next((part for part in parts if part.type == "text/html"), None)
    if own is None or html is None:
        return None
    text = decode_as(html.body(), html.parameters.get("charset", "")).text
    if own.headers.text(OWN_HEADER.lower()) != html_mark(text):
        return None
    try:
        return decode(json.loads(own.body()))
    except (ValueError, RecursionError, FormatError):
        return None
