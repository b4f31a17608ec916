"""What the library offers to who writes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from reader_app import resources
from reader_app.library.library import Library
from reader_app.library.person_types import OwnPublication
from reader_app.services.clipping import clip_item
from reader_app.services.importing import import_paths
from reader_app.services.vocabulary import EMPTY, read_vocabulary

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def test_sponsors_tags_publications_and_links(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        assert read_vocabulary(library) == EMPTY
        report = import_paths(library, resources.samples())
        assert report is not None
        issue = library.find("Architecture Notes#177")
        library.tag([issue], "design")
        clipped = clip_item(library, issue, 0, NOW).clip
        library.new_draft("text", publication="Bean News")
        library.save_own_publication(OwnPublication(uuid4(), "Own Post"))
        found = read_vocabulary(library)
    assert "Open Cloud Foundation" in [name for name, _ in found.sponsors]
    assert found.tags == ("design",)
    assert found.publications == ("Own Post", "Bean News")
    assert found.links[0].clip
    assert (found.links[0].title, found.links[0].where) == (clipped.title, "Architecture Notes #177")
    assert len({link.url for link in found.links}) == len(found.links)
