"""The templates of an archive site, with the filters that they use."""

from __future__ import annotations

from functools import cache

from jinja2 import Template

from reader_app.exporters.addresses import page_address
from reader_app.exporters.language import language_tag
from reader_app.exporters.site_names import address
from reader_app.exporters.templates import environment, template
from reader_app.model.urls import host


@cache
def site_template(name: str) -> Template:
    """Return the compiled template ``resources/templates/site/<name>``."""
    environment().filters.update(address=address, language=language_tag, link=page_address, host=host)
    return template(f"site/{name}")
