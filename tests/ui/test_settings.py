"""What the windows remember: whatever stands in the file, something sensible is read from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from reader_app import paths
from reader_app.ui import window_memory
from reader_app.ui.library.places import Place
from reader_app.ui.settings import Settings, settings_file


def test_values_come_back_from_the_file(tmp_path: Path) -> None:
    first = Settings(tmp_path / "w.ini")
    first.set("a/text", "Größe, “quoted”; [x]=1")
    first.set("a/flag", True)
    first.set("a/number", 42)
    first.set("a/state", QByteArray(bytes(range(256))))
    first.sync()
    second = Settings(tmp_path / "w.ini")
    assert second.text("a/text") == "Größe, “quoted”; [x]=1"
    assert second.flag("a/flag", False) is True
    assert second.number("a/number", 0) == 42
    assert bytes(second.state("a/state").data()) == bytes(range(256))


@pytest.mark.parametrize("content", ["", "[reader]\ntext_size=huge\n", "\x00\x01nonsense", "[reader\ntext_size=17"])
def test_a_spoiled_file_reads_as_the_defaults(tmp_path: Path, content: str) -> None:
    (tmp_path / "w.ini").write_text(content)
    settings = Settings(tmp_path / "w.ini")
    assert settings.text_size() == 17
    assert settings.flag("reader/fold_sponsors", False) is False
    assert settings.state("window/geometry").isEmpty()
    assert window_memory.place(settings) == Place("all")


@pytest.mark.parametrize(("wanted", "kept"), [(3, 12), (20, 20), (900, 32)])
def test_the_text_size_stays_within_its_limits(tmp_path: Path, wanted: int, kept: int) -> None:
    settings = Settings(tmp_path / "w.ini")
    assert settings.set_text_size(wanted) == kept == settings.text_size()


@pytest.mark.parametrize("place", [Place("items"), Place("publication", "Name: with colon"), Place("publication", "")])
def test_the_place_comes_back(tmp_path: Path, place: Place) -> None:
    settings = Settings(tmp_path / "w.ini")
    settings.set("window/place", place.name())
    assert window_memory.place(settings) == place


def test_the_usual_library_has_its_settings_in_the_config_folder_others_beside_them(tmp_path: Path) -> None:
    usual = paths.data_folder() / paths.LIBRARY_NAME
    assert settings_file(usual).parent == paths.config_folder()
    assert settings_file(tmp_path / "other.masthead") == tmp_path / "other.masthead.windows.ini"
