"""What programs keep for themselves beside mails and pages: never a newsletter, so a folder is read without it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from reader_app.patterns import any_case

_NAMES: Final = frozenset(
    "__macosx thumbs.db desktop.ini info.plist table_of_contents msgfilterrules.dat popstate.dat filterlog.html "
    "maildirfolder maildirsize".split()
)
_INDEX: Final = ".msf"  # Thunderbird's index of the mailbox that is called the same without it
_SERVER = any_case(r"dovecot[-.]")
_PAGE = any_case(r"(?P<name>.+)\.(?:html?|xhtml)\Z")
_WITH_PAGE = any_case(
    r"(?P<name>.+?)(?:_files|[-.]files|[-_]dateien|_fichiers|_archivos|_arquivos|_ficheiros|_file|-filer|[-_]bestanden)\Z"
)


def is_litter(name: str) -> bool:
    """Tell whether a file or folder called `name` is an index, a setting or a cache of a program."""
    lowered = name.lower()
    return lowered in _NAMES or lowered.endswith(_INDEX) or _SERVER.match(lowered) is not None


def folders_of_pages(names: Iterable[str]) -> frozenset[str]:
    """Return those of `names` that are folders a browser made for a page it saved beside them, with its parts."""
    known = frozenset(names)
    pages = {match["name"] for name in known if (match := _PAGE.match(name))}
    return frozenset(name for name in known if (match := _WITH_PAGE.match(name)) and match["name"] in pages)


def is_empty_mailbox(name: str, names: frozenset[str]) -> bool:
    """Tell whether the empty file `name` is a mailbox without mails: one of `names` is its index."""
    return f"{name}{_INDEX}" in names
