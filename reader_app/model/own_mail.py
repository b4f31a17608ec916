"""How a mail written by Masthead carries the issue it was made of, so that reading it back gives the same issue.

The issue stands as JSON (``masthead-issue/1``) in a part of its own between the plain text and the HTML: of
alternatives a mail program shows the last one it knows (RFC 2046, 5.1.4), so none shows this one. A header of the part
holds a digest of the HTML it belongs to: where a service has changed the HTML, the mail is what it says now, and the
part is not taken.
"""

from __future__ import annotations

import hashlib
from typing import Final

OWN_TYPE: Final = "text/x-masthead-issue"
OWN_HEADER: Final = "X-Masthead-Html"


def html_mark(html: str) -> str:
    """Return what the header says of an HTML part with the text `html`; how its lines end does not matter."""
    lines = html.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(lines.rstrip("\n").encode("utf-8", "replace")).hexdigest()[:32]
