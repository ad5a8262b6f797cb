"""People as they are to be called: a number that reached somebody else stands behind every other, and is marked where
it is alone; an employer has one spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from callnow.model import Prospect
from callnow.store.rows import fetch, many
from callnow.store.sql import Connection, question

MOST_NAMED = 1000  # of more employers, all are faster asked for


def to_call(con: Connection, people: Iterable[Prospect]) -> list[Prospect]:
    """The people as they are to be called, in their order: the view numbers_offered says on which number, and their
    employer is spelled as for all others who work there."""
    people = list(people)
    employers = {person.employer_id for person in people}
    asked = {"ids": many(employers if len(employers) <= MOST_NAMED else ())}
    said = {row["employer_id"]: row["employer"] for row in fetch(con, question("said_employers"), asked)}
    people = [replace(p, employer=said[p.employer_id]) if p.employer_id in said else p for p in people]
    told = {row["prospect_id"] for row in fetch(con, "SELECT DISTINCT prospect_id FROM touch WHERE number <> ''")}
    if told.isdisjoint(person.id for person in people):  # as for most, and the view takes twenty times as long
        return people
    offered = {row.pop("prospect_id"): row for row in fetch(con, "FROM numbers_offered")}  # few, however many people
    return [
        replace(p, **row | {"other_phones": tuple(row["other_phones"])}) if (row := offered.get(p.id)) else p
        for p in people
    ]


def wrong_numbers(con: Connection, people: Iterable[Prospect]) -> dict[str, dict[str, datetime]]:
    """The numbers of these people that were said to be wrong, and when last, by id; who has none is left out."""
    asked = {person.id for person in people}
    wrong: dict[str, dict[str, datetime]] = defaultdict(dict)
    for row in fetch(con, "FROM wrong_numbers"):  # few, however many people there are
        if row["prospect_id"] in asked:
            wrong[row["prospect_id"]][row["number"]] = row["said_at"]
    return dict(wrong)


def call_right(con: Connection, prospect_id: str, numbers: Iterable[str]) -> None:
    """Takes back that these numbers are wrong: what was said of the calls stays, but for the number."""
    asked = "UPDATE touch SET number = '' WHERE prospect_id = $id AND number IN (SELECT unnest($n::JSON::VARCHAR[]))"
    con.execute(asked, {"id": prospect_id, "n": many(numbers)})
