"""What was last chosen for an export comes back, publication by publication."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reader_app.library.library import Library
from reader_app.services.export_choices import LastChoices, keep_choices, last_choices


def test_choices_are_kept_for_each_publication(tmp_path: Path) -> None:
    chosen = LastChoices("email", "/tmp", "mailchimp", "https://p.example", "https://s.example")
    with Library.open(tmp_path / "library.masthead") as library:
        assert last_choices(library, "P") == LastChoices()
        keep_choices(library, "P", chosen)
        assert last_choices(library, "P") == chosen
        assert last_choices(library, "Q") == LastChoices()


def test_what_else_is_set_stays_and_what_is_no_text_is_passed_over(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.masthead") as library:
        settings = replace(library.publication_settings("P"), view="text", export='{"form": 7, "other": "x"}')
        library.set_publication_settings("P", settings)
        assert last_choices(library, "P") == LastChoices()
        keep_choices(library, "P", LastChoices("pdf"))
        kept = library.publication_settings("P")
        assert kept.view == "text"
        assert '"other": "x"' in kept.export
        assert last_choices(library, "P").form == "pdf"
