"""What one click says of a trigger: dismissed, read wrongly, another company's; and how that is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from callnow.model import CompanyEvent
from callnow.store.corrections import Kind, correct_trigger, keep_correction, make_correction, take_back, wrong_stories
from callnow.store.judgements import is_never_matched
from callnow.store.page import ListedMention
from callnow.store.rows import add_rows, delete_rows, fetch, from_row, many
from callnow.store.sql import Connection, question
from callnow.store.touches import answer_triggers, reopen_triggers
from callnow.store.withdrawals import plan_withdrawals
from callnow.terms import ON_THE_PAGE, JudgementVerdict, TriggerState


def dismiss(con: Connection, trigger_id: str, told_with: Sequence[str] = ()) -> list[str]:
    """Closes a trigger that is not a reason to call, those told with it in one call, and what its news says of the
    person's record. Returns the ids of those that still waited."""
    return _close(con, "dismissed_with", {"ids": many((trigger_id, *told_with))}, TriggerState.DISMISSED)


def judge_wrong_company(con: Connection, trigger_id: str, now: datetime) -> list[str]:
    """Keeps that a story is another company's, with what else its announcements say of that company, and closes all
    their calls. Returns their ids. The next news that writes the name so is matched as before."""
    others = fetch(con, question("events_taken_alike"), {"trigger": trigger_id})
    parameters = {"trigger": trigger_id, "stories": many(row["story_id"] for row in others)}
    closed = _close_wrong(con, "waiting_of_company", parameters, TriggerState.WRONG_COMPANY, now)
    if closed:
        correct_trigger(con, trigger_id, Kind.WRONG_COMPANY, now)
    for row in others if closed else ():
        wrong = from_row(CompanyEvent, row)
        keep_correction(con, make_correction(Kind.WRONG_COMPANY, wrong, row["story_id"], now, ON_THE_PAGE))
    return closed


def never_match(con: Connection, trigger_id: str, behind: ListedMention, now: datetime) -> list[str]:
    """Keeps that the name behind a trigger is never its employer's, and closes all that rests on it. Returns ids.

    Said before, it stays as it was said.
    """
    if not is_never_matched(con, behind.mention, behind.employer_id):
        row = {"mention": behind.mention, "employer_id": behind.employer_id, "employer": behind.employer}
        judgement = row | {
            "verdict": JudgementVerdict.DIFFERENT,
            "judged_at": now.isoformat(),
            "judged_by": ON_THE_PAGE,
        }
        add_rows(con, "judgement", [judgement], replace=True)
    parameters = {"trigger": trigger_id, "employer": behind.employer_id, "mention": behind.mention_normalised}
    return _close_wrong(con, "waiting_of_mention", parameters, TriggerState.WRONG_COMPANY, now)


def judge_wrong_event(con: Connection, trigger_id: str, now: datetime) -> list[str]:
    """Keeps that an event was read wrongly, and closes every trigger of its story. Returns their ids."""
    closed = _close_wrong(con, "waiting_of_event", {"trigger": trigger_id}, TriggerState.WRONG_EVENT, now)
    if closed:
        correct_trigger(con, trigger_id, Kind.WRONG_EVENT, now)
    return closed


def are_brought_up(con: Connection, trigger_ids: Sequence[str]) -> bool:
    """Whether follow-ups that wait have the news of these triggers to say: to be made anew where it is wrong."""
    return bool(fetch(con, question("told_by_follow_ups"), {"ids": many(trigger_ids)})[0]["n"])


def reopen(con: Connection, trigger_ids: Sequence[str]) -> list[str]:
    """Takes back that the stories of these triggers are wrong, and has the triggers wait again, whoever was talked to
    meanwhile, or put off again until the day that was chosen. Returns their ids, without those whose name is never to
    be matched to their employer: the next rematch would withdraw them."""
    take_back(con, trigger_ids)
    delete_rows(con, "also_answered", "trigger_id", trigger_ids)
    return reopen_triggers(con, not_wrong(con, trigger_ids))


def not_wrong(con: Connection, trigger_ids: Sequence[str]) -> list[str]:
    """Those of these triggers whose story nobody calls wrong, and whose name was not said never to be their employer's:
    taking back another click opens no others."""
    given = {"ids": many(trigger_ids), "wrong": many(wrong_stories(con))}
    return [row["id"] for row in fetch(con, question("not_wrong"), given)]


def _close_wrong(
    con: Connection, which: str, parameters: dict[str, Any], state: TriggerState, now: datetime
) -> list[str]:
    """Closes likewise what is wrong; whoever was told to make these calls is told not to."""
    closed = _close(con, which, parameters, state)
    plan_withdrawals(con, closed, now)
    return closed


def _close(con: Connection, which: str, parameters: dict[str, Any], state: TriggerState) -> list[str]:
    """Closes in `state` what a query finds, of which nobody is reminded any more. Returns the ids."""
    closed = [row["id"] for row in fetch(con, question(which), parameters)]
    answer_triggers(con, closed, state)
    return closed
