"""What the call-list page asks and changes: waiting calls, people, touches, and what one click does to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from callnow.model import CompanyEvent, Prospect, Trigger
from callnow.store.connection import Connection, question
from callnow.store.corrections import Kind, correct_trigger, keep_correction, make_correction, take_back
from callnow.store.judgements import put_back_judgement
from callnow.store.news import triggers_by_id
from callnow.store.rows import add_rows, fetch, from_row, many
from callnow.terms import JudgementVerdict, TriggerState


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls to show; "" takes all. `words` must all occur in a call's people, places and reason.

    `page` is which part of the list, counted from 1.
    """

    owner: str = ""
    tier: str = ""
    type: str = ""
    words: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether not all calls are wanted."""
        return bool(self.owner or self.tier or self.type or self.words)


@dataclass(frozen=True, slots=True)
class Waits:
    """One person who waits for a call: how many reasons there are, the best that is wanted, and what presses most."""

    prospect_id: str
    reasons: int
    best: Trigger
    most_pressing: Trigger


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the people who wait for a call today, best first, and counts of people: all who wait, those to call
    now, those overdue, and those found by what is wanted."""

    shown: tuple[Waits, ...]
    waiting: int
    urgent: int
    overdue: int
    found: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the news and the employer it was taken for."""

    mention: str
    mention_normalised: str
    employer_id: str
    employer: str


def waiting_calls(
    con: Connection, now: datetime, today: date, wanted: Wanted, most: int, fades_at: datetime
) -> Waiting:
    """Whoever may be called today and has an open trigger: news and follow-ups in one rank, `most` people a page.

    News that expires by `fades_at` presses as a follow-up past its day does.
    """
    given = {
        "now": now,
        "today": today,
        "fades_at": fades_at,
        "owner": wanted.owner,
        "tier": wanted.tier,
        "type": wanted.type,
        "words": " ".join(wanted.words.split()),
        "most": most,
        "skipped": (wanted.page - 1) * most,
    }
    rows = fetch(con, question("page_calls"), given)
    counts = {name: int(rows[0][name]) for name in ("waiting", "urgent", "overdue", "found")}
    people = [row for row in rows if row["prospect_id"]]
    known = {
        t.id: t for t in triggers_by_id(con, [row[which] for row in people for which in ("best", "most_pressing")])
    }
    shown = [
        Waits(row["prospect_id"], row["reasons"], known[row["best"]], known[row["most_pressing"]]) for row in people
    ]
    return Waiting(tuple(shown), **counts)


def people_named(con: Connection, wanted: Wanted, most: int) -> list[Prospect]:
    """Prospects whom the words fit, by name; none where no word was given."""
    if not wanted.words.strip():
        return []
    given = {"owner": wanted.owner, "words": " ".join(wanted.words.split()), "most": most}
    return [from_row(Prospect, row) for row in fetch(con, question("page_people"), given)]


def prospect_by_id(con: Connection, prospect_id: str) -> Prospect | None:
    """One prospect; None where it was forgotten or never was."""
    return prospects_by_id(con, [prospect_id]).get(prospect_id)


def prospects_by_id(con: Connection, ids: Sequence[str]) -> dict[str, Prospect]:
    """These prospects, by id."""
    asked = "SELECT * FROM prospect WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))"
    rows = fetch(con, asked, {"ids": many(ids)})
    return {row["id"]: from_row(Prospect, row) for row in rows}


def owners(con: Connection) -> list[str]:
    """The recruiters who have prospects."""
    return [row["owner"] for row in fetch(con, question("page_owners"))]


def types_waiting(con: Connection, now: datetime) -> list[str]:
    """The event types of the calls that wait."""
    return [row["type"] for row in fetch(con, question("page_types"), {"now": now})]


def reasons_to_ring(con: Connection, prospect_id: str, most: int) -> list[Trigger]:
    """All triggers of one prospect, whatever their state, newest first."""
    rows = fetch(con, question("page_person_triggers"), {"prospect": prospect_id, "most": most})
    return [from_row(Trigger, row) for row in rows]


def past_triggers(con: Connection, owner: str, most: int) -> list[dict[str, Any]]:
    """Triggers that no longer wait, with their prospect's name and employer, newest first."""
    return fetch(con, question("page_past_triggers"), {"owner": owner, "most": most})


def past_touches(con: Connection, owner: str, most: int) -> list[dict[str, Any]]:
    """Touches with their prospect's name and employer, newest first."""
    return fetch(con, question("page_touches"), {"owner": owner, "most": most})


def totals(con: Connection, today: datetime) -> dict[str, Any]:
    """Counts of prospects, employers, feeds, failing feeds, touches since `today` began; when the last run ended."""
    return fetch(con, question("page_totals"), {"today": today})[0]


def events_a_week(con: Connection, since: datetime) -> list[dict[str, Any]]:
    """Rows of type, week (its Monday), events and how many of them matched."""
    return fetch(con, question("page_events_a_week"), {"since": since})


