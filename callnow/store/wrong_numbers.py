"""The number to offer: one that reached somebody else stands behind every other, and is marked where it is alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from callnow.model import Prospect
from callnow.store.connection import Connection, question
from callnow.store.rows import fetch


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """A number that was said to be wrong, when last, and whether there was a talk on the phone since."""

    number: str
    said_at: datetime
    talked_since: bool


def to_call(con: Connection, people: Iterable[Prospect]) -> list[Prospect]:
    """The people as they are to be called, in their order."""
    wrong: dict[str, list[WrongNumber]] = defaultdict(list)
    for row in fetch(con, question("wrong_numbers")):  # few, however many people there are
        wrong[row["prospect_id"]].append(WrongNumber(row["number"], row["said_at"], bool(row["talked_since"])))
    return [offered(p, wrong[p.id]) if p.id in wrong else p for p in people]


def offered(prospect: Prospect, wrong: Iterable[WrongNumber]) -> Prospect:
    """The prospect without the numbers that are wrong; where no other stands the first of them, marked as wrong.

    A lone number on which they talked since was not wrong after all.
    """
    said = {one.number: one for one in wrong}
    right = [number for number in prospect.numbers if number not in said]
    if len(right) == len(prospect.numbers):
        return prospect
    if right:
        note = prospect.phone_note if right[0] == prospect.phone else ""
        return replace(prospect, phone=right[0], phone_note=note, other_phones=tuple(right[1:]))
    first = said[prospect.numbers[0]]
    if first.talked_since:
        return prospect
    marked = f"said to be a wrong number on {first.said_at.day} {first.said_at:%B %Y}"
    return replace(prospect, phone_note="; ".join(filter(None, (marked, prospect.phone_note))))
