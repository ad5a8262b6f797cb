"""What a forgetting does, once its journal names who is to go: rows, copy and lake, then files, and the journal last.

Each step may be done twice: one that was broken off is done again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from callnow.counting import counted
from callnow.errors import CallnowError, ChannelError, StoreError
from callnow.journal import Forgetting, Person, PersonWords, read_journal, write_journal
from callnow.model import Prospect, SecondValues
from callnow.paths import FORGETTING
from callnow.removal import Removal
from callnow.settings import Settings
from callnow.store import Connection, looking, writing
from callnow.store.activity import note_activity
from callnow.store.forget import (
    Forgotten,
    blank_words,
    forget_people,
    forgotten_by,
    note_forgotten,
    still_naming,
    texts_naming,
    trigger_ids_of,
)
from callnow.store.home import rewrite
from callnow.store.lake import publish_lake
from callnow.store.lake_connection import read_lake
from callnow.store.lake_trouble import lake_trouble
from callnow.terms import Act
from delivery.redact import files_of_channel, files_that_tell, redact_channel
from delivery.spellings import spellings_of
from delivery.traces import Traces
from flows.calls.calendars import blank_calendars
from flows.people.uploads import remove_uploads
from flows.running.publishing import publish_copy
from flows.running.rehearsing import clear_rehearsals

ASKED, RETENTION = "asked", "retention"


def finish(settings: Settings, begun: Forgetting, now: datetime) -> Removal:
    """Does what a forgetting has left to do, and ends its note where all is done."""
    people = tuple(prospect_of(person) for person in begun.people)
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
        try:
            write_journal(settings.home, [one for one in read_journal(settings.home) if one.id != begun.id])
        except StoreError as error:
            owed.append(error)
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


def prospect_of(person: Person) -> Prospect:
    """A person of the journal, as far as it knows them."""
    second = SecondValues(former_ids=person.former_ids)
    return Prospect(person.id, person.name, person.employer, email=person.email, second=second)
