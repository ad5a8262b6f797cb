"""Keeping people: rows of an import, or one typed in, become records, and the people on the list are made of these.

Whoever is certainly one person becomes one, whoever may be is asked about; see matching.same_people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from callnow.fold import fold
from callnow.model import Prospect
from callnow.people import Merge, Pair, Record, Resemblance
from callnow.store import Connection
from callnow.store.page import prospects_by_id
from callnow.store.people import all_prospects
from callnow.store.records import (
    all_taken_up,
    ask_about,
    next_turn,
    records_of,
    save_merges,
    save_records,
    take_up_records,
    told_apart,
)
from callnow.terms import PairVerdict, SaidBy
from flows.imported_rows import ImportedRow, imported_rows
from flows.merging import choose_kept, make_prospects, merge_people
from flows.traits import traits_of, traits_of_people
from matching.grouping import Groups, find_groups
from matching.records import OF_THE_POST, update

LAPSES = ("name", "employer", *OF_THE_POST, "city", "country", "time_zone", "owner", "tier", "notes")


@dataclass(frozen=True, slots=True)
class JoinedPeople:
    """Somebody who came under another spelling: who they were on the list, or in the file, and as whom they came."""

    person: Prospect
    spelled: Prospect


@dataclass(frozen=True, slots=True)
class GoneValues:
    """Numbers and addresses of a person that an import had no longer; they stay, behind the others."""

    person: Prospect
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What became of rows: the ids of people who were `added`, and of those who were known and `changed`; whose each
    row is ("" where it says nothing of anybody: no employer, and nobody on the list); who was found to be one with
    whom; how many pairs are to be asked about; what is gone."""

    people: tuple[Prospect, ...]
    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    whose: tuple[str, ...] = ()
    joined: tuple[JoinedPeople, ...] = ()
    asked: int = 0
    gone: tuple[GoneValues, ...] = ()

    @property
    def new(self) -> int:
        return len(self.added)

    @property
    def updated(self) -> int:
        return len(self.changed)

    @property
    def unchanged(self) -> int:
        return len(self.people) - self.new - self.updated


def settle_people(con: Connection, today: date) -> int:
    """Takes up people whom an earlier version kept, and merges whoever of them is certainly one person. Returns how
    many were merged. Does nothing where all are taken up."""
    fresh = take_up_records(con, today)
    return len(_settle(con, fresh, today)) if fresh else 0


def stand_twice(con: Connection, people: Sequence[Prospect]) -> list[list[str]]:
    """The ids of those of `people` who are certainly one and not merged yet, as an earlier version kept them: that is
    done with the next import or morning."""
    if all_taken_up(con):
        return []
    groups = find_groups(traits_of_people(con, people), range(len(people)), _Apart(con, people))
    return [[people[place].id for place in group] for group in groups.people if len(group) > 1]


def keep_rows(con: Connection, rows: Sequence[Prospect], today: date, export: str) -> KeptRows:
    """Keeps the rows of an import, each as the record of a person, known or new; see imported_rows for `export`."""
    settle_people(con, today)
    known = all_prospects(con)
    before = frozenset(id for p in known for id in p.ids)
    imported = imported_rows(con, rows, export)
    groups, everybody = _group(con, known, imported)
    merged: list[JoinedPeople] = []
    person_of: dict[int, str] = {}
    for group in groups.people:
        ids = [everybody[place].id for place in group if place < len(known)]
        if not ids and not any(everybody[place].employer for place in group):
            continue
        kept = _as_one(con, ids, merged, today) if ids else _new_id(imported[group[0] - len(known)], before)
        person_of |= dict.fromkeys(group, kept)
    whose = tuple(person_of.get(place, "") for place in range(len(known), len(everybody)))
    records = _keep_records(
        con, [(row, person) for row, person in zip(imported, whose, strict=True) if person], before, today
    )
    people = {p.id: p for p in make_prospects(con, filter(None, whose), today)}
    return KeptRows(
        tuple(people.values()),
        added=frozenset(people.keys() - before),
        changed=(records.changed | {joined.person.id for joined in merged}) & before,
        whose=whose,
        joined=tuple(merged + _spelled_anew(everybody, imported, person_of)),
        asked=_ask(con, groups, person_of, today),
        gone=tuple(GoneValues(people[id], values) for id, values in records.gone.items()),
    )


def resembling(con: Connection, row: Prospect, export: str) -> list[Resemblance]:
    """Who on the list is a row that is to be kept, certainly or perhaps; nothing is kept."""
    known = all_prospects(con)
    groups, everybody = _group(con, known, imported_rows(con, [row], export))
    place = len(known)
    same = next(group for group in groups.people if place in group)
    why = {q.other if q.one in same else q.one: q.why for q in groups.questions if {q.one, q.other} & set(same)}
    certain = [Resemblance(everybody[member], "", certain=True) for member in same if member < place]
    return certain + [
        Resemblance(everybody[member], words, certain=False) for member, words in why.items() if member < place
    ]


def _new_id(row: ImportedRow, known: Collection[str]) -> str:
    """The id of a new person: the row's, unless it is another person's."""
    return row.row_id if row.prospect.id in known else row.prospect.id


