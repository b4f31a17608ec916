"""Takes a mail out of the HTML of another that forwards it: the wrapping goes, the mail's own HTML stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reader_app.importers.mail_forwarded import Unwrapped, find
from reader_app.importers.mail_words import DATE, FROM, SUBJECT

_BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr "
    "html li main nav ol p pre section table tbody thead tr ul".split()
)
_UNSEEN: Final = frozenset({"style", "script", "title", "head", "template", "noscript"})
_MOST_NODES: Final = 600
_MOST_TIMES: Final = 5


@dataclass(slots=True)
class _Line:
    """One line of the page as it is seen, with the text nodes it is made of."""

    text: str = ""
    nodes: list[LexborNode] = field(default_factory=list)


def unwrap_html(html: str, subject: str) -> Unwrapped | None:
    """Return the mail that is forwarded in `html`, by whatever number of hands; None when there is none."""
    tree = LexborHTMLParser(html)
    unwrapped: Unwrapped | None = None
    for _ in range(_MOST_TIMES):
        lines = _lines(tree)
        found = find([line.text for line in lines], subject)
        if found is None:
            break
        remark = "\n".join(line.text for line in lines[: found.marker] if line.text.strip()).strip()
        if unwrapped and unwrapped.remark:
            remark = f"{unwrapped.remark}\n{remark}".strip()
        wrapping = [node for line in lines[: found.end] for node in line.nodes]
        _unquote(wrapping[-1])
        for node in wrapping:
            node.decompose()
        subject = found.facts.get(SUBJECT, "") or (unwrapped.subject if unwrapped else "")
        unwrapped = Unwrapped("", found.facts[FROM], found.facts.get(DATE, ""), subject, remark)
    if unwrapped is None:
        return None
    return Unwrapped(tree.html or "", unwrapped.sender, unwrapped.date, unwrapped.subject, unwrapped.remark)


def _lines(tree: LexborHTMLParser) -> list[_Line]:
    """Return the first lines of the page. A line ends with its block, or at a ``<br>``; a table's row is one line."""
    lines = [_Line()]
    last_block = -1
    if tree.body is None:
        return lines
    for number, node in enumerate(tree.body.traverse(include_text=True)):
        if number > _MOST_NODES:
            break
        if node.tag == "br":
            lines.append(_Line())
        if not node.is_text_node:
            continue
        block = _block_of(node)
        if block is None:
            continue
        if block.mem_id != last_block:
            if lines[-1].nodes:
                lines.append(_Line())
            last_block = block.mem_id
        text = (node.text_content or "").replace("\xa0", " ").replace("\n", " ").replace("\r", " ")
        lines[-1].text += text
        lines[-1].nodes.append(node)
    return lines


def _block_of(node: LexborNode) -> LexborNode | None:
    """Return the block a text stands in, None for text nobody sees."""
    above = node.parent
    while above is not None and above.tag not in _BLOCKS:
        if above.tag in _UNSEEN:
            return None
        above = above.parent
    return above


def _unquote(node: LexborNode) -> None:
    """Unwrap the quotations around the labelled lines: what is forwarded is all in them."""
    above = node.parent
    while above is not None:
        following = above.parent
        if above.tag == "blockquote":
            above.unwrap()
        above = following
