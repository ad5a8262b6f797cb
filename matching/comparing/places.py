"""Whether two places are one."""

from __future__ import annotations

from callnow.fold import fold
from matching.comparing.likeness import one_slip


def same_place(one: str, other: str) -> bool | None:
    """The towns agree ("Austin, Texas" is "Austin, TX" and "Austin"); without a town, the wider place."""
    x, y = (fold(place.split(",")[0]).split() for place in (one, other))
    if not x or not y:
        return None
    short, long = sorted((x, y), key=len)
    return set(short) <= set(long) or one_slip(" ".join(x), " ".join(y))
