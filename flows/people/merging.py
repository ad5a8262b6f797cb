"""Merging two people of the database into one, and splitting them again, in the transaction of whoever calls.

Touches, promises, triggers and pauses go along; what was judged of the employer's name holds for both spellings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from callnow.errors import UsageError
from callnow.model import Prospect, Trigger
from callnow.people import Merge, Record
from callnow.store import Connection
from callnow.store.judgements import all_aliases, save_alias
from callnow.store.page import prospects_by_id
from callnow.store.people import RhythmNote, count_people_at, prospects_at, save_prospects, touches_of
from callnow.store.records import (
    all_triggers_of,
    count_merged,
    drop_told,
    forget_merge,
    give,
    hand_over_triggers,
    keep_judgements,
    merge_of,
    merges_of,
    move_triggers,
    records_of,
    remove_rows_of,
    restore_states,
    save_merges,
    save_rhythm,
    tell_apart,
)
from callnow.store.touches import answer_triggers, contact_that_answered, rhythm_note
from callnow.terms import WAITING, ContactKind, SaidBy, TriggerKind, TriggerState
from flows.calls.pausing import pause_of
from flows.people.employers import employer_key, employers_of, with_place
from matching.cadence.dated_notes import NoteDay
from matching.comparing.companies import same_company
from matching.people.records import join
from sources.prospects.dialled import is_mobile


def make_prospects(con: Connection, ids: Iterable[str], today: date) -> list[Prospect]:
    """Makes these prospects anew of their records, and keeps them. Returns them as they are now."""
    wanted = list(dict.fromkeys(ids))  # in the order given: an employer is called as who comes first spells it
    before = prospects_by_id(con, wanted)
    records = records_by_person(con, wanted)
    former: dict[str, list[str]] = defaultdict(list)
    came: set[str] = set()
    for merge in merges_of(con, wanted):
        former[merge.prospect_id].append(merge.id)
        came.update(merge.rows)
    made = [with_place(join(id, records[id], is_mobile, came)) for id in wanted if id in records]
    made = [replace(p, second=replace(p.second, former_ids=tuple(former[p.id]))) for p in made]
    for prospect in made:
        if prospect.id in before and before[prospect.id].employer_id != prospect.employer_id:
            _carry_over(con, before[prospect.id], prospect)
    ids_made = {p.id for p in made}
    colleagues = prospects_at(con, sorted({p.employer_id for p in made}))
    employers = employers_of([p for p in colleagues if p.id not in ids_made] + made)
    save_prospects(con, made, employers, today)
    for prospect in made:
        if prospect.id in before:
            _take_aliases_along(con, before[prospect.id], prospect)
    hand_over_triggers(con, ids_made)
    return made


def records_by_person(con: Connection, ids: Sequence[str]) -> defaultdict[str, list[Record]]:
    """The records of these people, by their id."""
    records: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records_of(con, ids):
        records[record.prospect_id].append(record)
    return records


def _carry_over(con: Connection, before: Prospect, after: Prospect) -> None:
    """Judgements and triggers hold for another spelling of the same employer, and not for another employer."""
    if same_company(before.employer, after.employer):
        keep_judgements(con, before.employer_id, after.employer_id, after.employer)
        move_triggers(con, after.id, before.employer_id, after.employer_id)


def _take_aliases_along(con: Connection, before: Prospect, after: Prospect) -> None:
    """Other names that were added of an employer are of its new spelling, once nobody is there under the old one."""
    if before.employer_id == after.employer_id or not same_company(before.employer, after.employer):
        return
    if not count_people_at(con, [before.employer_id]):
        for row in all_aliases(con):
            if employer_key(row["employer"]) == before.employer_id:
                save_alias(con, row["name"], after.employer, row["story_id"])


def choose_kept(con: Connection, ids: Sequence[str]) -> str:
    """Which of several people keeps the id: whom there was most contact with, else whoever is known longest."""
    touches = Counter(touch.prospect_id for touch in touches_of(con, list(ids)))
    today = date.max
    return min(ids, key=lambda id: (-touches[id], rhythm_note(con, id, today).known_since, id))


def merge_people(con: Connection, kept: str, gone: str, said_by: SaidBy, today: date) -> Prospect:
    """Makes `gone` (an id) part of `kept`. Returns the one person they are."""
    people = prospects_by_id(con, [kept, gone])
    came = [record.row_id for record in records_of(con, [gone])]
    touches = [touch.id for touch in touches_of(con, [gone])]
    own, theirs = all_triggers_of(con, kept), all_triggers_of(con, gone)
    closed = _close_told_twice(con, own, theirs)
    former = merges_of(con, [gone])
    notes = rhythm_note(con, kept, today), rhythm_note(con, gone, today)
    give(con, "record", "prospect_id", [gone], kept)
    give(con, "touch", "prospect_id", [gone], kept)
    give(con, "trigger", "prospect_id", [gone], kept)
    give(con, "merged", "prospect_id", [gone], kept)
    merge = Merge(
        id=gone,
        prospect_id=kept,
        merged_on=today,
        said_by=said_by,
        was_person=True,
        rows=tuple(came),
        touches=tuple(touches),
        triggers=tuple(t.id for t in theirs),
        closed=tuple(closed),
        former=tuple(former_person.id for former_person in former),
        known_since=notes[1].known_since,
        paused_until=notes[1].paused_until,
        kept_since=notes[0].known_since,
        kept_until=notes[0].paused_until,
    )
    save_merges(con, [merge])
    save_rhythm(con, [_both(*notes)])
    remove_rows_of(con, gone)
    count_merged(con, 1)
    (made,) = make_prospects(con, [kept], today)
    _carry_over(con, people[gone], made)
    _take_aliases_along(con, people[gone], made)
    return made


def split_person(con: Connection, former_id: str, today: date) -> tuple[Prospect, Prospect]:
    """Makes what was merged a person of its own again, and remembers that they are two. Returns who was kept, and it.

    What was said to the one person since stays with whom it was said to. Raises UsageError where there is none.
    """
    merge = merge_of(con, former_id)
    if merge is None:
        raise UsageError(f"nobody was merged under the id {former_id!r}", where="split", hint="`callnow people show`")
    kept = merge.prospect_id
    give(con, "record", "row_id", merge.rows, former_id)
    give(con, "touch", "id", merge.touches, former_id)
    give(con, "trigger", "id", merge.triggers, former_id)
    give(con, "merged", "id", merge.former, former_id)
    forget_merge(con, former_id)
    restore_states(con, merge.closed)
    _split_rhythm(con, merge, today)
    if merge.was_person:
        count_merged(con, -1)
    tell_apart(con, kept, former_id, today)
    made = {p.id: p for p in make_prospects(con, [kept, former_id], today)}
    for person in made.values():
        _triggers_at_their_employer(con, person)
    return made[kept], made[former_id]


def _triggers_at_their_employer(con: Connection, prospect: Prospect) -> None:
    """Triggers that went along under another spelling of the employer are at the prospect's own again."""
    elsewhere = {t.employer_id for t in all_triggers_of(con, prospect.id)} - {prospect.employer_id, ""}
    for employer_id in sorted(elsewhere):
        move_triggers(con, prospect.id, employer_id, prospect.employer_id)


