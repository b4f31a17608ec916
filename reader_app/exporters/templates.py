"""The Jinja2 environment of all exports: everything is escaped, a name that is not given is an error."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from reader_app import resources


@cache
def environment() -> Environment:
    """Return the environment, made at the first call."""
    return Environment(
        loader=FileSystemLoader(resources.path("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def template(name: str) -> Template:
    """Return the compiled template ``resources/templates/<name>``."""
    return environment().get_template(name)
