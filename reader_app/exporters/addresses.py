"""Addresses as a page or a mail may carry them: valid by the standard (RFC 3986), or none at all."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from reader_app.model.urls import has_merge_tag, is_safe, may_lead, may_show

_STRAY_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST: Final = re.compile(r"[A-Za-z0-9_.-]+\Z|\[[0-9A-Fa-f:.]+\]\Z")
_PATH: Final = "%/:=&~+!$,;'@()*"
_QUERY: Final = _PATH + "?"
_ABSOLUTE: Final = ("http", "https", "mailto", "tel")


def page_address(url: str, *, login: bool = False) -> str:
    """Return `url` as a valid address for a page, ``""`` when it cannot be one.

    A merge tag is none: only a sending service knows what stands for it. Letters that may not stand in an address are
    percent-encoded, a host of another script becomes its ASCII form (RFC 5891). A name or password before the host is
    left out unless `login` keeps it: HTML knows no such address, and it passes for another host.
    """
    if not url or has_merge_tag(url) or not may_lead(url):
        return ""
    try:
        parts = urlsplit(url.strip())
        host = _host(parts, login)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https") and host is None:
        return ""
    return urlunsplit(
        (
            parts.scheme,
            host or "",
            quote(_percent(parts.path), safe=_PATH),
            quote(_percent(parts.query), safe=_QUERY),
            quote(_percent(parts.fragment), safe=_QUERY),
        )
    )


def mail_address(url: str) -> str:
    """Return `url` for a mail: as `absolute_address` does, but with merge tags as they are: a service fills them in."""
    if has_merge_tag(url):
        return url if is_safe(url) else ""
    return url if url.startswith("#") else absolute_address(url)


def picture_address(url: str) -> str:
    """Return the address a mail or another program may load a picture from, ``""`` when `url` is none for that."""
    return mail_address(url) if may_show(url) else ""


def absolute_address(url: str) -> str:
    """Return `url` as `page_address` does when it says the same everywhere, ``""`` when it hangs on where it stands."""
    address = page_address(url, login=True)
    return address if address.partition(":")[0].lower() in _ABSOLUTE and ":" in address else ""


def _percent(text: str) -> str:
    return _STRAY_PERCENT.sub("%25", text)


def _host(parts: SplitResult, login: bool) -> str | None:
    """Return host and port in ASCII, None when there is no valid host. Raises ValueError for a host that is none."""
    name = parts.hostname or ""
    if ":" in name:
        name = f"[{name}]"
    elif not name.isascii():
        name = name.encode("idna").decode("ascii")
    if not _HOST.match(name):
        return None
    port = f":{parts.port}" if parts.port is not None else ""
    user = quote(parts.netloc.rpartition("@")[0], safe="%:!$&'()*+,;=~") + "@" if login and "@" in parts.netloc else ""
    return f"{user}{name}{port}"
