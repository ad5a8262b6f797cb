"""Who is to be called when: all that is remembered of the people, as a plan of calls levelled for each recruiter."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from callnow.model import Employer, Prospect, Touch
from callnow.public_holidays import public_holidays
from callnow.setting_tables.calls import WEEKDAYS
from callnow.settings import RhythmSettings, Settings
from callnow.store import Connection
from callnow.store.news import asking_triggers
from callnow.store.page import prospects_by_id
from callnow.store.people import RhythmNote, all_employers, all_prospects, rhythm_notes, touches_by_person
from callnow.store.records import ids_of_merged_triggers
from callnow.store.snoozes import calls_put_off
from callnow.store.wrong_numbers import to_call
from callnow.terms import ContactKind
from callnow.waiting import WaitingTrigger
from flows.people.died import DIED, people_who_died
from flows.people.former_ids import trigger_id
from matching.cadence.follow_ups import follow_up_id
from matching.cadence.levelling import PlannedCall, level
from matching.cadence.next_call import Cause, NextCall, Rhythm, Rules, end_of, next_call
from matching.cadence.workdays import Calendar

PAUSED = "paused"
USE_UP_A_CALL = frozenset({ContactKind.CALLED, ContactKind.VOICEMAIL, ContactKind.MET})  # of the day


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """All that is remembered of the people at one moment, by the id of prospect or employer.

    `triggers` are the open ones that ask for a call, by prospect, best first. `merged_triggers` are the ids of all
    triggers of people with whom others were merged. `put_off` is until when calls to a prospect were put off by hand.
    `died` are those (ids) whom nobody calls any more.
    """

    prospects: dict[str, Prospect]
    employers: dict[str, Employer]
    touches: dict[str, list[Touch]]
    notes: dict[str, RhythmNote]
    triggers: dict[str, list[WaitingTrigger]]
    merged_triggers: frozenset[str] = frozenset()
    put_off: Mapping[str, datetime] = field(default_factory=dict)
    died: frozenset[str] = frozenset()

    def follow_up_id(self, call: NextCall) -> str:
        """The id of the trigger of a call, also where it was made before others were merged with the prospect."""
        return trigger_id(
            self.prospects[call.prospect_id],
            self.merged_triggers,
            lambda id: follow_up_id(replace(call, prospect_id=id)),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The next call to each prospect, levelled: `planned` by day, then urgency; `today` is the recruiter's."""

    today: date
    planned: tuple[PlannedCall, ...]

    @property
    def due(self) -> list[PlannedCall]:
        """The calls that fall on today, the most pressing first."""
        return [p for p in self.planned if p.day <= self.today]

    @property
    def calls(self) -> dict[str, NextCall]:
        """The next call to each prospect, by id."""
        return {p.call.prospect_id: p.call for p in self.planned}


def remember(con: Connection, now: datetime) -> Acquaintance:
    """What is remembered of everybody, in one transaction; the published copy will do."""
    prospects = {p.id: p for p in to_call(con, all_prospects(con))}
    touches = touches_by_person(con, prospects)
    waiting: dict[str, list[WaitingTrigger]] = defaultdict(list)
    for trigger in asking_triggers(con, now):  # news worth knowing asks for no call
        waiting[trigger.prospect_id].append(trigger)
    employers = {e.id: e for e in all_employers(con)}
    merged_triggers = ids_of_merged_triggers(con)
    died = people_who_died(con, prospects.values(), touches)
    put_off = calls_put_off(con, now)
    return Acquaintance(prospects, employers, touches, rhythm_notes(con), dict(waiting), merged_triggers, put_off, died)


def changed_since(con: Connection, ids: Collection[str], known: Acquaintance, now: datetime) -> set[str]:
    """Those of these people (ids) of whom something else is remembered by now: talked to, paused, put off, changed."""
    people = {p.id: p for p in to_call(con, prospects_by_id(con, list(ids)).values())}
    touches, notes, put_off = touches_by_person(con, ids), rhythm_notes(con, ids), calls_put_off(con, now)
    return {
        id
        for id in ids
        if (people.get(id), touches.get(id), notes.get(id), put_off.get(id))
        != (known.prospects.get(id), known.touches.get(id), known.notes.get(id), known.put_off.get(id))
    }


