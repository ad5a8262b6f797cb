"""Full stops."""

from __future__ import annotations

import re

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def one_stop(text: str) -> str:
    """`text` with one full stop where a sentence ends with a name that has one: "at Acme Inc." needs no second."""
    return _TWO_STOPS.sub(".", text)
