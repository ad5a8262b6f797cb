"""One opened card as the template is given it: the call with the past of its person, and the form to note it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from callnow.model import Feature, Prospect, Touch, Trigger
from callnow.store import Connection
from callnow.store import page as store
from callnow.store.page import ListedMention
from callnow.store.people import prospects_at, touches_of
from callnow.store.snoozes import reasons_put_off
from callnow.store.wrong_numbers import to_call
from callnow.terms import TALKS, WAITING, Outcome, Tier, TriggerState
from callnow.waiting import CallsInOne, WaitingTrigger
from delivery.card import Card, build_card
from delivery.page.board import CallStanding, standing
from delivery.page.desk import Desk

PAST = 50  # other reasons on a card
LONGEST_NOTE = 20_000  # characters
OUTCOMES = (Outcome.GOOD_TALK, Outcome.CALL_AGAIN, Outcome.NOT_INTERESTED, Outcome.WRONG_NUMBER)  # one click each


@dataclass(frozen=True, slots=True)
class Form:
    """The call form as it was filled in, with what is wrong with it, the number and the name on its card, how many
    talks the card told of (None: nobody said), and which talk was noted meanwhile."""

    outcome: str = ""
    note: str = ""
    promised: str = ""
    when: str = ""
    topic: str = ""
    refusal: str = ""
    no_promise: str = ""
    number: str = ""
    called: str = ""
    talks: int | None = None
    meanwhile: str = ""


@dataclass(frozen=True, slots=True)
class WaitingReason:
    """Another reason to call that waits. `back` says when it comes back where it was put off ("on Monday")."""

    trigger: WaitingTrigger
    back: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """One card with the past of its person. Without a trigger (`card.trigger_id` is "") it is just the person.

    `later` is when a call put off to later today comes back, None where the day is too far gone. `misread` is the name
    behind a call that was called wrong, where it is still matched to the employer. `past` are the reasons that were
    answered, taken back or ran out.
    """

    card: Card
    touches: tuple[Touch, ...]
    past: tuple[WaitingTrigger, ...]
    also: tuple[WaitingReason, ...]
    later: datetime | None
    tomorrow: date
    next_week: date
    stands: CallStanding = field(default_factory=CallStanding)
    form: Form = field(default_factory=Form)
    first: bool = False
    misread: ListedMention | None = None

    @property
    def talks(self) -> int:
        """How many talks with the person are known."""
        return sum(touch.kind in TALKS for touch in self.touches)

    @property
    def waits(self) -> bool:
        return self.card.state is TriggerState.OPEN and bool(self.card.trigger_id)


def reasons_shown(card: Card) -> list[Feature]:
    """What made the score, the weightiest first."""
    return sorted(card.reasons, key=lambda reason: -reason.weight)


def open_call(
    con: Connection,
    desk: Desk,
    trigger: Trigger,
    form: Form | None = None,
    *,
    first: bool = False,
    told: CallsInOne | None = None,
) -> Opened | None:
    """The card of a trigger; None where its prospect was forgotten. `told` is what is told with it, where a list knows
    that."""
    desk = _at_one_moment(desk)
    cards = desk.load_cards(con, [trigger], desk.now(), told)
    if not cards:
        return None
    misread = store.listed_mention_of(con, trigger.id) if trigger.state is TriggerState.WRONG_COMPANY else None
    touches = touches_of(con, [cards[0].prospect_id])
    opened = _open(con, desk, cards[0], touches, form or Form())
    return replace(opened, stands=standing(trigger, desk.now()), first=first, misread=misread)


def open_person(con: Connection, desk: Desk, prospect: Prospect, form: Form | None = None) -> Opened:
    """The card of a person for whom no call is chosen."""
    desk = _at_one_moment(desk)
    now, touches = desk.now(), touches_of(con, [prospect.id])
    (prospect,) = to_call(con, [prospect])
    there = to_call(con, prospects_at(con, [prospect.employer_id]))
    left_out = desk.not_to_call(con, there) | {prospect.id}
    colleagues = [p for p in there if p.id not in left_out]
    last = touches[-1] if touches else None
    noted = last is not None and desk.is_noted(last)
    reason = _no_reason(prospect, now)
    card = build_card(reason, prospect, None, now, last_touch=last, colleagues=colleagues, noted=noted)
    return _open(con, desk, card, touches, form or Form())


def _at_one_moment(desk: Desk) -> Desk:
    """The desk with its clock stopped: what is told of one card is told of one moment."""
    now = desk.now()
    return replace(desk, now=lambda: now)


def _no_reason(prospect: Prospect, now: datetime) -> Trigger:
    """What stands in a trigger's place on the card of a person for whom none is chosen."""
    return Trigger(
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


def _open(con: Connection, desk: Desk, card: Card, touches: Sequence[Touch], form: Form) -> Opened:
    on_card = (card.trigger_id, *card.told_with)
    known = [t for t in store.reasons_to_call(con, card.prospect_id, PAST) if t.id not in on_card]
    now, put_off = desk.now(), reasons_put_off(con, [card.prospect_id])
    back = {id: desk.in_words(until) for id, until in put_off.items() if until > now}
    return Opened(
        card=card,
        touches=tuple(reversed(touches)),
        past=tuple(t for t in known if not _still_waits(t, now)),
        also=tuple(WaitingReason(t, back.get(t.id, "")) for t in known if _still_waits(t, now)),
        later=desk.later_today(),
        tomorrow=desk.tomorrow(),
        next_week=desk.next_week(),
        form=form,
    )


def _still_waits(trigger: WaitingTrigger, now: datetime) -> bool:
    return trigger.state in WAITING and trigger.expires_at > now


def became(past: WaitingTrigger) -> str:
    """What became of a reason that waits no more, in words."""
    return "ran out" if past.state in WAITING else past.state.replace("_", " ")
