"""Forgetting: a person leaves the database, its copy, the lake, the outbox and all files of the home; a count stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from callnow.errors import CallnowError, ChannelError
from callnow.model import Prospect
from callnow.settings import Settings
from callnow.store import only_run, reading, writing
from callnow.store.connection import rewrite
from callnow.store.forget import Forgotten, blank_words, forget_people, held_of, last_contacts, trigger_ids_of
from callnow.store.lake import check_lake
from callnow.store.people import all_prospects
from delivery.redact import Traces, files_that_tell, redact_channel, words_of
from flows.calendars import blank_calendars
from flows.finding import find_one
from flows.planning import rules_of
from flows.publishing import publish_all

ASKED, RETENTION = "asked", "retention"


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed, and what a person must still look at.

    `mentions` counts texts of others, and news, in which the name was blanked; `left` are files that could not be
    cleaned (a damaged database moved aside, a file of a channel that is no longer set up); `failures` say why.
    """

    removed: Forgotten
    mentions: int
    left: tuple[Path, ...]
    failures: tuple[CallnowError, ...]


def forget(settings: Settings, whom: str, now: datetime) -> tuple[Prospect, Removal]:
    """Forgets one prospect, by name, id or e-mail. Raises UsageError where that names nobody, or several.

    Raises SettingError, before anything is removed, where what the lake needs is not installed.
    """
    check_lake(settings.store, settings.home)
    with only_run(settings.home, "forgetting"):  # a run under way would write what it read before
        with writing(settings.database, settings.store.lock_wait) as con:
            prospect = find_one(whom, all_prospects(con))
        return prospect, _remove(settings, [prospect], now, ASKED)


def forget_after_retention(settings: Settings, now: datetime) -> int:
    """Forgets whom nobody was in touch with for longer than `[privacy] retention_days`. The caller holds the run lock.

    The first import, any touch and any promised day count as contact. Returns how many people were forgotten.
    """
    days = settings.privacy.retention_days
    if not days:
        return 0
    today = now.astimezone(rules_of(settings).zone).date()
    with writing(settings.database, settings.store.lock_wait) as con:
        last = last_contacts(con)
        gone = [p for p in all_prospects(con) if p.id in last and last[p.id] < today - timedelta(days=days)]
    if gone:
        _remove(settings, gone, now, RETENTION)
    return len(gone)


def _remove(settings: Settings, people: Sequence[Prospect], now: datetime, reason: str) -> Removal:
    ids = [p.id for p in people]
    today = now.astimezone(rules_of(settings).zone).date()
    with writing(settings.database, settings.store.lock_wait) as con:
        words = _words(people, [p for p in all_prospects(con) if p.id not in ids])
        traces = Traces(frozenset(ids), frozenset(trigger_ids_of(con, ids)), words)
    failures = _redact_files(settings, traces, now)  # before the rows go: they say which entries are whose
    with writing(settings.database, settings.store.lock_wait) as con:
        removed = forget_people(con, ids, today, reason)
        mentions = blank_words(con, words, traces.blank)
    rewrite(settings.database, settings.store.lock_wait)
    failures += publish_all(settings)
    left = files_that_tell(sorted(settings.home.rglob("*")), words)
    return Removal(removed, mentions, tuple(left), tuple(failures))


def _words(people: Iterable[Prospect], others: Iterable[Prospect]) -> tuple[str, ...]:
    """What tells of these people alone: a name or an office number that others have too is theirs as well."""
    shared = {word.lower() for other in others for word in words_of(other)}
    return tuple(sorted({w for p in people for w in words_of(p) if w.lower() not in shared}))


def _redact_files(settings: Settings, traces: Traces, now: datetime) -> list[CallnowError]:
    failures: list[CallnowError] = []
    blank_calendars(settings, traces, now)
    for name, channel in settings.channels.items():
        try:
            redact_channel(name, channel, settings.home, traces, now)
        except ChannelError as error:
            failures.append(error)
    return failures


def held(settings: Settings, whom: str, now: datetime) -> dict[str, Any]:
    """Everything held of one prospect, as plain JSON values, and when it was told. Raises UsageError."""
    with reading(settings.published) as con:
        prospect = find_one(whom, all_prospects(con))
        found = held_of(con, prospect.id)
    return {"told_at": now.isoformat(), **found}
