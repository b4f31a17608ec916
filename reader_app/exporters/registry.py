"""The formats an issue can be exported to, and the one function that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reader_app.errors import UsageError
from reader_app.exporters.options import DEFAULT, ExportOptions
from reader_app.model.issue import Issue

__all__ = ["ALONE", "FORMATS", "ExportOptions", "Format", "export", "export_together"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name on the command line, its title in menus, its files' suffix and media type.

    `many` tells that one file holds any number of issues.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    many: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    form.name: form
    for form in (
        Format("web", "Web page", ".html", "text/html"),
        Format("email", "E-mail (HTML)", ".email.html", "text/html"),
        Format("eml", "E-mail (.eml, opens as a draft)", ".eml", "message/rfc822"),
        Format("text", "Plain text", ".txt", "text/plain"),
        Format("markdown", "Markdown", ".md", "text/markdown"),
        Format("json", "JSON", ".json", "application/json"),
        Format("epub", "Book (EPUB)", ".epub", "application/epub+zip", many=True),
        Format("zip", "Markdown for other programs (zip)", ".zip", "application/zip", many=True),
        Format("pdf", "PDF", ".pdf", "application/pdf"),
        Format("original", "As it was sent (web page)", ".original.html", "text/html"),
    )
}
# What is made of the issue alone; the others need a printer, or the display copy.
ALONE: Final = tuple(name for name in FORMATS if name not in ("pdf", "original"))


def export(issue: Issue, form: str, options: ExportOptions = DEFAULT) -> bytes:
    """Return `issue` in the format called `form`, in UTF-8. Raises UsageError for a name that is none of `FORMATS`."""
    if form == "web":
        from reader_app.exporters.web_page import WebRenderer

        return WebRenderer().render(issue, options).encode()
    if form == "email":
        from reader_app.exporters.email_html import MailRenderer

        return MailRenderer().render(issue, options).encode()
    if form == "eml":
        from reader_app.exporters.eml import eml

        return eml(issue, options)
    if form == "text":
        from reader_app.exporters.text import issue_text

        return issue_text(issue).encode()
    if form == "markdown":
        from reader_app.markup.write import write

        return write(issue).encode()
    if form == "json":
        import json

        from reader_app.model.codec import encode

        data = encode(issue, origin=options.origin, warnings=options.warnings)
        return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
    if form == "pdf":
        from reader_app.exporters.pdf import pdf

        return pdf(issue, options)
    if form == "original":
        from reader_app.exporters.original_page import original_page

        return original_page(issue, options).encode("utf-8", "replace")
    if form in FORMATS and FORMATS[form].many:
        return export_together((issue,), form, options)
    raise UsageError(f"There is no format “{form}”. There are: {', '.join(FORMATS)}.")


def export_together(issues: Sequence[Issue], form: str, options: ExportOptions = DEFAULT) -> bytes:
    """Return `issues`, at least one, in one file of a format that holds many. Raises UsageError for another format."""
    if form == "epub":
        from reader_app.exporters.epub import epub

        return epub(issues, options)
    if form == "zip":
        from reader_app.exporters.markdown_zip import markdown_zip

        return markdown_zip(issues, options)
    raise UsageError(f"A file in the format “{form}” holds one issue.")
