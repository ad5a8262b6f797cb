"""Whether two places are one."""

from __future__ import annotations

import re

from callnow.fold import fold
from matching.comparing.likeness import one_slip
from matching.grammar.companies.words import words

_REGIONS = words("regions")
LONGEST_SHORT = 5  # characters of a state in short: "Calif"
SUBURB = "a suburb of "
"""How a town begins that is told by the city near it alone."""


def same_place(one: str, other: str) -> bool | None:
    """The towns agree ("Austin, Texas" is "Austin, TX" and "Austin"), or one of several; without one, the wider place.

    A suburb without a name may be any town but the city itself, so nothing is said of it and a town; nor of a state or
    country and a town that is told without one.
    """
    if one.startswith(SUBURB) != other.startswith(SUBURB):
        return None
    if _is_region(one) != _is_region(other):
        return _is_within(one, other) if _is_region(other) else _is_within(other, one)
    pairs = [(x, y) for x in _towns(one) for y in _towns(other)]
    return any(_same_town(x, y) for x, y in pairs) if pairs else None


def _is_region(place: str) -> bool:
    """Whether a place is a state or country alone."""
    return fold(place) in _REGIONS


def _is_within(town: str, region: str) -> bool | None:
    """Whether a town is told to be in a region; None where it is told without one, or with one in short."""
    told = fold(town.rpartition(",")[2] if "," in town else "")
    if told == fold(region):
        return True
    return False if len(told) > LONGEST_SHORT and told in _REGIONS else None


def _towns(place: str) -> list[list[str]]:
    """The words of each town of a place: of "Dayton, Reno and Boise" three, of "Austin, Texas" one."""
    towns = re.split(r", | and ", place) if " and " in place else [place.split(",", maxsplit=1)[0]]
    return [words for town in towns if (words := fold(town).split())]


def _same_town(x: list[str], y: list[str]) -> bool:
    short, long = sorted((x, y), key=len)
    return set(short) <= set(long) or one_slip(" ".join(x), " ".join(y))
