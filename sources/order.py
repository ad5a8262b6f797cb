"""When an undated item came out at the earliest, by its place among the others of its feed.

A date that cannot be read says nothing, but a feed that lists the newest first does: what stands above an item is no
older than it. What follows from the order is the earliest moment, which can only make news look older than it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from callnow.model import Announcement


def read_as_listed(items: Sequence[Announcement]) -> list[Announcement]:
    """The items of one answer, each once (some feeds hold an item twice), dated by their neighbours."""
    first = {item.id: item for item in reversed(items)}
    return dated_by_neighbours([item for item in items if first[item.id] is item])


def dated_by_neighbours(items: Sequence[Announcement]) -> list[Announcement]:
    """`items` in the order of their feed, the undated ones dated by the next older item that has a date.

    Where the dates stand in no order, or all are one, nothing follows from it.
    """
    times = [item.published_at for item in items if not item.undated]
    steps = list(pairwise(times))
    if len(times) == len(items) or not any(a != b for a, b in steps):
        return list(items)
    if all(a >= b for a, b in steps):
        return _from_older(items[::-1])[::-1]
    return _from_older(items) if all(a <= b for a, b in steps) else list(items)


def _from_older(oldest_first: Sequence[Announcement]) -> list[Announcement]:
    dated: list[Announcement] = []
    for item in oldest_first:
        older = dated[-1] if dated else None
        known = item.undated and older is not None and not older.undated
        dated.append(_no_earlier(item, older.published_at) if known and older else item)
    return dated


def dated_since(
    items: Sequence[Announcement], known: Collection[str], last_visit: datetime | None
) -> list[Announcement]:
    """The same by what the feed held at its last visit: what stands above an item of then (`known`, ids) came later.

    Nothing follows for a feed that was never visited, nor for what stands below all that is known.
    """
    last_known = max((place for place, item in enumerate(items) if item.id in known), default=-1)
    return [
        _no_earlier(item, last_visit)
        if last_visit and item.undated and place < last_known and item.id not in known
        else item
        for place, item in enumerate(items)
    ]


def _no_earlier(item: Announcement, moment: datetime) -> Announcement:
    return replace(item, published_at=min(moment, item.fetched_at), undated=False)
