"""A whole export to prospects: find the header, read every row, say what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from callnow.counting import counted
from callnow.errors import ProspectFileError
from callnow.fold import fold
from callnow.model import Prospect
from sources.prospects.header import Header, find_headers, sheets_left_out
from sources.prospects.identity import identity_keys
from sources.prospects.names import PARTS_OF_NAME
from sources.prospects.places import country_code
from sources.prospects.refusals import DO_NOT_CALL, is_refusal
from sources.prospects.rows import Defaults, RowProblem, no_employer, read_row
from sources.prospects.table import Row
from sources.prospects.table_file import TableFile, read_table_file

MINUTES_A_DAY = 24 * 60
_DAY_NUMBER = re.compile(r"[2-6]\d{4}(?:\.\d+)?")  # of the years 1954 to 2091
EXAMPLES = 3  # names shown of a file whose encoding was told by its words


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row that names somebody: its line, the prospect, and as it is written there when they were last spoken to, what
    it says of an employer whom they left, what was promised and for when, how they stand ("Do Not Contact")."""

    line: int
    prospect: Prospect
    last_contact: str = ""
    left: str = ""
    promised: str = ""
    next_call: str = ""
    standing: tuple[str, ...] = ()


_OF_COUNTRY = re.compile(r" in ([A-Z]{2})$")  # as a number's problem ends that is none of a country


@dataclass(frozen=True, slots=True)
class ProspectFile:
    """What an export held. Two rows of one person are two of `people` under one id, as are two people of one name and
    employer of whom nothing steadier is said. One without an employer says
    something of somebody who is on the list, or else nothing.

    `problems` are the rows that could not be used, `notes` what was left out of rows that could (a phone that cannot
    be dialled, an unknown time zone). `columns` is field → the file's own column names, by preference; `unused` are
    the columns that mean nothing to us. `rows` counts the rows below the header. `delimiter` is "" in a workbook, of
    which `sheet` was read. `places` are the towns by which numbers without a country were read. `guessed` holds
    names as they were read in an encoding that only its words tell. `sheets_left_out`, told with the first list of a
    workbook, are its sheets that were not read, each with why.
    """

    path: Path
    people: tuple[PersonRow, ...]
    problems: tuple[RowProblem, ...]
    notes: tuple[RowProblem, ...]
    columns: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    encoding: str
    delimiter: str
    sheet: str
    header_line: int
    rows: int
    guessed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sheets_left_out: tuple[str, ...] = ()

    @property
    def prospects(self) -> tuple[Prospect, ...]:
        """Those that can be kept whoever is on the list."""
        return tuple(row.prospect for row in self.people if row.prospect.employer)

    @property
    def numberless(self) -> bool:
        """Whether nobody in it has a number that can be dialled."""
        return bool(self.people) and not any(row.prospect.phone for row in self.people)

    @property
    def unread_in(self) -> str:
        """The country of which most numbers in it are none, where nobody has one that can be dialled; else ""."""
        tried = (_OF_COUNTRY.search(row.prospect.phone_note) for row in self.people if self.numberless)
        countries = [found[1] for found in tried if found]
        return max(countries, key=countries.count) if 2 * len(countries) > len(self.people) else ""

    @property
    def without_employer(self) -> tuple[RowProblem, ...]:
        """The rows that can be used of somebody who is on the list alone, and why not of others."""
        rows = (
            no_employer(person_row.prospect, person_row.line, person_row.left)
            for person_row in self.people
            if not person_row.prospect.employer
        )
        unless = "(not needed for people already on your list)"
        return tuple(replace(row, what_to_do=f"{row.what_to_do.partition(':')[0]} {unless}") for row in rows)


