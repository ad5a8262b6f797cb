"""The calls as calendars: one for each recruiter in the home folder, kept up to date."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from icalendar import Event

from callnow.errors import CallnowError
from callnow.fold import fold
from callnow.model import stable_id
from callnow.paths import oddity
from callnow.private_files import clear_halves
from callnow.settings import Settings
from callnow.store import looking
from delivery.appointments import CALL_NOW, Appointment, blank_events, build_appointments
from delivery.files import place, read_if_there, write_whole
from delivery.ical import is_with, join_events, read_events, write_events
from delivery.tasks import Task
from delivery.traces import Traces
from flows.calls.ahead import calls_ahead
from flows.calls.planning import plan_calls, remember

log = logging.getLogger(__name__)

MOST_NOW = 100  # calls now in one recruiter's calendar
TITLE = "Calls to make"


def calendar_file(settings: Settings, owner: str = "") -> Path:
    """Where the calendar of one recruiter lies: calendar.ics for prospects without one, else calendar-NAME.ics."""
    words = fold(owner).split()
    name = "-".join(["calendar", *words])
    if owner and words != owner.casefold().split():  # "Dana K." and "Dána K" are two recruiters
        name += f"-{stable_id(owner)[:6]}"
    path = settings.home / f"{name}.ics"
    return path.with_stem(f"{name}-planned") if path in _files_of_channels(settings) else path


def calendar_files(settings: Settings) -> list[Path]:
    """Every calendar of planned calls in the home."""
    return sorted(set(settings.home.glob("calendar*.ics")) - _files_of_channels(settings))


def write_calendars(settings: Settings, calls: Sequence[Task], now: datetime) -> list[CallnowError]:
    """Brings the calendars in the home up to these calls, best first; those that are made or off are cancelled in them.

    Returns an error for each file that cannot be used: one spoilt calendar loses no touch and stops no other.
    """
    files: dict[Path, list[Appointment]] = defaultdict(list)
    for path in calendar_files(settings):
        files[path] = []
    for call, prospect in calls:
        files[calendar_file(settings, call.owner or prospect.owner)].append(call)
    zone = settings.watch.time_zone
    return _rewrite_each(
        {
            path: partial(build_appointments, within_calendar(of_owner), now=now, name=TITLE, zone=zone)
            for path, of_owner in files.items()
        }
    )


def within_calendar(calls: Iterable[Appointment]) -> list[Appointment]:
    """The calls of one recruiter that a calendar holds: of the calls now no more than anybody makes in a day."""
    all_calls = list(calls)
    now = [call for call in all_calls if call.category == CALL_NOW]
    return [*now[:MOST_NOW], *(call for call in all_calls if call.category != CALL_NOW)]


def refresh_calendars(settings: Settings, now: datetime) -> list[CallnowError]:
    """Brings the calendars up to what is known. Returns an error for each file that cannot be used."""
    with looking(settings) as con:
        known = remember(con, now)
        calls = calls_ahead(con, plan_calls(settings, known, now), known, now)
    return write_calendars(settings, calls, now)


def blank_calendars(settings: Settings, traces: Traces, now: datetime) -> list[CallnowError]:
    """Takes people out of every calendar in the home: their calls are cancelled without a word of whose they were.

    Returns an error for each file that cannot be used.
    """

    def is_forgotten(event: Event) -> bool:
        return any(is_with(event, id) for id in traces.prospect_ids)

    files = calendar_files(settings)
    for path in files:
        clear_halves(path)
    blanked = partial(blank_events, is_forgotten=is_forgotten, now=now, name=TITLE, blank=traces.blank)
    return _rewrite_each(dict.fromkeys(files, blanked))


def joined(settings: Settings, owner: str = "") -> tuple[bytes, list[CallnowError]]:
    """One recruiter's calendar, or all as one, without those that cannot be used: an error for each.

    Raises that error where none can be: an empty calendar would take every call off those of its subscribers.
    """
    calendars, failures = [], []
    for path in [calendar_file(settings, owner)] if owner else calendar_files(settings):
        try:
            with _as_written(path):
                calendars.append(read_events(_content(path)).values())
        except CallnowError as error:
            failures.append(error)
    if failures and not calendars:
        raise failures[0]
    return write_events(join_events(calendars), TITLE), failures


def subscribed(settings: Settings, owner: str) -> bytes:
    """What a calendar program that subscribes gets. Raises CallnowError where no calendar can be used."""
    content, failures = joined(settings, owner)
    for failure in failures:
        log.warning("%s", failure)
    return content


def _files_of_channels(settings: Settings) -> set[Path]:
    return {place(c.path, settings.home) for c in settings.channels.values() if c.kind == "calendar" and c.path}


def _rewrite_each(changes: Mapping[Path, Callable[[bytes], bytes]]) -> list[CallnowError]:
    """Does to the content of each file what is to be done to it. Returns an error for each that cannot be used."""
    failures = []
    for path, change in changes.items():
        try:
            before = _content(path)
            with _as_written(path):
                after = change(before)
            if after != before:
                write_whole(path, after, channel="calendar")
        except CallnowError as error:
            failures.append(error)
    return failures


def _content(path: Path) -> bytes:
    if why := oddity(path):
        raise _not_ours(path, why)
    return read_if_there(path, channel="calendar")


@contextmanager
def _as_written(path: Path) -> Iterator[None]:
    """What is done with a calendar's content: a ValueError says that callnow did not write it."""
    try:
        yield
    except ValueError:
        raise _not_ours(path, "it is not as callnow writes it") from None


def _not_ours(path: Path, why: str) -> CallnowError:
    hint = "move it out of this folder, or call it otherwise; one of callnow's is written anew"
    return CallnowError(f"is not a calendar that callnow wrote: {why}", where=str(path), hint=hint)
