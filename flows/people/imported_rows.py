"""The rows of an import beside the records they were kept as before.

Each export has a record of its own of a person. One that gives its people ids is known by these, as long as the row and
the record are of one person; any other by what a row says (e-mail, profile, name and employer) and by the columns that
such an export has. Of several people of one name at one employer each has a record, under an id with a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count, takewhile

from callnow.fold import fold
from callnow.generations import GENERATIONS, SHORT
from callnow.model import Prospect, stable_id
from callnow.people import Record
from callnow.store import Connection
from callnow.store.records import records_by_row
from flows.people.employers import with_place
from flows.people.traits import traits_of, traits_of_people
from matching.comparing.likeness import Likeness
from matching.people.grouping import find_groups
from matching.people.same_names import compare_names
from matching.people.same_people import IdProof, PairFinding, Sameness, Traits, compare, proof_of_id
from sources.prospects.identity import identity_keys

LONGEST_NUMBER = 12  # digits of an id of which zeros may be missing
DETAILS = ("title", "city", "numbers", "emails")  # what a list gives of people of one name at one employer


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row, the id of its record, and that record as an earlier import left it; None where it is new."""

    row_id: str
    prospect: Prospect
    record: Record | None


def imported_rows(
    con: Connection, rows: Sequence[Prospect], export: str, people: Sequence[Prospect]
) -> list[ImportedRow]:
    """Rows beside their records; `export` tells exports without ids apart, `people` are those on the list."""
    rows = _with_zeros(con, rows)
    known = _known(con, rows, export)
    placed = [with_place(row) for row in rows]
    others = _whose_ids_are_others(con, placed, known, people)
    idless = [place in others or bool(others and row.id not in known) for place, row in enumerate(placed)]
    placed = [_without_id(row) if without else row for row, without in zip(placed, idless, strict=True)]
    taken: dict[str, tuple[str, int]] = {}
    imported = []
    for row, twin in zip(placed, _namesakes(con, placed, people), strict=True):
        free = _Free(taken, (row.id, twin))
        imported.append(_find(row, export, known, free))
        taken[imported[-1].row_id] = free.owner
    return imported


def _with_zeros(con: Connection, rows: Sequence[Prospect]) -> list[Prospect]:
    """The rows under the ids that their records have, where a spreadsheet took zeros off an id ("000105", now "105"),
    or a list has them again: of somebody of that name, and where no other row has that id."""
    ids = {row.id for row in rows}
    numbers = {row.id for row in rows if row.id.isdecimal() and len(row.id) <= LONGEST_NUMBER and is_given(row.id, row)}
    numbers -= records_by_row(con, numbers).keys()
    spelled = {number: set(_spellings(number)) - ids for number in numbers}
    records = records_by_row(con, sorted(set().union(*spelled.values()))) if spelled else {}
    placed = []
    for row in rows:
        same = [
            id
            for id in spelled.get(row.id, set()) & records.keys()
            if compare_names(row.names, records[id].given.names) is Likeness.SAME
        ]
        placed.append(replace(row, id=same[0]) if len(same) == 1 else row)
    return placed


def _spellings(number: str) -> Iterator[str]:
    bare = number.lstrip("0")
    return (bare.zfill(length) for length in range(len(bare), LONGEST_NUMBER + 1))


@dataclass(frozen=True, slots=True)
class _Free:
    """Whether a row may be kept under an id: no other person of the file is. `taken` is who has which."""

    taken: Mapping[str, tuple[str, int]]
    owner: tuple[str, int]

    def __call__(self, key: str) -> bool:
        return self.taken.get(key, self.owner) == self.owner


