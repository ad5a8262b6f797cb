"""People by hand: add, edit, merge, split, and deciding who is one, for the command line and the page alike.

Each function works in the transaction of whoever calls, and raises UsageError for what cannot be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from callnow.errors import UsageError
from callnow.fold import fold
from callnow.model import Prospect
from callnow.numbers import same_line
from callnow.people import SINGLE, Double, KnownPerson, PersonFields, Record, Resemblance
from callnow.settings import Settings
from callnow.store import Connection
from callnow.store.activity import note_activities, note_activity
from callnow.store.page import prospects_by_id
from callnow.store.records import forget_pair, merges_of, next_turn, open_pairs, records_of, save_records, tell_apart
from callnow.store.touches import rhythm_note
from callnow.store.wrong_numbers import call_right, wrong_numbers
from callnow.terms import Act, SaidBy
from flows.people.died import people_who_died
from flows.people.finding import owner_or_new
from flows.people.keeping import JoinedPeople, KeptRows, keep_rows, resembling, settle_changed, settle_people
from flows.people.merging import make_prospects, merge_people, records_by_person, split_person
from flows.people.moving import end_calls_of_former
from flows.people.right_numbers import numbers_meant
from flows.people.traits import traits_of_people
from matching.people.same_people import Sameness, compare
from sources.prospects.places import country_code
from sources.prospects.rows import Defaults, RowProblem, no_employer, read_row
from sources.prospects.table import Row

TYPED = "typed"  # the export of people who are added one by one
FEW_PAIRS = 100  # of people who may be one: so many are compared in a moment
BY_HAND = "hand-"  # before the id of a person, the row id of what was said of them by hand


def know(con: Connection, person: Prospect) -> KnownPerson:
    """All that is held of who a person is."""
    records, merges = records_of(con, [person.id]), merges_of(con, [person.id])
    doubles = find_doubles(con, of=person.id)
    paused_until = rhythm_note(con, person.id, date.max).paused_until
    died = bool(people_who_died(con, [person]))
    wrong = wrong_numbers(con, [person]).get(person.id, {})
    return KnownPerson(person, tuple(records), tuple(merges), tuple(doubles), paused_until, died, wrong)


def count_doubles(con: Connection) -> int:
    """How many pairs of people may be one person; of very many about how many, for comparing them takes long."""
    pairs = {frozenset((pair.one, pair.other)) for pair in open_pairs(con)}
    return len(find_doubles(con)) if len(pairs) <= FEW_PAIRS else len(pairs)


def find_doubles(con: Connection, *, of: str = "") -> list[Double]:
    """Who may be one person, and nobody said yet, oldest question first; with `of` (an id) who may be that one."""
    pairs = [pair for pair in open_pairs(con) if not of or of in (pair.one, pair.other)]
    people = prospects_by_id(con, sorted({id for pair in pairs for id in (pair.one, pair.other)}))
    traits = dict(zip(people, traits_of_people(con, list(people.values())), strict=True))
    doubles: dict[frozenset[str], Double] = {}
    for pair in pairs:
        one, other = people[pair.one], people[pair.other]
        finding = compare(traits[one.id], traits[other.id])
        if finding.sameness is not Sameness.OTHER:
            doubles.setdefault(frozenset((one.id, other.id)), Double(one, other, finding.why))
    return list(doubles.values())


def add_person(con: Connection, typed: PersonFields, settings: Settings, today: date) -> KeptRows:
    """Adds somebody, or what is said of somebody who is on the list."""
    row = _read(replace(typed, owner=owner_or_new(con, typed.owner)), settings, "add")
    kept = keep_rows(con, [row], today, TYPED)
    for id in kept.whose:
        note_activity(con, Act.ADDED, id)
    return kept


def who_may_be(con: Connection, typed: PersonFields, settings: Settings) -> list[Resemblance]:
    """Who on the list is whoever `add_person` would add, certainly or perhaps. Raises UsageError as that does."""
    return resembling(con, _read(typed, settings, "add"), TYPED)


def edit_person(
    con: Connection, person: Prospect, typed: PersonFields, drop: Sequence[str], settings: Settings, today: date
) -> tuple[Prospect, list[JoinedPeople]]:
    """Keeps what is said of a person, before what imports say of it, and takes `drop` away for good: numbers,
    addresses, spellings, tags, or the name of a field. A number that is said is barred no more. Returns them, and who
    is one with them by that."""
    settle_people(con, today)
    typed = replace(typed, owner=owner_or_new(con, typed.owner))
    read = _read(
        replace(typed, name=typed.name or person.name, employer=typed.employer or person.employer), settings, "edit"
    )
    records = records_of(con, [person.id])
    dropped = [pair for value in drop for pair in _dropped(value, person, records, settings)]
    if not dropped and typed == PersonFields():
        raise UsageError("nothing was said", where="edit", hint="such as --title, --phone, or --drop VALUE")
    save_records(con, _with_hand(person, records, typed, read, dropped, next_turn(con), today))
    call_right(con, person.id, read.numbers)
    (made,) = make_prospects(con, [person.id], today)
    if not made.name:
        raise UsageError("a name is needed", where="edit", hint="give another with --name")
    end_calls_of_former(con, [person], [made])
    note_activity(con, Act.EDITED, made.id)
    joined = settle_changed(con, [made.id], today)
    now = next((join.person for join in joined if made.id in join.person.ids), made)
    return now, joined


def edit_people(
    con: Connection,
    people: Sequence[Prospect],
    typed: PersonFields,
    drop: Sequence[str],
    settings: Settings,
    today: date,
) -> int:
    """Keeps an owner, tier or tags that are said of several people, as `edit_person` does of one, and takes `drop` away
    where somebody has it. Returns of how many people that changed anything."""
    settle_people(con, today)
    typed = replace(typed, owner=owner_or_new(con, typed.owner))
    whoever = replace(typed, name="Somebody", employer="Anywhere")  # a row needs both, of which nothing is kept
    read = _read(whoever, settings, "edit")
    records, turn = records_by_person(con, [p.id for p in people]), next_turn(con)
    changed: list[Record] = []
    for person in people:
        dropped = [pair for value in drop for pair in _meant(value, person, records[person.id], settings)]
        if dropped or typed != PersonFields():
            changed += _with_hand(person, records[person.id], typed, read, dropped, turn, today)
            turn += 1
    save_records(con, changed)
    ids = list(dict.fromkeys(record.prospect_id for record in changed))
    make_prospects(con, ids, today)
    named = [f.name for f in fields(typed) if getattr(typed, f.name)] + [v if v in SINGLE else "tags" for v in drop]
    note_activities(con, Act.EDITED, ids, ", ".join(named))
    return len(ids)


def _with_hand(
    person: Prospect,
    records: Sequence[Record],
    typed: PersonFields,
    read: Prospect,
    dropped: Sequence[tuple[str, str]],
    turn: int,
    today: date,
) -> list[Record]:
    """The records of a person that change by what is said (as typed, and as read) and dropped by hand."""
    hand = next((r for r in records if r.row_id == BY_HAND + person.id), None)
    hand = hand or Record(BY_HAND + person.id, person.id, Prospect("", "", ""), turn, today, SaidBy.PERSON)
    by_hand = _by_hand(hand.given, read, typed)
    said = _values(_by_hand(Prospect("", "", ""), read, typed))  # what was said by hand before may be dropped since
    kept = [_taken_back(r, said, read.numbers, today) for r in records if r.dropped or r.given.second.barred]
    before = next((r.dropped for r in kept if r.row_id == hand.row_id), ())
    gone = tuple(dict.fromkeys((*before, *dropped)))
    return [*kept, replace(hand, given=by_hand, turn=turn, changed_on=today, dropped=gone)]


def _taken_back(record: Record, said: Collection[tuple[str, str]], numbers: Sequence[str], today: date) -> Record:
    """A record once that is said by hand which was dropped before, and these numbers, some of which it bars."""
    second = record.given.second
    barred = (
        replace(b, lifted_on=b.lifted_on or today) if any(same_line(b.number, n) for n in numbers) else b
        for b in second.barred
    )
    given = replace(record.given, second=replace(second, barred=tuple(barred)))
    return replace(record, given=given, dropped=tuple(pair for pair in record.dropped if pair not in said))


def merge_by_hand(con: Connection, one: Prospect, other: Prospect, today: date) -> Prospect:
    """Makes two people one, under the id of the first."""
    if one.id == other.id:
        raise UsageError(f"{one.name} is one person already", where="merge", hint="name two people, or their ids")
    settle_people(con, today)
    forget_pair(con, one.ids, other.ids)
    note_activity(con, Act.MERGED, one.id)
    made = merge_people(con, one.id, other.id, SaidBy.PERSON, today)
    end_calls_of_former(con, [one, other], [made])
    return made


def split_by_hand(con: Connection, person: Prospect, part: str, today: date) -> tuple[Prospect, Prospect]:
    """Makes a part of a person, named by its former id or name, a person again; the only one there is for ""."""
    known = know(con, person)
    parts = {m.id: known.called(m) for m in known.merges}
    listed = "; ".join(f"{called} (id {id})" for id, called in parts.items())
    if not parts:
        raise UsageError(f"{person.name} is made of one record", where="split", hint="there is nothing to split")
    meant = [id for id, called in parts.items() if part == id or (part and fold(part) in fold(called))]
    meant = list(parts) if not part else meant
    if len(meant) != 1:
        what = f"{person.name} has {len(parts)} parts: {listed}" if meant else f"no part is called {part!r}: {listed}"
        raise UsageError(what, where="split", hint="say which one with --part ID")
    note_activity(con, Act.SPLIT, person.id)
    split = split_person(con, meant[0], today)
    for made in split:
        end_calls_of_former(con, [replace(person, id=made.id)], [made])
    return split


def keep_apart(con: Connection, one: Prospect, other: Prospect, today: date) -> None:
    """Keeps that these are two people: nobody is asked again."""
    if one.id == other.id:
        raise UsageError(f"{one.name} is one person", where="different", hint="name two people, or their ids")
    note_activity(con, Act.KEPT_APART, one.id)
    tell_apart(con, one.id, other.id, today)


def _read(typed: PersonFields, settings: Settings, where: str) -> Prospect:
    """What was typed, read as a row of an import would be; here whatever cannot be used is refused."""
    columns: dict[str, list[int]] = {}
    cells: list[str] = []
    for field in fields(typed):
        value = getattr(typed, field.name)
        for cell in value if isinstance(value, tuple) else [value]:
            columns.setdefault(field.name, []).append(len(cells))
            cells.append(cell)
    default = country_code(typed.country) or settings.default_country
    read = read_row(Row(0, tuple(cells)), columns, Defaults(default, ""))
    problems = [read] if isinstance(read, RowProblem) else list(read.notes)
    if not isinstance(read, RowProblem) and not read.prospect.employer:
        problems.append(no_employer(read.prospect, 0, read.left))
    if isinstance(read, RowProblem) or problems:
        raise UsageError(problems[0].reason, where=where, hint=problems[0].what_to_do)
    return read.prospect


def _by_hand(before: Prospect, read: Prospect, typed: PersonFields) -> Prospect:
    """What was said of a person by hand, with what is said now."""
    new: dict[str, Any] = {f: getattr(read, f) for f in ("name", "employer", *SINGLE) if getattr(typed, f, "")}
    if typed.phone:
        numbers = tuple(dict.fromkeys((*read.numbers, *before.numbers)))
        new |= {"phone": numbers[0], "other_phones": numbers[1:], "phone_note": read.phone_note}
    second = before.second
    if typed.email:
        emails = tuple(dict.fromkeys((*read.emails, *before.emails)))
        new |= {"email": emails[0], "domain": read.domain}
        second = replace(second, emails=emails[1:])
    if typed.url:
        new["url"] = read.url
        second = replace(second, urls=tuple(u for u in before.urls if u != read.url))
    if typed.tags:
        new["tags"] = tuple(dict.fromkeys((*before.tags, *read.tags)))
    return replace(before, **new, second=second)


def _values(record: Prospect) -> frozenset[tuple[str, str]]:
    """All (field, value) pairs of what is said."""
    single = {(f, str(getattr(record, f))) for f in ("name", "employer", *SINGLE)}
    several = {"phone": record.numbers, "email": record.emails, "url": record.urls, "tags": record.tags}
    return frozenset(single | {(field, value) for field, values in several.items() for value in values})


def _dropped(value: str, person: Prospect, records: Sequence[Record], settings: Settings) -> list[tuple[str, str]]:
    """The (field, value) pairs that `value` means. Raises UsageError where the person has no such value."""
    pairs = _meant(value, person, records, settings)
    if not pairs and value not in SINGLE:
        has = ", ".join((*person.numbers, *person.emails, *person.second.names, *person.urls, *person.tags))
        raise UsageError(
            f"{person.name} has no {value!r}",
            where="--drop",
            hint=f"drop one of: {has or 'nothing but the name'}; or a field: {', '.join(SINGLE)}",
        )
    return pairs


def _meant(value: str, person: Prospect, records: Sequence[Record], settings: Settings) -> list[tuple[str, str]]:
    """The same; none where the person has no such value."""
    if value in SINGLE:
        return sorted({(value, str(getattr(r.given, value))) for r in records if getattr(r.given, value)})
    sought = fold(value)
    pairs = [("phone", n) for n in numbers_meant(value, person, settings)]
    pairs += [("email", e) for e in person.emails if e.casefold() == value.strip().casefold()]
    pairs += [("url", u) for u in person.urls if u == value.strip()]
    pairs += [("tags", t) for t in person.tags if fold(t) == sought]
    return pairs + [("name", n) for n in person.names if fold(n) == sought]
