"""Full stops, and where a sentence ends."""

from __future__ import annotations

import re

_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


# The end of a sentence; "Inc. Ruben" and "U.S. Air Force" go on.
_NEXT = re.compile(r"(?:(?<=[a-z]{4})|(?<=[A-Z]{3})|(?<=\d\d)|(?<=”\)))\. (?=[A-Z“])")


def first_sentence(text: str) -> str:
    """The first of several sentences, without its full stop, as a subject has it."""
    return _NEXT.split(text, maxsplit=1)[0].removesuffix(".")


def one_stop(text: str) -> str:
    """`text` with one full stop where a sentence ends with a name that has one: "at Acme Inc." needs no second."""
    return _TWO_STOPS.sub(".", text)
