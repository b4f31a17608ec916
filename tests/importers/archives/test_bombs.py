"""Zips built to do harm: they end in sentences, unpack to nothing large, and no name leads out of them."""

from __future__ import annotations

import io
import lzma
import resource
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader_app.errors import FormatError
from reader_app.importers.archives.archive import ZipArchive

NAME = "posts/1.letter.html"
CENTRAL = b"PK\x01\x02"
LOCAL = b"PK\x03\x04"


def packed(data: bytes, method: int = zipfile.ZIP_DEFLATED, name: str = NAME) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        file.writestr(name, data)
    return made.getvalue()


def with_number(data: bytes, header: bytes, at: int, value: int, form: str = "<I") -> bytes:
    """Return the zip with another number in its last `header` (APPNOTE.TXT 4.3.7 and 4.3.12)."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.rfind(header) + at, value)
    return bytes(changed)


def says_less_than_it_holds() -> bytes:
    return with_number(packed(b"a" * 30_000_000), CENTRAL, 24, 100)


def is_all_one_letter() -> bytes:
    return packed(b"a" * 30_000_000)


def a_block_sorting_bomb() -> bytes:
    return packed(bytes(63_000_000), zipfile.ZIP_BZIP2)


def a_dictionary_bomb() -> bytes:
    return packed(bytes(63_000_000), zipfile.ZIP_LZMA)


def a_dictionary_of_four_gigabytes() -> bytes:
    data = packed(b"Dear readers, " * 40, zipfile.ZIP_LZMA)
    start = data.find(LOCAL) + 30 + len(NAME)
    properties = lzma._encode_filter_properties({"id": lzma.FILTER_LZMA1})  # type: ignore[attr-defined]
    assert data[start + 4 : start + 9] == properties
    return data[: start + 5] + b"\xff\xff\xff\xff" + data[start + 9 :]


def an_unknown_method() -> bytes:
    return with_number(with_number(packed(b"x"), CENTRAL, 10, 93, "<H"), LOCAL, 8, 93, "<H")


def one_over_the_other() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("posts/0.letter.html", b"b" * 9_000)
        file.writestr(NAME, b"a" * 9_000)
    return with_number(made.getvalue(), CENTRAL, 42, 0)


TOLD: dict[str, tuple[Callable[[], bytes], str]] = {
    "says less than it holds": (says_less_than_it_holds, "damaged within the zip"),
    "is all one letter": (is_all_one_letter, "beyond all measure"),
    "a bomb of block sorting": (a_block_sorting_bomb, "packed in a way"),
    "a bomb of a dictionary": (a_dictionary_bomb, "packed in a way"),
    "a dictionary of four gigabytes": (a_dictionary_of_four_gigabytes, "packed in a way"),
    "an unknown method": (an_unknown_method, "packed in a way"),
    "one file over the other": (one_over_the_other, "damaged within the zip"),
}


@pytest.mark.parametrize("kind", TOLD)
def test_a_file_that_would_do_harm_is_told(tmp_path: Path, kind: str) -> None:
    make, sentence = TOLD[kind]
    path = tmp_path / "export.zip"
    path.write_bytes(make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FormatError, match=sentence):
        ZipArchive(path).read(NAME)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * (1 if sys.platform == "darwin" else 1024)
    assert grown < 200_000_000


def test_a_file_that_says_more_than_it_holds_gives_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(with_number(packed(b"a" * 100), CENTRAL, 24, 900_000))
    assert ZipArchive(path).read(NAME) == b"a" * 100


CLIMBING = [
    "../a.html",
    "posts/../../a.html",
    "/etc/a.html",
    "//host/share/a.html",
    "C:/a.html",
    "c:a.html",
    "posts\\..\\..\\a.html",
    "\\\\host\\share\\a.html",
    "posts/..",
    "..",
]


@pytest.mark.parametrize("name", CLIMBING)
def test_no_name_leads_out_of_a_zip(tmp_path: Path, name: str) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename = name
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(entry, b"<p>Out</p>")
        file.writestr(NAME, b"<p>In</p>")
    path = tmp_path / "export.zip"
    path.write_bytes(made.getvalue())
    archive = ZipArchive(path)
    assert archive.names() == (NAME,)
    with pytest.raises(FormatError, match="does not hold"):
        archive.read(name)


def test_a_link_in_a_zip_is_the_words_of_its_target_and_leads_nowhere(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo(NAME)
    entry.create_system = 3
    entry.external_attr = 0o120777 << 16
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(entry, "/etc/hostname")
    assert ZipArchive(path).read(NAME) == b"/etc/hostname"
    assert sorted(tmp_path.iterdir()) == [path]
