"""What the templates are given: the list of calls, one card with its past, the numbers of the week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from callnow.languages import not_understood
from callnow.model import Feature, Prospect, Touch, Trigger
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.news import stories_of
from callnow.store.page import Mention, Waiting, Wanted
from callnow.store.people import prospects_at, touches_of
from callnow.terms import Colour, Outcome, Tier, TriggerKind, TriggerState
from delivery.card import Card, build_card
from delivery.page.charts import Series, events_by_type, weekly, weeks_until
from delivery.page.desk import Desk

SHOWN = 100  # calls on one page of the list; more than anyone makes in a day
FOUND = 8  # people found beside the calls
PAST = 50
FADES = timedelta(days=1)
OUTCOMES = (Outcome.GOOD_TALK, Outcome.CALL_AGAIN, Outcome.NOT_INTERESTED, Outcome.WRONG_NUMBER)  # one click each
COLOURS = {Colour.RED: "overdue", Colour.YELLOW: "past its day", Colour.GREEN: "due today"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a call stands: a colour and the word for it; neither where nothing presses."""

    colour: Colour | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the morning list as wanted, one call a person under its best reason, and counts of all who wait.

    `reasons` and `stands` tell of each person on it (by prospect id) how many reasons wait and how the most pressing
    stands. `found` counts the people on all its pages.
    """

    cards: tuple[Card, ...]
    reasons: dict[str, int]
    stands: dict[str, Standing]
    found: int
    waiting: int
    urgent: int
    overdue: int
    wanted: Wanted
    owners: tuple[str, ...]
    types: tuple[str, ...]
    people: tuple[Prospect, ...]
    totals: dict[str, Any]

    @property
    def query(self) -> str:
        return query_of(self.wanted)

    @property
    def pages(self) -> int:
        """On how many pages the calls stand."""
        return max(1, -(-self.found // SHOWN))

    def beside(self, by: int) -> str:
        """The query of the page before (-1) or after (1), "" where there is none."""
        page = self.wanted.page + by
        return (query_of(replace(self.wanted, page=page)) or "?") if 1 <= page <= self.pages else ""


@dataclass(frozen=True, slots=True)
class Form:
    """The call form as it was filled in, with what is wrong with it."""

    outcome: str = ""
    note: str = ""
    promised: str = ""
    when: str = ""
    topic: str = ""
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """One card with the past of its person. Without a trigger (`card.trigger_id` is "") it is just the person.

    `misread` is the name behind a call that was called wrong, where it is still matched to the employer.
    """

    card: Card
    touches: tuple[Touch, ...]
    past: tuple[Trigger, ...]
    also: tuple[Trigger, ...]
    tomorrow: date
    next_week: date
    stands: Standing = Standing()
    form: Form = field(default_factory=Form)
    first: bool = False
    misread: Mention | None = None

    @property
    def waits(self) -> bool:
        return self.card.state is TriggerState.OPEN and bool(self.card.trigger_id)


@dataclass(frozen=True, slots=True)
class Pulse:
    """The news of twelve weeks in numbers, and how the feeds do."""

    weeks: tuple[date, ...]
    events: tuple[Series, ...]
    coverage: tuple[Series, ...]
    feeds: tuple[dict[str, Any], ...]
    totals: dict[str, Any]


def query_of(wanted: Wanted) -> str:
    """The part of an address that asks for this ("?owner=Dana"), or ""."""
    given = {"owner": wanted.owner, "tier": wanted.tier, "type": wanted.type, "q": wanted.words}
    given["page"] = str(wanted.page) if wanted.page > 1 else ""
    said = urlencode({name: value for name, value in given.items() if value})
    return f"?{said}" if said else ""


def standing(call: Trigger, now: datetime) -> Standing:
    """How a call presses: a follow-up by its colour, news on its last day."""
    if call.kind is TriggerKind.CADENCE:
        return Standing(call.colour, COLOURS[call.colour]) if call.colour else Standing()
    return Standing(Colour.YELLOW, "last day") if call.expires_at - now <= FADES else Standing()


def reasons_shown(card: Card) -> list[Feature]:
    """What made the score, the weightiest first."""
    return sorted(card.reasons, key=lambda reason: -reason.weight)


def load_board(con: Connection, desk: Desk, wanted: Wanted) -> Board:
    """The page of the list that is wanted; the last one where it is shorter by now."""
    now = desk.now()

    def page(number: int) -> Waiting:
        return store.waiting_calls(con, now, desk.today(), replace(wanted, page=number), SHOWN, now + FADES)

    waiting = page(wanted.page)
    if wanted.page > 1 and not waiting.shown:
        wanted = replace(wanted, page=max(1, -(-waiting.found // SHOWN)))
        waiting = page(wanted.page)
    return Board(
        cards=_rows(con, [one.best for one in waiting.shown], now),
        reasons={one.prospect_id: one.reasons for one in waiting.shown},
        stands={one.prospect_id: standing(one.most_pressing, now) for one in waiting.shown},
        found=waiting.found,
        waiting=waiting.waiting,
        urgent=waiting.urgent,
        overdue=waiting.overdue,
        wanted=wanted,
        owners=tuple(store.owners(con)),
        types=tuple(store.types_waiting(con, now)),
        people=tuple(store.people_named(con, wanted, FOUND)),
        totals=store.totals(con, desk.begins(desk.today())),
    )


def _rows(con: Connection, triggers: Sequence[Trigger], now: datetime) -> tuple[Card, ...]:
    """Cards for the list, which shows neither colleagues nor past talks: at a large employer those take seconds."""
    people = store.prospects_by_id(con, [t.prospect_id for t in triggers])
    stories = {s.id: s for s in stories_of(con, ids=sorted({t.story_id for t in triggers}))}
    return tuple(build_card(t, people[t.prospect_id], stories.get(t.story_id), now) for t in triggers)


def open_call(
    con: Connection, desk: Desk, trigger: Trigger, form: Form | None = None, *, first: bool = False
) -> Opened | None:
    """The card of a trigger; None where its prospect was forgotten."""
    cards = desk.load_cards(con, [trigger], desk.now())
    if not cards:
        return None
    misread = store.mention_behind(con, trigger.id) if trigger.state is TriggerState.WRONG_COMPANY else None
    opened = _open(con, desk, cards[0], form or Form())
    return replace(opened, stands=standing(trigger, desk.now()), first=first, misread=misread)


def open_person(con: Connection, desk: Desk, prospect: Prospect, form: Form | None = None) -> Opened:
    """The card of a person for whom no call is chosen."""
    now = desk.now()
    touches = touches_of(con, [prospect.id])
    nothing = Trigger(
        id="",
        prospect_id=prospect.id,
        employer_id=prospect.employer_id,
        story_id="",
        event_id="",
        type="",
        tier=Tier.WORTH_KNOWING,
        score=0,
        why="",
        opener="",
        decided_at=now,
        expires_at=now,
        owner=prospect.owner,
    )
    colleagues = [p for p in prospects_at(con, [prospect.employer_id]) if p.id != prospect.id]
    last = touches[-1] if touches else None
    card = build_card(nothing, prospect, None, now, last_touch=last, colleagues=colleagues)
    return _open(con, desk, card, form or Form())


def _open(con: Connection, desk: Desk, card: Card, form: Form) -> Opened:
    known = [t for t in store.reasons_to_ring(con, card.prospect_id, PAST) if t.id != card.trigger_id]
    now = desk.now()
    return Opened(
        card=card,
        touches=tuple(reversed(touches_of(con, [card.prospect_id]))),
        past=tuple(t for t in known if t.state is not TriggerState.OPEN),
        also=tuple(t for t in known if t.state is TriggerState.OPEN and t.expires_at > now),
        tomorrow=desk.tomorrow(),
        next_week=desk.next_week(),
        form=form,
    )


def load_pulse(con: Connection, desk: Desk) -> Pulse:
    weeks = weeks_until(desk.today())
    since = desk.begins(weeks[0])
    covered = store.coverage(con, since)
    labels: Sequence[tuple[str, str]] = (
        ("employers", "your employers in the news"),
        ("items", "items read"),
        ("sources", "sources with news"),
    )
    return Pulse(
        weeks=tuple(weeks),
        events=tuple(events_by_type(store.events_a_week(con, since), weeks)),
        coverage=tuple(weekly(covered, column, label, weeks) for column, label in labels),
        feeds=tuple(feed | {"not_understood": not_understood(feed)} for feed in store.feed_health(con, SHOWN)),
        totals=store.totals(con, desk.begins(desk.today())),
    )
