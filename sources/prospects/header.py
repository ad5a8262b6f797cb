"""Which row of a file is its header, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from callnow.errors import ProspectFileError
from callnow.fold import fold
from sources.prospects.table import Layout, Row
from sources.prospects.table_file import TableFile
from sources.prospects.titles_of_columns import meaning_of
from sources.prospects.wording import FIELDS, IGNORE

PREAMBLE_ROWS = 40  # LinkedIn writes three, report builders a dozen
MEANINGS = frozenset((*FIELDS, IGNORE))


@dataclass(frozen=True, slots=True)
class Header:
    """The header row: field → column numbers by preference, all names as written, and where it stood."""

    line: int
    layout: Layout
    names: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]

    @property
    def complete(self) -> bool:
        named = "name" in self.columns or "first_name" in self.columns or "last_name" in self.columns
        return named and "employer" in self.columns

    def named(self, field: str) -> tuple[str, ...]:
        return tuple(self.names[n].strip() for n in self.columns.get(field, ()))

    def without(self, field: str) -> Header:
        """The same header, whose columns of a field mean nothing."""
        return replace(self, columns={name: numbers for name, numbers in self.columns.items() if name != field})

    @property
    def labels(self) -> dict[int, int]:
        """The columns that say what the number in another one is: beside "Phone 1 - Value" stands "Phone 1 - Label"."""
        place_of = {fold(self.names[n]): n for n in self.columns.get("phone_label", ())}
        phones = {n: fold(self.names[n]).removesuffix(" value") for n in self.columns.get("phone", ())}
        pairs = ((n, place_of.get(f"{stem} {word}")) for n, stem in phones.items() for word in ("type", "label"))
        return {n: label for n, label in pairs if label is not None}

    @property
    def unused(self) -> tuple[str, ...]:
        used = {n for numbers in self.columns.values() for n in numbers}
        return tuple(name.strip() for n, name in enumerate(self.names) if n not in used and name.strip())


def find_headers(file: TableFile, mapping: Mapping[str, str], *, of_several: bool = False) -> list[Header]:
    """The first row that names a person and an employer: under whichever delimiter gives one, and in each sheet.

    `mapping` is {column as written in the file: one of FIELDS, or IGNORE}, or the other way round; it goes before the
    known names. Where the file is one `of_several` that are read alike, it may lack a column that is not needed in it.
    Raises ProspectFileError with what was found, what is missing and what is accepted.
    """
    likely = likely_headers(file, mapping)
    best = likely[0] if likely else None
    if mapping and best is not None:
        names = [name for header in likely for name in header.names]
        pairs = as_columns(mapping.items(), names)
        _check_mapping(best, names, pairs, file.name, may_lack=of_several and best.complete)
    if best is None or not best.complete:
        raise _wrong_header(best, file.name)
    return likely


def likely_headers(file: TableFile, mapping: Mapping[str, str]) -> list[Header]:
    """The row that says most of a person, in a workbook of each sheet that is a list of people, be it enough or not;
    none where there is no row. See find_headers."""
    shown = [layout for layout in file.layouts if not layout.hidden] or file.layouts
    found = [header for layout in shown if (header := _likeliest_of(layout, mapping))]
    lists = [header for header in found if header.complete and header.layout.sheet]
    return lists or sorted(found, key=_rank, reverse=True)[:1]


def sheets_left_out(file: TableFile, mapping: Mapping[str, str], read: Iterable[Header]) -> Iterator[str]:
    """The other sheets of a workbook that hold rows, with why; of the hidden ones those that are lists of people."""
    sheets = {header.layout.sheet for header in read}
    for layout in file.layouts:
        header = _likeliest_of(layout, mapping) if layout.sheet not in sheets and layout.sheet else None
        if header and layout.hidden and header.complete:
            yield f"{layout.sheet} (hidden)"
        elif header and not layout.hidden:
            yield f"{layout.sheet} (no titles of a list of people)"


def _likeliest_of(layout: Layout, mapping: Mapping[str, str]) -> Header | None:
    rows = _first(layout.read(0), PREAMBLE_ROWS)
    headers = (
        Header(row.line, layout, row.cells, meanings(row.cells, as_columns(mapping.items(), row.cells))) for row in rows
    )
    return max(headers, key=_rank, default=None)


def as_columns(pairs: Iterable[tuple[str, str]], names: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Pairs of column and field, those turned round whose first word alone is a field, or whose second alone is one of
    `names`, the columns of the file."""
    have = {fold(name) for name in names}
    pairs = [(_as_field(column), _as_field(field)) for column, field in pairs]

    def turned(column: str, field: str) -> bool:
        if column not in MEANINGS:
            return False
        return field not in MEANINGS or (fold(column) not in have and fold(field) in have)

    return [(field, column) if turned(column, field) else (column, field) for column, field in pairs]


