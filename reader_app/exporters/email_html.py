"""The mail: an issue as HTML for sending, by Jinja2 to MJML to HTML.

Follows what mail programs impose: one column of 600 px, styles inline, a real colour behind every cell, a `<style>`
only for what a program may ignore (MJML documentation; caniemail data of 2026).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from markupsafe import Markup

from reader_app import tokens
from reader_app.exporters.addresses import mail_address, picture_address
from reader_app.exporters.facts import head_facts, kicker, shown_title
from reader_app.exporters.language import direction, labels, language_tag, words
from reader_app.exporters.options import ExportOptions
from reader_app.exporters.pictures import ASSET, identify, suffix
from reader_app.exporters.templates import template
from reader_app.exporters.web_page import picture_size, without_marks
from reader_app.markup.bare_links import link_name
from reader_app.markup.html import body_html, escape, fact_line, item_facts
from reader_app.markup.labels import curator_line
from reader_app.model.blocks import Block
from reader_app.model.codec import block_name
from reader_app.model.issue import About, Issue, Section

SERIF = "Georgia, 'Times New Roman', serif"
SANS = "Helvetica, Arial, sans-serif"
_WIDTH = 552
_PREHEADER = 130  # what the widest inbox shows of a mail's beginning
_PADDING = "\u200c\u00a0"  # so that the text after a short preheader does not follow it there
_FENCES = re.compile(r"^:::.*$", re.MULTILINE)
_SOMEWHERE = ' data-block=""'  # no text of an issue reads so: its quotation marks are escaped
_Key = tuple[int, bool]


class MailRenderer:
    """Renders successive versions of an issue; blocks that are the same objects as before cost nothing, wherever."""

    def __init__(self) -> None:
        self._known: dict[_Key, tuple[object, str]] = {}
        self._made_for: object = None

    def render(self, issue: Issue, options: ExportOptions) -> str:
        """Return the HTML of the mail. It carries no bytes of pictures: those without an address show as words."""
        from mjml import mjml2html

        made_for = (issue.lang, options.asset, options.asset_url, options.look, options.pictures)
        if made_for != self._made_for:
            self._known, self._made_for = {}, made_for
        # MJML writes a backslash in an attribute twice, and browsers read two as the start of an address.
        html = str(mjml2html(self.mjml(issue, options).replace("\\", "&#92;")))
        html = html.replace("color:#ffffff;line-height:1px", f"color:{_colours(options)['paper']};line-height:1px", 1)
        html = html.replace("opacity:0;overflow:hidden;", "opacity:0;overflow:hidden;mso-hide:all;", 1)
        return html if options.marks else without_marks(html)

    def mjml(self, issue: Issue, options: ExportOptions) -> str:
        """Return the MJML of the mail, marks included."""
        make = _Blocks(issue.lang, options)
        kept: dict[_Key, tuple[object, str]] = {}
        parts = [self._once(kept, block, f"lead-{number}", make.block) for number, block in enumerate(issue.lead)]
        for index, section in enumerate(issue.sections):
            parts.append(make.heading(section, str(index)))
            parts += [
                self._once(kept, block, f"{index}-{number}", make.block) for number, block in enumerate(section.blocks)
            ]
        self._known = kept
        dark = options.mode != "light"
        way = direction(issue.lang)
        return template("email.mjml").render(
            issue=issue,
            title=shown_title(issue),
            lang=language_tag(issue.lang),
            direction=way,
            start="right" if way == "rtl" else "left",
            scheme="light dark" if options.mode == "auto" else options.mode,
            words=words(issue.lang),
            kicker=kicker(issue).upper(),
            facts=Markup(fact_line(head_facts(issue))),
            online=mail_address(issue.url),
            padding=_PADDING * max(0, _PREHEADER - len(issue.preheader)),
            serif=SANS if options.look.font == "sans" else SERIF,
            sans=SANS,
            c=options.look.colours(tokens.colours("light")),
            d=options.look.colours(tokens.colours("dark")),
            header=Markup(make.header()),
            dark=dark,
            forced=options.mode == "dark",
            body=Markup("\n".join(parts)),
            footer=Markup(make.footer(issue.about)),
        )

    def _once(
        self, kept: dict[_Key, tuple[object, str]], block: Block, place: str, make: Callable[[Block, bool], str]
    ) -> str:
        key = (id(block), place.startswith("lead-"))
        entry = self._known.get(key) or (block, make(block, key[1]))
        kept[key] = entry
        return entry[1].replace(_SOMEWHERE, _mark("block", place), 1)


class _Blocks:
    """The MJML of blocks in one language."""

    def __init__(self, lang: str, options: ExportOptions) -> None:
        self._options, self._labels = options, labels(lang)
        self._above = 1  # the level of the heading above the block
        colours = options.look.colours(tokens.colours("light"))
        rtl = direction(lang) == "rtl"
        styles = _styles(colours, rtl=rtl)
        self._macros = template("email_blocks.mjml").make_module(
            {
                "c": colours,
                "sans": Markup(SANS),
                "words": words(lang),
                "indent": _indent(20, rtl=rtl),
                "facts_of": lambda item: Markup(item_facts(item, self._labels)),
                "link": mail_address,
                "html": partial(self._html, styles),
                "picture": self._picture,
                "above": lambda: self._above,
            }
        )

    def block(self, block: Block, in_lead: bool) -> str:
        """Return the MJML of `block`, marked as standing somewhere: it is the same anywhere in the lead, or after."""
        macro = getattr(self._macros, block_name(block))
        self._above = 1 if in_lead else 2
        return str(macro(block, Markup(_SOMEWHERE)))

    def heading(self, section: Section, place: str) -> str:
        """Return the MJML of a section's heading."""
        macro = getattr(self._macros, "heading")  # noqa: B009 - a macro of the template, no attribute of the class
        return str(macro(section.heading, _mark("section", place)))

    def header(self) -> str:
        """Return the MJML of the picture over the issue, ``""`` without one or where it has no address."""
        look = self._options.look
        if not look.header or self._address(look.header) is None:
            return ""
        macro = getattr(self._macros, "header")  # noqa: B009 - as above
        return str(macro(look.header, look.header_alt))

    def footer(self, about: About | None) -> str:
        """Return the MJML of the footer."""
        macro = getattr(self._macros, "footer")  # noqa: B009 - as above
        self._above = 1  # it belongs to no section, whatever block was made before it
        return str(macro(about, curator_line(about, self._labels))) if about else ""

    def _html(self, styles: dict[str, str], markdown: str, below: int = 0) -> Markup:
        if not markdown:
            return Markup("")
        shown = _FENCES.sub("", markdown) if ":::" in markdown else markdown
        html = body_html(
            shown,
            styles=styles,
            link=mail_address,
            image=self._address,
            size=self._size,
            level=self._above + below,
        )
        html = html.replace("<pre>", f'<pre style="{styles["pre"]}">')  # no token of its own carries the style
        return Markup(html)

    def _address(self, src: str) -> str | None:
        """Return the address of a picture in the mail, None for one that a mail program could not load."""
        if not src.startswith(ASSET):
            return picture_address(src) or None
        sha256 = src.removeprefix(ASSET)
        if self._options.asset_url is not None:
            return self._options.asset_url(sha256)
        found = self._options.asset(sha256) if self._options.pictures else None
        picture = identify(found[0]) if found else None
        return f"{self._options.pictures.rstrip('/')}/{sha256}{suffix(picture)}" if picture else None

    def _picture(self, src: str, alt: str, url: str) -> Markup:
        link = mail_address(url)
        alt = alt or (link_name(link) if link else "")
        address = self._address(src) if src else None
        if address is None:
            return Markup(f'<a href="{escape(link)}">{escape(alt)}</a>' if link else escape(alt))
        found = self._size(src)
        size = f'width="{found[0]}" height="{found[1]}"' if found else f'width="{_WIDTH}"'
        img = f'<img src="{escape(address)}" alt="{escape(alt)}" {size} style="max-width:100%;height:auto" />'
        return Markup(f'<a href="{escape(link)}">{img}</a>' if link else img)

    def _size(self, src: str) -> tuple[int, int] | None:
        """Return the size at which a picture kept in the library is shown: its own, at most the column's."""
        size = picture_size(self._options)(src)
        if size is None or size[0] <= _WIDTH:
            return size
        return _WIDTH, max(1, round(size[1] * _WIDTH / size[0]))