def _split_rhythm(con: Connection, merge: Merge, today: date) -> None:
    """Gives each part the pause it had, and the one that its own lists asked for since. One that was made by hand since
    holds for both, for nobody knows whom it was meant for; one that was ended by hand is ended for who was kept."""
    kept = rhythm_note(con, merge.prospect_id, today)
    mine, theirs = (_asked_since(con, id, merge, kept.paused_until) for id in (merge.prospect_id, merge.id))
    as_merged = _latest(merge.kept_until, merge.paused_until)
    by_hand = kept.paused_until not in (as_merged, *filter(None, (mine, theirs)))
    since = kept.paused_until if by_hand else None
    known = merge.known_since or kept.known_since
    notes = [RhythmNote(merge.id, known, _latest(merge.paused_until, theirs, since), kept.no_contact)]
    if merge.kept_since:
        until = _latest(since if by_hand else merge.kept_until, mine)
        notes.append(replace(kept, known_since=merge.kept_since, paused_until=until))
    save_rhythm(con, notes)


def _asked_since(con: Connection, prospect_id: str, merge: Merge, paused_until: date | None) -> date | None:
    """The first day after the longest pause that lists asked for of a person by what they said since the merge. From
    which contact a list counted is not noted: from the one that gives the pause of both (`paused_until`), if any."""
    since = merge.merged_on if merge.kept_since else date.min  # of an older merge the pause before it is not known
    said = [r for r in records_of(con, [prospect_id]) if r.said_by is SaidBy.IMPORT and r.changed_on >= since]
    joined = [m.paused_until for m in merges_of(con, [prospect_id]) if m.merged_on >= since]
    contacts = [t.at.date() for t in touches_of(con, [merge.prospect_id, merge.id]) if t.kind is ContactKind.IMPORT]
    asked = [
        [
            pause_of(r.given.notes, r.changed_on, NoteDay(day))
            for day in (r.changed_on, *contacts)
            if day <= r.changed_on
        ]
        for r in said
    ]
    return _latest(*joined, *(paused_until if paused_until in pauses else pauses[-1] for pauses in asked))


def _latest(*days: date | None) -> date | None:
    return max(filter(None, days), default=None)


def _both(kept: RhythmNote, gone: RhythmNote) -> RhythmNote:
    """One rhythm of two: known since the first import, paused as long as either, no calls on days of either."""
    return RhythmNote(
        kept.prospect_id,
        min(kept.known_since, gone.known_since),
        _latest(kept.paused_until, gone.paused_until),
        tuple(sorted({*kept.no_contact, *gone.no_contact})),
    )


def _close_told_twice(con: Connection, own: Sequence[Trigger], theirs: Sequence[Trigger]) -> list[tuple[str, str]]:
    """Closes, of two triggers about the same, the one that is not needed: what one of them was answered with answers
    both, and nobody is told again. Returns those that were closed, with their state before."""
    about = {key: t for t in own if (key := _about(t))}
    closed: list[tuple[str, str]] = []
    for gone in theirs:
        kept = about.get(_about(gone))
        if kept is None:
            continue
        drop_told(con, kept.id, gone.id)
        which, state = (gone, kept.state) if gone.state in WAITING else (kept, gone.state)
        if which.state in WAITING:
            answer = contact_that_answered(con, kept.id if which is gone else gone.id)
            answer_triggers(con, [which.id], TriggerState.WITHDRAWN if state in WAITING else state, answer)
            closed.append((which.id, which.state))
    return closed


def _about(trigger: Trigger) -> tuple[str, ...]:
    """What a trigger tells, () for a follow-up: those are made anew each morning."""
    if trigger.kind is TriggerKind.STALE:
        return (trigger.kind, trigger.story_id, trigger.reasons[0].name if trigger.reasons else "")
    return (trigger.story_id,) if trigger.story_id else ()
