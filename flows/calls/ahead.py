"""The calls of today and of the coming weeks, each with what helps to make it: for calendars and for tasks of a CRM.

Whoever has an open call now is called today: that call stands for all others with the same person. The others follow on
the days that they are planned for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from callnow.dates import day_in_words
from callnow.model import Prospect, Touch
from callnow.store import Connection
from callnow.store.news import Headline, latest_news, triggers_by_id
from callnow.terms import WAITING, Tier, TriggerKind
from callnow.waiting import WaitingTrigger
from delivery.appointments import CALL_NOW, Appointment
from delivery.card import Card
from delivery.tasks import Task
from delivery.words import promise_label, promised_day
from flows.calls.cards import load_cards
from flows.calls.due import NEWS_SINCE, no_longer_owed
from flows.calls.planning import Acquaintance, Plan, may_call, owed_by_promise
from matching.cadence.levelling import PlannedCall
from matching.cadence.next_call import Cause, is_noted

MOST_OTHERS = 5
AHEAD = timedelta(weeks=6)  # what lies further ahead moves about too much to stand in a calendar


def calls_ahead(con: Connection, plan: Plan, known: Acquaintance, now: datetime, owner: str = "") -> list[Task]:
    """One call to each person, of one recruiter or of all for "": the open calls now, best first, then those of the
    coming weeks by day and urgency."""
    pressing = {call.prospect_id: call for call in _calls_now(plan, known)}
    later = {
        known.follow_up_id(planned.call): planned
        for planned in plan.planned
        if planned.day <= plan.today + AHEAD and planned.call.prospect_id not in pressing
    }
    triggers = triggers_by_id(con, [*(call.id for call in pressing.values()), *later])
    # What is put off has its day in the plan.
    off = {trigger.id for trigger in triggers if trigger.state not in WAITING}
    waiting = [trigger for trigger in triggers if trigger.id not in off]
    cards = {card.trigger_id: card for card in load_cards(con, waiting, now, plan.today, known.died)}
    news = latest_news(con, (known.prospects[p.call.prospect_id].employer_id for p in later.values()), now - NEWS_SINCE)
    made = [_call_now(cards[call.id], plan.today, known) for call in pressing.values() if call.id in cards]
    made += [
        _follow_up(planned, plan.today, known, cards.get(id), news) for id, planned in later.items() if id not in off
    ]
    tasks = ((call, known.prospects[call.prospect_id]) for call in made)
    return [(call, prospect) for call, prospect in tasks if not owner or (call.owner or prospect.owner) == owner]


def _calls_now(plan: Plan, known: Acquaintance) -> Iterable[WaitingTrigger]:
    """The best open call now of each person who may be called today, the best first; a promise has its follow-up."""
    overtaken = set(no_longer_owed(plan, known))
    best = (
        next((t for t in triggers if t.tier is Tier.CALL_NOW and t.kind is not TriggerKind.CADENCE), None)
        for id, triggers in known.triggers.items()
        if id in known.prospects and may_call(id, known, plan.today)
    )
    return sorted(
        (waiting for waiting in best if waiting and waiting.id not in overtaken),
        key=lambda waiting: (-waiting.score, waiting.id),
    )


def _call_now(card: Card, today: date, known: Acquaintance) -> Appointment:
    prospect = known.prospects[card.prospect_id]
    report = f"{card.source}, {card.published_on}: {card.headline}" if card.headline else ""
    others = [t.why for t in known.triggers[prospect.id] if t.id not in (card.trigger_id, *card.told_with)]
    return _appointment(
        prospect,
        card.trigger_id,
        today,
        card.why,
        category=CALL_NOW,
        card=card,
        lines=(
            report,
            *_last_words(known.touches.get(prospect.id, [])),
            *(f"Also: {why}" for why in others[:MOST_OTHERS]),
        ),
        link=card.link,
    )


def _follow_up(
    planned: PlannedCall, today: date, known: Acquaintance, card: Card | None, news: Mapping[str, Headline]
) -> Appointment:
    call, prospect = planned.call, known.prospects[planned.call.prospect_id]
    latest = news.get(prospect.employer_id)
    late = f"Later than it should be: the latest day was {call.latest_on.isoformat()}." if planned.late else ""
    report = f"Latest news, {day_in_words(latest.published_at)}: {latest.title}" if latest else ""
    return _appointment(
        prospect,
        call.basis if call.cause is Cause.EVENT else known.follow_up_id(call),
        today if owed_by_promise(call, today) else planned.day,
        call.words,
        category=call.cause.value,
        card=card,
        lines=(late, report, *_last_words(known.touches.get(prospect.id, []), call.promised, call.words)),
        link=latest.url if latest else "",
    )


def _last_words(touches: Sequence[Touch], promised: str = "", words: str = "") -> list[str]:
    """What was promised and noted last; not what stands in the reason's `words` already."""
    last = touches[-1] if touches else None
    pledge = promised or (last.promised if last else "")
    label = promise_label(last is not None and is_noted(last))
    pledged = f"{label}: “{pledge}” {promised_day(pledge, last.due_on if last else None)}".rstrip()
    lines = [pledged] if pledge and pledge not in words else []
    if last and (last.note or last.outcome):
        lines.append(f"Last note, {day_in_words(last.at)}: {last.note or last.outcome}")
    return [*lines, *([f"Come back to: {last.topic}"] if last and last.topic else [])]


def _appointment(
    prospect: Prospect,
    key: str,
    day: date,
    words: str,
    *,
    category: str,
    card: Card | None,
    lines: Sequence[str],
    link: str,
) -> Appointment:
    return Appointment(
        key=key,
        prospect_id=prospect.id,
        day=day,
        name=prospect.said_name,
        employer=prospect.employer,
        phone=prospect.phone,
        city=prospect.city,
        country=prospect.country,
        time_zone=prospect.time_zone,
        words=words,
        opener=card.opener if card else "",
        lines=tuple(filter(None, (prospect.phone_note if prospect.phone else "", *lines))),
        link=link,
        category=category,
        owner=card.owner if card else prospect.owner,
    )