def _mark(kind: str, place: str) -> Markup:
    return Markup(f' data-{kind}="{place}"')


def _colours(options: ExportOptions) -> dict[str, str]:
    return dict(tokens.colours("dark" if options.mode == "dark" else "light"))


def _indent(pixels: int, *, rtl: bool) -> str:
    """Return a padding at the side where lines start."""
    return f"0 {pixels}px 0 0" if rtl else f"0 0 0 {pixels}px"


def _styles(c: Mapping[str, str], *, rtl: bool) -> dict[str, str]:
    start, end = ("right", "left") if rtl else ("left", "right")
    return {
        "p": "margin:0 0 10px",
        "a": f"color:{c['link']}",
        "ul": f"margin:0 0 10px;padding:{_indent(20, rtl=rtl)}",
        "ol": f"margin:0 0 10px;padding:{_indent(20, rtl=rtl)}",
        "blockquote": f"margin:0 0 10px;padding:{_indent(12, rtl=rtl)};border-{start}:3px solid {c['line']}",
        "h1": "margin:8px 0;font-size:18px",
        "h2": "margin:8px 0;font-size:18px",
        "h3": "margin:8px 0;font-size:17px",
        **dict.fromkeys(("h4", "h5", "h6"), "margin:8px 0;font-size:16px"),
        "pre": "margin:0 0 10px;font-size:13px;white-space:pre-wrap;word-break:break-word",
        "code": "font-size:14px",
        "table": "margin:0 0 10px",
        "th": f"padding:2px 0;padding-{end}:10px;border-bottom:1px solid {c['line']}",
        "td": f"padding:2px 0;padding-{end}:10px;border-bottom:1px solid {c['line']}",
        "img": "max-width:100%;height:auto",
    }
