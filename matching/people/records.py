"""One prospect out of all records of a person, and a record out of what its import says now and said before.

What changed last counts, and what a person said before that; what differs stays as a second value. An empty cell takes
nothing away, and a number or address that an import has no longer goes behind the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from callnow.model import BarredNumber, Prospect, SecondValues
from callnow.numbers import same_line, without_shorter
from callnow.people import Record
from callnow.terms import SaidBy
from matching.comparing.companies import compare_companies, is_shortened
from matching.comparing.likeness import Likeness
from matching.comparing.persons import person_name
from matching.comparing.places import same_place
from matching.comparing.writing import faults_of
from matching.people.same_names import other_surname

ALONE = ("owner", "tier", "time_zone")  # each from the last record that has one
OF_THE_POST = ("title", "domain", "ticker")  # from records at the employer that counts
LISTS = {"name": "names", "email": "emails", "url": "urls"}  # fields with second values, and where all are


@dataclass(frozen=True, slots=True)
class Updated:
    """What a record says after an import, and which of its numbers and addresses the import had no longer."""

    given: Prospect
    gone: tuple[str, ...]


def update(before: Prospect, row: Prospect) -> Updated:
    """What a record says after an import that says `row`: what is empty there stays as it was.

    Of a new employer nothing of the old post is kept.
    """
    stays = compare_companies(before.employer, row.employer) is not Likeness.OTHER
    kept = [*ALONE, "city", "country", "notes", "tags", *(OF_THE_POST if stays else ())]
    if row.city and same_place(row.city, before.city) is False:
        kept.remove("country")
    changes = {field: getattr(row, field) or getattr(before, field) for field in kept}
    numbers = tuple(without_shorter(_each((*row.numbers, *before.numbers))))
    barred = _barred_after(before, row)
    said = [*row.numbers, *(b.number for b in row.second.barred)]
    gone = [n for n in numbers if row.numbers and not any(same_line(n, now) for now in said)]
    gone += [e for e in before.emails if row.emails and e not in row.emails]
    names, emails, urls = (_each((*getattr(row, f), *getattr(before, f))) for f in LISTS.values())
    typed_in_haste = faults_of(row.name) > faults_of(before.name)
    of_older_list = row.name in before.second.names and other_surname(row.name, before.name)
    if typed_in_haste or of_older_list or _without_generation(before.name, row.name):
        names = _each((*before.names, *row.names))
    where = row if row.employer else before
    updated = replace(
        row,
        **changes,
        name=names[0],
        employer=where.employer,
        employer_id=where.employer_id,
        phone=numbers[0] if numbers else "",
        other_phones=numbers[1:],
        phone_note=row.phone_note if row.numbers or not before.numbers else before.phone_note,
        email=emails[0] if emails else "",
        url=urls[0] if urls else "",
        second=_second(names, emails, urls, numbers, [row, before], barred),
    )
    return Updated(updated, tuple(gone))


def _barred_after(before: Prospect, row: Prospect) -> tuple[BarredNumber, ...]:
    """What bars numbers of a record after an import: what barred one before stays so, also where the row has the number
    without these words, and lifted where a person lifted it and the row says the same again."""
    known = {barred.number: barred for barred in before.second.barred}
    new = {b.number: b for b in row.second.barred if b.number not in known or _says_anew(b, known[b.number])}
    return tuple((known | new).values())


def _says_anew(barred: BarredNumber, known: BarredNumber) -> bool:
    return known.lifted_on is not None and barred.words.casefold() != known.words.casefold()


def _without_generation(before: str, name: str) -> bool:
    """Whether a name is that of before without its "Jr."."""
    was, now = person_name(before), person_name(name)
    return bool(was.generation) and not now.generation and was.last == now.last


def join(
    prospect_id: str, records: Iterable[Record], is_mobile: Callable[[str], bool], came: Collection[str] = ()
) -> Prospect:
    """The prospect that the records of one person make. `is_mobile` tells which numbers go first; `came` are the rows
    that were another person's, or came when the person was known."""
    ordered = sorted(records, key=lambda r: (r.said_by is not SaidBy.PERSON, -r.turn))
    dropped = frozenset(pair for record in ordered for pair in record.dropped)
    gone = frozenset(value for record in ordered for value in record.gone) - _current(ordered)
    values = _Values(ordered, dropped)
    employer = _employer(ordered, came, values.first("employer"))
    at_work = _Values([r for r in ordered if _works_at(r, employer)], dropped)
    names = _each([*_names(ordered, came, dropped), *values.all_of("names", "name")])
    emails = _each((*at_work.all_of("emails", "email"), *values.all_of("emails", "email")))
    emails = tuple(sorted(emails, key=lambda email: email in gone))
    urls = _each(values.all_of("urls", "url"))
    in_force = _in_force(ordered)
    barred = tuple(b for b in in_force if ("phone", b.number) not in dropped)
    numbers = _numbers(ordered, values, gone, is_mobile)
    numbers = tuple(n for n in numbers if not any(same_line(n, b.number) for b in in_force))
    return Prospect(
        id=prospect_id,
        name=names[0] if names else "",
        employer=employer,
        phone=numbers[0] if numbers else "",
        other_phones=numbers[1:],
        phone_note=_note(ordered, numbers, barred),
        email=emails[0] if emails else "",
        url=urls[0] if urls else "",
        city=values.first("city"),
        country=_country(values),
        tags=_each(tag for record in ordered for tag in record.given.tags if ("tags", tag) not in dropped),
        notes="\n".join(_each(line for note in values.all("notes") for line in note.splitlines() if line.strip())),
        second=_second(names, emails, urls, numbers, [record.given for record in ordered], barred),
        owner=values.first("owner"),
        tier=values.first("tier"),
        time_zone=values.first("time_zone"),
        title=at_work.first("title"),
        domain=at_work.first("domain"),
        ticker=at_work.first("ticker"),
    )


