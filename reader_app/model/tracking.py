"""Pictures that are there to report back: told by their address, from the patterns in resources/privacy/trackers.json.

The patterns are general ones of how such addresses are built; no list could be whole. What size and style say is looked
at where the page is known (importers/sanitize.py), what the bytes say where they are (services/fetching.py).
"""

from __future__ import annotations

import json
import re
from functools import cache

from reader_app import resources


def is_tracker(address: str) -> bool:
    """Tell whether a picture at `address` would only tell the sender that it was asked for."""
    return _pattern().search(address) is not None


@cache
def _pattern() -> re.Pattern[str]:
    known = json.loads(resources.text("privacy/trackers.json"))
    hosts, labels, paths, starts = (
        "|".join(re.escape(entry) for entry in known[name]) for name in ("hosts", "labels", "paths", "starts")
    )
    return re.compile(
        rf"//(?:[^/?#@]*@)?(?:[^/?#]*\.)?(?:{hosts})(?::\d+)?(?:[/?#]|\Z)"
        rf"|//(?:{labels})\.[^/]+/(?![^?]*\.(?:png|jpe?g|webp)\b)"
        rf"|(?<![/:])/(?:{paths})(?:[/?#]|\Z)"
        rf"|(?<![/:])/(?:{starts})",
        re.IGNORECASE,
    )
