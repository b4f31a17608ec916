"""Writes a library of the present schema version, to be kept as it is for the tests of all later versions.

Run once for each schema version, before the next one is begun: ``python -m tests.libraries.make``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from reader_app.library.library import Library
from reader_app.library.migrations import NEWEST
from reader_app.library.person_types import NEW, Clip, OwnPublication, PublicationSettings
from reader_app.model.blocks import Feedback, Figure, Item, Note, Podcast, Prose, Sponsor
from reader_app.model.corrections import SplitSection, StateFacts, block_anchor
from reader_app.model.issue import About, Issue, Section
from reader_app.model.origin import Asset, Imported, Origin

RECEIVED = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
ISSUES = (
    Issue(
        id=UUID("11111111-1111-4111-8111-111111111111"),
        publication="Harbour Post",
        number="2",
        title="A lamp in the fog",
        date=datetime(2025, 12, 1, 8, 0, tzinfo=UTC),
        lead=(Prose("The keeper of the light writes down each boat."), Sponsor("Acorn Works", body="Fine rope.")),
        sections=(Section("Tools", "", (Item("Lamps compared", "https://lamps.example/all"),)),),
    ),
    Issue(
        id=UUID("22222222-2222-4222-8222-222222222222"),
        publication="Harbour Post",
        number="3",
        title="Knots for winter",
        preheader="Three that hold when it freezes.",
        date=datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=UTC),
        authors=("The keeper",),
        lead=(Prose("It is cold on the pier."), Figure("asset:0", "A knot", "A bowline")),
        sections=(
            Section(
                "Tools", "", (Item("Bowline", "https://knots.example/bowline"), Item("Splice", body="Slow but *good*."))
            ),
            Section("Listen", "", (Podcast("Waves", "https://waves.example/1"), Note("Mind the tide."))),
            Section("Empty"),
        ),
        about=About("For those at sea", curator="The keeper"),
    ),
    Issue(
        id=UUID("33333333-3333-4333-8333-333333333333"),
        publication="灯台便り",
        number="8",
        title="冬の灯台",
        date=datetime(2025, 11, 1, tzinfo=UTC),
        lang="ja",
        lead=(Prose("今年も冬が来ました。"), Feedback("いかがでしたか？")),
    ),
)
CLIP = Clip(
    UUID("44444444-4444-4444-8444-444444444444"),
    "Bowline",
    "https://knots.example/bowline",
    "It holds.",
    "For spring?",
    ISSUES[1].id,
    "Harbour Post",
    "3",
    ISSUES[1].date,
    NEW,
    RECEIVED,
)
OWN = OwnPublication(
    UUID("55555555-5555-4555-8555-555555555555"),
    "Harbour Post",
    "For those at sea",
    sender="The keeper <keeper@harbour.example>",
    theme='{"accent": "#004466"}',
    header_alt="The light",
    lang="en",
    authors="The keeper",
    blocks="## Tides\n",
    closing="::: note\nMind the tide.\n:::",
    next_number="4",
)


def write(path: Path) -> None:
    """Write the library to `path`."""
    with Library.open(path, clock=lambda: RECEIVED) as library:
        for issue in ISSUES:
            facts = (("message-id", f"<{issue.number}@lamp.example>"), ("list-id", "<lamp.example>"))
            library.add(
                Imported(
                    issue,
                    f"{issue.title}, as it was sent".encode(),
                    Origin("text", name="a.txt", facts=facts),
                    ("Unsure.",),
                    display=f"<p>{issue.title}</p>",
                    assets=(Asset(b"a lamp", "image/gif"),),
                )
            )
        library.add(Imported(ISSUES[0], b"the same as a page", Origin("html", "revue", name="b.html")))
        library.set_read([ISSUES[0].id], True)
        library.set_starred([ISSUES[1].id], True)
        library.set_item_starred(ISSUES[1].id, 1, True)
        library.set_item_read(ISSUES[1].id, 1, True)
        library.correct(ISSUES[2].id, SplitSection(block_anchor(ISSUES[2], 1), "灯台"))
        library.correct(ISSUES[0].id, StateFacts(number="2a", date=ISSUES[0].date))
        library.rename_publication("灯台便り", "Letters from the light")
        library.add_asset(b"a picture", "image/png")
        library.tag([ISSUES[0].id, ISSUES[2].id], "Light")
        library.archive([ISSUES[2].id])
        library.set_item_hidden(ISSUES[1].id, 0, True)
        library.save_search("is:unread lamp", "Lamps")
        library.set_position(ISSUES[1].id, "sections", anchor="b2", fraction=0.25)
        library.set_note(ISSUES[1].id, "Try the splice.")
        library.add_highlight(ISSUES[1].id, "cold", before="It is ", after=" on the pier")
        library.set_publication_settings("Harbour Post", PublicationSettings("original", True, '{"width": 600}'))
        library.keep_remote_picture(ISSUES[0].id, "https://lamps.example/1.png", b"a light", "image/png")
        library.remote_picture_failed(ISSUES[0].id, "https://lamps.example/2.png", "The site did not answer.")
        library.add_clips([CLIP])
        library.use_clip(CLIP.id, "Harbour Post #4")
        library.save_own_publication(OWN)
        library.add_word("en", "bowline")
        draft = library.new_draft("Dear", publication="Harbour Post", number="4", title="Spring")
        library.save_draft(
            draft.id,
            "Dear readers,\r\nit is cold.",
            base_revision=1,
            title="Spring at last",
            publication="Harbour Post",
            number="4",
        )


if __name__ == "__main__":
    path = Path(__file__).with_name(f"version-{NEWEST}.masthead")
    path.unlink(missing_ok=True)
    write(path)
