"""How a headline tells its news: as what others report, or as one of several things.

Each speaks against an event that is read as a fact (matching.event_features), how much is fitted on labelled texts.
"""

from __future__ import annotations

import re

_REPORTED = re.compile(
    r"""(?:
      [:–—-]\s*(?:\w+\s)?(?:sources?|reports?|media|memo|wsj|ft|nyt|cnbc|reuters|bloomberg(?:\snews)?)\s*$
    | \b(?:sources?|reports?)\s(?:say|claim)s?\b
    | \breportedly\b | \bsaid\sto\s(?:be|have)\b | \bpeople\sfamiliar\b
    | \baccording\sto\s(?:people|(?:a\s)?(?:sources?|reports?)|reuters|bloomberg|the\swall)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTED = re.compile(r"[;|]|\s[–-]\s")


def is_reported(title: str) -> bool:
    """Whether a headline tells what others report: "…: source", "reportedly"."""
    return _REPORTED.search(title) is not None


def has_parts(title: str) -> bool:
    """Whether a headline has several parts, of which only one may be about the event."""
    return _PARTED.search(title) is not None