def _namesakes(con: Connection, rows: Sequence[Prospect], people: Sequence[Prospect]) -> list[int]:
    """Of each row the number of its person among those of its id: what is read of name and employer, or of a shared
    page, may be that of several people, as those on the list of that family name may show. An id that the file gives is
    of one."""
    same: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if not is_given(row.id, row):
            same[row.id].append(place)
    numbers = [0] * len(rows)
    suffixed = _with_generation(people) if any(len(places) > 1 for places in same.values()) else []
    for places in same.values():
        traits = [traits_of(rows[place]) for place in places] if len(places) > 1 else []
        told = list(dict.fromkeys(traits))
        known = _namesakes_known(con, rows[places[0]], suffixed) if len(told) > 1 else []
        groups = find_groups([*told, *known], range(len(told))).people if len(told) > 1 else ()
        number_of = {told[one]: n for n, group in enumerate(groups) for one in group if one < len(told)}
        for place, trait in zip(places, traits, strict=False):
            numbers[place] = number_of.get(trait, 0)
    return numbers


def _with_generation(people: Sequence[Prospect]) -> list[tuple[set[str], Prospect]]:
    """The people on the list who are called "Jr." or the like, each with the words of that name."""
    words = ((set(fold(name).split()), person) for person in people for name in person.names)
    return [(said, person) for said, person in words if not said.isdisjoint((*GENERATIONS, *SHORT))]


def _namesakes_known(con: Connection, row: Prospect, suffixed: Sequence[tuple[set[str], Prospect]]) -> list[Traits]:
    """What is known of those of them who have the name of a row: rows that leave "Jr." out are told apart by that."""
    words = set(fold(row.name).split())
    named = {person.id: person for said, person in suffixed if words < said}
    return traits_of_people(con, list(named.values())) if named else []


def _known(con: Connection, rows: Sequence[Prospect], export: str) -> dict[str, Record]:
    """The records of all ids that the rows may be kept under."""
    known = records_by_row(con, chain.from_iterable(_all_keys(row, export) for row in rows))
    further_keys = (_further_keys(read, export) for row in rows for read in (row, _without_id(row)))
    waiting = [further for further in further_keys if next(further) in known]
    while waiting:
        keys = [(next(further), further) for further in waiting]
        more = records_by_row(con, (key for key, _ in keys))
        known |= more
        waiting = [further for key, further in keys if key in more]
    return known


def _find(row: Prospect, export: str, known: Mapping[str, Record], free: Callable[[str], bool]) -> ImportedRow:
    if key := next(filter(free, _kept_under(row, export, known, free)), ""):
        return ImportedRow(key, row, known[key])
    unused = (key for key in chain(_keys(row, export), _further_keys(row, export)) if free(key) and key not in known)
    return ImportedRow(next(unused), row, None)


def _kept_under(row: Prospect, export: str, known: Mapping[str, Record], free: Callable[[str], bool]) -> Iterator[str]:
    """The ids of records that are certainly of whom a row is, the steadiest first."""
    keys, given = _keys(row, export), is_given(row.id, row)
    by_name = [] if given else [keys[-1], *takewhile(known.__contains__, _further_keys(row, export))]
    for key in keys:
        if key in known and key not in by_name and (given or _is_of(known[key], row)):
            yield key
    yield from _by_name({key: known[key] for key in by_name if key in known and free(key)}, row)
    for key in _plain_keys(row):
        if key in known and known[key].turn == 0 and _is_of(known[key], row):
            yield key


def _is_of(record: Record, row: Prospect) -> bool:
    return _finding(record, row).sameness is Sameness.CERTAIN


def _finding(record: Record, row: Prospect) -> PairFinding:
    return compare(traits_of(with_place(record.given)), traits_of(row))


def _by_name(records: Mapping[str, Record], row: Prospect) -> list[str]:
    """The id among those of people of one name at one employer under which a row was kept: by a number or address that
    is theirs alone, or as what it says agrees best. None where it may be that of several people."""
    findings = {
        key: finding for key in records if (finding := _finding(records[key], row)).sameness is Sameness.CERTAIN
    }
    if not findings:
        return []
    likeness = {key: (finding.strong, *_agreeing(records[key], row)) for key, finding in findings.items()}
    best = max(likeness, key=lambda key: likeness[key])
    others = [key for key in findings if records[key].prospect_id != records[best].prospect_id]
    told = findings[best].strong or all(likeness[key] < likeness[best] for key in others)
    return [best] if told else []


