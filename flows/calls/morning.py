"""The one list for the morning: calls that news, promises and the rhythm ask for, one for each person, ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from callnow.model import Trigger
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.news import triggers_by_id, waiting_triggers_of
from callnow.store.records import all_taken_up
from callnow.terms import WAITING, Colour, Tier, TriggerKind
from callnow.waiting import WaitingTrigger
from delivery.card import Card
from flows.calls.cards import load_cards
from flows.calls.due import due_triggers, news_for_calls, no_longer_owed, owed_calls, rank_calls
from flows.calls.planning import Acquaintance, may_call, plan_calls, remember


@dataclass(frozen=True, slots=True)
class MorningCall:
    """One person to call: the card of the best reason, the other reasons in words, and how the call stands.

    `colour` is green (on its day), yellow (past it) or red (past its latest); `due_on` and `latest_on` are None where
    only a sign of a stale record asks for a look. `due_today`: promise or rhythm ask for it today, whatever news does.
    """

    card: Card
    also: tuple[str, ...]
    colour: Colour
    due_on: date | None
    latest_on: date | None
    due_today: bool = False


@dataclass(frozen=True, slots=True)
class Morning:
    """The first calls of today's list, best first, and how many calls it has in all."""

    calls: tuple[MorningCall, ...]
    found: int


Reason = Trigger | WaitingTrigger


def morning_list(
    settings: Settings, con: Connection, now: datetime, owner: str = "", most: int | None = None
) -> Morning:
    """Today's calls, best first: news that cannot wait and promises, then the rhythm, then records to check.

    Reads only (`con` may be the published copy), so that it holds although the follow-ups have not run this morning.
    A person with several reasons is one call; one who is paused or not to be called today is none. At most `most` are
    given, for a card takes longer to make than hundreds of calls to rank.
    """
    known = remember(con, now)
    plan = plan_calls(settings, known, now)
    calls, due_today = plan.calls, {planned.call.prospect_id for planned in plan.due}
    owed, here = [call for call in owed_calls(plan) if call.prospect_id not in known.put_off], settings.local(now)
    due = _unanswered(con, rank_calls(owed, known, here))
    overtaken = set(no_longer_owed(plan, known))
    best = [
        reason
        for reason in _best_of_each(known, overtaken, due, {id: call.due_on for id, call in calls.items()})
        if reason.prospect_id in known.prospects
        and may_call(reason.prospect_id, known, plan.today)
        and (not owner or (reason.owner or known.prospects[reason.prospect_id].owner) == owner)
    ]
    best.sort(key=lambda reason: (*_rank(reason), not known.prospects[reason.prospect_id].phone))  # else as they are
    best, stands_for = _once_each(con, known, best)
    shown = best[:most]
    people = {reason.prospect_id for reason in shown}
    people |= {id for id, first in stands_for.items() if first in people}
    owed = [call for call in owed if call.prospect_id in people]  # what to say is for those shown
    made = due_triggers(owed, known, news_for_calls(con, owed, known, now), here)
    follow_ups = {trigger.id: trigger for trigger in made if trigger.id in due}
    others = _others(con, people, stands_for, overtaken, follow_ups, now)
    listed = []
    for card in load_cards(con, _whole(con, shown, follow_ups), now, plan.today, known.died):
        also = tuple(t.why for t in others[card.prospect_id] if t.id not in (card.trigger_id, *card.told_with))
        call = calls.get(card.prospect_id)
        if call is None or call.due_on > plan.today:
            colour, due_on, latest_on = Colour.GREEN, None, None
        else:
            colour, due_on, latest_on = call.colour(plan.today), call.due_on, call.latest_on
        listed.append(MorningCall(card, also, colour, due_on, latest_on, card.prospect_id in due_today))
    return Morning(tuple(listed), len(best))


def _unanswered(con: Connection, due: Sequence[WaitingTrigger]) -> dict[str, WaitingTrigger]:
    """Today's follow-ups by id, but for those that were answered this morning."""
    answered = {t.id for t in triggers_by_id(con, [t.id for t in due]) if t.state not in WAITING}
    return {t.id: t for t in due if t.id not in answered}


def _best_of_each(
    known: Acquaintance, overtaken: Container[str], due: Mapping[str, WaitingTrigger], due_on: Mapping[str, date]
) -> list[Reason]:
    """The best reason to call each person, best first, of equal ones who waits longest (`due_on`, by prospect): of what
    is open, as today's follow-ups have it now."""
    asking: dict[str, Reason] = {t.id: t for kept in known.triggers.values() for t in kept if t.id not in overtaken}
    best: dict[str, Reason] = {}
    for reason in sorted(
        {**asking, **due}.values(), key=lambda r: (*_rank(r), -r.score, due_on.get(r.prospect_id, date.max), r.id)
    ):
        before = best.setdefault(reason.prospect_id, reason)
        if _is_promise(reason) and not _is_promise(before):
            best[reason.prospect_id] = reason  # in the place of what presses more, which stands beside it
    return list(best.values())


def _once_each(con: Connection, known: Acquaintance, best: Sequence[Reason]) -> tuple[list[Reason], dict[str, str]]:
    """The same, one for each person where somebody stands there twice, and which id stands for each other one."""
    if all_taken_up(con):
        return list(best), {}
    from flows.people.keeping import stand_twice  # noqa: PLC0415 - needed once, after an update, and slow to import

    place = {reason.prospect_id: number for number, reason in enumerate(best)}
    stands_for: dict[str, str] = {}
    for ids in stand_twice(con, [known.prospects[id] for id in place]):
        first, *others = sorted(ids, key=place.__getitem__)
        stands_for.update(dict.fromkeys(others, first))
    return [reason for reason in best if reason.prospect_id not in stands_for], stands_for


def _others(
    con: Connection,
    people: Collection[str],
    stands_for: Mapping[str, str],
    overtaken: Container[str],
    due: Mapping[str, Trigger],
    now: datetime,
) -> dict[str, list[Reason]]:
    """All that there is to say to each of these people (ids), the best first: news that is only worth knowing, too."""
    waiting: dict[str, Reason] = {
        t.id: t for t in waiting_triggers_of(con, sorted(people), now) if t.id not in overtaken
    }
    of_person: dict[str, list[Reason]] = defaultdict(list)
    for reason in sorted({**waiting, **due}.values(), key=_rank):
        of_person[stands_for.get(reason.prospect_id, reason.prospect_id)].append(reason)
    return of_person


def _whole(con: Connection, reasons: Sequence[Reason], due: Mapping[str, Trigger]) -> list[Trigger]:
    """The triggers of these reasons, in their order."""
    kept = {t.id: t for t in triggers_by_id(con, [reason.id for reason in reasons if reason.id not in due])}
    return [due.get(reason.id) or kept[reason.id] for reason in reasons]


def _is_promise(reason: Reason) -> bool:
    """Whether a follow-up was promised: the rhythm alone asks for no call now."""
    return reason.kind is TriggerKind.CADENCE and reason.tier is Tier.CALL_NOW


def _rank(trigger: Reason) -> tuple[bool, bool]:
    return (trigger.tier is not Tier.CALL_NOW, trigger.kind is TriggerKind.STALE)
