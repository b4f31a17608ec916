"""Addresses: the canonical form for "the same link", tracking parameters, and which addresses a page may carry."""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from reader_app.patterns import regex

TRACKING_PREFIXES: Final = ("utm_", "mtm_", "vero_", "oly_", "_hs")
TRACKING_NAMES: Final = frozenset(
    "fbclid gclid dclid gbraid wbraid yclid twclid msclkid mc_cid mc_eid _hsenc _hsmi mkt_tok _bhlid".split()
)
SAFE_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "asset"})
_LEADING_SCHEMES: Final = SAFE_SCHEMES - {"asset"}
_SHOWING_SCHEMES: Final = frozenset({"http", "https", "asset"})
_PICTURE_WITHIN = regex(r"data:image/(?:png|jpe?g|gif|webp|avif|bmp)[;,]")
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_TARGET_NAMES: Final = frozenset({"url", "u", "q", "target", "redirect", "to", "dest"})
_REDIRECT = regex(r"redirect|click|track|/(?:l|l\.php|r|ls/.*|url|out|go)/?$")
_MERGE_TAG = regex(r"\{\{[^{}]*\}\}|\*\|[^|]*\|\*|%%[^%]*%%")
_SIMPLE = regex(r"https?://(?:www\.)?([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*)((?:/[A-Za-z0-9._~%+@,;=!$&'()*-]*)*)")
_IGNORED = regex("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def is_safe(url: str) -> bool:
    """Tell whether `url` may stand in a page.

    It may when it is a web, mail or telephone address, an asset, a fragment, a relative path or a
    merge tag. Script, file and data addresses may not, however they are disguised.
    """
    return _is_of(url, SAFE_SCHEMES)


def may_lead(url: str) -> bool:
    """Tell whether `url` is safe and may be what a link leads to: a picture of the library may not."""
    return _is_of(url, _LEADING_SCHEMES)


def may_show(url: str) -> bool:
    """Tell whether `url` is safe and may be that of a picture; one that is in the address may, when it is no SVG."""
    return _is_of(url, _SHOWING_SCHEMES) or _PICTURE_WITHIN.match(url) is not None


def _is_of(url: str, schemes: frozenset[str]) -> bool:
    if url.startswith(("http:", "https:")) or _MERGE_TAG.match(url):
        return True
    bare = _IGNORED.sub("", url)
    match = _SCHEME.match(bare)
    if match is None:
        return not bare.startswith(("//", "\\\\", "/\\", "\\/"))
    return match.group(1).lower() in schemes


def has_merge_tag(url: str) -> bool:
    """Tell whether `url` contains a merge tag such as ``{{ unsubscribe_url }}`` or ``*|UNSUB|*``."""
    return _MERGE_TAG.search(url) is not None


def host(url: str) -> str:
    """Return the host of `url` in lower case without a leading ``www.``, or ``""`` when it has none."""
    parts = _split(url)
    name = (parts.hostname or "") if parts else ""
    return name.removeprefix("www.")


def is_tracking(name: str) -> bool:
    """Tell whether a query parameter called `name` only serves to follow the reader."""
    lowered = name.lower()
    return lowered in TRACKING_NAMES or lowered.startswith(TRACKING_PREFIXES)


def without_tracking(url: str) -> str:
    """Return `url` without its tracking parameters; all else stays byte for byte."""
    if "?" not in url:
        return url
    before, _, rest = url.partition("?")
    query, mark, fragment = rest.partition("#")
    kept = [part for part in query.split("&") if not is_tracking(unquote(part.partition("=")[0]))]
    return before + ("?" + "&".join(kept) if kept else "") + mark + fragment


def clean(url: str) -> str:
    """Return `url` as it should be opened, copied or kept: past a redirect that names its target, without tracking."""
    return without_tracking(_unwrapped(url.strip()))


def canonical(url: str) -> str:
    """Return the form under which two addresses of the same page are equal.

    Scheme and host in lower case, default ports and tracking parameters gone, a redirect whose target stands in the
    address itself unwrapped, fragment dropped unless it is the page (``#!`` or ``#/``). Not an address to open.
    """
    simple = _SIMPLE.fullmatch(url)
    if simple:  # most addresses are: nothing has to be taken apart
        return f"https://{simple[1]}{simple[2].rstrip('/')}"
    parts = _split(_unwrapped(url))
    if parts is None or parts.scheme not in ("http", "https"):
        return url.strip()
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    fragment = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    query = without_tracking(f"?{parts.query}") if parts.query else ""
    path = parts.path.rstrip("/")
    return f"https://{host(parts.geturl())}{port}{path}{query}{fragment}"


def _unwrapped(url: str) -> str:
    for _ in range(3):
        parts = _split(url)
        if parts is None or not parts.query or not _REDIRECT.search(f"{parts.hostname}{parts.path}"):
            break
        values = (value for name, value in parse_qsl(parts.query)[:50] if name.lower() in _TARGET_NAMES)
        target = next((value for value in values if value.startswith(("http://", "https://"))), None)
        if target is None:
            break
        url = target
    return url


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts
