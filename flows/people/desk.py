"""What the page is lent for people: the functions of `callnow people`, `forget`, `export` and `coverage`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from callnow.model import Prospect
from callnow.people import PersonFields
from callnow.settings import Settings
from callnow.store import Connection
from delivery.page.people_desk import PeopleDesk
from flows.calls.pausing import pause_people, read_pause, resume_people
from flows.calls.promises import promises_owed
from flows.news.coverage_of_employers import cover_employers
from flows.people.by_hand import (
    add_person,
    count_doubles,
    edit_people,
    edit_person,
    find_doubles,
    keep_apart,
    know,
    merge_by_hand,
    split_by_hand,
    who_may_be,
)
from flows.people.forgetting import forget_several, held
from flows.people.right_numbers import say_right
from flows.people.typed_notes import keep_typed_note, told_of_note
from flows.running.behind import do_behind


def people_desk(settings: Settings, now: Callable[[], datetime]) -> PeopleDesk:
    """What the page is lent for people."""

    def today() -> date:
        return settings.day_of(now())

    def add(con: Connection, said: PersonFields) -> Prospect:
        (person,) = add_person(con, said, settings, today()).people
        keep_typed_note(con, person, said.notes, now(), settings)
        return person

    def edit(con: Connection, person: Prospect, said: PersonFields, drop: Sequence[str]) -> Prospect:
        edited, _ = edit_person(con, person, said, drop, settings, today())
        keep_typed_note(con, edited, said.notes, now(), settings)
        return edited

    return PeopleDesk(
        know=know,
        held=lambda con, person: held(con, person, now()),
        doubles=find_doubles,
        count_doubles=count_doubles,
        resembling=lambda con, said: who_may_be(con, said, settings),
        coverage=lambda con, owner: cover_employers(con, now(), owner),
        promises=lambda con, people: promises_owed(con, people, settings),
        add=add,
        edit=edit,
        told_of_note=lambda con, person, note: told_of_note(con, person, note, now(), settings),
        say_right=lambda con, person, numbers: say_right(con, person, numbers, settings),
        edit_all=lambda con, people, said, drop: edit_people(con, people, said, drop, settings, today()),
        merge=lambda con, one, other: merge_by_hand(con, one, other, today()),
        split=lambda con, person, part: split_by_hand(con, person, part, today()),
        different=lambda con, one, other: keep_apart(con, one, other, today()),
        read_pause=lambda words: read_pause(words, today()),
        pause=lambda con, ids, until: pause_people(con, ids, today(), until=until),
        resume=lambda con, ids: resume_people(con, ids, today()),
        forget=lambda ids, recruiter: do_behind(forget_several, settings, tuple(ids), now(), recruiter),
    )