def _agreeing(record: Record, row: Prospect) -> tuple[bool, int]:
    """Whether a record says what the row does, and in how many details that are given."""
    gone = frozenset(record.gone)
    said = [(getattr(record.given, field), getattr(row, field)) for field in DETAILS]
    agree = [now for before, now in said if now == before or (isinstance(now, tuple) and {*now} == {*before} - gone)]
    return len(agree) == len(said), len([now for now in agree if now])


def _all_keys(row: Prospect, export: str) -> Iterator[str]:
    """Every id that the record of a row may have, also where the id that the file gave it does not count."""
    for read in (row, _without_id(row)):
        yield from (*_keys(read, export), *_plain_keys(read), next(_further_keys(read, export)))


def _without_id(row: Prospect) -> Prospect:
    """The row as a file without ids gives it."""
    return replace(row, id=identity_keys(row)[0])


def _keys(row: Prospect, export: str) -> list[str]:
    """Ids that the record of a row may have, the steadiest first."""
    return [row.id] if is_given(row.id, row) else [stable_id("row", export, key) for key in _plain_keys(row)]


def _plain_keys(row: Prospect) -> list[str]:
    """The same as earlier versions gave them, whatever the export; none where the file gives its people ids."""
    keys = identity_keys(row)
    return list(keys[keys.index(row.id) :]) if row.id in keys else []


def _further_keys(row: Prospect, export: str) -> Iterator[str]:
    """Ids for one after the other of several people whom the steadier ones do not tell apart."""
    for number in count(1):
        yield stable_id(
            "row", export, row.id, fold(row.name), fold(row.employer), *([str(number)] if number > 1 else [])
        )


def is_given(key: str, row: Prospect) -> bool:
    """Whether `key` is an id that the file gave the row."""
    return key == row.id and key not in identity_keys(row)


def _whose_ids_are_others(
    con: Connection, rows: Sequence[Prospect], known: dict[str, Record], people: Sequence[Prospect]
) -> frozenset[int]:
    """The places of the rows whose id, as the file gives it, is that of a record of somebody else.

    The id of a running number moves on when a row is inserted, and two systems both count from 1. So it counts where
    something of the person agrees, unless the row, or another row of the file, shows that the person is on the list
    elsewhere.
    """
    records = {place: known[row.id] for place, row in enumerate(rows) if is_given(row.id, row) and row.id in known}
    proofs = {
        place: proof_of_id(traits_of(with_place(record.given)), traits_of(rows[place]))
        for place, record in records.items()
    }
    others = {place for place, proof in proofs.items() if proof is IdProof.NONE}
    unsure = [place for place, proof in proofs.items() if proof is IdProof.SOME]
    if unsure:
        shown = _people_by_what_rows_say(con, rows, people)
        certain = {records[place].prospect_id for place, proof in proofs.items() if proof is IdProof.CERTAIN}
        by_any_row = certain.union(*shown)
        for place in unsure:
            person = records[place].prospect_id
            if person not in shown[place] and (shown[place] or person in by_any_row):
                others.add(place)
    return frozenset(others)


def _people_by_what_rows_say(
    con: Connection, rows: Sequence[Prospect], people: Sequence[Prospect]
) -> list[frozenset[str]]:
    """The ids of the people on the list whom each row shows to be certainly its own, without a look at its id."""
    traits = [*traits_of_people(con, people), *map(traits_of, rows)]
    groups = find_groups(traits, range(len(people), len(traits)))
    shown = [frozenset[str]()] * len(rows)
    for group in groups.people:
        ids = frozenset(people[place].id for place in group if place < len(people))
        for place in group:
            if place >= len(people):
                shown[place - len(people)] = ids
    return shown


def export_of(columns: Sequence[str]) -> str:
    """What tells an export without ids from others: the columns it has."""
    return stable_id("export", *sorted(map(fold, columns)))
