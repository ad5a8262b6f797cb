"""What was promised to people and is still owed, and what a list says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from callnow.errors import UsageError
from callnow.model import Prospect, Touch
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.people import touches_by_person
from flows.calls.contacts import expectation
from flows.calls.moments import read_day
from flows.calls.planning import rules_of
from matching.cadence.expectations import Expectation
from matching.cadence.next_call import promise_to
from sources.prospects import PersonRow, RowProblem


def promises_owed(con: Connection, people: Sequence[Prospect], settings: Settings) -> dict[str, Touch]:
    """The touch of each of these people whose promise stands, by id; who was promised nothing is left out."""
    rules, touches = rules_of(settings), touches_by_person(con, [p.id for p in people])
    owed = {p.id: promise_to(p, touches[p.id], rules) for p in people if p.id in touches}
    return {id: touch for id, touch in owed.items() if touch}


def listed_promise(row: PersonRow, said_on: date, month_first: bool | None) -> Expectation | RowProblem | None:
    """The next call that columns of a row say was promised by the day of its last contact; None where they say none."""
    if not (row.promised or row.next_call):
        return None
    try:
        words, due_on = expectation(row.promised, read_day(row.next_call, month_first=month_first), said_on)
    except UsageError as error:
        return RowProblem(row.line, f"next call: {error.what}", "write its day, such as 2027-03-14")
    return Expectation(words if row.promised else "", due_on) if due_on else None