def _as_field(word: str) -> str:
    """A field as it is called here, where it is written in several words: "last contact"; other words as they are."""
    field = fold(word).replace(" ", "_")
    return field if " " in word.strip() and field in MEANINGS else word


def with_two_meanings(pairs: Iterable[tuple[str, str]]) -> str:
    """The first column that two pairs give another field each, in whatever letter case; "" where there is none."""
    given: dict[str, str] = {}
    return next((column for column, field in pairs if given.setdefault(fold(column), field) != field), "")


def _check_mapping(
    header: Header, names: Sequence[str], pairs: Sequence[tuple[str, str]], where: str, *, may_lack: bool
) -> None:
    """Raises ProspectFileError that names all that is wrong with a mapping; `names` are the columns of all sheets."""
    have = {fold(name) for name in names}
    columns = f"its columns are: {', '.join(dict.fromkeys(n.strip() for n in names if n.strip()))[:400]}"
    unknown = [(column, field) for column, field in pairs if field not in MEANINGS]
    missing = [column for column, field in pairs if field in MEANINGS and fold(column) not in have]
    wrong = [f"neither {field!r} nor {column!r} is a word a column can mean" for column, field in unknown]
    if missing and not may_lack:
        wrong.append(f"there is no column {' and no column '.join(map(repr, missing))}")
    if twice := with_two_meanings(pairs):
        wrong.append(f"{twice!r} is given two meanings")
    if wrong:
        words = f"use one of {', '.join(FIELDS)}, or {IGNORE}; " if unknown else "map another: "
        raise ProspectFileError("; ".join(wrong), where=f"{where} line {header.line}", hint=words + columns)


def _first(rows: Iterable[Row], limit: int) -> Iterable[Row]:
    for count, row in enumerate(rows):
        if count >= limit:
            return
        if not row.broken:
            yield row


def _rank(header: Header) -> tuple[bool, int, int]:
    """What a row says of a person; where that is not enough, whichever way to read the file gives more cells."""
    filled = 0 if header.complete else sum(bool(name.strip()) for name in header.names)
    return header.complete, len(header.columns), filled


def meanings(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, ...]]:
    """{field: the numbers of its columns, by preference}, by pairs of title and field, else by what titles say."""
    mapped = {fold(column): field for column, field in pairs}
    places_of: dict[str, list[tuple[int, int]]] = {}
    for number, name in enumerate(names):
        key = fold(name)
        if mapped.get(key) == IGNORE:
            continue
        if key in mapped:
            places_of.setdefault(mapped[key], []).append((-1, number))
        elif meaning := meaning_of(name):
            field, preference = meaning
            places_of.setdefault(field, []).append((preference, number))
    return {field: tuple(number for _, number in sorted(places)) for field, places in places_of.items()}


def _wrong_header(best: Header | None, where: str) -> ProspectFileError:
    if best is None:
        return ProspectFileError("it holds no row", where=where, hint="export the contacts again")
    wants = (
        "a column for the person (name, or first name and last name)"
        " and one for the employer (employer, company, account name)"
    )
    if not best.columns:
        first = ", ".join(n.strip() for n in best.names[:8])
        return ProspectFileError(
            f"no header row was found in its first {PREAMBLE_ROWS} rows (the first says: {first[:120]})",
            where=where,
            hint=f"give it a header row with {wants}; exports of LinkedIn, HubSpot, Salesforce, Greenhouse and Bullhorn"
            " are read as they are",
        )
    lacks = {
        "name": None if {"name", "first_name", "last_name"} & best.columns.keys() else "the person's name",
        "employer": None if "employer" in best.columns else "the employer",
    }
    missing = {field: words for field, words in lacks.items() if words}
    maps = " ".join(f"--map '{field}=Their column'" for field in missing)
    names = ", ".join(n.strip() for n in best.names if n.strip())
    return ProspectFileError(
        f"no column for {' or '.join(missing.values())} in: {names[:400]}",
        where=f"{where} line {best.line}",
        hint=f"it needs {wants}; name them by {maps}",
    )
