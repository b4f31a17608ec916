"""A whole session in a process of its own: what it prints, logs and leaves outside the library says nothing private.

Logging is turned on as far as anybody would; what Qt and Chromium print goes the same way.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SESSION = """
import logging, sys
from pathlib import Path
logging.basicConfig(level=logging.INFO)
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from reader_app import app
from reader_app.errors import MastheadError
from reader_app.library.library import Library
from reader_app.services.exporting import write_file
from reader_app.services.fetching import FetchError, fetch
from reader_app.services.importing import import_paths

path, letters = Path(sys.argv[1]), Path(sys.argv[2])
with Library.open(path) as library:
    import_paths(library, [letters])
    draft = library.new_draft("Dear s3cr3t-reader,", title="A s3cr3t-title")
    library.search("s3cr3t-words OR (")
for address in ("http://127.0.0.1:9/a.png?token=s3cr3t-token", "http://[s3cr3t/"):
    try:
        fetch(address)
    except FetchError:
        pass
try:
    write_file(letters / "s3cr3t-folder" / "a.html", b"s3cr3t")
except MastheadError:
    pass
class Day(app.Session):
    def __init__(self, *parts):
        super().__init__(*parts)
        QTimer.singleShot(0, self.pass_by)

    def pass_by(self):
        while self.window.counts is None:
            QTest.qWait(20)
        self.window.import_paths([letters])
        editor = self.open_editor(draft)
        editor.source.setPlainText("Dear s3cr3t-reader, [look](https://post.example/?token=s3cr3t-token)")
        QTest.qWait(2500)
        sys.excepthook(ValueError, ValueError("s3cr3t-fault"), None)
        QTest.qWait(500)
        self.close()


app.Session = Day
app.run_window(path)
print("the session is over", flush=True)
"""
MAIL = """From: Keeper <s3cr3t-sender@post.example>
To: s3cr3t-reader@home.example
Subject: The s3cr3t-subject
Message-ID: <s3cr3t-number@post.example>
Content-Type: text/html; charset=utf-8

<style>body { background: url(https://post.example/s3cr3t-style.png) }</style><script>console.log("s3cr3t")</script>
<h1>Boats</h1><p>The s3cr3t-words of a letter, <a href="https://post.example/?token=s3cr3t-token">read on</a>.</p>
<img src="https://post.example/s3cr3t-picture.png"><iframe src="https://post.example/s3cr3t-frame"></iframe>
"""
SECRET = "s3cr3t"


def test_nothing_private_is_printed_logged_or_left(tmp_path: Path) -> None:
    letters, home = tmp_path / "letters", tmp_path / "home"
    letters.mkdir()
    (letters / "s3cr3t-letter.eml").write_text(MAIL)
    (letters / "s3cr3t-broken.eml").write_bytes(b"\0\xff s3cr3t")
    folders = {name: home / name for name in ("cache", "config", "data", "state", "runtime", "tmp")}
    for folder in folders.values():
        folder.mkdir(parents=True, mode=0o700)
    surroundings = {f"XDG_{name.upper()}_HOME": str(folders[name]) for name in ("cache", "config", "data", "state")}
    surroundings |= {"HOME": str(home), "TMPDIR": str(folders["tmp"]), "XDG_RUNTIME_DIR": str(folders["runtime"])}
    library = tmp_path / "library" / "library.masthead"
    ran = subprocess.run(
        [sys.executable, "-c", SESSION, str(library), str(letters)],
        env=os.environ | surroundings | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
    )
    said = ran.stdout + ran.stderr
    assert b"the session is over" in ran.stdout, said.decode()
    assert ran.returncode == 0, said.decode()
    assert b"builtins.ValueError" in ran.stderr
    assert SECRET.encode() not in said, said.decode()
    left = [file for file in home.rglob("*") if file.is_file()]
    assert [file for file in left if SECRET in file.name or SECRET.encode() in file.read_bytes()] == []
    assert not list(folders["tmp"].iterdir())
    assert not list(tmp_path.rglob("*.log"))
