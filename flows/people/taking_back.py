"""Taking back an import: of a wrong list whoever came with it goes, and whoever was known is as before.

What was noted since stays: whoever came with the list and was called, paused or edited meanwhile is not removed, and of
people who were known only what is still as the import left it is put back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from callnow.errors import UsageError
from callnow.imports import TakenBack
from callnow.settings import Settings
from callnow.store import Connection, looking, only_run, writing
from callnow.store.activity import note_activity
from callnow.store.forget import remove_people
from callnow.store.import_steps import (
    ImportDone,
    ImportStep,
    drop_imports,
    last_import,
    noted_by_people,
    put_back,
    steps_of,
)
from callnow.store.page import prospects_by_id
from callnow.store.records import count_merged, records_of
from callnow.terms import Act, SaidBy
from flows.people.merging import make_prospects
from flows.people.moving import end_calls_of_former
from flows.running.publishing import try_publishing

REASON = "import taken back"


def import_to_take_back(settings: Settings) -> ImportDone:
    """The last import. Raises UsageError where none can be taken back."""
    with looking(settings) as con:
        return _last(con)


def take_back_import(settings: Settings, number: int, today: date) -> TakenBack:
    """Takes back the last import, which must have this number. Raises UsageError where another is the last by now."""
    # The run lock: a run under way would write what it read before.
    with only_run(settings.home, "taking back an import"), writing(settings) as con:
        last = _last(con)
        if last.number != number:
            raise UsageError("somebody imported meanwhile", where="--undo", hint="ask again")
        steps = steps_of(con, number)
        affected = sorted(_people_of(steps))
        came = _who_came(con, steps, affected)
        stay = noted_by_people(con, sorted(came), steps)
        known = prospects_by_id(con, affected)
        put_back(con, [s for s in steps if s.untouched and s.prospect_id not in stay])
        count_merged(con, -_persons_merged(steps))
        left = {record.prospect_id for record in records_of(con, affected)}
        gone = [id for id in affected if id in known and id not in left]
        if gone:
            remove_people(con, gone, today, REASON)
        made = make_prospects(con, [id for id in affected if id in left and id not in stay], today)
        end_calls_of_former(con, [p for p in known.values() if p.id in left], made)
        note_activity(con, Act.IMPORT_TAKEN_BACK, detail=last.what)
        drop_imports(con, since=number)
    stayed = tuple(known[id] for id in sorted(stay))
    return TakenBack(last.what, len(gone), len(made), stayed, try_publishing(settings))


def _last(con: Connection) -> ImportDone:
    last = last_import(con)
    if last is None:
        raise UsageError(
            "no import can be taken back",
            where="--undo",
            hint="the last ten can be, until somebody is forgotten; `callnow forget` removes one person, People on the "
            "page several",
        )
    return last


def _people_of(steps: Sequence[ImportStep]) -> set[str]:
    """Everybody whose rows an import wrote, under the ids of before and after."""
    before = {str(step.before["prospect_id"]) for step in steps if step.before}
    return before | {step.prospect_id for step in steps}


def _who_came(con: Connection, steps: Sequence[ImportStep], people: Sequence[str]) -> set[str]:
    """Those of whom no list says anything but the import."""
    new = {step.key for step in steps if step.part == "record" and step.before is None}
    rows: dict[str, list[bool]] = defaultdict(list)
    for record in records_of(con, people):
        if record.said_by is not SaidBy.PERSON:
            rows[record.prospect_id].append(record.row_id in new)
    return {id for id, are_new in rows.items() if all(are_new)}


def _persons_merged(steps: Sequence[ImportStep]) -> int:
    """How many people the import made part of others."""
    taken_away = {s.key for s in steps if s.part == "rhythm" and s.before and s.untouched}
    return len({s.key for s in steps if s.part == "merged" and s.before is None and s.untouched} & taken_away)