def read_lists(
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    default_country: str = "US",
    owner: str = "",
    encoding: str = "",
    of_several: bool = False,
) -> tuple[ProspectFile, ...]:
    """The prospects of the CSV at `path`, or of each sheet of the workbook; "-" for standard input.

    `mapping` is {column as written in the file: field} for columns whose names we do not know; `default_country` is
    the two-letter country of phone numbers written without one; `owner` looks after rows that name nobody; `encoding`
    is the file's, where a person knows it; see find_headers for `of_several`.
    Raises ProspectFileError where the file cannot be read at all; single rows never raise.
    """
    country = country_code(default_country)
    if not country:
        raise ProspectFileError(
            f"{default_country!r} is not a country", where="the default country", hint="use two letters, such as US"
        )
    file = read_table_file(path, encoding)
    headers = find_headers(file, mapping or {}, of_several=of_several)
    defaults = Defaults(country, owner)
    lists = [_read_list(path, file, header, rows, defaults) for header in headers if (rows := _below(header))]
    if not lists:
        raise ProspectFileError(
            "nobody stands below its header",
            where=f"{file.name} line {headers[0].line}",
            hint="export the contacts again, with their rows",
        )
    left_out = tuple(sheets_left_out(file, mapping or {}, headers))
    special = _special_names(row.prospect for read in lists for row in read.people)
    guessed = special if file.guessed and not encoding else ()
    return (replace(lists[0], sheets_left_out=left_out, guessed=guessed), *lists[1:])


def _below(header: Header) -> list[Row]:
    return [row for row in header.layout.read(len(header.names)) if row.line > header.line]


def _read_list(path: Path, file: TableFile, header: Header, rows: Sequence[Row], defaults: Defaults) -> ProspectFile:
    """The prospects below one header; whoever stands in a sheet or file of those not to be called is one of them."""
    rows, footer = _without_footer(rows, header)
    read = _read_all(rows, header, defaults)
    if read.shared:
        shared, header = read.shared, header.without("prospect_id")
        read = _read_all(rows, header, defaults)
        read.notes.append(shared)
    people = read.people
    if is_refusal(header.layout.sheet) or is_refusal(path.stem):
        people = [replace(row, standing=(*row.standing, DO_NOT_CALL)) for row in people]
    return ProspectFile(
        path=path,
        people=tuple(people),
        problems=tuple(sorted(read.problems, key=lambda p: p.line)),
        notes=tuple(sorted([*read.notes, *footer, *_columns_twice(header, rows)], key=lambda p: p.line)),
        columns={meaning: header.named(meaning) for meaning in header.columns},
        unused=header.unused,
        encoding=file.encoding,
        delimiter=header.layout.delimiter,
        sheet=header.layout.sheet,
        header_line=header.line,
        rows=len(rows),
        places=tuple(read.places),
    )


def _columns_twice(header: Header, rows: Sequence[Row]) -> Iterator[RowProblem]:
    """Which titles of name or employer stand over two columns that say different things, of which one counts."""
    for kept in (*PARTS_OF_NAME, "employer"):
        places: dict[str, list[int]] = {}
        for place in header.columns.get(kept, ()):
            places.setdefault(fold(header.names[place]), []).append(place)
        for several in (doubled for doubled in places.values() if len(doubled) > 1):
            said = [{fold(row.cells[n]) for n in several if n < len(row.cells)} - {""} for row in rows]
            if differ := sum(len(values) > 1 for values in said):
                what = f"the column {header.names[several[0]].strip()!r} stands {len(several)} times"
                what += f", and not the same in each in {counted(differ, 'row')}: the first that is filled is read"
                yield RowProblem(header.line, what, "give the others titles of their own, or a row each", first=True)


def _without_footer(rows: Sequence[Row], header: Header) -> tuple[Sequence[Row], list[RowProblem]]:
    """The rows without the lines of words that a report ends in, and how many those are."""
    end = len(rows)
    while end and len(header.columns) > 1 and _is_one_cell(rows[end - 1], header):
        end -= 1
    if end in (0, len(rows)):
        return rows, []
    first = next(filter(None, map(str.strip, rows[end].cells)))
    count = len(rows) - end
    lines = "a line below the list is" if count == 1 else f"{count} lines below the list are"
    return rows[:end], [RowProblem(rows[end].line, f"{lines} left out: {first[:60]!r}", "add who was meant", kept=True)]


