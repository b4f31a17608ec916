"""Reading a damaged library page by page: what is carried over, what is made anew, what a page is taken for."""

from __future__ import annotations

import random
import sqlite3
import struct
import zlib
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader_app.library.library import Library
from reader_app.library.migrations import NEWEST
from reader_app.library.recovering import cells
from reader_app.library.recovering.pages import Pages
from reader_app.library.recovering.rebuild import rebuild
from reader_app.library.recovering.rows import beginning
from reader_app.library.recovering.salvage import salvage
from reader_app.library.recovering.tables import DERIVED, tables
from tests.support.imports import imported


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
def test_every_table_is_carried_over_or_made_anew(version: int) -> None:
    found = tables(version)
    assert set(found) >= DERIVED
    assert {name for name, table in found.items() if not table.kept} == DERIVED | {
        name for name in found if name.startswith("search_")
    }


def test_an_unknown_version_is_taken_for_the_newest() -> None:
    assert tables(99).keys() == tables(NEWEST).keys()


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of the tables that are carried over."""
    db = sqlite3.connect(path)
    kept = [name for name, table in tables(NEWEST).items() if table.kept]
    rows = {name: sorted(map(repr, db.execute(f"SELECT * FROM {name}"))) for name in kept}
    db.close()
    return rows  # type: ignore[return-value]


def test_a_library_with_everything_in_it_comes_back_row_by_row(tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "libraries" / f"version-{NEWEST}.masthead"
    rebuild(source, tmp_path / "new")
    assert rows_of(tmp_path / "new") == rows_of(source)
    assert all(rows_of(source).values())


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(max_size=9000).filter(lambda text: "\0" not in text),
    st.binary(max_size=20_000),
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), VALUES, VALUES), max_size=30))
def test_records_are_read_as_sqlite_wrote_them(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, object, object]]
) -> None:
    path = tmp_path_factory.mktemp("records") / "file"
    unique = {row[0]: row for row in rows}
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (key INTEGER PRIMARY KEY, a, b)")
    db.executemany("INSERT INTO t VALUES (?, ?, ?)", unique.values())
    db.commit()
    db.close()
    with Pages(path) as pages:
        read = {
            record.number: record.values[1:]
            for page in range(2, pages.count + 1)
            if cells.kind_of(pages, page) == cells.TABLE_LEAF
            for record in cells.records(pages, page)
            if record is not None
        }
    assert read == {key: (one, other) for key, one, other in unique.values()}


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_any_bytes_at_all_are_read_without_a_fault(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path_factory.mktemp("noise") / "file"
    data = bytearray(chance.randbytes(4096 * 8))
    for page in range(8):
        data[page * 4096] = chance.choice((2, 5, 10, 13))
    if chance.random() < 0.5:
        data[:18] = b"SQLite format 3\x00\x10\x00"
    path.write_bytes(data)
    path.with_name("file-wal").write_bytes(chance.randbytes(chance.randrange(9000)))
    with Pages(path) as pages:
        salvage(pages, lambda _table, _row: None)


def test_a_log_counts_up_to_its_last_whole_commit(tmp_path: Path) -> None:
    live = Library.open(tmp_path / "live")
    texts = [f"Text {number}. " * 500 for number in range(6)]
    ends = []
    for text in texts:
        live.new_draft(text)
        ends.append((tmp_path / "live-wal").stat().st_size)
    main, log = (tmp_path / "live").read_bytes(), (tmp_path / "live-wal").read_bytes()
    live.close()
    for count, end in enumerate(ends):
        for cut in (end, end + 100, end - 1):
            path = tmp_path / f"copy{cut}"
            path.write_bytes(main)
            path.with_name(f"{path.name}-wal").write_bytes(log[:cut])
            rebuild(path, tmp_path / f"new{cut}")
            with Library.open(tmp_path / f"new{cut}") as library:
                assert len(library.drafts()) == count + (cut >= end)


def test_a_damaged_log_counts_up_to_the_damage(tmp_path: Path) -> None:
    live = Library.open(tmp_path / "live")
    live.new_draft("First.")
    end = (tmp_path / "live-wal").stat().st_size
    live.new_draft("Second.")
    main, log = (tmp_path / "live").read_bytes(), bytearray((tmp_path / "live-wal").read_bytes())
    live.close()
    log[end + 300] ^= 1
    (tmp_path / "copy").write_bytes(main)
    (tmp_path / "copy-wal").write_bytes(log)
    rebuild(tmp_path / "copy", tmp_path / "new")
    with Library.open(tmp_path / "new") as library:
        assert [library.draft(row.id).text for row in library.drafts()] == ["First."]


def spoiled(path: Path, sql: str) -> None:
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    db.executescript(sql)
    db.close()


@pytest.fixture
def full(path: Path) -> Path:
    with Library.open(path) as library:
        library.add_many([imported("One", number="1", original=b"1"), imported("Two", number="2", original=b"2")])
        draft = library.new_draft("First words. " * 300, title="A letter")
        library.save_draft(
            draft.id, "Second words. " * 300, base_revision=1, title="A letter", publication="", number=""
        )
    return path


LOSSES = {
    "DELETE FROM documents; DELETE FROM originals; DELETE FROM origins": "The issue “One” (Harbour Post 1) is lost",
    "UPDATE originals SET data = x'00'": "The original of the issue “One” is lost; its text is here",
    "UPDATE draft_revisions SET data = x'00'": "The draft “A letter” is lost",
    "UPDATE draft_revisions SET data = substr(data, 1, length(data) / 2) WHERE number = 2": "Of version 2 of the draft",
    "DELETE FROM draft_revisions WHERE number = 2": "",
    "DELETE FROM drafts": "",
    "DELETE FROM publications": "",
    "DELETE FROM issues": "",
    "UPDATE originals SET sha256 = replace(sha256, 'a', 'b')": "",
    "INSERT INTO corrections (issue, made, data) SELECT key, 0, 'x' FROM issues": "2 corrections of issues",
    "INSERT INTO assets (sha256, media_type, data, added) VALUES ('a', 'image/png', x'00', 0)": "1 pictures or files",
    "INSERT INTO marks (issue, read) VALUES (5, 1)": "1 marks of issues",
    "INSERT INTO item_marks (issue, link, occurrence) VALUES (5, 1, 0)": "1 marks of items",
}


@pytest.mark.parametrize("sql", LOSSES)
def test_what_is_lost_is_named_and_the_rest_is_sound(full: Path, tmp_path: Path, sql: str) -> None:
    from reader_app.services.recovering import recover

    spoiled(full, sql)
    recovered = recover(full)
    if LOSSES[sql]:
        assert LOSSES[sql] in "\n".join(recovered.lost)
    else:
        assert recovered.lost == ()
    with Library.open(full) as library:
        assert library.verify() == ()
        assert library.counts() == recovered.counts


def test_the_beginning_of_a_cut_text_is_kept() -> None:
    text = "".join(f"Zeile {number} mit Ümläuten und 灯台. " for number in range(900)).encode()
    packed = zlib.compress(text, 3)
    half = beginning(packed[: len(packed) // 2])
    assert text.startswith(half)
    assert len(half) > len(text) // 4
    assert beginning(packed) == text
    assert beginning(b"no zlib") == b""


def test_a_page_size_of_64_kilobytes_is_understood(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "file")
    db.execute("PRAGMA page_size = 65536")
    db.execute("CREATE TABLE t (a)")
    db.commit()
    db.close()
    with Pages(tmp_path / "file") as pages:
        assert (pages.page_size, pages.count) == (65536, 2)
        assert pages.page(0) == pages.page(3) == b""


def test_a_list_of_free_pages_that_is_nonsense_ends(tmp_path: Path) -> None:
    data = bytearray(4096 * 4)
    data[:18] = b"SQLite format 3\x00\x10\x00"
    data[32:36] = struct.pack(">I", 2)
    data[4096:4104] = struct.pack(">II", 3, 100_000)
    (tmp_path / "file").write_bytes(data)
    with Pages(tmp_path / "file") as pages:
        assert list(pages.free()) == [2]


def test_a_part_of_the_disk_that_cannot_be_read_is_an_empty_page(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Pages(full) as pages:
        pages._file.close()
        monkeypatch.setattr(pages, "_file", Unreadable())
        assert pages.page(2) == b""


class Unreadable:
    def seek(self, _place: int) -> None:
        raise OSError(5, "Input/output error")

    def close(self) -> None:
        pass


def test_an_unknown_original_that_is_no_newsletter_is_kept_and_named(full: Path) -> None:
    from reader_app.services.recovering import recover

    packed = zlib.compress(b"\x00\x01\x02")
    spoiled(
        full,
        f"INSERT INTO originals (sha256, size, data) VALUES ('{uuid4().hex * 2}', 3, x'{packed.hex()}')",
    )
    recovered = recover(full)
    assert any("its bytes are kept" in sentence for sentence in recovered.lost)
    with Library.open(full) as library:
        assert library.verify() == ()
