"""Reads what validators say and names what is wrong; what is meant is passed over.

usage: judge.py vnu|mail|axe|epub FILE    prints each fault once with the number of times; exit 1 when there is one
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

# The checker takes pages on a disk for pages without an origin, and guesses languages from few words.
MEANT = re.compile(r"violates Content Security Policy|appears to be written in|This document appears to be")
# What mail programs need: attributes and properties of their own, and what HTML 4 knew.
MEANT_IN_MAIL = re.compile(
    r"mso-|xmlns[:“]|Attribute “xmlns:|“(?:o|v):|on-?line conditional|supported-color-schemes|X-UA-Compatible"
    r"|“(?:align|bgcolor|border|cellpadding|cellspacing|valign|width|height|xml:lang|xmlns:[vo])” attribute"
    r"|“type” attribute for the “style” element|Trailing slash on void elements|“style” not allowed as child of element"
    r"|-webkit-text-size-adjust|-ms-|border-spacing|role is unnecessary|presentational role"
    r"|Bad value “(?:\{\{|\*\|)"  # what a service puts an address in the place of
)


def vnu(path: Path, also: re.Pattern[str] | None = None) -> Iterator[str]:
    """Yield the faults of pages."""
    for message in json.loads(path.read_text(encoding="utf-8"))["messages"]:
        text = message["message"]
        if MEANT.search(text) or (also and also.search(text)):
            continue
        yield f"{text} ({Path(message.get('url', '')).name}: {' '.join(message.get('extract', '').split())})"


def axe(path: Path) -> Iterator[str]:
    """Yield the violations of accessibility."""
    for line in path.read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        for violation in found["violations"]:
            where = f"{Path(found['page']).name}, {found['scheme']}: {violation['targets'][0]}"
            yield f"{violation['id']}: {violation['help']} ({where})"


def epub(path: Path) -> Iterator[str]:
    """Yield the errors and warnings of books."""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith(("ERROR", "WARNING", "FATAL")):
            yield line


def main(arguments: list[str]) -> int:
    """Print the faults that `arguments` ask for."""
    kind, path = arguments[0], Path(arguments[1])
    ways = {"vnu": vnu, "axe": axe, "epub": epub, "mail": lambda path: vnu(path, MEANT_IN_MAIL)}
    faults = list(ways[kind](path))
    grouped = Counter(fault.partition(" (")[0] for fault in faults)
    for fault, number in grouped.most_common(30):
        first = next(each for each in faults if each.startswith(fault))
        sys.stdout.write(f"  {number} × {first}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
