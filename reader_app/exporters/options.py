"""What a person may choose for an export, the same for every format; each takes what concerns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from reader_app.model.publication import PLAIN, Look

if TYPE_CHECKING:
    from reader_app.model.codec import JsonObject

Mode = Literal["auto", "light", "dark"]
Asset = tuple[bytes, str]


def no_asset(_sha256: str) -> Asset | None:
    """Know no asset: every picture kept in the library shows as its alternative text."""
    return None


def none_fetched(_address: str) -> str | None:
    """Know no picture from the web."""
    return None


def no_display() -> str:
    """Know no display copy."""
    return ""


def present() -> datetime:
    """Return the present moment in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Choices for one export.

    `asset` returns bytes and media type of the picture with that SHA-256 (hexadecimal), or None when there is none.
    `fetched` returns the SHA-256 of the picture that was fetched from an address, or None when it was not.
    `asset_url` returns the address under which the target finds it (an ``https:`` base, a ``cid:`` part, the window's
    own scheme); without it a web page carries the bytes itself and a mail shows the alternative text.
    `mode` is light, dark, or what the reader's system prefers. `origin` and `warnings` go into the JSON form.
    `now` dates a mail whose issue has no date. `display` gives the display copy of an imported issue, ``""`` when it
    has none. `printer` turns a page of HTML into a PDF; it raises FileError when it cannot.
    `look` is the publication's: accent, font, header picture; `pictures` the address under which the person puts the
    pictures of mails, each as its SHA-256 with a suffix.
    `marks` gives every block ``data-block`` and changes nothing else: the preview uses it to find the source.
    """

    asset: Callable[[str], Asset | None] = no_asset
    fetched: Callable[[str], str | None] = none_fetched
    asset_url: Callable[[str], str | None] | None = None
    mode: Mode = "auto"
    origin: JsonObject | None = None
    warnings: tuple[str, ...] = ()
    now: Callable[[], datetime] = present
    display: Callable[[], str] = no_display
    printer: Callable[[str], bytes] | None = None
    look: Look = PLAIN
    pictures: str = ""
    marks: bool = False


DEFAULT = ExportOptions()
