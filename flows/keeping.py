"""Keeping people: rows of an import, or one typed in, become records, and the people on the list are made of these.

Whoever is certainly one person becomes one, whoever may be is asked about; see matching.same_people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from callnow.fold import fold
from callnow.model import Prospect, stable_id
from callnow.people import Merge, Pair, Record
from callnow.store import Connection
from callnow.store.page import prospects_by_id
from callnow.store.people import all_prospects
from callnow.store.records import (
    ask_about,
    next_turn,
    records_by_row,
    records_of,
    save_merges,
    save_records,
    take_up_records,
    told_apart,
)
from callnow.terms import PairVerdict, SaidBy
from flows.employers import with_place
from flows.merging import choose_kept, make_prospects, merge_people
from matching.grouping import Groups, find_groups
from matching.records import OF_THE_POST, Updated, update
from matching.same_people import Sameness, Traits, compare
from sources.prospects.identity import identity_keys, own_mailbox, profile
from sources.prospects.phones import is_mobile

LAPSES = ("name", "employer", *OF_THE_POST, "city", "country", "time_zone", "owner", "tier", "notes")


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody who stood on the list, or in the file, under another spelling: who they are, and as whom they came."""

    person: Prospect
    spelled: Prospect


@dataclass(frozen=True, slots=True)
class Gone:
    """Numbers and addresses of a person that an import had no longer; they stay, behind the others."""

    person: Prospect
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of rows: how many people are new, and how many were known; who was found to be one with whom; how
    many pairs are to be asked about; what is gone."""

    people: tuple[Prospect, ...]
    new: int
    joined: tuple[Joined, ...] = ()
    asked: int = 0
    gone: tuple[Gone, ...] = ()

    @property
    def updated(self) -> int:
        return len(self.people) - self.new


def traits_of(prospect: Prospect) -> Traits:
    """What a prospect is known by, without what several people share."""
    return Traits(
        prospect,
        frozenset(filter(None, map(own_mailbox, prospect.emails))),
        frozenset(filter(None, map(profile, prospect.urls))),
        frozenset(filter(is_mobile, prospect.numbers)),
    )


def settle_people(con: Connection, today: date) -> int:
    """Takes up people whom an earlier version kept, and merges whoever of them is certainly one person. Returns how
    many were merged. Does nothing where all are taken up."""
    fresh = take_up_records(con, today)
    return len(_settle(con, fresh, today)) if fresh else 0


def keep_rows(con: Connection, rows: Sequence[Prospect], today: date) -> Kept:
    """Keeps the rows of an import, each as the record of a person, known or new."""
    settle_people(con, today)
    known = all_prospects(con)
    before = {p.id for p in known}
    old = records_by_row(con, [id for row in rows for id in _possible_ids(row)])
    rows = [with_place(_under_its_id(row, old)) for row in rows]
    groups, everybody = _group(con, known, rows, old)
    merged: list[Joined] = []
    person_of: dict[int, str] = {}
    for group in groups.people:
        ids = [everybody[place].id for place in group if place < len(known)]
        kept = _as_one(con, ids, merged, today) if ids else everybody[group[0]].id
        person_of |= dict.fromkeys(group, kept)
    gone = _keep_records(con, [(row, person_of[len(known) + n]) for n, row in enumerate(rows)], today)
    concerned = {person_of[len(known) + n] for n in range(len(rows))}
    people = {p.id: p for p in make_prospects(con, concerned, today)}
    joined = [Joined(people.get(one.person.id, one.person), one.spelled) for one in merged]
    joined += [
        Joined(people[person_of[place]], row)
        for place, row in enumerate(rows, len(known))
        if row.id not in old and _is_spelled_anew(row, people[person_of[place]])
    ]
    return Kept(
        tuple(people.values()),
        new=len(concerned - before),
        joined=tuple(joined),
        asked=_ask(con, groups, person_of, today),
        gone=tuple(Gone(people[id], values) for id, values in gone.items()),
    )


def settle_changed(con: Connection, ids: Iterable[str], today: date) -> list[Joined]:
    """Merges whoever became certainly one person by a change of these people, and asks about who may be."""
    return _settle(con, ids, today)


def _settle(con: Connection, ids: Iterable[str], today: date) -> list[Joined]:
    known, wanted = all_prospects(con), set(ids)
    apart = _Apart(con, known)
    fresh = [place for place, p in enumerate(known) if p.id in wanted]
    groups = find_groups([traits_of(p) for p in known], fresh, apart)
    merged: list[Joined] = []
    person_of: dict[int, str] = {}
    for group in groups.people:
        person_of |= dict.fromkeys(group, _as_one(con, [known[place].id for place in group], merged, today))
    _ask(con, groups, person_of, today)
    return merged


class _Apart:
    """Whether a person told two people apart, under the ids they have or had."""

    def __init__(self, con: Connection, people: Sequence[Prospect]) -> None:
        self._pairs, self._people = told_apart(con), people

    def __call__(self, one: int, other: int) -> bool:
        pairs = product(self._people[one].ids, self._people[other].ids) if self._pairs else ()
        return any(frozenset(pair) in self._pairs for pair in pairs)


def _group(
    con: Connection, known: Sequence[Prospect], rows: Sequence[Prospect], old: Mapping[str, Record]
) -> tuple[Groups, list[Prospect]]:
    """The groups of people and rows, by their places in the second list: first those known, then the rows."""
    everybody = [*known, *rows]
    place_of = {p.id: place for place, p in enumerate(known)}
    first: dict[str, int] = {}
    same = []
    for place, row in enumerate(rows, len(known)):
        if row.id in old:
            same.append((place_of[old[row.id].prospect_id], place))
        elif (before := first.setdefault(row.id, place)) != place:
            same.append((before, place))
    fresh = range(len(known), len(everybody))
    traits = [traits_of(p) for p in everybody]
    return find_groups(traits, fresh, _Apart(con, everybody), same), everybody


def _is_spelled_anew(row: Prospect, person: Prospect) -> bool:
    """Whether a row became part of a person whom its name or employer does not show."""
    return row.id != person.id and (fold(row.name), fold(row.employer)) != (fold(person.name), fold(person.employer))


def _ask(con: Connection, groups: Groups, person_of: Mapping[int, str], today: date) -> int:
    """Keeps who may be one person, to be asked about. Returns how many pairs are new."""
    pairs = []
    for question in groups.questions:
        one, other = sorted((person_of[question.one], person_of[question.other]))
        if one != other:
            pairs.append(Pair(one, other, PairVerdict.ASKED, question.why, today))
    return ask_about(con, pairs)


def _possible_ids(row: Prospect) -> tuple[str, ...]:
    """Ids that a row may have: the one it came with, else one by what it says."""
    return (row.id, *identity_keys(row), stable_id("row", row.id, fold(row.name), fold(row.employer)))


def _under_its_id(row: Prospect, old: Mapping[str, Record]) -> Prospect:
    """A row under the first id that nobody else has: two systems both count from 1, two people share an address."""
    possible = _possible_ids(row)
    return replace(row, id=next((id for id in possible if id not in old or _is_row_of(old[id], row)), possible[-1]))


def _is_row_of(record: Record, row: Prospect) -> bool:
    """Whether `row` says something new of the record. An id that the file gave counts unless nothing else agrees."""
    given = record.given
    sameness = compare(traits_of(given), traits_of(row)).sameness
    if row.id in identity_keys(row):
        return sameness is Sameness.CERTAIN
    return sameness is not Sameness.OTHER or row.name == given.name or row.employer == given.employer


def _as_one(con: Connection, ids: Sequence[str], merged: list[Joined], today: date) -> str:
    """Merges people; `merged` gets who they are. Returns the id that is kept."""
    kept = choose_kept(con, ids) if len(ids) > 1 else ids[0]
    for gone in sorted(set(ids) - {kept}):
        spelled = prospects_by_id(con, [gone])[gone]
        merged.append(Joined(merge_people(con, kept, gone, SaidBy.IMPORT, today), spelled))
    return kept


def _keep_records(con: Connection, rows: Sequence[tuple[Prospect, str]], today: date) -> dict[str, tuple[str, ...]]:
    """Keeps each row as a record of its person. Returns what is gone, by person."""
    old = records_by_row(con, [row.id for row, _ in rows])
    turn = next_turn(con)
    gone: dict[str, tuple[str, ...]] = {}
    changed: dict[str, Record] = {}
    merges = []
    for row, person in rows:
        before = changed.get(row.id) or old.get(row.id)
        record = _record(before, row, person, turn, today)
        turn += 1
        if before is None and row.id != person:
            merges.append(Merge(row.id, person, today, SaidBy.IMPORT, was_person=False, rows=(row.id,)))
        if before is None or record != replace(before, turn=record.turn, changed_on=record.changed_on):
            changed[row.id] = record
            new = tuple(v for v in record.gone if before is None or v not in before.gone)
            gone |= {person: (*gone.get(person, ()), *new)} if new else {}
    save_records(con, changed.values())
    save_merges(con, merges)
    _let_lapse(con, old, changed)
    return gone


def _record(before: Record | None, row: Prospect, person: str, turn: int, today: date) -> Record:
    if before is None:
        return Record(row.id, person, row, turn, today)
    updated: Updated = update(before.given, row)
    still = (*row.numbers, *row.emails)
    gone = tuple(dict.fromkeys((*(v for v in before.gone if v not in still), *updated.gone)))
    return replace(before, given=updated.given, turn=turn, changed_on=today, gone=gone)


def _let_lapse(con: Connection, old: Mapping[str, Record], changed: Mapping[str, Record]) -> None:
    """What a person said by hand of a field no longer counts once an import says something new of it."""
    news: dict[str, set[str]] = {}
    for row_id, record in changed.items():
        if row_id in old:
            before, after = old[row_id].given, record.given
            fields = {f for f in LAPSES if getattr(after, f) != getattr(before, f) and getattr(before, f)}
            news.setdefault(record.prospect_id, set()).update(fields)
    hands = [r for r in records_of(con, [id for id, fields in news.items() if fields]) if r.said_by is SaidBy.PERSON]
    for hand in hands:
        lapsed: dict[str, Any] = dict.fromkeys(news[hand.prospect_id], "")
        save_records(con, [replace(hand, given=replace(hand.given, **lapsed))])
