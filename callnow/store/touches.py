"""Touches and pauses: what was said to a prospect, what that answered, when nobody may call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from callnow.model import Touch, Trigger, stable_id
from callnow.store.corrections import wrong_stories
from callnow.store.people import RhythmNote, touches_of
from callnow.store.rows import add, change_rows, delete_rows, fetch, fetch_by_id, fetch_one, known_ids, many
from callnow.store.sql import Connection, question
from callnow.terms import TriggerState

SAME_TRY = timedelta(minutes=10)  # the same words about the same person within these are said again, not once more


def save_touches(con: Connection, touches: Iterable[Touch]) -> tuple[int, int]:
    """Keeps touches; one that is known by its id is overwritten. Returns how many were new, known."""
    by_id = {t.id: t for t in touches}
    known = known_ids(con, "touch", by_id)
    add(con, "touch", by_id.values(), replace=True)
    return len(by_id.keys() - known), len(known)


def drop_touches(con: Connection, ids: Iterable[str]) -> None:
    """Removes touches that were none, or that were taken back."""
    gone = list(ids)
    delete_rows(con, "touch", "id", gone)
    delete_rows(con, "also_answered", "touch_id", gone)


def words_of_touch(touch: Touch) -> tuple[object, ...]:
    """What was said of a touch: all of it but its moment."""
    return (touch.kind, touch.outcome, touch.note, touch.promised, touch.due_on, touch.topic, touch.owner)


def keep_touch_of_day(con: Connection, touch: Touch, since: datetime, until: datetime) -> tuple[Touch, bool]:
    """Keeps a touch whose hour nobody named. The same words between `since` and `until` are the same touch, said again.

    With another promise than the one read from its note it takes the place of the earlier one: that was put right.
    Returns it as it is kept, and whether it is new. Its id holds whom it was with, the words, and how often these came
    before: not the moment of trying, or who tries again would have called twice. Of several at one moment, as days
    without an hour are, each stands a second behind the one told before: the last word counts.
    """
    known = touches_of(con, [touch.prospect_id])
    alike = [earlier for earlier in known if words_of_touch(earlier) == words_of_touch(touch)]
    for earlier in alike:
        if since <= earlier.at <= until and _of_one_number(earlier, touch):
            return earlier, False
    for earlier in known:
        if since <= earlier.at <= until and _promise_put_right(earlier, touch):
            put_right = replace(earlier, promised=touch.promised, due_on=touch.due_on)
            save_touches(con, [put_right])
            return put_right, True
    taken = {earlier.id for earlier in alike}
    ids = (stable_id("said", touch.prospect_id, *words_of_touch(touch), number) for number in count())
    moments = {earlier.at for earlier in known}
    at = next(at for at in (touch.at + timedelta(seconds=n) for n in count()) if at not in moments)
    kept = replace(touch, id=next(id for id in ids if id not in taken), at=at)
    save_touches(con, [kept])
    return kept, True


def _of_one_number(earlier: Touch, touch: Touch) -> bool:
    """Whether two calls that reached somebody else may have been to one number."""
    return not (earlier.number and touch.number) or earlier.number == touch.number


def _promise_put_right(earlier: Touch, touch: Touch) -> bool:
    """Whether `touch` differs from an earlier one by its promise alone, which there was read from the note."""
    same = replace(earlier, promised=touch.promised, due_on=touch.due_on)
    return promised_in_note(earlier) and words_of_touch(same) == words_of_touch(touch)


def promised_in_note(touch: Touch) -> bool:
    """Whether the promise of a touch stands in its note."""
    return bool(touch.promised and touch.due_on) and touch.promised in " ".join(touch.note.split())


def touches_by_id(con: Connection, ids: Sequence[str]) -> dict[str, Touch]:
    """These touches, by id, where they are known."""
    return {touch.id: touch for touch in fetch_by_id(con, Touch, "touch", ids)}


def open_triggers_of(con: Connection, prospects: Iterable[str]) -> list[Trigger]:
    """The triggers of these prospects (ids) that nobody answered, open or put off, oldest first."""
    rows = fetch(con, question("open_triggers_of"), {"ids": many(sorted(set(prospects)))})
    # Whole rows are asked by id, which takes half of what asking them by another column does.
    found = fetch_by_id(con, Trigger, "trigger", [row["id"] for row in rows])
    return sorted(found, key=lambda trigger: (trigger.decided_at, trigger.id))


def closed_triggers_of(con: Connection, prospects: Iterable[str], since: datetime) -> list[Trigger]:
    """The triggers of these prospects (ids) that somebody closed, and that are not too old `since` then."""
    rows = fetch(con, question("closed_triggers_of"), {"ids": many(sorted(set(prospects))), "since": since})
    return fetch_by_id(con, Trigger, "trigger", [row["id"] for row in rows])


def stories_told(con: Connection, now: datetime) -> set[tuple[str, str]]:
    """The prospect and the story of each news that waits, worth a call or only worth knowing, or was dismissed."""
    asked = (
        "SELECT prospect_id, story_id FROM trigger "
        "WHERE kind IN ('news', 'person') "
        "AND (state = 'dismissed' OR state IN ('open', 'snoozed') AND expires_at > $now)"
    )
    return {(row["prospect_id"], row["story_id"]) for row in fetch(con, asked, {"now": now})}


def answer_triggers(
    con: Connection, ids: Sequence[str], state: TriggerState = TriggerState.CALLED, touch_id: str = ""
) -> int:
    """Closes open triggers in `state`, as this touch answered them, and drops what was not sent. Returns how many."""
    done = _close(con, ids, state, touch_id)
    drop_untold(con, ids)
    return done


def also_answer(con: Connection, ids: Sequence[str], touch_id: str) -> None:
    """Notes that a touch answers these triggers, too, which are closed already: see `reopen_triggers`."""
    if ids:
        con.execute(question("also_answered"), {"ids": many(ids), "touch": touch_id})


def answered_by(con: Connection, touch_id: str) -> list[str]:
    """The ids of the triggers that a touch closed."""
    asked = "SELECT id FROM trigger WHERE state = 'called' AND answered_by = $touch ORDER BY id"
    return [row["id"] for row in fetch(con, asked, {"touch": touch_id})]


def withdraw_triggers(con: Connection, *, events: Sequence[str] = (), stories: Sequence[str] = ()) -> list[str]:
    """Withdraws the triggers of these events and stories that wait or were put off. Returns their ids.

    What was not sent stays planned, for the news may be confirmed before it is due.
    """
    given = {"events": many(events), "stories": many(stories)}
    withdrawn = [row["id"] for row in fetch(con, question("waiting_of_news"), given)] if events or stories else []
    _close(con, withdrawn, TriggerState.WITHDRAWN)
    return withdrawn


def _close(con: Connection, ids: Sequence[str], state: TriggerState, touch_id: str = "") -> int:
    """Their ids are asked first: an UPDATE with RETURNING writes 20 to 80 KB to DuckDB's log, which each opening reads,
    instead of 200 bytes (1.5.5: it takes all columns to be changed, and one of them is a list)."""
    given = {"ids": many(ids), "state": state, "touch": touch_id}
    return change_rows(con, question("answer_triggers"), given) if ids else 0


def contact_that_answered(con: Connection, trigger_id: str) -> str:
    """The id of the contact that answered a trigger; "" where none did."""
    rows = fetch(con, "SELECT answered_by FROM trigger WHERE id = $id AND state = 'called'", {"id": trigger_id})
    return rows[0]["answered_by"] if rows else ""


def drop_untold(con: Connection, ids: Sequence[str]) -> None:
    """Takes off the outbox what was not sent yet of these triggers, which stay as they are."""
    con.execute(question("drop_deliveries_of"), {"ids": many(ids)})


def take_back_triggers(con: Connection, ids: Sequence[str]) -> None:
    """Removes follow-ups that are not owed, with their outbox rows: when they are owed again, they are told again."""
    for table in ("delivery", "told_with", "snooze", "woken", "also_answered"):
        delete_rows(con, table, "trigger_id", ids)
    delete_rows(con, "trigger", "id", ids)


def keep_signs(con: Connection, found: Sequence[str]) -> None:
    """Withdraws the triggers of stale records whose sign is found no longer; `found` are those that are (ids). Opens
    these again where they were withdrawn before."""
    waiting = fetch(con, "SELECT id FROM trigger WHERE kind = 'stale' AND state IN ('open', 'snoozed')")
    answer_triggers(con, [row["id"] for row in waiting if row["id"] not in set(found)], TriggerState.WITHDRAWN)
    reopen_triggers(con, found, TriggerState.WITHDRAWN)


def reopen_triggers(con: Connection, ids: Sequence[str], was: TriggerState | None = None) -> list[str]:
    """Has these triggers wait again, or those of them in one state; a talk that was noted while they were closed closes
    what it answers of them. Returns the ids of those that wait by now."""
    con.execute(question("reopen"), {"ids": many(ids), "was": was or ""})
    return [row["id"] for row in fetch(con, question("waiting_among"), {"ids": many(ids)})]


def bring_back(con: Connection, events: Sequence[str], stories: Sequence[str]) -> int:
    """Opens the withdrawn triggers of these events in these stories again. Returns how many.

    A story's id holds its employer: a trigger of another employer's story stays withdrawn.
    """
    given = {"events": many(events), "stories": many(stories), "wrong": many(wrong_stories(con))}
    return change_rows(con, question("bring_back_triggers"), given)


def rhythm_note(con: Connection, prospect_id: str, today: date) -> RhythmNote:
    """What bears on when this prospect may be called; known since `today` where nothing is noted."""
    asked = "SELECT * FROM rhythm WHERE prospect_id = $id"
    return fetch_one(con, RhythmNote, asked, {"id": prospect_id}) or RhythmNote(prospect_id, today)