def plan_calls(settings: Settings, known: Acquaintance, now: datetime) -> Plan:
    """The next call to each prospect, spread over the days to come: each recruiter has a cap of their own, which holds
    for all but promises that have come due."""
    rules = rules_of(settings)
    today = now.astimezone(rules.zone).date()
    by_owner: dict[str, list[NextCall]] = defaultdict(list)
    for prospect in known.prospects.values():
        if prospect.id not in known.died and (call := _next_call(prospect, known, today, rules)):
            by_owner[prospect.owner].append(call)
    own = {
        id: rules.calendar.also_closed(frozenset(note.no_contact), note.paused_until)
        for id, note in known.notes.items()
        if note.no_contact or note.paused_until
    }
    made = _made(known, today, rules)
    planned = [
        planned_call
        for owner, calls in sorted(by_owner.items())
        for planned_call in level(
            calls, today, settings.cadence.calls_a_day, rules.calendar, own=own, made=made[owner], seed=owner
        )
    ]
    planned = [
        replace(one, day=today)
        if owed_by_promise(one.call, today) and own.get(one.call.prospect_id, rules.calendar).allows(today)
        else one
        for one in planned
    ]
    return Plan(today, tuple(sorted(planned, key=lambda p: p.day)))


def owed_by_promise(call: NextCall, today: date) -> bool:
    """Whether a promise has come due, which is a call of today, however many there are."""
    return call.cause is Cause.PROMISE and call.due_on <= today


def _next_call(prospect: Prospect, known: Acquaintance, today: date, rules: Rules) -> NextCall | None:
    note = known.notes.get(prospect.id) or RhythmNote(prospect.id, today)
    until = known.put_off.get(prospect.id)
    return next_call(
        prospect,
        known.touches.get(prospect.id, ()),
        known.triggers.get(prospect.id, ()),
        today,
        rules,
        known_since=note.known_since,
        no_contact=frozenset(note.no_contact),
        paused_until=note.paused_until,
        not_before=until.astimezone(rules.zone).date() if until else None,
    )


def may_call(prospect_id: str, known: Acquaintance, today: date) -> bool:
    """Whether nothing speaks against a call to this prospect today: no pause, no day without contact, no death."""
    note = known.notes.get(prospect_id)
    return prospect_id not in known.died and (note is None or not note.rests(today))


def why_no_call(prospect_id: str, known: Acquaintance) -> str:
    """Why nobody is to call this prospect, who is not in the plan."""
    return DIED if prospect_id in known.died else PAUSED


def _made(known: Acquaintance, today: date, rules: Rules) -> Counter[str]:
    """How many of today's calls each recruiter has made."""
    begun, over = end_of(today - timedelta(days=1), rules.zone), end_of(today, rules.zone)
    return Counter(
        known.prospects[touch.prospect_id].owner
        for touches in known.touches.values()
        for touch in touches
        if touch.kind in USE_UP_A_CALL and begun <= touch.at < over
    )


def rules_of(settings: Settings) -> Rules:
    """The cadence of callnow.toml in the words of matching."""
    cadence = settings.cadence

    def rhythm(of: RhythmSettings) -> Rhythm:
        return Rhythm(of.ideal_weeks, of.latest_weeks)

    return Rules(
        rhythm=rhythm(cadence),
        by_tier={name: rhythm(of) for name, of in cadence.tiers.items()},
        by_tag={name: rhythm(of) for name, of in cadence.tags.items()},
        calendar=Calendar(
            weekdays=frozenset(WEEKDAYS.index(day) for day in cadence.working_days),
            closed=frozenset(cadence.closed),
            holidays=public_holidays(cadence.holidays),
        ),
        zone=ZoneInfo(settings.watch.time_zone),
    )