def _second(
    names: Sequence[str],
    emails: Sequence[str],
    urls: Sequence[str],
    numbers: Sequence[str],
    prospects: Sequence[Prospect],
    barred: tuple[BarredNumber, ...],
) -> SecondValues:
    """What there is beside the first of each, and what is known of the numbers that are left."""
    mobiles, homes = ({n for p in prospects for n in getattr(p.second, kind)} for kind in ("mobiles", "homes"))
    return SecondValues(
        tuple(names[1:]),
        tuple(emails[1:]),
        tuple(urls[1:]),
        mobiles=tuple(n for n in (*numbers, *(b.number for b in barred)) if n in mobiles),  # by which they are known
        homes=tuple(n for n in numbers if n in homes and n not in mobiles),
        barred=barred,
    )


def _in_force(records: Iterable[Record]) -> tuple[BarredNumber, ...]:
    """What bars numbers of a person and was not lifted, of each number what said so first; also one that was taken
    away, which comes back with no extension either."""
    of_all = [b for record in records for b in record.given.second.barred if not b.lifted_on]
    first: dict[str, BarredNumber] = {}
    for barred in sorted(of_all, key=lambda b: b.since or date.max):
        first.setdefault(barred.number, barred)
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of records, the one that counts first, without what was dropped."""

    records: Sequence[Record]
    dropped: frozenset[tuple[str, str]]

    def all(self, field: str) -> list[str]:
        values = (getattr(record.given, field) for record in self.records)
        return [value for value in values if value and (field, value) not in self.dropped]

    def first(self, field: str) -> str:
        return next(iter(self.all(field)), "")

    def all_of(self, plural: str, field: str) -> list[str]:
        """Of fields with second values: the first of each record, then the second ones."""
        each = [getattr(record.given, plural) for record in self.records]
        in_order = [*(values[0] for values in each if values), *(v for values in each for v in values[1:])]
        return [value for value in in_order if value and (field, value) not in self.dropped]


def _employer(ordered: Sequence[Record], came: Collection[str], newest: str) -> str:
    """The employer that counts, as the person's first record spells it, where that is the same company."""
    by_hand = ordered[0].said_by is SaidBy.PERSON and ordered[0].given.employer == newest
    of_first_rows = (r.given.employer for r in ordered if r.row_id not in came and r.said_by is not SaidBy.PERSON)
    first = next(filter(None, of_first_rows), "")
    same = not by_hand and first and compare_companies(first, newest) is not Likeness.OTHER
    return first if same else newest


