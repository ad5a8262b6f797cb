"""Whether two places are one."""

from __future__ import annotations

from callnow.fold import fold
from matching.comparing.likeness import one_slip

SUBURB = "a suburb of "
"""How a town begins that is told by the city near it alone."""


def same_place(one: str, other: str) -> bool | None:
    """The towns agree ("Austin, Texas" is "Austin, TX" and "Austin"); without a town, the wider place.

    A suburb without a name may be any town but the city itself, so nothing is said of it and a town.
    """
    if one.startswith(SUBURB) != other.startswith(SUBURB):
        return None
    x, y = (fold(place.split(",")[0]).split() for place in (one, other))
    if not x or not y:
        return None
    short, long = sorted((x, y), key=len)
    return set(short) <= set(long) or one_slip(" ".join(x), " ".join(y))
