"""What is wrong with an address that a person typed into a form, in a sentence."""

from __future__ import annotations

import re
from typing import Final

from reader_app.model.urls import has_merge_tag, host, is_safe

_MAIL: Final = re.compile(r"[^\s@<>,;:\"]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}\Z")


def trouble_with_address(url: str) -> str:
    """Return what keeps `url` from being an address on the web; ``""`` for a good one, a merge tag, or none at all."""
    if not url or has_merge_tag(url):
        return ""
    if not is_safe(url) or re.search(r"\s", url):
        return "This is not an address a page may link to."
    if url.startswith(("http://", "https://")):
        return "" if "." in host(url) or host(url) == "localhost" else "There is no host in this address."
    if url.startswith(("mailto:", "tel:")):
        return ""
    return "Begin the address with https://, so that it leads there from everywhere."


def trouble_with_mail_address(address: str) -> str:
    """Return what keeps `address` from being one of mail, ``""`` when nothing does."""
    return "" if _MAIL.match(address) else "This is not a mail address such as name@example.org."