def _is_one_cell(row: Row, header: Header) -> bool:
    """Whether a row is one cell of words that names nobody."""
    filled = [n for n, cell in enumerate(row.cells) if cell.strip()]
    names = {n for field in ("name", "first_name", "last_name") for n in header.columns.get(field, ())}
    return len(filled) == 1 and not row.broken and (filled[0] not in names or len(row.cells[filled[0]].split()) > 3)


def _special_names(prospects: Iterable[Prospect]) -> tuple[str, ...]:
    """The first names and employers with letters beyond ASCII, for a person to look at."""
    special = (text for p in prospects for text in (p.name, p.employer) if not text.isascii())
    return tuple(dict.fromkeys(islice(special, EXAMPLES)))


@dataclass
class _ReadRows:
    """What rows held; `shared` is set where one id stands for people who are certainly others: no ids of people."""

    people: list[PersonRow] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)
    places: dict[str, None] = field(default_factory=dict)
    shared: RowProblem | None = None


def _read_all(rows: Iterable[Row], header: Header, defaults: Defaults) -> _ReadRows:
    people: dict[str, tuple[int, Prospect]] = {}
    done = _ReadRows()
    labels = header.labels
    for row in rows:
        read = _misshapen(row, header) or read_row(row, header.columns, defaults, labels)
        if isinstance(read, RowProblem):
            done.problems.append(read)
            continue
        done.notes += read.notes
        done.places.update(dict.fromkeys(read.places))
        prospect = _told_apart(read.prospect, people)
        if prospect is None:
            line, other = people[read.prospect.id]
            if _are_others(other, read.prospect):
                done.shared = _not_of_people(header, row.line, read.prospect, line, other)
                return done
            done.problems.append(
                RowProblem(
                    row.line,
                    f"id {read.prospect.id!r} is already {other.name}'s (line {line})",
                    "give each person an id of their own",
                )
            )
            continue
        people[prospect.id] = (row.line, prospect)
        day = _counted_day(read.last_contact, header.layout.day_zero)
        said = (read.left, read.promised, read.next_call, read.standing)
        done.people.append(PersonRow(row.line, prospect, day, *said))
    return done


def _counted_day(text: str, day_zero: datetime | None) -> str:
    """A day that a workbook formats as a number as ISO writes it; any other text as it is."""
    if day_zero is None or not _DAY_NUMBER.fullmatch(text):
        return text
    moment = day_zero + timedelta(minutes=round(float(text) * MINUTES_A_DAY))
    return moment.isoformat() if "." in text else moment.date().isoformat()


def _not_of_people(header: Header, line: int, prospect: Prospect, earlier: int, other: Prospect) -> RowProblem:
    """Why no id of the file is read: this one is that of an account, say, or a "yes"."""
    column = ", ".join(header.named("prospect_id"))
    return RowProblem(
        line,
        f"{column} is left out: {prospect.id!r} stands for {other.name} (line {earlier}) and for {prospect.name}",
        "people are known by what else is said of them; give each an id of their own, or leave the column out",
    )


def _are_others(one: Prospect, other: Prospect) -> bool:
    """Whether two rows are certainly of two people: no word of their names is the same, nor mailbox or page."""
    if set(fold(one.name).split()) & set(fold(other.name).split()):
        return False
    return not set(identity_keys(one)) & set(identity_keys(other))


def _told_apart(prospect: Prospect, people: Mapping[str, tuple[int, Prospect]]) -> Prospect | None:
    """`prospect` under an id that nobody of another name has; None where the file itself gave two people one id."""

    def others(key: str) -> bool:
        return key in people and fold(people[key][1].name) != fold(prospect.name)

    if not others(prospect.id):
        return prospect
    keys = identity_keys(prospect)
    if prospect.id not in keys:
        return None
    return next((replace(prospect, id=key) for key in keys if not others(key)), None)


def _misshapen(row: Row, header: Header) -> RowProblem | None:
    if row.broken:
        return RowProblem(row.line, row.broken, "close it, or delete it, in that line")
    beyond = [cell for cell in row.cells[len(header.names) :] if cell.strip()]
    if beyond:
        return RowProblem(
            row.line,
            f"{len(row.cells)} cells under {len(header.names)} columns",
            "put cells that hold the separator between quotation marks",
        )
    return None
