"""Mail folders with one file for each message: Maildir, and its folders within folders (Maildir++)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reader_app.errors import FileError

_DELIVERED: Final = ("cur", "new")


def is_maildir(folder: Path) -> bool:
    """Tell whether `folder` is a Maildir: it has the folders ``cur`` and ``new``. False where nobody may look."""
    try:
        return all((folder / name).is_dir() for name in _DELIVERED)
    except OSError:
        return False


def messages(folder: Path) -> Iterator[Path]:
    """Yield the files of the messages in the Maildir `folder` and in its folders, by name.

    What is still being delivered (``tmp``) is left out; so are the index files of mail servers. Raises FileError with
    one sentence when a folder cannot be read.
    """
    try:
        for name in _DELIVERED:
            yield from sorted(path for path in (folder / name).iterdir() if _is_message(path))
        within = sorted(path for path in folder.iterdir() if path.name.startswith(".") and is_maildir(path))
    except OSError as error:
        raise FileError(f"The folder cannot be read: {error.strerror or 'the disk reports an error'}.") from error
    for inner in within:
        if not inner.is_symlink():
            yield from messages(inner)


def _is_message(path: Path) -> bool:
    return not path.name.startswith(".") and path.is_file()
