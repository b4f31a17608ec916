"""Issue to text: the Markdown dialect, natural where that reads back the same, explicit divs where it would not.

Law: ``parse(write(issue)).issue == issue`` for every issue. Natural forms are tried and read back; a block that would
be read as something else stands in a div of its own name instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader_app.markup.explicit import explicit
from reader_app.markup.front_matter import write_front_matter
from reader_app.markup.natural import natural, natural_about, natural_heading
from reader_app.markup.parse import parse
from reader_app.model.blocks import Block
from reader_app.model.issue import About, Issue, Section

_PROBE = "## probe"
_Writer = Callable[[Sequence[Block]], list[str]]


def write(issue: Issue) -> str:
    """Return `issue` as Markdown with front matter, ending in a line break."""
    front = write_front_matter(issue)
    for text_of in (_naturally, _guardedly, _explicitly):
        text = f"{front}{_body(issue, text_of)}".rstrip("\n") + "\n"
        if parse(text, issue_id=issue.id).issue == issue:
            return text
    return text


def write_section(section: Section) -> str:
    """Return one section with its heading and blocks, ending in a line break."""
    return write(Issue(sections=(section,))).partition("\n---\n\n")[2]


def write_block(block: Block) -> str:
    """Return one block, ending in a line break."""
    return _guardedly((block,))[0] + "\n"


def _body(issue: Issue, text_of: _Writer) -> str:
    parts = list(text_of(issue.lead))
    for section in issue.sections:
        parts.append(natural_heading(section))
        parts.extend(text_of(section.blocks))
    if issue.about is not None:
        parts.append(_about(issue.about))
    return "".join(f"\n{part}\n" for part in parts)


def _naturally(blocks: Sequence[Block]) -> list[str]:
    return [natural(block) or explicit(block) for block in blocks]


def _guardedly(blocks: Sequence[Block]) -> list[str]:
    """Write each block naturally only where it reads back as itself, also after the block before it."""
    texts: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = natural(block)
        if text is None or not _reads_back(texts[-1:], [before] if before else [], text, block):
            text = explicit(block)
        texts.append(text)
        before = block
    return texts


def _explicitly(blocks: Sequence[Block]) -> list[str]:
    return [explicit(block) for block in blocks]


def _reads_back(texts_before: Sequence[str], before: Sequence[Block], text: str, block: Block) -> bool:
    if "]:" in text:
        return False
    found = parse("---\ntitle:\n---\n\n" + "\n\n".join([*texts_before, text, _PROBE]) + "\n").issue
    return len(found.sections) == 1 and not found.sections[0].blocks and found.lead == (*before, block)


def _about(about: About) -> str:
    text = natural_about(about)
    return (
        text
        if parse(f"{text}\n\n{_PROBE}\n").issue == Issue(sections=(Section("probe"),), about=about)
        else explicit(about)
    )
