"""Where a link truly leads, and what about its address is meant to deceive.

Sources: RFC 3986 section 7.6 (misleading user names), RFC 5890 (A-labels), UTS 39 (mixed scripts), WHATWG URL section
4.4 (what browsers take for slashes), UTS 46 section 2.3 (what they take for dots).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import SplitResult, urlsplit

from reader_app.model.urls import clean

Doubt = Literal["", "letters", "user", "number"]
SIGN: Final = "⚠"
_SHOWN_HOST = re.compile(
    r"\s*(?:https?://)?((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})(?::\d{1,5})?(?:[/?#]\S*)?\s*", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}\.?\Z|[0-9a-f:.]*:[0-9a-f:.]*\Z", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\xa0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\u3164\ufeff\uffa0]"
)
_WEB = re.compile(r"(https?):[/\\]*([^?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_LIKE_OURS: Final = str.maketrans({"\u3002": ".", "\u2044": "/", "\u2215": "/", "\u29f8": "/"})
_AROUND = re.compile(r"\A\W+|\W+\Z")
_LONGEST: Final = 2000
_FILES: Final = frozenset("js ts jsx tsx html htm css json md txt pdf py rb exe zip yml yaml toml xml csv php".split())


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    `url` is the address to open: taken out of a redirect that names it, without tracking parameters. `shown` is that
    address for the eye: nothing in it is invisible or runs backwards, a host with foreign letters stands in both forms.
    `doubt` says what may deceive: its host has letters beyond ASCII ("letters"), a user name stands before the host
    ("user"), the host is a number ("number").
    """

    url: str
    shown: str
    doubt: Doubt = ""

    @property
    def marked(self) -> str:
        """The address for the eye, with a sign before it when something about it may deceive."""
        return f"{SIGN} {self.shown}" if self.doubt else self.shown


def target(url: str, *, as_it_is: bool = False) -> Target:
    """Return where the link to `url` (web, mail or telephone) leads.

    With `as_it_is` nothing is taken out of the address: for pages that know by it who asks.
    """
    wanted = _as_browsers_do(url.strip())
    wanted = wanted if as_it_is else _as_browsers_do(clean(wanted))
    try:
        parts = urlsplit(wanted)
        host = parts.hostname or ""
    except ValueError:
        return Target(wanted, _visible(wanted), "number")
    if parts.scheme not in ("http", "https") or not host:
        return Target(wanted, _visible(wanted))
    name = _in_letters(host)
    doubt: Doubt = "user" if "@" in parts.netloc else "number" if _NUMBER.match(host) else ""
    if name == host and host.isascii():
        return Target(wanted, _shown(parts, host), doubt)
    return Target(wanted, f"{_shown(parts, name)} ({_in_ascii(host)})", doubt or "letters")


def pretends(text: str, url: str) -> bool:
    """Tell whether a link that reads `text` looks as if it led to another host than that of `url`."""
    seen = _UNSEEN.sub(lambda match: " " if match[0].isspace() else "", text[:_LONGEST])
    shown = _SHOWN_HOST.fullmatch(_AROUND.sub("", unicodedata.normalize("NFKC", seen).translate(_LIKE_OURS)))
    if shown is None or shown[1].rpartition(".")[2].lower() in _FILES:
        return False
    try:
        host = urlsplit(_as_browsers_do(url)).hostname or ""
    except ValueError:
        return True
    return bool(host) and not _related(_in_ascii(shown[1].lower()), _in_ascii(host))


def _as_browsers_do(url: str) -> str:
    """Return an address of the web with the slashes that browsers see in it, so that its host is the one they go to."""
    found = _WEB.fullmatch(url)
    if found is None:
        return url
    place = found[2].replace("\\", "/")
    return f"{found[1].lower()}://{place}{found[3]}"


def _related(one: str, other: str) -> bool:
    """Tell whether two hosts are the same or one is within the other: a letter's own hosts are no deceit."""
    one, other = (name.removeprefix("www.").rstrip(".") for name in (one, other))
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _shown(parts: SplitResult, host: str) -> str:
    port = f":{parts.port}" if _has_port(parts) else ""
    host = f"[{host}]" if ":" in host else host
    rest = f"{parts.path}{'?' + parts.query if parts.query else ''}{'#' + parts.fragment if parts.fragment else ''}"
    return _visible(f"{parts.scheme}://{host}{port}{rest}")


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port is not None
    except ValueError:
        return False


def _visible(text: str) -> str:
    """Return `text` with what cannot be seen, or turns the direction of reading, written in percent."""
    return _UNSEEN.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), text)


def _in_letters(host: str) -> str:
    """Return `host` with its A-labels (``xn--…``) as the letters they stand for."""
    return ".".join(_letters_of(label) for label in host.split("."))


def _letters_of(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return unicodedata.normalize("NFC", label[4:].encode("ascii").decode("punycode"))
    except (UnicodeError, ValueError, OverflowError):
        return label


def _in_ascii(host: str) -> str:
    """Return `host` with its letters beyond ASCII as A-labels."""
    return ".".join(_ascii_of(label) for label in host.split("."))


def _ascii_of(label: str) -> str:
    if label.isascii():
        return label
    return "xn--" + unicodedata.normalize("NFKC", label).lower().encode("punycode").decode("ascii")
