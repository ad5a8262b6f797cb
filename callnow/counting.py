"""A number with its noun, as one says it: one prospect, two prospects; and how many pages so many fill."""

from __future__ import annotations

_PLURALS = {"person": "people", "touch": "touches", "story": "stories", "address": "addresses", "match": "matches"}


def counted(count: int, noun: str) -> str:
    """ "1 prospect", "2 prospects"; of a noun of several words ("new item") the last one is counted."""
    if count == 1:
        return f"{count} {noun}"
    *before, last = noun.split()
    return " ".join([f"{count}", *before, _PLURALS.get(last, f"{last}s")])


def pages_of(count: int, most: int) -> int:
    """How many pages of at most so many these fill; one where there is nothing."""
    return max(1, -(-count // most))
