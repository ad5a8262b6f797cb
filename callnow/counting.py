"""A number with its noun, as one says it: one prospect, two prospects."""

from __future__ import annotations

_PLURALS = {"person": "people", "touch": "touches", "story": "stories", "address": "addresses", "match": "matches"}


def counted(count: int, noun: str) -> str:
    """ "1 prospect", "2 prospects"; of a noun of several words ("new item") the last one is counted."""
    if count == 1:
        return f"{count} {noun}"
    *before, last = noun.split()
    return " ".join([f"{count}", *before, _PLURALS.get(last, f"{last}s")])
