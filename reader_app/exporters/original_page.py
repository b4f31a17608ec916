"""An issue as it was sent: its sanitized display copy as one page that makes no request."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from markupsafe import Markup

from reader_app import tokens
from reader_app.errors import UsageError
from reader_app.exporters.facts import shown_title
from reader_app.exporters.language import direction, labels, language_tag
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.templates import template
from reader_app.exporters.web_page import image_map
from reader_app.markup.linked import Linked
from reader_app.model.issue import Issue

_PICTURE: Final = re.compile(r'(<img\b(?:"[^"]*"|[^">])*?\s)(?:src="(asset:[0-9a-f]{64})"|data-remote="([^"]*)")')


def original_page(issue: Issue, options: ExportOptions) -> str:
    """Return the display copy of `issue` as a page. Pictures kept in the library are in it, others show their words.

    Raises UsageError when the issue did not come as HTML.
    """
    display = options.display()
    if not display:
        raise UsageError("The issue did not come as HTML; “masthead show --format original” prints what it came as.")
    picture = image_map(options, labels(issue.lang).picture)

    def placed(found: re.Match[str]) -> str:
        address = picture(found[2] or unescape(found[3]))
        return f'{found[1]}src="{address}"' if address and not isinstance(address, Linked) else found[1]

    return template("original.html").render(
        title=shown_title(issue),
        lang=language_tag(issue.lang),
        direction=direction(issue.lang),
        fonts={role: Markup(family) for role, family in tokens.fonts().items()},
        body=Markup(_PICTURE.sub(placed, display)),
    )