def settle_changed(con: Connection, ids: Iterable[str], today: date) -> list[JoinedPeople]:
    """Merges whoever became certainly one person by a change of these people, and asks about who may be."""
    return _settle(con, ids, today)


def _settle(con: Connection, ids: Iterable[str], today: date) -> list[JoinedPeople]:
    known, wanted = all_prospects(con), set(ids)
    apart = _Apart(con, known)
    fresh = [place for place, p in enumerate(known) if p.id in wanted]
    groups = find_groups(traits_of_people(con, known), fresh, apart)
    merged: list[JoinedPeople] = []
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


def _group(con: Connection, known: Sequence[Prospect], rows: Sequence[ImportedRow]) -> tuple[Groups, list[Prospect]]:
    """The groups of people and rows, by their places in the second list: first those known, then the rows."""
    everybody = [*known, *(row.prospect for row in rows)]
    place_of = {p.id: place for place, p in enumerate(known)}
    first: dict[str, int] = {}
    same = []
    for place, row in enumerate(rows, len(known)):
        if row.record:
            same.append((place_of[row.record.prospect_id], place))
        elif (before := first.setdefault(row.row_id, place)) != place:
            same.append((before, place))
    fresh = range(len(known), len(everybody))
    traits = [*traits_of_people(con, known), *(traits_of(row.prospect) for row in rows)]
    return find_groups(traits, fresh, _Apart(con, everybody), same), everybody


def _spelled_anew(
    everybody: Sequence[Prospect], rows: Sequence[ImportedRow], person_of: Mapping[int, str]
) -> list[JoinedPeople]:
    """The rows that became part of a person whom name or employer did not show; people before rows in `everybody`."""
    first: dict[str, Prospect] = {}
    for place in sorted(person_of):
        first.setdefault(person_of[place], everybody[place])
    known = len(everybody) - len(rows)
    new = [
        (person_of[known + n], row.prospect)
        for n, row in enumerate(rows)
        if row.record is None and known + n in person_of
    ]
    return [JoinedPeople(first[person], spelled) for person, spelled in new if not _shows(first[person], spelled)]


def _shows(person: Prospect, row: Prospect) -> bool:
    """Whether name and employer alone say that a row is of this person."""
    return fold(person.name) == fold(row.name) and (not row.employer or person.employer_id == row.employer_id)


def _ask(con: Connection, groups: Groups, person_of: Mapping[int, str], today: date) -> int:
    """Keeps who may be one person, to be asked about. Returns how many pairs are new."""
    pairs = []
    for question in groups.questions:
        one, other = sorted((person_of.get(question.one, ""), person_of.get(question.other, "")))
        if one and one != other:
            pairs.append(Pair(one, other, PairVerdict.ASKED, question.why, today))
    return ask_about(con, pairs)


def _as_one(con: Connection, ids: Sequence[str], merged: list[JoinedPeople], today: date) -> str:
    """Merges people; `merged` gets who they are. Returns the id that is kept."""
    kept = choose_kept(con, ids) if len(ids) > 1 else ids[0]
    for gone in sorted(set(ids) - {kept}):
        spelled = prospects_by_id(con, [gone])[gone]
        merged.append(JoinedPeople(merge_people(con, kept, gone, SaidBy.IMPORT, today), spelled))
    return kept


@dataclass(frozen=True, slots=True)
class _KeptRecords:
    """Of which people (ids) records are new or changed, and which values are gone, by person."""

    changed: frozenset[str]
    gone: Mapping[str, tuple[str, ...]]


def _keep_records(
    con: Connection, rows: Sequence[tuple[ImportedRow, str]], before: Collection[str], today: date
) -> _KeptRecords:
    """Keeps each row as a record of its person; `before` are the ids of people who were known."""
    turn = next_turn(con)
    began = set(before)
    gone: dict[str, tuple[str, ...]] = {}
    changed: dict[str, Record] = {}
    merges = []
    for row, person in rows:
        old = changed.get(row.row_id) or row.record
        old = old and replace(old, prospect_id=person)  # who may be part of another since it was read
        record = _record(old, row, person, turn, today)
        turn += 1
        if old is None and person in began:
            merges.append(Merge(row.row_id, person, today, SaidBy.IMPORT, was_person=False, rows=(row.row_id,)))
        began.add(person)
        if old is None or old.turn == 0 or record != replace(old, turn=record.turn, changed_on=record.changed_on):
            changed[row.row_id] = record
            new = tuple(v for v in record.gone if old is None or v not in old.gone)
            gone |= {person: (*gone.get(person, ()), *new)} if new else {}
    save_records(con, changed.values())
    save_merges(con, merges)
    _let_lapse(con, {row.row_id: row.record for row, _ in rows if row.record}, changed)
    return _KeptRecords(frozenset(record.prospect_id for record in changed.values()), gone)


def _record(old: Record | None, row: ImportedRow, person: str, turn: int, today: date) -> Record:
    if old is None:
        return Record(row.row_id, person, row.prospect, turn, today)
    updated = update(old.given, row.prospect)
    still = (*row.prospect.numbers, *row.prospect.emails)
    gone = tuple(dict.fromkeys((*(v for v in old.gone if v not in still), *updated.gone)))
    return replace(old, given=updated.given, turn=turn, changed_on=today, gone=gone)


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
