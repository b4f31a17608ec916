"""The picture form: a picture in a text, alone or in the midst of a line, as a small edit of its line."""

from __future__ import annotations

from reader_app.markup.edits import TextEdit
from reader_app.markup.links import picture_at
from reader_app.markup.natural import natural
from reader_app.markup.parsed import Parsed
from reader_app.markup.part_edits import change_facts
from reader_app.markup.write import write_block
from reader_app.model.blocks import Figure


def figure_at(text: str, parsed: Parsed, line: int, column: int) -> Figure | None:
    """Return the picture at a place of the text, None when there is none."""
    part = parsed.part_at(line)
    if part is not None and isinstance(part.value, Figure) and text.split("\n")[part.start].startswith(":::"):
        return part.value
    found = picture_at(text.split("\n")[line], column, {})
    return Figure(found.src, found.alt, found.caption, found.url) if found else None


def change_figure(text: str, parsed: Parsed, line: int, column: int, figure: Figure) -> TextEdit | None:
    """Return the edit that puts `figure` in the place of the picture at a place of the text; None without one."""
    lines = text.split("\n")
    part = parsed.part_at(line)
    if part is not None and isinstance(part.value, Figure) and lines[part.start].startswith(":::"):
        return change_facts(text, part, {name: getattr(figure, name) for name in ("src", "alt", "caption", "url")})
    found = picture_at(lines[line], column, {})
    new = natural(figure)
    if found is None or new is None:
        return None
    return TextEdit(line, line + 1, (lines[line][: found.start] + new + lines[line][found.end :],))


def figure_text(figure: Figure) -> str:
    """Return a new picture as Markdown."""
    return write_block(figure).rstrip("\n")
