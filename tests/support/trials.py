"""How often a test with chance in it tries: few times by default, as often as MASTHEAD_TRIALS says when asked to."""

from __future__ import annotations

import os


def trials(few: int) -> int:
    """Return how many times to try: `few`, unless the environment asks for another number."""
    return int(os.environ.get("MASTHEAD_TRIALS", few))
