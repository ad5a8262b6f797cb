"""What a column means by its title, also where that says more than a name: "Account Name (current)"."""

from __future__ import annotations

import re

from callnow.fold import fold
from sources.prospects.wording import wording

_PARTS = re.compile(r"[/()\[\]|,:;]+|\s[-–—]\s")
_SHORT = {"ph": "phone", "addr": "address", "no": "number", "num": "number", "nbr": "number", "tel": "telephone"}
_PLACES = frozenset({"city", "state", "country"})
_BEHIND = 1000
"""Added to the preference of a column whose title is known in part only: one that is known whole goes before it."""
# Of these a column is about somebody or something else: "Company (previous)", "Phone (assistant)".
_OF_ANOTHER = frozenset([
    "previous", "prev", "former", "formerly", "old", "past", "prior", "first", "last", "assistant", "spouse", "wife",
    "husband", "fax", "emergency", "parent", "referral", "reference", "manager", "supervisor", "wrong", "invalid",
    "bad", "do", "opt",
])  # fmt: skip


def meaning_of(title: str) -> tuple[str, int] | None:
    """The field of a column by its title, and how it ranks among others of the field, the least first; None where the
    title is not known."""
    known = wording().columns
    name = fold(title)
    if name in known:
        return known[name]
    written_out = " ".join(_SHORT.get(word, word) for word in name.split())
    if written_out in known:
        return known[written_out]
    parts = [part for text in _PARTS.split(title) if (part := fold(text))]
    return _of_parts(parts) if len(parts) > 1 else None


def _of_parts(parts: list[str]) -> tuple[str, int] | None:
    """The field of a title in parts, of which the first must be known and no other may be of another field."""
    known = wording().columns
    written_out = [" ".join(_SHORT.get(word, word) for word in part.split()) for part in parts]
    fields = [known.get(part) or known.get(long) for part, long in zip(parts, written_out, strict=True)]
    first, others = fields[0], {field[0] for field in fields[1:] if field}
    if first is None or any(not _OF_ANOTHER.isdisjoint(part.split()) for part in parts[1:]):
        return None
    agree = others <= {first[0]} or {first[0], *others} <= _PLACES
    return (first[0], first[1] + _BEHIND) if agree else None
