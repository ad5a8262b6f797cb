"""The plan of calls as files: a calendar for each recruiter in the home folder, kept up to date; tasks for a CRM."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from icalendar import Event

from callnow.errors import CallnowError
from callnow.fold import fold
from callnow.model import Prospect, stable_id
from callnow.paths import oddity
from callnow.settings import Settings
from delivery.appointments import Appointment, blank_events, build_appointments, is_with, read_events, write_events
from delivery.files import clear_halves, place, read_if_there, write_whole
from delivery.redact import Traces
from delivery.tasks import Task
from flows.planning import Acquaintance, Plan
from matching.cadence import Cause
from matching.follow_ups import follow_up_id
from matching.levelling import PlannedCall

AHEAD = timedelta(weeks=6)  # what lies further ahead moves about too much to stand in a calendar
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


def write_calendars(settings: Settings, plan: Plan, known: Acquaintance, now: datetime) -> list[CallnowError]:
    """Brings the calendars in the home up to the plan; calls that were made or are off are cancelled in them.

    Returns an error for each file that cannot be used: one spoilt calendar loses no touch and stops no other.
    """
    files: dict[Path, list[Appointment]] = defaultdict(list)
    for path in calendar_files(settings):
        files[path] = []
    for one, prospect in planned_tasks(plan, known):
        files[calendar_file(settings, prospect.owner)].append(one)
    failures = []
    for path, calls in files.items():
        try:
            _rewrite(path, partial(build_appointments, calls, now=now, name=TITLE))
        except CallnowError as error:
            failures.append(error)
    return failures


def blank_calendars(settings: Settings, traces: Traces, now: datetime) -> list[CallnowError]:
    """Takes people out of every calendar in the home: their calls are cancelled without a word of whose they were.

    Returns an error for each file that cannot be used.
    """

    def told(event: Event) -> bool:
        return any(is_with(event, id) for id in traces.prospect_ids)

    failures = []
    for path in calendar_files(settings):
        clear_halves(path)
        try:
            _rewrite(path, partial(blank_events, told=told, now=now, name=TITLE, blank=traces.blank))
        except CallnowError as error:
            failures.append(error)
    return failures


def planned_tasks(plan: Plan, known: Acquaintance, owner: str = "") -> list[Task]:
    """The calls of the coming weeks with their prospects, by day, then urgency; of one recruiter, or of all for ""."""
    people = ((planned, known.prospects[planned.call.prospect_id]) for planned in plan.planned)
    return [
        (_appointment(planned, prospect, known), prospect)
        for planned, prospect in people
        if planned.day <= plan.today + AHEAD and (not owner or prospect.owner == owner)
    ]


def joined(paths: Iterable[Path]) -> bytes:
    """Several calendars as one."""
    events = {uid: event for path in paths if path.exists() for uid, event in read_events(path.read_bytes()).items()}
    return write_events(events.values(), TITLE)


def _appointment(planned: PlannedCall, prospect: Prospect, known: Acquaintance) -> Appointment:
    call, touches = planned.call, known.touches.get(prospect.id, [])
    said = f"Last note: {touches[-1].note}" if touches and touches[-1].note else ""
    late = f"Later than it should be: the latest day was {call.latest_on.isoformat()}." if planned.late else ""
    return Appointment(
        key=call.basis if call.cause is Cause.EVENT else follow_up_id(call),
        prospect_id=prospect.id,
        day=planned.day,
        name=prospect.name,
        employer=prospect.employer,
        phone=prospect.phone,
        city=prospect.city,
        country=prospect.country,
        time_zone=prospect.time_zone,
        words=call.words,
        lines=tuple(line for line in (late, said) if line),
        category=call.cause.value,
    )


def _files_of_channels(settings: Settings) -> set[Path]:
    return {place(c.path, settings.home) for c in settings.channels.values() if c.kind == "calendar" and c.path}


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    why, before, after = oddity(path), b"", b""
    if not why:
        before = read_if_there(path, channel="calendar")
        try:
            after = change(before)
        except ValueError:
            why = "it is not as callnow writes it"
    if why:
        what = f"is no calendar that callnow wrote: {why}"
        raise CallnowError(what, where=str(path), mend="move it away; it is written anew")
    if after != before:
        write_whole(path, after, channel="calendar")
        path.chmod(0o600)
