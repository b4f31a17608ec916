"""Prints pages that differ in kind, for a validator that takes its time: some of each folder, and one of each list.

usage: pages.py OUT [COUNT]
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Print paths that hold no blank, since their folder is one of ours."""
    out, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 20
    for folder in ("web", "site", "site/issues", "site/sections", "site/sponsors", "site/years", "site/publications"):
        pages = [page for page in sorted((out / folder).glob("*.html")) if " " not in str(page)]
        for page in pages[:: max(1, len(pages) // count)][:count]:
            sys.stdout.write(f"{page}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
