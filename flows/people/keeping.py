"""Keeping people: rows of an import, or one typed in, become records, and the people on the list are made of these.

Whoever is certainly one person becomes one, whoever may be is asked about; see matching.people.same_people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from callnow.fold import fold
from callnow.model import Prospect
from callnow.people import Pair, Resemblance, called
from callnow.store import Connection
from callnow.store.page import prospects_by_id
from callnow.store.people import all_prospects
from callnow.store.records import all_taken_up, ask_about, take_up_records, told_apart
from callnow.terms import PairVerdict, SaidBy
from flows.people.imported_rows import ImportedRow, imported_rows, is_given
from flows.people.kept_records import keep_records
from flows.people.merging import choose_kept, make_prospects, merge_people
from flows.people.moving import end_calls_of_former
from flows.people.traits import traits_of, traits_of_people
from matching.people.grouping import Groups, find_groups
from matching.people.same_people import IdProof, proof_of_id


@dataclass(frozen=True, slots=True)
class JoinedPeople:
    """Somebody who came under another spelling: who they were on the list, or in the file, and as whom they came.

    `listed` says that they were on the list before, and the row is the spelling. Of two employers the `watched` one is
    the person's from now on; "" where both have the same, or one has none.
    """

    person: Prospect
    spelled: Prospect
    watched: str = ""
    listed: bool = False

    @property
    def in_words(self) -> str:
        """The one and the other, and of two employers whose news calls for them."""
        alone = f"; of the two employers {self.watched} alone is watched for them" if self.watched else ""
        return f"{called(self.spelled)} is {called(self.person)}: one person{alone}"


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
    return len(settle_changed(con, fresh, today)) if fresh else 0


def stand_twice(con: Connection, people: Sequence[Prospect]) -> list[list[str]]:
    """The ids of those of `people` who are certainly one and not merged yet, as an earlier version kept them: that is
    done with the next import or morning."""
    if all_taken_up(con):
        return []
    groups = find_groups(traits_of_people(con, people), range(len(people)), _Apart(con, people))
    return [[people[place].id for place in group] for group in groups.people if len(group) > 1]


def keep_rows(con: Connection, rows: Sequence[Prospect], today: date, export: str, *, own: bool = False) -> KeptRows:
    """Keeps the rows of an import, each as the record of a person, known or new; see imported_rows for `export`. `own`
    says that their ids are those of people on the list."""
    settle_people(con, today)
    known = all_prospects(con)
    before = frozenset(id for p in known for id in p.ids)
    imported = imported_rows(con, rows, export, known)
    groups, everybody = _group(con, known, imported, own=own)
    merged: list[JoinedPeople] = []
    person_of: dict[int, str] = {}
    taken = set(before)
    for group in groups.people:
        ids = [everybody[place].id for place in group if place < len(known)]
        if not ids and not any(everybody[place].employer for place in group):
            continue
        kept = _as_one(con, ids, merged, today) if ids else _new_id(imported[group[0] - len(known)], taken)
        taken.add(kept)
        person_of |= dict.fromkeys(group, kept)
    whose = tuple(person_of.get(place, "") for place in range(len(known), len(everybody)))
    records = keep_records(
        con, [(row, person) for row, person in zip(imported, whose, strict=True) if person], before, today
    )
    people = {p.id: p for p in make_prospects(con, filter(None, whose), today)}
    end_calls_of_former(con, known, people.values())
    return KeptRows(
        tuple(people.values()),
        added=frozenset(people.keys() - before),
        changed=(records.changed | {joined.person.id for joined in merged}) & before,
        whose=whose,
        joined=tuple(merged + _spelled_anew(everybody, imported, person_of, people)),
        asked=_ask(con, groups, person_of, today),
        gone=tuple(GoneValues(people[id], values) for id, values in records.gone.items()),
    )


def resembling(con: Connection, row: Prospect, export: str) -> list[Resemblance]:
    """Who on the list is a row that is to be kept, certainly or perhaps; nothing is kept."""
    known = all_prospects(con)
    groups, everybody = _group(con, known, imported_rows(con, [row], export, known))
    place = len(known)
    same = next(group for group in groups.people if place in group)
    why = {q.other if q.one in same else q.one: q.why for q in groups.questions if {q.one, q.other} & set(same)}
    certain = [Resemblance(everybody[member], "", certain=True) for member in same if member < place]
    return certain + [
        Resemblance(everybody[member], words, certain=False) for member, words in why.items() if member < place
    ]


def _new_id(row: ImportedRow, taken: Collection[str]) -> str:
    """The id of a new person: the row's, unless it is another person's."""
    return row.row_id if row.prospect.id in taken else row.prospect.id


def settle_changed(con: Connection, ids: Iterable[str], today: date) -> list[JoinedPeople]:
    """Merges whoever became certainly one person by a change of these people, and asks about who may be."""
    known, wanted = all_prospects(con), set(ids)
    apart = _Apart(con, known)
    fresh = [place for place, p in enumerate(known) if p.id in wanted]
    groups = find_groups(traits_of_people(con, known), fresh, apart)
    merged: list[JoinedPeople] = []
    person_of: dict[int, str] = {}
    for group in groups.people:
        person_of |= dict.fromkeys(group, _as_one(con, [known[place].id for place in group], merged, today))
    _ask(con, groups, person_of, today)
    end_calls_of_former(con, known, [joined.person for joined in merged])
    return merged


class _Apart:
    """Whether a person told two people apart, under the ids they have or had. What is read of the name of a row is no
    id here: several may have it."""

    def __init__(self, con: Connection, people: Sequence[Prospect], rows: Sequence[ImportedRow] = ()) -> None:
        self._pairs = told_apart(con)
        ids_of_rows = ((row.prospect.id,) if is_given(row.prospect.id, row.prospect) else () for row in rows)
        self._ids = [*(p.ids for p in people), *ids_of_rows] if self._pairs else []

    def __call__(self, one: int, other: int) -> bool:
        pairs = product(self._ids[one], self._ids[other]) if self._pairs else ()
        return any(frozenset(pair) in self._pairs for pair in pairs)


def _group(
    con: Connection, known: Sequence[Prospect], rows: Sequence[ImportedRow], *, own: bool = False
) -> tuple[Groups, list[Prospect]]:
    """The groups of people and rows, by their places in the second list: first those known, then the rows."""
    everybody = [*known, *(row.prospect for row in rows)]
    traits = [*traits_of_people(con, known), *(traits_of(row.prospect) for row in rows)]
    place_of = {id: place for place, p in enumerate(known) for id in p.ids}
    first: dict[str, int] = {}
    same = []
    for place, row in enumerate(rows, len(known)):
        named = place_of.get(row.prospect.id) if own else None
        if row.record:
            same.append((place_of[row.record.prospect_id], place))
        elif named is not None and proof_of_id(traits[named], traits[place]) is not IdProof.NONE:
            same.append((named, place))
        elif (before := first.setdefault(row.row_id, place)) != place:
            same.append((before, place))
    fresh = range(len(known), len(everybody))
    return find_groups(traits, fresh, _Apart(con, known, rows), same), everybody


def _spelled_anew(
    everybody: Sequence[Prospect],
    rows: Sequence[ImportedRow],
    person_of: Mapping[int, str],
    people: Mapping[str, Prospect],
) -> list[JoinedPeople]:
    """The rows that became part of a person whom name or employer did not show; people before rows in `everybody`."""
    places: dict[str, int] = {}
    for place in sorted(person_of):
        places.setdefault(person_of[place], place)
    first = {person: everybody[place] for person, place in places.items()}
    known = len(everybody) - len(rows)
    new = [
        (person_of[known + n], row.prospect)
        for n, row in enumerate(rows)
        if row.record is None and known + n in person_of
    ]
    return [
        JoinedPeople(first[person], spelled, _watched(people[person], first[person], spelled), places[person] < known)
        for person, spelled in new
        if not _shows(first[person], spelled)
    ]


def _watched(person: Prospect, one: Prospect, other: Prospect) -> str:
    """Which employer a person has who came with those of `one` and `other`; "" where these are not two."""
    if not one.employer or not other.employer or one.employer_id == other.employer_id:
        return ""
    return person.employer


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
        parts = prospects_by_id(con, [kept, gone])
        person = merge_people(con, kept, gone, SaidBy.IMPORT, today)
        merged.append(JoinedPeople(person, parts[gone], _watched(person, parts[kept], parts[gone])))
    return kept
