"""Prospects into the database: read the files, keep their rows, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from itertools import chain
from pathlib import Path

from callnow.counting import counted
from callnow.errors import NotPublished, UsageError
from callnow.fold import fold
from callnow.model import Prospect
from callnow.paths import readable
from callnow.people import OUR_ID
from callnow.settings import Settings
from callnow.store import Connection, writing
from callnow.store.activity import note_activity
from callnow.store.import_steps import noting_import
from callnow.store.owed_rematch import owe_rematch
from callnow.store.runs import last_run
from callnow.terms import Act
from flows.calls.planning import rules_of
from flows.people.imported_notes import (
    CHANGE,
    of_barred_numbers,
    resumed_people,
    stop_calls,
    unkept_notes,
    with_standing,
)
from flows.people.imported_rows import export_of
from flows.people.keeping import KeptRows, keep_rows
from flows.people.last_contacts import Ask, day_said, keep_last_contacts, order_of
from flows.people.own_list import keep_own_list
from flows.running.publishing import try_publishing
from matching.cadence.dated_notes import NoteDay, order_of_notes
from sources.prospects import PersonRow, ProspectFile, RowProblem, no_employer, read_lists
from sources.prospects.header import as_columns

MANY = 10_000  # rows, which take a minute and more to compare


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the file as read, or a sheet of it, and what became of its rows.

    `spoken` are those who were known (ids) and of whom it told a contact or a promise. `unpublished` is set where all
    that is kept, and only the copy could not be published.
    """

    file: ProspectFile
    kept: KeptRows
    spoken: frozenset[str] = frozenset()
    unpublished: NotPublished | None = None

    @property
    def employers(self) -> int:
        """At how many employers its people are."""
        return len({p.employer_id for p in self.kept.people})