def coverage(con: Connection, since: datetime) -> list[dict[str, Any]]:
    """Rows of week (its Monday), items read, sources they came from, employers of prospects they named."""
    return fetch(con, question("page_coverage"), {"since": since})


def feed_health(con: Connection, most: int) -> list[dict[str, Any]]:
    """The feeds that are switched on, the failing ones first, then those that are mostly in another language."""
    return fetch(con, question("page_feeds"), {"most": most})


def mention_behind(con: Connection, trigger_id: str) -> Mention | None:
    """The name in the news that made a trigger; None where no match stands behind it."""
    rows = fetch(con, question("page_match"), {"trigger": trigger_id})
    return from_row(Mention, rows[0]) if rows else None


def dismiss(con: Connection, trigger_id: str) -> list[str]:
    """Closes a trigger that is not a reason to call. Returns its id, or nothing where it no longer waited."""
    return _close(con, "page_close", {"trigger": trigger_id, "state": TriggerState.DISMISSED})


def snooze(con: Connection, trigger_id: str, until: datetime) -> list[str]:
    """Puts a trigger off until then. Returns its id, or nothing where it no longer waited."""
    found = _ids(con, "page_snooze", {"trigger": trigger_id, "until": until})
    add_rows(con, "snooze", [{"trigger_id": one, "until": until.isoformat()} for one in found], replace=True)
    return found


def due_back(con: Connection, now: datetime) -> bool:
    """Whether a trigger that was put off is due again."""
    return bool(fetch(con, question("page_sleepers"), {"now": now})[0]["due"])


def wake(con: Connection, now: datetime) -> int:
    """Opens the triggers that were put off until now. Returns how many."""
    done = con.execute(question("page_wake"), {"now": now}).fetchone()
    con.execute("DELETE FROM snooze WHERE until <= $1", [now])
    return int(done[0]) if done else 0


def judge_wrong_company(con: Connection, trigger_id: str, now: datetime) -> list[str]:
    """Keeps that a story is another company's, with what else its announcements say of that company, and closes all
    their calls. Returns their ids. The next news that writes the name so is matched as before."""
    others = fetch(con, question("events_taken_alike"), {"trigger": trigger_id})
    given = {"trigger": trigger_id, "stories": many(row["story_id"] for row in others)}
    closed = _close(con, "page_close_company", given)
    if closed:
        correct_trigger(con, trigger_id, Kind.WRONG_COMPANY, now, "page")
    for row in others if closed else ():
        wrong = from_row(CompanyEvent, row)
        keep_correction(con, make_correction(Kind.WRONG_COMPANY, wrong, row["story_id"], now, "page"))
    return closed


def never_match(con: Connection, trigger_id: str, behind: Mention, now: datetime) -> list[str]:
    """Keeps that the name behind a trigger is never its employer's, and closes all that rests on it. Returns ids."""
    row = {"mention": behind.mention, "employer_id": behind.employer_id, "employer": behind.employer}
    said = row | {"verdict": JudgementVerdict.DIFFERENT, "judged_at": now.isoformat(), "judged_by": "page"}
    add_rows(con, "judgement", [said], replace=True)
    given = {"trigger": trigger_id, "employer": behind.employer_id, "mention": behind.mention_normalised}
    return _close(con, "page_close_mention", given)


def judge_wrong_event(con: Connection, trigger_id: str, now: datetime) -> list[str]:
    """Keeps that an event was read wrongly, and closes every trigger of its story. Returns their ids."""
    closed = _close(con, "page_close_event", {"trigger": trigger_id})
    if closed:
        correct_trigger(con, trigger_id, Kind.WRONG_EVENT, now, "page")
    return closed


def reopen(
    con: Connection,
    trigger_ids: Sequence[str],
    touch_id: str = "",
    mention: str = "",
    employer: str = "",
    before: str = "",
) -> None:
    """Takes a click back: opens these triggers, forgets the touch and the correction it made, and says of the name and
    the employer what was said `before` (a line of `judgement_line`)."""
    ids = {"ids": many(trigger_ids)}
    con.execute("UPDATE trigger SET state = 'open' WHERE id IN (SELECT unnest($ids::JSON::VARCHAR[]))", ids)
    con.execute("DELETE FROM snooze WHERE trigger_id IN (SELECT unnest($ids::JSON::VARCHAR[]))", ids)
    take_back(con, trigger_ids)
    con.execute("DELETE FROM touch WHERE id = $1", [touch_id])
    put_back_judgement(con, mention, employer, before)


def _close(con: Connection, name: str, given: dict[str, Any]) -> list[str]:
    """What a query closed, and nobody is reminded of it any more."""
    closed = _ids(con, name, given)
    con.execute(question("drop_deliveries_of"), {"ids": many(closed)})
    return closed


def _ids(con: Connection, name: str, given: dict[str, Any]) -> list[str]:
    return sorted(row["id"] for row in fetch(con, question(name), given))
