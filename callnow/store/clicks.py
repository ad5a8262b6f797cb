"""What was clicked on the page today and shortly before, each click with what takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from callnow.model import stable_id
from callnow.store.activity import note_activity
from callnow.store.corrections import Kind, take_back
from callnow.store.judgements import closed_by_mention, put_back_judgement
from callnow.store.rows import add, fetch, fetch_one, from_row, many
from callnow.store.snoozes import end_snoozes
from callnow.store.sql import Connection, question
from callnow.store.touches import answered_by, drop_touches, reopen_triggers
from callnow.store.verdicts import not_wrong
from callnow.terms import Act, Action, TriggerState

KEPT = timedelta(hours=12)  # at least: who clicks shortly before midnight takes it back after it
LEAVES = {
    Action.CALLED: TriggerState.CALLED,
    Action.DISMISSED: TriggerState.DISMISSED,
    Action.WRONG_EVENT: TriggerState.WRONG_EVENT,
    Action.WRONG_COMPANY: TriggerState.WRONG_COMPANY,
    Action.NEVER_MATCH: TriggerState.WRONG_COMPANY,
}
"""The state that a click leaves triggers in; the others put off."""
CORRECTS = {Action.WRONG_EVENT: (Kind.WRONG_EVENT,), Action.WRONG_COMPANY: (Kind.WRONG_COMPANY,)}
"""What a click says of a story."""


@dataclass(frozen=True, slots=True)
class Click:
    """One click about a prospect: which triggers it closed or put off (`until`), the touch and the judgement it made.

    `touch_id`, and `mention` with `employer_id`, are "" where it made none; `judged_before` is what was judged of these
    two before, as `judgement_line` has it.
    """

    id: str
    clicked_at: datetime
    prospect_id: str
    action: Action
    trigger_ids: tuple[str, ...] = ()
    touch_id: str = ""
    mention: str = ""
    employer_id: str = ""
    judged_before: str = ""
    until: datetime | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ClickOfToday:
    """A click with the name and employer of its prospect."""

    click: Click
    name: str
    employer: str


def click_id(prospect_id: str, action: Action, at: datetime) -> str:
    """The id of a click: one of a kind a moment with a person."""
    return stable_id("click", prospect_id, action, at.isoformat())


def keep_click(con: Connection, click: Click, day_began: datetime) -> None:
    """Keeps a click; those of earlier days, which nobody takes back any more, are forgotten, each KEPT after it."""
    con.execute("DELETE FROM click WHERE clicked_at < $1", [min(day_began, click.clicked_at - KEPT)])
    add(con, "click", [click], replace=True)
    note_activity(con, click.action, click.prospect_id, next(iter(click.trigger_ids), ""), at=click.clicked_at)


def clicks_since(con: Connection, day_began: datetime, owner: str = "") -> list[ClickOfToday]:
    """The clicks of a day about people of one recruiter, or of all for "", the newest first."""
    rows = fetch(con, question("clicks_since"), {"since": day_began, "owner": owner})
    return [ClickOfToday(from_row(Click, row), row["name"], row["employer"]) for row in rows]


def click_by_id(con: Connection, id: str) -> Click | None:
    """One click; None where it was never made, or is forgotten: see keep_click."""
    return fetch_one(con, Click, "SELECT * FROM click WHERE id = $1", [id])


def undo_click(con: Connection, click: Click, now: datetime) -> list[str]:
    """Takes a click back, but for triggers that a later click or a run changed. Returns what waits as before.

    What a talk answers that was noted since does not wait; with a talk that is taken back goes what it answered.
    Where another click called their news wrong since, they are closed as that closed the others, and wait once it is
    taken back, too. What was put off before the click is put off again, until the same moment; what the click itself
    put off is put off no longer, also where a later click closed it. What was said of a name since stays. A click that
    was taken back already changes nothing.
    """
    if click.undone_at:
        return []
    state = LEAVES.get(click.action, TriggerState.SNOOZED)
    changed = _changed_by(con, click)
    asked = "SELECT id FROM trigger WHERE state = $state AND id IN (SELECT unnest($ids::JSON::VARCHAR[])) ORDER BY id"
    ids = [row["id"] for row in fetch(con, asked, {"state": state, "ids": many(changed)})]
    if click.action in CORRECTS:
        ids = [row["id"] for row in fetch(con, question("closed_alike"), {"ids": many(ids)})]
        take_back(con, ids, CORRECTS[click.action])
    drop_touches(con, [click.touch_id])
    if judgement_stands(con, click):
        ids = sorted({*ids, *closed_by_mention(con, click.mention, click.employer_id)})
        put_back_judgement(con, click.mention, click.employer_id, click.judged_before)
    waiting = not_wrong(con, ids)
    con.execute(question("close_as_wrong"), {"ids": many(set(ids) - set(waiting))})
    waiting = reopen_triggers(con, waiting)
    con.execute("UPDATE click SET undone_at = $1 WHERE id = $2", [now, click.id])
    note_activity(con, Act.TOOK_BACK, click.prospect_id, next(iter(click.trigger_ids), ""), click.action, now)
    return waiting


def _changed_by(con: Connection, click: Click) -> Sequence[str]:
    """The triggers that are as a click left them; of a talk also those that it closed once they were opened again."""
    if click.action not in LEAVES:
        return end_snoozes(con, click.trigger_ids, click.until)
    return answered_by(con, click.touch_id) if click.touch_id else click.trigger_ids


def judgement_stands(con: Connection, click: Click) -> bool:
    """Whether a click judged a name, and nobody said anything of it since."""
    asked = "SELECT 1 AS stands FROM judgement WHERE mention = $mention AND employer_id = $employer"
    asked += " AND verdict = 'different' AND judged_at <= $clicked"
    given = {"mention": click.mention, "employer": click.employer_id, "clicked": click.clicked_at}
    return bool(fetch(con, asked, given))