def _names(ordered: Sequence[Record], came: Collection[str], dropped: frozenset[tuple[str, str]]) -> list[str]:
    """The name that each record gives, the one to show first: said by hand, written best, of the surname that the
    newest has, changed by an import, given by the most records, given first. A list typed in haste does not undo how a
    name is written."""
    times_given = Counter(record.given.name.casefold() for record in ordered)

    def rank(record: Record) -> tuple[bool, int, int, int, int, bool, int]:
        of_surname = max(r.turn for r in ordered if r is record or not other_surname(r.given.name, record.given.name))
        changed = -record.turn if len(record.given.names) > 1 else 0
        later = record.row_id in came
        count = times_given[record.given.name.casefold()]
        faults = faults_of(record.given.name)
        return (record.said_by is not SaidBy.PERSON, faults, -of_surname, changed, -count, later, record.turn)

    names = [record.given.name for record in sorted(ordered, key=rank)]
    return [name for name in names if name and ("name", name) not in dropped]


def _current(records: Sequence[Record]) -> frozenset[str]:
    """Numbers and addresses that some record still has."""
    return frozenset(
        value
        for record in records
        for value in (*record.given.numbers, *record.given.emails)
        if value not in record.gone
    )


def _works_at(record: Record, employer: str) -> bool:
    given = record.given.employer
    return not given or compare_companies(given, employer) is not Likeness.OTHER or is_shortened(given, employer)


def _numbers(
    ordered: Sequence[Record], values: _Values, gone: frozenset[str], is_mobile: Callable[[str], bool]
) -> tuple[str, ...]:
    """What a person gave first, then mobile ones, then the others, then those at home; what no import has any longer
    behind all. `is_mobile` says it by the number, a list by its column."""
    by_hand = {n for r in ordered if r.said_by is SaidBy.PERSON for n in r.given.numbers}
    all_numbers = _each(n for r in ordered for n in r.given.numbers if ("phone", n) not in values.dropped)
    mobiles, homes = ({n for r in ordered for n in getattr(r.given.second, kind)} for kind in ("mobiles", "homes"))

    def rank(number: str) -> tuple[bool, bool, bool, bool]:
        mobile = number in mobiles or is_mobile(number)
        return number in gone, number not in by_hand, not mobile, number in homes

    return tuple(sorted(without_shorter(all_numbers), key=rank))


def _note(ordered: Sequence[Record], numbers: Sequence[str], barred: Sequence[BarredNumber]) -> str:
    """What there is to say about the first number, or about there being none."""
    if barred and not numbers:
        return f"their number is {barred[0].in_words}"
    first = numbers[0] if numbers else ""
    return next((r.given.phone_note for r in ordered if r.given.phone == first), "")


def _country(values: _Values) -> str:
    """The country of the town that counts; any record's, where none names a town."""
    town = values.first("city")
    fitting = (r for r in values.records if not (town and r.given.city) or same_place(r.given.city, town))
    return next((r.given.country for r in fitting if r.given.country), "")


def _each(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, compared without case and by its words alone."""
    distinct: dict[str, str] = {}
    for value in values:
        distinct.setdefault(" ".join(value.casefold().split()), value)
    return tuple(distinct.values())
