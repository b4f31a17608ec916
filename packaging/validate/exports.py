"""Writes what is to be validated: every kind of export of issues of every kind, and an archive site of them all.

usage: exports.py OUT [CORPUS [COUNT]]    with COUNT issues of each folder of CORPUS, spread over it
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reader_app import resources  # noqa: E402
from reader_app.errors import MastheadError  # noqa: E402
from reader_app.exporters.registry import export, export_together  # noqa: E402
from reader_app.importers.registry import read  # noqa: E402
from reader_app.importers.source import Source  # noqa: E402
from reader_app.library.library import Library  # noqa: E402
from reader_app.model.origin import Imported  # noqa: E402
from reader_app.services.archiving import ArchiveOptions, archive  # noqa: E402
from reader_app.services.exporting import imported_options, together  # noqa: E402

FORMS = {"web": "web", "email": "mail", "epub": "book", "original": "original"}


def main(arguments: list[str]) -> int:
    """Write everything below the folder OUT and say how much it is."""
    out = Path(arguments[0])
    paths = [*resources.samples(), *sorted((ROOT / "tests" / "golden").glob("*.md"))]
    if len(arguments) > 1:
        paths += corpus(Path(arguments[1]), int(arguments[2]) if len(arguments) > 2 else 12)
    found = [(f"{number:03}", imported) for number, imported in enumerate(issues(paths))]
    for name, imported in found:
        for form, folder in FORMS.items():
            write(out / folder, name, imported, form)
    every = [replace(imported.issue, id=uuid4()) for _, imported in found]
    book = export_together(every, "epub", together(imported_options(imported) for _, imported in found))
    (out / "book" / "all.epub").write_bytes(book)
    with Library.open(out / "library.masthead") as library:
        library.add_many(imported for _, imported in found)
        archive(library, out / "site", ArchiveOptions(url="https://archive.example/letters/"))
    sys.stdout.write(f"{len(found)} issues\n")
    return 0


def write(folder: Path, name: str, imported: Imported, form: str) -> None:
    """Write one export; an issue without a display copy has no original."""
    if form == "original" and not imported.display:
        return
    folder.mkdir(parents=True, exist_ok=True)
    suffix = ".epub" if form == "epub" else ".html"
    (folder / f"{name}{suffix}").write_bytes(export(imported.issue, form, imported_options(imported)))


def issues(paths: list[Path]) -> Iterator[Imported]:
    """Yield what is in the files that can be read."""
    for path in paths:
        try:
            yield from read(Source(path.name, path.read_bytes()))[:3]
        except MastheadError:
            continue


def corpus(folder: Path, count: int) -> Iterator[Path]:
    """Yield `count` files of each folder of newsletters, spread over it."""
    for kind in sorted(folder.glob("newsletters-*")):
        files = sorted(path for path in kind.rglob("*") if path.is_file())
        yield from files[:: max(1, len(files) // count)][:count]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
