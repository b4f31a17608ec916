"""Takes a picture into the library for an issue that is written: judged by its content, kept as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader_app.errors import FileError
from reader_app.exporters.pictures import ASSET, identify

if TYPE_CHECKING:
    from reader_app.library.library import Library

LARGEST: Final = 20_000_000
IN_MAIL: Final = frozenset({"image/png", "image/jpeg", "image/gif"})


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture in the library: its address in a text, its kind, width and height (0 when it does not say), bytes."""

    src: str
    media_type: str
    width: int
    height: int
    size: int

    @property
    def shows_in_mail(self) -> bool:
        """Whether all mail programs show this kind."""
        return self.media_type in IN_MAIL


def keep_picture_file(library: Library, path: Path) -> KeptPicture:
    """Keep the picture in the file `path`. Raises FileError when it cannot be read, is too large, or is no picture."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise FileError(f"{path.name}: It cannot be read: {error.strerror or 'the disk failed'}.") from error
    if size > LARGEST:
        raise FileError(f"{path.name}: It is larger than {LARGEST // 1_000_000} MB; make it smaller first.")
    return keep_picture(library, data, path.name)


def keep_picture(library: Library, data: bytes, name: str = "") -> KeptPicture:
    """Keep the picture `data`, called `name` in what is said of it. Raises FileError when it is no picture."""
    found = identify(data)
    if found is None:
        raise FileError(f"{name or 'This'}: It is not a picture (PNG, JPEG, GIF, WebP, AVIF or SVG).".lstrip())
    sha256 = library.add_asset(data, found.media_type)
    return KeptPicture(f"{ASSET}{sha256}", found.media_type, found.width, found.height, len(data))
