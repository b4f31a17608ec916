"""A zip or a folder as one view of names and bytes: nothing harmful gets through, nothing is written."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from reader_app.errors import FileError, FormatError
from reader_app.importers.archives import archive, rows
from reader_app.importers.archives.archive import FolderArchive, ZipArchive, is_subscriber_list
from reader_app.importers.archives.find import archive_in
from reader_app.importers.registry import Source
from reader_app.importers.registry import read as read_source
from reader_app.model.origin import Imported, Unread
from tests.support.exports import files_of, zipped


def zip_at(folder: Path, files: dict[str, bytes] | bytes) -> Path:
    path = folder / "export.zip"
    path.write_bytes(files if isinstance(files, bytes) else zipped(files))
    return path


def read_all(path: Path) -> list[Imported | Unread]:
    found = archive_in(path)
    assert found is not None
    parts = list(found.read())
    assert len(parts) == found.total()
    return parts


@pytest.mark.parametrize(
    "name",
    ["../posts.csv", "posts/../../x.html", "/etc/x.html", "C:/x.html", "a\\..\\x.html", "__MACOSX/x.html", "._x.html"],
)
def test_names_that_leave_the_archive_or_are_litter_are_not_there(name: str, tmp_path: Path) -> None:
    found = ZipArchive(zip_at(tmp_path, {name: b"x", "fine.html": b"y"}))
    assert found.names() == ("fine.html",)
    with pytest.raises(FormatError, match="does not hold"):
        found.read(name)


@pytest.mark.parametrize(
    "name",
    [
        "subscribers_9f3c.csv",
        "email_list.mill.csv",
        "posts/12.letter.opens.csv",
        "subscribed_members_export_1.csv",
        "Audience export.xlsx",
        "data-export/subscribers.json",
        "members_export_2024.json",
        "contacts.vcf",
        "Abonnenten.csv",
    ],
)
def test_lists_of_people_are_known_by_their_names(name: str, tmp_path: Path) -> None:
    assert is_subscriber_list(name)
    assert ZipArchive(zip_at(tmp_path, {name: b"x"})).names() == ()


@pytest.mark.parametrize(
    "name",
    ["posts/1.members-only.html", "issues_1.csv", "your-audience.json", "emails/dear-subscribers.md", "posts.csv"],
)
def test_issues_about_people_are_no_lists_of_them(name: str) -> None:
    assert not is_subscriber_list(name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("subscribers.csv", b"x"),
        ("people.csv", b"name;Email Address\nAda;ada@x.example\n"),
        ("l.tsv", b"\xff\xfee\0m\0a\0i\0l\0\n\0"),
    ],
)
def test_a_list_of_people_by_itself_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (part,) = read_all(path)
    assert isinstance(part, Unread)
    assert "never reads those" in part.sentence


def test_other_files_are_not_exports(tmp_path: Path) -> None:
    for name, data in {
        "a.csv": b"boat,knots\n1,2\n",
        "posts.csv": b"a,b\n1,2\n",
        "x.json": b"{}",
        "y.txt": b"PK",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert archive_in(tmp_path / name) is None
    assert archive_in(tmp_path) is None
    (tmp_path / "in").mkdir()
    assert archive_in(tmp_path / "in") is None
    for gone in ("gone.zip", "gone.json"):
        with pytest.raises(FileError, match="cannot be read"):
            archive_in(tmp_path / gone)


def test_a_zip_without_an_export_says_so(tmp_path: Path) -> None:
    for data in (zipped({"letter.doc": b"x"}), zipped({})):
        (part,) = read_all(zip_at(tmp_path, data))
        assert isinstance(part, Unread)
        assert "no export Masthead knows" in part.sentence
    (part,) = read_all(zip_at(tmp_path, zipped({"letters.zip": zipped({"1.eml": b"x"})})))
    assert part == Unread("export.zip", "It holds other zips; unpack it and import those.")


def test_a_zip_of_mails_is_an_issue_for_each(tmp_path: Path) -> None:
    files = {
        "letters/2.eml": b"Subject: Two\nFrom: Harbour Post <post@harbour.example>\n\nThe lamp is lit.\n",
        "letters/deep/3.EML": b"Subject: Three\nFrom: Harbour Post <post@harbour.example>\n\nThe fog is gone.\n",
        "1.eml": b"Subject: One\nFrom: Harbour Post <post@harbour.example>\n\nThe boats are in.\n",
        "empty.eml": b"",
        "all.mbox": b"From - Mon Jan 1 08:00:00 2024\nSubject: Four\n\nThe last mail.\n",
        "page.html": b"<p>not read beside mails</p>",
        "notes.doc": b"not read",
        "../outside.eml": b"Subject: Five\n\nNever read.\n",
    }
    found = read_all(zip_at(tmp_path, zipped(files)))
    assert [each.issue.title for each in found if isinstance(each, Imported)] == ["One", "Four", "Two", "Three"]
    assert [each.origin.name for each in found if isinstance(each, Imported)][1:3] == [
        "all.mbox, message 1",
        "letters/2.eml",
    ]
    assert [(each.name, each.sentence) for each in found if isinstance(each, Unread)] == [
        ("empty.eml", "The file is empty.")
    ]


def test_a_mailbox_in_a_zip_is_an_issue_for_each_of_its_mails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mails = [b"From - Mon Jan 1 08:00:00 2024\nSubject: N%d\n\nLamp %d is lit.\n\n" % (n, n) for n in (1, 2)]
    empty = b"From - Mon Jan 1 08:00:00 2024\nSubject: None\nFrom: a@b.example\n\n\n"
    path = zip_at(tmp_path, zipped({"Takeout/Mail/All mail.mbox": b"".join((mails[0], empty, mails[1]))}))
    reader = archive_in(path)
    assert reader is not None
    one, none, two = reader.read()
    assert isinstance(one, Imported)
    assert isinstance(two, Imported)
    assert (one.issue.title, two.issue.title) == ("N1", "N2")
    assert none == Unread("Takeout/Mail/All mail.mbox, message 2", "The mail has no text.")
    monkeypatch.setattr(archive, "MAX_ENTRY", 10)
    (large,) = read_all(path)
    assert large == Unread("Takeout/Mail/All mail.mbox", "It is a large mailbox; unpack it and import it by itself.")


def test_a_zip_of_pages_and_texts_is_an_issue_for_each(tmp_path: Path) -> None:
    files = {
        "a/One.html": b"<html><body><p>The lamp is lit.</p></body></html>",
        "a/One_files/frame.html": b"<html><body><p>A part of the page.</p></body></html>",
        "b.md": b"# Two\n\nThe fog is gone.\n",
        "c.txt": b"Three\n\nThe boats are in.\n",
        "people.csv": b"email\na@b.example\n",
        "subscribers.txt.csv": b"a@b.example\n",
        "a/style.css": b"p {}",
        "__MACOSX/._b.md": b"\0\5\x16\7",
    }
    found = read_all(zip_at(tmp_path, zipped(files)))
    assert [each.origin.name for each in found if isinstance(each, Imported)] == ["b.md", "c.txt", "a/One.html"]


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        (("[Content_Types].xml", "word/document.xml"), "document of Office"),
        (("mimetype", "META-INF/container.xml", "a.xhtml"), "EPUB"),
        (("mimetype", "content.xml", "META-INF/manifest.xml"), "LibreOffice"),
        (("Index/Document.iwa",), "Apple"),
        (("Accounts/a@b.example/com.microsoft.__Messages/Inbox/message_00000.xml",), "Outlook for Mac"),
    ],
)
def test_a_document_that_is_a_zip_is_named(inside: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(zipped(dict.fromkeys(inside, b"x")))
    (part,) = read_all(path)
    assert isinstance(part, Unread)
    assert sentence in part.sentence


def test_only_a_zip_without_letters_is_a_list_of_people_by_its_name(tmp_path: Path) -> None:
    mail = b"Subject: One\nFrom: Harbour Post <post@harbour.example>\n\nThe boats are in.\n"
    path = tmp_path / "Mailing list archive.zip"
    path.write_bytes(zipped({"1.eml": mail, "subscribers.csv": b"email\n"}))
    (part,) = read_all(path)
    assert isinstance(part, Imported)
    path.write_bytes(zipped({"people.csv": b"email\n"}))
    (part,) = read_all(path)
    assert isinstance(part, Unread)
    assert "never reads those" in part.sentence


def test_a_zip_in_several_parts_is_told_so(tmp_path: Path) -> None:
    whole = bytearray(zipped(files_of("substack")))
    end = whole.rfind(b"PK\5\6")
    whole[end + 4 : end + 8] = b"\1\0\1\0"
    parts = {"a.zip": bytes(whole), "b.zip": bytes(whole[1000:]), "c.zip.001": bytes(whole[:1000])}
    for name, data in parts.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(FormatError, match="one part of a zip in several parts"):
            archive_in(tmp_path / name)
    for name, data in {"a.z01": b"PK\7\x08" + whole[:900], "c.zip.002": whole[1000:]}.items():
        with pytest.raises(FormatError, match="one part of a zip in several parts"):
            read_source(Source(name, bytes(data)))


def test_a_cut_zip_is_told_whole_and_a_damaged_file_alone(tmp_path: Path) -> None:
    data = zipped(files_of("substack"))
    with pytest.raises(FormatError, match="damaged: its list"):
        archive_in(zip_at(tmp_path, data[: len(data) // 2]))
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as made:
        for name, each in files_of("substack").items():
            made.writestr(name, each)
    broken = stored.getvalue().replace(b"The sun came up", b"The moon came u", 1)
    parts = read_all(zip_at(tmp_path, broken))
    (bad,) = (part for part in parts if isinstance(part, Unread) and part.name == "First light")
    assert "damaged within the zip" in bad.sentence
    assert sum(isinstance(part, Imported) for part in parts) == 3


def test_an_encrypted_file_is_told(tmp_path: Path) -> None:
    data = bytearray(
        zipped({"posts.csv": files_of("substack")["posts.csv"], "posts/1001.first-light.html": b"<p>x</p>"})
    )
    where = data.rfind(b"PK\x01\x02")
    (flags,) = struct.unpack_from("<H", data, where + 8)
    struct.pack_into("<H", data, where + 8, flags | 1)
    parts = read_all(zip_at(tmp_path, bytes(data)))
    assert any(isinstance(part, Unread) and "encrypted" in part.sentence for part in parts)


def test_what_unpacks_beyond_all_measure_is_not_unpacked(tmp_path: Path) -> None:
    files = files_of("substack")
    files["posts/1001.first-light.html"] = b"<p>" + b"a" * 30_000_000
    parts = read_all(zip_at(tmp_path, files))
    assert any(isinstance(part, Unread) and "beyond all measure" in part.sentence for part in parts)
    assert sum(isinstance(part, Imported) for part in parts) == 3


def test_the_limits_of_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_at(tmp_path, files_of("substack"))
    monkeypatch.setattr(archive, "MAX_ENTRY", 1_000)
    big = ZipArchive(zip_at(tmp_path, {"a.html": bytes(range(256)) * 8}))
    with pytest.raises(FormatError, match="larger than"):
        big.read("a.html")
    monkeypatch.setattr(archive, "MAX_TOTAL", 500)
    with pytest.raises(FormatError, match="unpacks to more"):
        ZipArchive(path)
    monkeypatch.setattr(archive, "MAX_ENTRIES", 0)
    with pytest.raises(FormatError, match="files"):
        ZipArchive(path)
    with pytest.raises(FormatError, match="files"):
        FolderArchive(tmp_path).names()


def test_the_limits_of_a_table_and_of_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MAX_ROWS", 2)
    assert len(rows.read_csv(b"a;b\n1;2\n\n3;4\n")) == 2
    with pytest.raises(FormatError, match="rows"):
        rows.read_csv(b"a\n1\n2\n3\n")
    with pytest.raises(FormatError, match="no record"):
        rows.read_record(b"[1]")
    for text in (b"[" * 9, b"{"):
        with pytest.raises(FormatError, match="not valid JSON"):
            rows.read_json(text)
    with pytest.raises(FormatError, match="table is empty"):
        rows.read_csv(b"")


def test_a_folder_is_read_only_where_platforms_put_files(tmp_path: Path) -> None:
    for name, data in files_of("substack").items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "holidays").mkdir()
    (tmp_path / "holidays" / "posts.csv").write_text("x")
    (tmp_path / "posts" / "link.html").symlink_to("/etc/hostname")
    found = FolderArchive(tmp_path)
    assert "posts/1001.first-light.html" in found.names()
    assert not any("holidays" in name or "link" in name for name in found.names())
    with pytest.raises(FormatError, match="does not hold"):
        found.read("../x")
    reader = archive_in(tmp_path)
    assert reader is not None
    assert reader.names == frozenset(found.names())
    (tmp_path / "posts" / "1001.first-light.html").unlink()
    parts = list(reader.read())
    assert any(isinstance(part, Unread) and "cannot be read" in part.sentence for part in parts)
    with pytest.raises(FileError, match="folder cannot be read"):
        FolderArchive(tmp_path / "gone").names()


def test_a_table_alone_brings_what_lies_beside_it(tmp_path: Path) -> None:
    for name, data in {**files_of("revue"), **files_of("buttondown"), "items_other.json": b"[]"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    titles = [part.issue.title for part in read_all(tmp_path / "issues_9f3c.csv") if isinstance(part, Imported)]
    assert titles[:2] == ["Salt and rope", "Entwurf über Brücken"]
    assert read_all(tmp_path / "items_9f3c.json") == []
    letters = read_all(tmp_path / "emails.csv")
    assert sum(isinstance(part, Imported) for part in letters) == 3
    (tmp_path / "issues_9f3c.csv").unlink()
    alone = read_all(tmp_path / "items_9f3c.json")
    assert {part.issue.title for part in alone if isinstance(part, Imported)} == {
        "Revue issue 501",
        "Revue issue 502",
        "Revue issue 777",
    }


@pytest.mark.parametrize("platform", ["ghost", "revue-dump", "curated"])
def test_a_json_file_of_a_platform_by_itself(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = next(data for data in files_of(platform).values() if len(data) > 200)
    path = tmp_path / "some.json"
    path.write_bytes(b"\xef\xbb\xbf" + data)
    found = archive_in(path)
    assert found is not None
    assert found.platform == platform.partition("-")[0]
    assert any(isinstance(part, Imported) for part in found.read())
    monkeypatch.setattr("reader_app.importers.archives.find.MAX_ENTRY", 10)
    with pytest.raises(FormatError, match="larger than"):
        archive_in(path)


@pytest.mark.parametrize(
    ("names", "codec"),
    [
        (("Größe.html", "Übung.html"), "utf-8"),
        (("灯台だより.html", "東京のおしらせ.html"), "cp932"),
        (("новости о маяках.html", "письмо.html"), "cp866"),
        (("Über.html",), "cp437"),
    ],
)
def test_names_in_a_zip_are_read_whatever_they_are_written_in(
    names: tuple[str, ...], codec: str, tmp_path: Path
) -> None:
    stand_ins = {name: f"{n}".rjust(len(name.encode(codec)), "x").encode() for n, name in enumerate(names)}
    data = zipped({stand_in.decode(): b"<p>Words.</p>" for stand_in in stand_ins.values()})
    for name, stand_in in stand_ins.items():
        data = data.replace(stand_in, name.encode(codec))
    found = ZipArchive(zip_at(tmp_path, data))
    assert found.names() == names
    assert [found.read(name) for name in names] == [b"<p>Words.</p>"] * len(names)
