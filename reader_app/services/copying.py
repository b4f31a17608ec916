"""An issue for the clipboard: as formatted text, HTML of a mail, Markdown or plain text, for a service or for any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader_app.exporters.registry import export
from reader_app.services.exporting import for_export
from reader_app.services.sending import Choices, prepared

if TYPE_CHECKING:
    from reader_app.library.library import Library
    from reader_app.model.issue import Issue

RICH = "rich"


def for_clipboard(library: Library, issue: Issue, form: str, service: str = "") -> tuple[str, str]:
    """Return what goes on the clipboard as plain text, and as HTML beside it (``""`` for none).

    `form` is `RICH` or a format of one text. Formatted text carries no pictures of the library: they show as their
    words. Raises UsageError for a format or service that is not known.
    """
    made, options = prepared(*for_export(library, issue), Choices(service))
    if form != RICH:
        return export(made, form, options).decode("utf-8", "replace"), ""
    from reader_app.exporters.addresses import mail_address
    from reader_app.exporters.language import labels
    from reader_app.exporters.web_page import without_marks
    from reader_app.markup.html import issue_html

    html = issue_html(made, link=mail_address, image=_without_assets, labels=labels(made.lang))
    return export(made, "text", options).decode("utf-8", "replace"), without_marks(html)


def _without_assets(address: str) -> str | None:
    """Keep pictures that have an address; those kept in the library show as their alternative text."""
    from reader_app.exporters.addresses import picture_address

    return picture_address(address) or None
