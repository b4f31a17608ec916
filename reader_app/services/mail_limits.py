"""What mail programs make of length: where they cut a title, a preheader and a whole mail (docs: what mail imposes)."""

from __future__ import annotations

from typing import Final

CLIPPED: Final = 102 * 1024  # bytes of HTML; what is beyond, Gmail hides, the footer with it
HEAVY: Final = 80 * 1024
TOO_HEAVY: Final = 100 * 1024
PHONE: Final = 40  # characters a phone shows of a title or preheader
LONGEST: Final = 110  # characters of a preheader any program shows
SUBJECT: Final = (10, 78)  # characters of a good title
