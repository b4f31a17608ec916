"""Files that are known and not read: other programs' mailboxes, packed files, documents, people's addresses.

Each has a sentence that says what it is and, where there is a way, what to do. They are known by their first bytes.
"""

from __future__ import annotations

from typing import Final

from reader_app.importers.decoding import is_binary
from reader_app.importers.picture_types import media_type_of
from reader_app.patterns import regex

START: Final = 4096
CONTACTS: Final = "It holds people's addresses; Masthead never reads those."
TABLE: Final = "It is a table, and not of an export that Masthead knows."
ZIP_IN_PARTS: Final = "It is one part of a zip in several parts; join and unpack them, and import what was in it."
_PACKED: Final = "It is a packed file ({}); unpack it and import what is in it."
_OFFICE: Final = "It is a file of Office or Outlook; save it as .eml, as a web page or as text and import that."
_MESSAGE: Final = "This is Outlook's own .msg form; save the mail as .eml or as text and import that."
_PST: Final = "It is a data file of Outlook; export its mails as .eml or mbox and import those."
_DBX: Final = "It is a folder of Outlook Express; export its mails as .eml and import those."
_TNEF: Final = "Outlook packed the mail into this file (winmail.dat); ask for it as HTML or plain text."
_WEB_ARCHIVE: Final = "It is a web archive of Safari's; save the page as HTML (“Page Source”) and import that."
_PDF: Final = "It is a PDF; import the newsletter as mail, web page or text."
_RTF: Final = "It is rich text (RTF); save it as a web page or as plain text and import that."
_DATABASE: Final = "It is a database; a library of Masthead's is opened, not imported."
_PICTURE: Final = "It is a picture, not a newsletter."
_FONT: Final = "It is a font, not a newsletter."
_CALENDAR: Final = "It is a calendar, not a newsletter."
_SETTINGS: Final = "It is what another program keeps for itself, not a newsletter."

_FORMS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"!BDN", _PST),
    (b"\xcf\xad\x12\xfe", _DBX),
    (b"\x78\x9f\x3e\x22", _TNEF),
    (b"\x1f\x8b\x08", _PACKED.format("gzip")),
    (b"BZh", _PACKED.format("bzip2")),
    (b"\xfd7zXZ\x00", _PACKED.format("xz")),
    (b"\x28\xb5\x2f\xfd", _PACKED.format("Zstandard")),
    (b"7z\xbc\xaf\x27\x1c", _PACKED.format("7z")),
    (b"Rar!\x1a\x07", _PACKED.format("RAR")),
    (b"PK\x07\x08", ZIP_IN_PARTS),
    (b"%PDF-", _PDF),
    (b"{\\rtf", _RTF),
    (b"SQLite format 3\x00", _DATABASE),
    (b"wOFF", _FONT),
    (b"wOF2", _FONT),
    (b"OTTO", _FONT),
    (b"\x00\x01\x00\x00\x00", _FONT),
)
_IN_TEXT: Final[tuple[tuple[bytes, str], ...]] = (
    (b"BEGIN:VCARD", CONTACTS),
    (b"BEGIN:VCALENDAR", _CALENDAR),
    (b"// <!-- <mdb:mork", _SETTINGS),
)
_PROPERTIES = regex(rb"<\?xml[^>]*>\s*<!DOCTYPE plist\b")
_TAR: Final = slice(257, 262)
_ADDRESS = regex(rb"[^\s@,;<>:]{1,64}@[^\s@,;<>:]{1,190}\.[^\s@,;<>:]{2,60}")
_FEWEST_ADDRESSES: Final = 3
_PART = regex(r"\.(?:z\d\d|\d{3})")
_BZIP: Final = b"1AY&SY"


def other_form(data: bytes, suffix: str) -> str:
    """Return one sentence about a file that begins with `data` if it is of a form that is not read, else ``""``.

    `suffix` is that of its name, in lower case with the dot.
    """
    start = data[:START]
    for sign, sentence in _FORMS:
        if start.startswith(sign) and (sign != b"BZh" or start[4:10] == _BZIP):
            return _MESSAGE if sentence is _OFFICE and suffix == ".msg" else sentence
    if start.startswith(b"bplist0"):
        return _WEB_ARCHIVE if suffix == ".webarchive" or b"WebMainResource" in start else _SETTINGS
    if start[_TAR] == b"ustar":
        return _PACKED.format("tar")
    if media_type_of(start):
        return _PICTURE
    if _PART.fullmatch(suffix) and is_binary(start):
        return ZIP_IN_PARTS
    text = start.lstrip(b"\xef\xbb\xbf\r\n\t ")
    if _PROPERTIES.match(text):
        return _SETTINGS
    known = next((sentence for sign, sentence in _IN_TEXT if text[:40].upper().startswith(sign.upper())), "")
    return known or (CONTACTS if _is_list_of_addresses(text, whole=len(data) <= START) else "")


def _is_list_of_addresses(text: bytes, *, whole: bool) -> bool:
    """Tell whether all lines of `text` are mail addresses and nothing else; the last one may be cut unless `whole`."""
    lines = [line.strip() for line in text.split(b"\n")]
    lines = [line for line in (lines if whole else lines[:-1]) if line]
    return len(lines) >= _FEWEST_ADDRESSES and all(_ADDRESS.fullmatch(line) for line in lines)
