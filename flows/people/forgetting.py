"""Forgetting: a person leaves the database, its copy, the lake, the outbox and all files of the home; a count stays.

It is finished or not begun. What is to go is noted in a journal first (callnow.journal); then the rows go, in one
transaction that says so; then the files are cleaned, and the journal is deleted last (flows.people.forgetting_steps).
Broken off anywhere in between, the next command goes on with it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from callnow.acting import acting_as
from callnow.errors import StoreError, UsageError
from callnow.journal import Forgetting, Person, read_journal, write_journal
from callnow.model import Prospect
from callnow.people import Record
from callnow.removal import Removal
from callnow.settings import Settings
from callnow.store import Connection, looking, only_run, writing
from callnow.store.forget import held_of, last_forgotten, trigger_ids_of
from callnow.store.lake import check_lake
from callnow.store.people import all_prospects
from callnow.store.records import records_of
from delivery.spellings import words_of
from flows.people.finding import find_one, find_prospects
from flows.people.forgetting_steps import ASKED, RETENTION, finish, prospect_of
from flows.people.retention import past_retention


def forget(settings: Settings, whom: str, now: datetime) -> Removal:
    """Forgets one prospect, by name, id or e-mail; first finishes what is owed, which may be the same prospect.

    Raises UsageError where `whom` names nobody, or several, and SettingError where what the lake needs is not
    installed, StoreError where nothing can be noted: before anything is removed.
    """
    check_lake(settings.store, settings.home)
    with only_run(settings.home, "forgetting"):  # a run under way would write what it read before
        before = _finish_all(settings, now)
        with writing(settings) as con:
            known = all_prospects(con)
        person = _one_of(whom, known, [p for removal in before for p in removal.people])
        for removal in before:
            if person in removal.people:
                return removal
        return finish(settings, _begin(settings, [person], now, ASKED), now)


def forget_several(settings: Settings, ids: Sequence[str], now: datetime, recruiter: str = "") -> Removal:
    """Forgets the people of these ids at once, done by `recruiter` (the operator for ""); whoever is gone is passed
    over. Raises as `forget` does."""
    check_lake(settings.store, settings.home)
    with acting_as(recruiter), only_run(settings.home, "forgetting"):
        _finish_all(settings, now)
        with writing(settings) as con:
            people = [p for p in all_prospects(con) if not set(ids).isdisjoint(p.ids)]
        return finish(settings, _begin(settings, people, now, ASKED), now) if people else Removal(())


def whom_to_forget(settings: Settings, whom: str) -> tuple[Prospect, bool]:
    """The one prospect that is meant, and whether a forgetting of them was broken off. Raises UsageError."""
    owed = [prospect_of(person) for entry in read_journal(settings.home) for person in entry.people]
    with looking(settings) as con:
        known, last = all_prospects(con), last_forgotten(con)
    try:
        person = _one_of(whom, known, owed)
    except UsageError as error:
        if last and not find_prospects(whom, known):
            error.hint += f"; whoever was forgotten, last on {last}, is not there any more"
        raise
    return person, person in owed


def forget_after_retention(settings: Settings, now: datetime) -> Removal:
    """Forgets whom nobody was in touch with for longer than `[privacy] retention_days`. The caller holds the run lock.

    The first import, any touch and any promised day count as contact.
    """
    if not settings.privacy.retention_days:
        return Removal(())
    with writing(settings) as con:
        gone = past_retention(con, settings.privacy.retention_days, settings.day_of(now), settings.watch.time_zone)
    return finish(settings, _begin(settings, gone, now, RETENTION), now) if gone else Removal(())


def finish_forgetting(settings: Settings, now: datetime) -> tuple[Removal, ...]:
    """Goes on with each forgetting that was broken off. Raises RunUnderWay while another process runs in this home, and
    StoreError where the journal cannot be read."""
    if not read_journal(settings.home):
        return ()
    with only_run(settings.home, "forgetting", wait=0):  # whoever runs there, or the next command, goes on with it
        return tuple(_finish_all(settings, now))


def _one_of(whom: str, known: Sequence[Prospect], owed: Sequence[Prospect]) -> Prospect:
    """The one who is meant: the same words mean the same person before a forgetting was broken off and after."""
    ids = {p.id for p in owed}
    return find_one(whom, [*owed, *(p for p in known if p.id not in ids)])


def _begin(settings: Settings, people: Sequence[Prospect], now: datetime, reason: str) -> Forgetting:
    """Notes on the disk who is to be forgotten. Raises StoreError where that is not possible, and nothing is begun."""
    ids = {p.id for p in people}
    with writing(settings) as con:
        others, triggers = [p for p in all_prospects(con) if p.id not in ids], trigger_ids_of(con, sorted(ids))
        whole = _with_dropped(people, records_of(con, ids))
    begun = Forgetting(
        id=secrets.token_hex(8),
        day=settings.day_of(now),
        reason=reason,
        people=tuple(
            Person(id=p.id, name=p.name, employer=p.employer, email=p.email, former_ids=p.second.former_ids)
            for p in people
        ),
        words=words_of(whole, others),
        triggers=tuple(triggers),
    )
    try:
        write_journal(settings.home, (*read_journal(settings.home), begun))
    except StoreError as error:
        error.what = f"nobody was forgotten: the journal of it {error.what}"
        raise
    return begun


def _with_dropped(people: Sequence[Prospect], records: Sequence[Record]) -> list[Prospect]:
    """The people with what was taken away from them by hand: an old address tells of them, too."""
    completed = []
    for p in people:
        gone = [pair for record in records if record.prospect_id == p.id for pair in record.dropped]
        fields = ("name", "email", "url", "phone")
        of = {field: tuple(value for name, value in gone if name == field) for field in fields}
        second = replace(
            p.second,
            names=(*p.second.names, *of["name"]),
            emails=(*p.second.emails, *of["email"]),
            urls=(*p.second.urls, *of["url"]),
        )
        completed.append(replace(p, second=second, other_phones=(*p.other_phones, *of["phone"])))
    return completed


def _finish_all(settings: Settings, now: datetime) -> list[Removal]:
    return [finish(settings, one, now) for one in read_journal(settings.home)]


def held(con: Connection, prospect: Prospect, now: datetime) -> dict[str, Any]:
    """Everything held of a prospect, as plain JSON values, and when it was told."""
    return {"told_at": now.isoformat(), **held_of(con, prospect.id)}
