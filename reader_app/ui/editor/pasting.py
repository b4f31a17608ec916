"""Smart paste: an address alone offers an item, formatted text becomes Markdown, a picture is kept in the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from reader_app.markup.natural import address as destination
from reader_app.markup.natural import inline
from reader_app.model.text import clean_characters
from reader_app.model.urls import canonical, host
from reader_app.model.urls import clean as clean_address
from reader_app.services.completing import Proposal
from reader_app.ui.editor import typing_aids
from reader_app.ui.editor.completer import Completer
from reader_app.ui.editor.source_edit import SourceEdit
from reader_app.ui.jobs import Failed, LibraryWorker

if TYPE_CHECKING:
    from reader_app.library.types import LinkRun
    from reader_app.services.pictures_in import KeptPicture

_LARGEST: Final = 30_000_000  # bytes of a picture
_NATIVE: Final = ("image/png", "image/jpeg", "image/gif", "image/webp")


class Paster(QObject):
    """Takes over what is pasted or dropped into `source` where it can be more than plain text.

    `fetch_title` asks the page at the cursor what it is called: offered where the library does not know.
    """

    def __init__(
        self,
        worker: LibraryWorker,
        source: SourceEdit,
        completer: Completer,
        failed: Failed,
        fetch_title: Callable[[], object],
    ) -> None:
        super().__init__(source)
        self._worker = worker
        self._source = source
        self._completer = completer
        self._failed = failed
        self._wanted = ""
        self._fetch_title = fetch_title
        completer.accepted.connect(self._note_accepted)
        source.paste_first = self.take

    def take(self, data: QMimeData) -> bool:
        """Insert `data` in the form that fits; tell whether that was done."""
        takers: tuple[Callable[[QMimeData], bool], ...] = (self._take_picture, self._take_address, self._take_html)
        return any(taker(data) for taker in takers)

    def paste_plain(self) -> None:
        """Insert the text on the clipboard as it is."""
        self._source.insert_text(QGuiApplication.clipboard().text())

    # An address alone

    def _take_address(self, data: QMimeData) -> bool:
        """Insert an address pasted into an empty line, and offer what it can be there."""
        url = clean_characters(data.text()).strip() if data.hasText() else ""
        if not url.startswith(("http://", "https://")) or not typing_aids.is_address(url):
            return False
        cursor = self._source.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if cursor.hasSelection() or before.strip() not in ("", "###", "-", "*") or before != cursor.block().text():
            return False
        url = clean_address(url)
        self._source.insert_text(url)
        self._wanted = url
        known = {canonical(link.url): link.title for link in self._completer.vocabulary.links if link.title}
        title = known.get(canonical(url), "")
        if title:
            self._offer(url, title)
        else:
            self._worker.submit(
                lambda library: library.linked([url]),
                lambda found: self._offer_known(url, found),
                lambda _error: self._offer(url, ""),
                topic=f"title {id(self)}",
            )
        return True

    def _offer_known(self, url: str, found: dict[str, tuple[LinkRun, ...]]) -> None:
        titles = [run.title for run in found.get(url, ()) if run.title]
        self._offer(url, titles[0] if titles else "")

    def _offer(self, url: str, title: str) -> None:
        """Offer item, compact item and link; not any more when one has typed on meanwhile."""
        cursor = self._source.textCursor()
        line = cursor.block().text()
        if url != self._wanted or not line.endswith(url) or cursor.positionInBlock() != len(line):
            return
        words = title or _words_of(url)
        link = f"[{inline(words)}]({destination(url)})"
        where = self.tr("title from your library") if title else host(url)
        proposals = [
            Proposal(self.tr("Item: {title}").format(title=words), f"### {link}", where),
            Proposal(self.tr("Compact item: {title}").format(title=words), f"- {link}", where),
            Proposal(self.tr("Link: {title}").format(title=words), link, where),
            Proposal(self.tr("The address alone"), f"<{url}>"),
        ]
        if not title:
            proposals.append(self._asking(url))
        self._completer.propose(proposals, 0)

    def _asking(self, url: str) -> Proposal:
        return Proposal(self.tr("Fetch the title from the page"), url, self.tr("over the network"))

    def _note_accepted(self, proposal: Proposal) -> None:
        if proposal == self._asking(self._wanted):
            self._fetch_title()

    # Formatted text

    def _take_html(self, data: QMimeData) -> bool:
        if not data.hasHtml() or (self._source.textCursor().hasSelection() and typing_aids.is_address(data.text())):
            return False
        from reader_app.importers.pasted import pasted, says_more

        html = data.html()
        if not says_more(html):
            return False
        markdown = pasted(html)
        if not markdown:
            return False
        self._source.insert_text(markdown)
        return True

    # A picture

    def _take_picture(self, data: QMimeData) -> bool:
        picture = self._picture(data)
        if not picture:
            return False
        from reader_app.services.pictures_in import keep_picture

        self._worker.submit(lambda library: keep_picture(library, picture), self._insert_picture, self._failed)
        return True

    def _picture(self, data: QMimeData) -> bytes:
        """Return the bytes of the picture that `data` is or names, empty for none."""
        for url in data.urls():
            if url.isLocalFile():
                return _read(url.toLocalFile())
        if data.hasText():
            return b""
        for media_type in _NATIVE:
            if data.hasFormat(media_type):
                return bytes(data.data(media_type).data())
        image = data.imageData()
        return _png(image) if isinstance(image, QImage) else b""

    def _insert_picture(self, picture: KeptPicture) -> None:
        """Insert the picture with the words that stand for its text alternative selected, to be typed over at once."""
        words = self.tr("What the picture shows")
        cursor = self._source.textCursor()
        line, column = cursor.block().text(), cursor.positionInBlock()
        alone = not line.strip()
        mark = f"![{words}]({picture.src})"
        self._source.insert_text(mark if alone or not line[column:] else f"{mark} ")
        number = self._source.current_line()
        start = self._source.textCursor().block().text().index(mark) + 2
        self._source.select(number, start, start + len(words))


def _read(path: str) -> bytes:
    from pathlib import Path

    try:
        file = Path(path)
        return file.read_bytes() if file.is_file() and file.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""


def _png(image: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes for the format
    return bytes(content.data())


def _words_of(url: str) -> str:
    """Return the words an address ends in, such as "small model shelf"; its site where it has none."""
    from urllib.parse import unquote, urlsplit

    parts = [part for part in unquote(urlsplit(url).path).split("/") if any(map(str.isalpha, part))]
    words = parts[-1].rsplit(".", 1)[0].replace("-", " ").replace("_", " ").strip() if parts else ""
    return words[:1].upper() + words[1:] if " " in words else host(url)
