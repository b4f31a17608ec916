"""The preview: an issue exactly as the exports write it, in five views, and its row in an inbox."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from reader_app.exporters.options import ExportOptions
from reader_app.markup.html import escape
from reader_app.model.issue import Issue
from reader_app.model.publication import PLAIN, Look, Publication, complete
from reader_app.services.weighing import weight_of

if TYPE_CHECKING:
    from reader_app.exporters.email_html import MailRenderer
    from reader_app.exporters.text import TextRenderer
    from reader_app.exporters.web_page import WebRenderer
    from reader_app.services.checking.subject import MailWeight

View = Literal["email", "phone", "dark", "web", "text"]
VIEWS: Final[tuple[View, ...]] = ("email", "phone", "dark", "web", "text")
_MARKED: Final = ExportOptions(marks=True)
ON_PHONE: Final = 40
AT_MOST: Final = 110
_TEXT_STYLE: Final = (
    "body{margin:0;background:#fff;color:#1f1e1b}"
    "pre{margin:0;padding:22px 24px;white-space:pre-wrap;overflow-wrap:anywhere;"
    # A line of the export is a line here: 72 letters of 0.602 em each fit the window, down to what can be read.
    "font:clamp(9px,calc((100vw - 60px)/43.6),13px)/1.55 'DejaVu Sans Mono',Menlo,Consolas,monospace}"
)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """How a mail program lists the issue: sender, subject, preheader; `on_phone` is the preheader cut for a phone."""

    sender: str
    title: str
    preheader: str
    on_phone: str


class Preview:
    """Renders successive versions of one draft; what did not change is not made again.

    Pictures kept in the library have the address ``masthead:asset/<sha256>``, which the window serves. What the issue
    does not say itself comes from its `publication`, as in the exports.
    """

    def __init__(self) -> None:
        self._options = ExportOptions(asset_url=asset_url, marks=True)
        self.publication: Publication | None = None
        self._mail: MailRenderer | None = None
        self._sized: MailRenderer | None = None
        self._web: WebRenderer | None = None
        self._text: TextRenderer | None = None

    def render(self, issue: Issue, view: View) -> str:
        """Return the HTML of `issue` as `view` has it: the export's own, with marks that tell the blocks."""
        issue, options = complete(issue, self.publication), replace(self._options, look=self._look)
        if view == "web":
            return self._web_renderer.render(issue, options)
        if view == "text":
            return _text_page(self._text_renderer.render(issue))
        mode: Literal["dark", "light"] = "dark" if view == "dark" else "light"
        return self._mail_renderer.render(issue, replace(options, mode=mode))

    def weigh(self, issue: Issue) -> MailWeight:
        """Return how many bytes the HTML of the mail has, exactly as the export writes it, and how many each block."""
        if self._sized is None:
            from reader_app.exporters.email_html import MailRenderer

            self._sized = MailRenderer()
        return weight_of(self._sized.render(complete(issue, self.publication), replace(_MARKED, look=self._look)))

    @property
    def _look(self) -> Look:
        return self.publication.look if self.publication is not None else PLAIN

    @property
    def _mail_renderer(self) -> MailRenderer:
        from reader_app.exporters.email_html import MailRenderer

        if self._mail is None:
            self._mail = MailRenderer()
        return self._mail

    @property
    def _web_renderer(self) -> WebRenderer:
        from reader_app.exporters.web_page import WebRenderer

        if self._web is None:
            self._web = WebRenderer()
        return self._web

    @property
    def _text_renderer(self) -> TextRenderer:
        from reader_app.exporters.text import TextRenderer

        if self._text is None:
            self._text = TextRenderer()
        return self._text


def notice_page(text: str) -> str:
    """Return a page that shows nothing but the sentence `text`."""
    return _text_page(text)


def asset_url(sha256: str) -> str:
    """Return the address under which the window serves a picture kept in the library."""
    return f"masthead:asset/{sha256}"


def inbox_row(issue: Issue) -> InboxRow:
    """Return how a mail program lists `issue`."""
    return InboxRow(issue.publication, issue.title, _cut(issue.preheader, AT_MOST), _cut(issue.preheader, ON_PHONE))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _text_page(text: str) -> str:
    head = f'<head><meta charset="utf-8"><style>{_TEXT_STYLE}</style></head>'
    return f'<!doctype html><html>{head}<body><pre dir="auto">{escape(text)}</pre></body></html>'
