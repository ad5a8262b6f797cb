"""Forgetting: a person leaves the database, its copy, the lake, the outbox and all files of the home; a count stays.

It is finished or not begun. What is to go is noted in a journal first (callnow.journal); then the rows go, in one
transaction that says so; then the files are cleaned, and the journal is deleted last. Broken off anywhere in between,
the next command goes on with it: each step may be done twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from callnow.acting import acting_as
from callnow.counting import counted
from callnow.errors import CallnowError, ChannelError, StoreError, UsageError
from callnow.journal import Forgetting, Person, PersonWords, read_journal, write_journal
from callnow.model import Prospect, SecondValues
from callnow.paths import FORGETTING
from callnow.people import Record
from callnow.removal import Removal
from callnow.settings import Settings
from callnow.store import Connection, looking, only_run, reading, writing
from callnow.store.activity import note_activity
from callnow.store.forget import (
    Forgotten,
    blank_words,
    forget_people,
    forgotten_by,
    held_of,
    last_forgotten,
    note_forgotten,
    still_naming,
    texts_naming,
    trigger_ids_of,
)
from callnow.store.home import rewrite
from callnow.store.lake import check_lake, publish_lake
from callnow.store.lake_connection import read_lake
from callnow.store.lake_trouble import lake_trouble
from callnow.store.people import all_prospects
from callnow.store.records import records_of
from callnow.terms import Act
from delivery.redact import files_of_channel, files_that_tell, redact_channel
from delivery.spellings import spellings_of, words_of
from delivery.traces import Traces
from flows.calls.calendars import blank_calendars
from flows.people.finding import find_one, find_prospects
from flows.people.retention import past_retention
from flows.people.uploads import remove_uploads
from flows.running.publishing import publish_copy
from flows.running.rehearsing import clear_rehearsals

ASKED, RETENTION = "asked", "retention"


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
        return _finish(settings, _begin(settings, [person], now, ASKED), now)


def forget_several(settings: Settings, ids: Sequence[str], now: datetime, recruiter: str = "") -> Removal:
    """Forgets the people of these ids at once, done by `recruiter` (the operator for ""); whoever is gone is passed
    over. Raises as `forget` does."""
    check_lake(settings.store, settings.home)
    with acting_as(recruiter), only_run(settings.home, "forgetting"):
        _finish_all(settings, now)
        with writing(settings) as con:
            people = [p for p in all_prospects(con) if not set(ids).isdisjoint(p.ids)]
        return _finish(settings, _begin(settings, people, now, ASKED), now) if people else Removal(())


def whom_to_forget(settings: Settings, whom: str) -> tuple[Prospect, bool]:
    """The one prospect that is meant, and whether a forgetting of them was broken off. Raises UsageError."""
    owed = [_prospect(person) for entry in read_journal(settings.home) for person in entry.people]
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
    return _finish(settings, _begin(settings, gone, now, RETENTION), now) if gone else Removal(())


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
    return [_finish(settings, one, now) for one in read_journal(settings.home)]


def _finish(settings: Settings, begun: Forgetting, now: datetime) -> Removal:
    """Does what a forgetting has left to do, and ends its note where all is done."""
    people = tuple(_prospect(person) for person in begun.people)
    try:
        begun, removed = _remove_rows(settings, begun)
    except CallnowError as error:  # and the files wait: what is still in the outbox would be written into them again
        return Removal(people, owed=(error,))
    traces = _traces(begun)
    failures: list[CallnowError] = []
    owed: list[CallnowError] = []
    clear_rehearsals()
    try:
        begun, failures = _store_anew(settings, begun)
        remove_uploads(settings.home)  # lists of people that are not imported yet may tell of them
    except CallnowError as error:
        owed.append(error)
    for trouble in (*blank_calendars(settings, traces, now), *_redact_channels(settings, traces, now)):
        lasts = not isinstance(trouble, ChannelError) or trouble.lasting
        (failures if lasts else owed).append(trouble)
    if not owed:
        owed = _end(settings, begun)
    if owed:
        return Removal(people, removed, failures=tuple(failures), owed=tuple(owed))
    with looking(settings) as con:
        named = still_naming(con, traces.spellings.patterns, traces.spellings.tell)
        shared = _texts_with_shared_names(con, begun)
    left = tuple(_left(settings, traces, bool(named)))
    return Removal(people, removed, left, tuple(named), tuple(failures), shared=shared)


def _texts_with_shared_names(con: Connection, begun: Forgetting) -> int:
    """In how many texts a name stays that was not to be blanked, for somebody else on the list has it."""
    names = tuple(sorted({person.name for person in begun.people} - set(begun.words.names) - {""}))
    spellings = spellings_of(PersonWords(names=names))
    return texts_naming(con, spellings.patterns, spellings.tell) if names else 0


def _remove_rows(settings: Settings, begun: Forgetting) -> tuple[Forgetting, Forgotten]:
    """Removes the people and blanks their words in one transaction, unless that is done. Notes triggers made since."""
    ids = [person.id for person in begun.people]
    journal = read_journal(settings.home)
    with writing(settings) as con:
        if done := forgotten_by(con, begun.id):
            return begun, done
        triggers = set(trigger_ids_of(con, ids)) - set(begun.triggers)
        if triggers:
            begun = _note(settings, begun, triggers=(*begun.triggers, *sorted(triggers)))
        traces = _traces(begun)
        removed = forget_people(con, ids, begun.day, begun.reason)
        if begun.reason == ASKED:
            note_activity(con, Act.FORGOT, detail=counted(removed.people, "person"))
        removed = replace(removed, mentions=blank_words(con, traces.spellings.patterns, traces.blank))
        note_forgotten(con, begun.id, removed, [entry.id for entry in journal])
    return begun, removed


def _store_anew(settings: Settings, begun: Forgetting) -> tuple[Forgetting, list[CallnowError]]:
    """Leaves nothing of what was removed in the pages of the database, in its log, in its copy. Returns what the lake
    refused: it knows by itself how many people were forgotten, and the next run that reaches it makes up for it."""
    if begun.stored:
        return begun, []
    rewrite(settings)
    publish_copy(settings)
    failures = []
    try:
        publish_lake(settings.published, settings.store, settings.home)
    except CallnowError as error:
        error.hint += "; the next run that reaches the lake takes the person out there, too"
        failures.append(error)
    return _note(settings, begun, stored=True), failures


def _redact_channels(settings: Settings, traces: Traces, now: datetime) -> list[CallnowError]:
    failures: list[CallnowError] = []
    for name, channel in settings.channels.items():
        try:
            redact_channel(name, channel, settings.home, traces, now)
        except ChannelError as error:
            failures.append(error)
    return failures


def _note(settings: Settings, begun: Forgetting, **anew: Any) -> Forgetting:
    """Notes on the disk how far a forgetting is."""
    further = begun.model_copy(update=anew)
    journal = [further if one.id == begun.id else one for one in read_journal(settings.home)]
    write_journal(settings.home, journal)
    return further


def _end(settings: Settings, begun: Forgetting) -> list[CallnowError]:
    """Deletes the note of a forgetting that is done. Returns why that could not be."""
    try:
        write_journal(settings.home, [one for one in read_journal(settings.home) if one.id != begun.id])
    except StoreError as error:
        return [error]
    return []


def _left(settings: Settings, traces: Traces, named: bool) -> list[Path]:
    """The files of the home and of its channels that still tell, but for what names of feeds and companies explain, and
    for a lake that the next run brings up to date."""
    explained = {settings.database, settings.published} if named else set()
    channels = {file for channel in settings.channels.values() for file in files_of_channel(channel, settings.home)}
    files = {*settings.home.rglob("*"), *channels} - explained - {settings.home / FORGETTING}
    behind = read_lake(settings.store, settings.home) if lake_trouble(settings.home) else None
    return files_that_tell(sorted(file for file in files if not (behind and behind.holds(file))), traces)


def _traces(begun: Forgetting) -> Traces:
    ids = frozenset(id for person in begun.people for id in (person.id, *person.former_ids))
    return Traces(ids, frozenset(begun.triggers), spellings_of(begun.words))


def _prospect(person: Person) -> Prospect:
    second = SecondValues(former_ids=person.former_ids)
    return Prospect(person.id, person.name, person.employer, email=person.email, second=second)


def held(settings: Settings, whom: str, now: datetime) -> dict[str, Any]:
    """Everything held of one prospect, as plain JSON values, and when it was told. Raises UsageError."""
    with reading(settings) as con:
        prospect = find_one(whom, all_prospects(con))
        found = held_of(con, prospect.id)
    return {"told_at": now.isoformat(), **found}
