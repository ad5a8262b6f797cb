"""The number to offer: one that reached somebody else stands behind every other, and is marked where it is alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from callnow.model import Prospect
from callnow.store.connection import Connection, question
from callnow.store.rows import fetch, many


def to_call(con: Connection, people: Collection[Prospect]) -> list[Prospect]:
    """The people as they are to be called, in their order."""
    wrong = wrong_numbers(con, people)
    return [offered(p, wrong[p.id]) if p.id in wrong else p for p in people]


def wrong_numbers(con: Connection, people: Iterable[Prospect]) -> dict[str, dict[str, datetime]]:
    """The numbers of these people that were said to be wrong, and when last, by id; who has none is left out.

    A lone number on which they talked since was not wrong after all.
    """
    said: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in fetch(con, question("wrong_numbers")):  # few, however many people there are
        said[row["prospect_id"]][row["number"]] = row
    wrong = {}
    for person in people:
        of_person = {number: row for number, row in said.get(person.id, {}).items() if number in person.numbers}
        alone = len(of_person) == len(person.numbers)
        if of_person and not (alone and of_person[person.numbers[0]]["talked_since"]):
            wrong[person.id] = {number: row["said_at"] for number, row in of_person.items()}
    return wrong


def offered(prospect: Prospect, wrong: Mapping[str, datetime]) -> Prospect:
    """The prospect without the numbers that are wrong; where no other stands the first of them, marked as wrong."""
    right = [number for number in prospect.numbers if number not in wrong]
    if right:
        note = prospect.phone_note if right[0] == prospect.phone else ""
        return replace(prospect, phone=right[0], phone_note=note, other_phones=tuple(right[1:]))
    marked = wrong_in_words(wrong[prospect.numbers[0]])
    return replace(prospect, phone_note="; ".join(filter(None, (marked, prospect.phone_note))))


def wrong_in_words(said_at: datetime) -> str:
    """What is told beside a number that is wrong."""
    return f"said to be a wrong number on {said_at.day} {said_at:%B %Y}"


def call_right(con: Connection, prospect_id: str, numbers: Iterable[str]) -> None:
    """Takes back that these numbers are wrong: what was said of the calls stays, but for the number."""
    asked = "UPDATE touch SET number = '' WHERE prospect_id = $id AND number IN (SELECT unnest($n::JSON::VARCHAR[]))"
    con.execute(asked, {"id": prospect_id, "n": many(numbers)})
