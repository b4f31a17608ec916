"""A library of everything there is, ways to damage its file, and what a recovery must not lose of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from reader_app.importers import registry
from reader_app.importers.source import Source
from reader_app.library.library import Library
from reader_app.library.types import Scope
from reader_app.model.corrections import RenameSection, section_anchor
from reader_app.services.import_reading import read_source

PROJECT = Path(__file__).resolve().parents[2]
PAGE = 4096
FILES = sorted((PROJECT / "resources/samples").glob("*.md")) + sorted((PROJECT / "tests/cases/mail").glob("c*.eml"))


@dataclass(frozen=True)
class Contents:
    """What a library holds that must not get lost: originals, titles and drafts."""

    issues: dict[UUID, tuple[str, bytes]]
    starred: frozenset[UUID]
    drafts: dict[UUID, str]


def fill(path: Path, long: int = 60_000) -> Contents:
    """Make a library of samples at `path`, with marks, corrections and drafts, and return what it holds."""
    noise = random.Random(4)
    with Library.open(path) as library:
        for file in FILES:
            library.add_many(registry.read(read_source(file)))
        for number in range(20):
            text = f"Letter {number}. " + " ".join(f"{noise.random():.6f}" for _ in range(400))
            library.add_many(registry.read(Source(f"{number}.eml", _mail(number, text))))
        ids = [row.id for row in library.summaries(Scope(), limit=500).rows]
        library.set_starred(ids[::3], True)
        library.set_read(ids[::2], True)
        with_section = next(one for one in ids if library.issue(one).sections)
        library.correct(with_section, RenameSection(section_anchor(library.issue(with_section), 0), "Gear"))
        library.add_asset(noise.randbytes(20_000), "image/png")
        draft = library.new_draft("Begun.", title="The long one")
        for step in (2, 1):
            text = "".join(noise.choice("abcdef \n") for _ in range(long // step))
            draft = library.save_draft(
                draft.id, text, base_revision=draft.revision, title=draft.title, publication="", number=""
            )
        library.new_draft("A short one.", title="The short one")
    return contents(path)


def _mail(number: int, text: str) -> bytes:
    return f"From: Harbour Post <post@harbour.example>\nSubject: Letter {number}\n\n{text}\n".encode()


def contents(path: Path) -> Contents:
    """Return what the library at `path` holds."""
    with Library.open(path) as library:
        rows = library.summaries(Scope(), limit=1000).rows
        return Contents(
            issues={row.id: (row.title, library.original(row.id)[0]) for row in rows},
            starred=frozenset(row.id for row in rows if row.starred),
            drafts={row.id: library.draft(row.id).text for row in library.drafts()},
        )


Damage = Callable[[bytearray, random.Random], None]


def flip_bits(data: bytearray, chance: random.Random) -> None:
    """Turn over some bits anywhere."""
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zero_pages(data: bytearray, chance: random.Random) -> None:
    """Fill some pages with zeros."""
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = bytes(PAGE)


def spoil_pages(data: bytearray, chance: random.Random) -> None:
    """Fill some pages with noise."""
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = chance.randbytes(PAGE)


def zero_the_first_page(data: bytearray, chance: random.Random) -> None:
    """Take the schema away."""
    data[:PAGE] = bytes(PAGE)


def cut(data: bytearray, chance: random.Random) -> None:
    """Cut the end off."""
    del data[chance.randrange(len(data) // 2, len(data)) :]


def swap_pages(data: bytearray, chance: random.Random) -> None:
    """Exchange two pages."""
    one, other = (chance.randrange(1, len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


WAYS: tuple[Damage, ...] = (flip_bits, zero_pages, spoil_pages, zero_the_first_page, cut, swap_pages)
