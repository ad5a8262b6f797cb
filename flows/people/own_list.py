"""A list of people that callnow wrote, read again: only what was changed in it is kept.

It holds what all lists and people say together. Kept as a list of its own, it would end what was typed in by hand, and
say for ever what the other lists no longer do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from callnow.model import Prospect
from callnow.store import Connection
from callnow.store.people import all_prospects
from flows.people.keeping import KeptRows, keep_rows, settle_people

SINGLE = ("title", "employer", "city", "country", "time_zone", "owner", "tier", "ticker")
SEVERAL = ("names", "numbers", "emails", "urls", "tags")


def keep_own_list(con: Connection, rows: Sequence[Prospect], today: date, export: str) -> KeptRows:
    """Keeps the rows of such a list that say something new, as keep_rows does; the people of the others are
    unchanged."""
    settle_people(con, today)
    known = {id: p for p in all_prospects(con) for id in p.ids}
    changed = [row for row in rows if row.id not in known or says_more(row, known[row.id])]
    kept = keep_rows(con, changed, today, export, own=True)
    now = {id: p for p in all_prospects(con) for id in p.ids}
    new, changed_places = iter(kept.whose), {id(row) for row in changed}
    whose = tuple(next(new) if id(row) in changed_places else now[row.id].id for row in rows)
    people = {p.id: p for p in kept.people} | {id: now[id] for id in whose if id}
    return replace(kept, people=tuple(people.values()), whose=whose)


def says_more(row: Prospect, person: Prospect) -> bool:
    """Whether a row says anything of a person that is not known of them."""
    if any(getattr(row, f) not in ("", getattr(person, f)) for f in SINGLE):
        return True
    if any(not set(getattr(row, f)) <= set(getattr(person, f)) for f in SEVERAL):
        return True
    if any(not set(getattr(row.second, f)) <= set(getattr(person.second, f)) for f in ("mobiles", "homes")):
        return True
    if any(not person.barred(barred.number) for barred in row.second.barred):
        return True
    domains = {"", person.domain, *(email.partition("@")[2] for email in person.emails)}
    return row.domain not in domains or not _lines(row.notes) <= _lines(person.notes)


def _lines(notes: str) -> set[str]:
    """The lines of notes by their words: an earlier version kept tabs, which an export has not."""
    return {" ".join(line.split()) for line in notes.splitlines()}