@dataclass(frozen=True, slots=True)
class ListReading:
    """How files of prospects are read: {column: field} beside the known names, whose they are, the country of numbers
    that say none ("" for the setting's), the encoding where a person knows it, and whether dates in figures have the
    month first (None: as their column shows; where it does not, `ask` is asked)."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    country: str = ""
    encoding: str = ""
    month_first: bool | None = None
    ask: Ask = lambda _: None


def import_files(
    settings: Settings,
    paths: Sequence[Path],
    how: ListReading,
    now: datetime,
    say: Callable[[str], None] = lambda _: None,
) -> list[Imported]:
    """Reads files and keeps their prospects, one file after the other, as of the recruiter's day: nobody is doubled.

    A column that `how` names may stand in some of them alone. `say` hears what takes long. Raises ProspectFileError
    where one of them cannot be read at all, and UsageError where such a column stands in none; then nothing is kept of
    any.
    """
    several = len(paths) > 1
    files = [file for path in paths for file in read_file(settings, path, how, of_several=several)]
    if several:
        _check_columns(files, how.mapping)
    return keep_files(settings, [(file, how) for file in files], now, say)


def _check_columns(files: Sequence[ProspectFile], mapping: Mapping[str, str]) -> None:
    """Raises UsageError that names the columns of `mapping` that stand in none of the files."""
    names = [name for file in files for name in (*chain.from_iterable(file.columns.values()), *file.unused)]
    have = set(map(fold, names))
    missing = [column for column, _ in as_columns(mapping.items(), names) if fold(column) not in have]
    if missing:
        columns = ", ".join(dict.fromkeys(names))[:400]
        raise UsageError(
            f"there is no column {' and no column '.join(map(repr, missing))} in any of the files",
            where="--map",
            hint=f"map another: their columns are: {columns}",
        )


def keep_files(
    settings: Settings,
    files: Sequence[tuple[ProspectFile, ListReading]],
    now: datetime,
    say: Callable[[str], None] = lambda _: None,
    *,
    rematches: bool = False,
) -> list[Imported]:
    """Keeps the people of files that were read; see import_files. `rematches`: whoever imports has the news that was
    read before matched to who is new, which is noted with them."""
    today = settings.day_of(now)
    orders = [_order(file, how) for file, how in files]
    zone = rules_of(settings).zone
    for file, _ in files:
        if (rows := len(file.people)) >= MANY:
            say(f"{file.path.name}: {rows:,} rows are compared with each other and with the list; that takes minutes …")
    what = ", ".join(f"{counted(len(file.people), 'row')} of {readable(file.path.name)}" for file, _ in files)
    with writing(settings) as con, noting_import(con, what):
        done = [_keep(con, file, today, zone, order) for (file, _), order in zip(files, orders, strict=True)]
        if rematches and any(imported.kept.new for imported in done) and last_run(con):
            owe_rematch(con, now)
    if spoken := frozenset().union(*(imported.spoken for imported in done)):
        from flows.calls.following import decide_anew  # noqa: PLC0415 - reads news, which most imports need not wait for

        decide_anew(settings, spoken, now)
    unpublished = try_publishing(settings)
    return [replace(imported, unpublished=unpublished) for imported in done]


def _order(file: ProspectFile, how: ListReading) -> bool | None:
    dates = [day for row in file.people for day in (row.last_contact, row.next_call) if day]
    return order_of(dates, how.month_first, how.ask)


def _keep(con: Connection, file: ProspectFile, today: date, zone: tzinfo, month_first: bool | None) -> Imported:
    """Keeps the people of a file; a row without an employer is left out, where it is of nobody on the list."""
    order = order_of_notes(row.prospect.notes for row in file.people) if month_first is None else month_first
    file = replace(file, people=tuple(with_standing(row, today) for row in file.people))

    def told(row: PersonRow) -> NoteDay:
        return NoteDay(day_said(row, today, zone, month_first), order)

    keep = keep_own_list if fold(OUR_ID) in map(fold, file.columns.get("prospect_id", ())) else keep_rows
    resumed = resumed_people(con, today)
    kept = keep(con, [row.prospect for row in file.people], today, _export(file))
    people = {person.id: person for person in kept.people}
    rows = list(zip(file.people, kept.whose, strict=True))
    strangers = [no_employer(row.prospect, row.line, row.left) for row, whose in rows if not whose]
    known = [(row, people[whose]) for row, whose in rows if whose]
    fresh = kept.added | kept.changed
    undated, spoken = keep_last_contacts(con, known, today, zone, month_first, told, fresh)
    spoken -= kept.added
    stopped = stop_calls(con, known, fresh, resumed, today, told)
    unkept = unkept_notes(con, known, fresh, today, told)
    twice = _stand_twice(known)
    left = [_still_there(row, person) for row, person in known if row.left and person.employer]
    barred = of_barred_numbers(known)
    notes = (*_by_line(stopped), *_by_line(file.notes, undated, unkept, left, twice, barred))
    # Who is called against their will stands before all that was seen to, and before what is wrong with a number.
    left_out = {problem.line for problem in strangers}
    notes = tuple(sorted((n for n in notes if n.line not in left_out), key=lambda note: not note.first))
    file = replace(file, problems=_by_line(file.problems, strangers), notes=notes)
    note_activity(con, Act.IMPORTED, detail=f"{counted(len(file.people), 'row')} of {file.path.name}")
    return Imported(file, replace(kept, changed=kept.changed | spoken), frozenset(spoken))


def _stand_twice(known: Sequence[tuple[PersonRow, Prospect]]) -> list[RowProblem]:
    """The rows under an id that a row above has, too, where both are of one person."""
    above: dict[tuple[str, str], PersonRow] = {}
    notes = []
    for row, person in known:
        of = (row.prospect.id, person.id)
        if other := above.get(of):
            at, here = other.prospect.employer, row.prospect.employer
            at = f", at {at}" if fold(at) not in ("", fold(here)) else ""
            kept = "both are kept as one person" + (", of whom one employer is watched" if at else "")
            notes.append(RowProblem(row.line, f"{row.prospect.name} stands on line {other.line}, too{at}", kept))
        above[of] = row
    return notes


def _still_there(row: PersonRow, person: Prospect) -> RowProblem:
    """Somebody of the list who has left their employer by the file, which does not say where they are."""
    reason = f"{person.name} stands on the list at {person.employer}; the file says {row.left!r}"
    edit = f'if they left, `callnow people edit "{person.name}" --employer …`'
    return RowProblem(row.line, reason, edit, on_page=f"if they left, {CHANGE} has the employer")


def _by_line(*problems: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
    return tuple(sorted(chain(*problems), key=lambda problem: problem.line))


def read_file(
    settings: Settings, path: Path, how: ListReading, *, of_several: bool = False
) -> tuple[ProspectFile, ...]:
    """The people of one file, of a workbook sheet by sheet; see find_headers for `of_several`. Raises
    ProspectFileError."""
    return read_lists(
        path,
        mapping=how.mapping,
        default_country=how.country or settings.default_country,
        owner=how.owner,
        encoding=how.encoding,
        of_several=of_several,
    )


def _export(file: ProspectFile) -> str:
    """What tells this export from others."""
    return export_of([*(name for names in file.columns.values() for name in names), *file.unused])
