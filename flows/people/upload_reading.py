"""What an upload would come to, and its import.

What an import would do is found out by doing it in a copy of the home that is thrown away: what is shown before is what
happens then.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from callnow.errors import CallnowError, ProspectFileError
from callnow.imports import ColumnRead, Excerpt, FileRead, ImportOutcome, Preview, Upload
from callnow.people import called
from callnow.private_files import replace_private
from callnow.settings import Settings
from flows.people.importing import Imported, ListReading, keep_files, read_file
from flows.people.upload_remarks import MOST, told_of_imported, told_of_read
from flows.people.uploads import remove_upload
from flows.running.rehearsing import rehearsal
from sources.prospects import ProspectFile, read_columns, with_titles

SHOWN_PEOPLE, SHOWN_PLACES = 8, 20
REHEARSED = 10_000  # rows; to compare more people, each with all, takes a minute and is done once, by the import
OF_TITLES = ("--map", "header row")  # what hints name that the page has a form for


@dataclass
class _Part:
    """A file of an upload, or a sheet of it: how it is read, what was read, a date of it that can be read in two ways.
    The columns of all sheets stand with the first."""

    number: int
    name: str
    path: Path
    how: ListReading
    columns: tuple[ColumnRead, ...] = ()
    file: ProspectFile | None = None
    error: ProspectFileError | None = None
    unclear: list[str] = field(default_factory=list)


def preview_upload(settings: Settings, upload: Upload, now: datetime) -> Preview:
    """What importing an upload would come to without the files that cannot be read; nothing is kept. Raises
    StoreError."""
    parts = [part for number in range(len(upload.names)) for part in _read(settings, upload, number)]
    read = [part for part in parts if part.file]
    files = [part.file for part in read if part.file]
    rehearsed = 0 < sum(file.rows for file in files) <= REHEARSED
    done: list[Imported] = []
    if rehearsed:
        with rehearsal(settings, True) as copy:
            done = keep_files(copy, [(part.file, part.how) for part in read if part.file], now)
    for part, imported in zip(read, done, strict=False):
        part.file = imported.file  # which knows whom of the rows without an employer the list knows
    unread = tuple(_not_read(part.name, part.error, part.path) for part in parts if part.error)
    return Preview(
        tuple(_shown(part, bool(done)) for part in parts),
        _outcome(done, unread) if done else None,
        told_of_imported(done) if done else told_of_read(files),
    )


def import_upload(settings: Settings, upload: Upload, now: datetime, without: Collection[int] = ()) -> ImportOutcome:
    """Imports an upload as `callnow import` does, but for the files of these numbers, which cannot be read; then
    removes its files. Raises ProspectFileError and StoreError: nothing is kept of any file then, and they stay."""
    hows = [(path, _reading(upload, n)) for n, path in enumerate(upload.paths) if n not in without]
    files = [(file, how) for path, how in hows for file in read_file(settings, path, how)]
    done = keep_files(settings, files, now, rematches=True)
    unread = [part for n in sorted(without) for part in _read(settings, upload, n) if part.error]
    told = tuple(_not_read(part.name, part.error, part.path) for part in unread if part.error)
    remove_upload(settings.home, upload.id)
    return _outcome(done, told)


def add_titles(upload: Upload, number: int, fields: Mapping[str, str]) -> None:
    """Puts a row of titles above the first row of a file, which has been taken for that; `fields` is what its cells
    mean, by the cell. Raises ProspectFileError where the file cannot be read row by row."""
    path, how = upload.paths[number], _reading(upload, number)
    columns = read_columns(path, {}, how.encoding)
    places = {place: fields.get(column.title, "") for column in columns for place in column.places}
    replace_private(path, with_titles(path, places, how.encoding))


def _reading(upload: Upload, number: int) -> ListReading:
    how = upload.how
    return ListReading(how.mappings.get(number, {}), how.owner, how.country, how.encoding, how.month_first)


def _read(settings: Settings, upload: Upload, number: int) -> list[_Part]:
    """One file as it is understood. Where it cannot be read, why, and its columns as far as they can be told."""
    part = _Part(number, upload.names[number], upload.paths[number], _reading(upload, number))
    try:
        columns = read_columns(part.path, part.how.mapping, part.how.encoding)
        part.columns = tuple(ColumnRead(c.title, c.field, c.by_title, c.examples) for c in columns)
        part.file, *sheets = read_file(settings, part.path, part.how)
    except ProspectFileError as error:
        part.error = error
        return [part]
    parts = [part, *(_Part(number, part.name, part.path, part.how, file=sheet) for sheet in sheets)]
    for each in parts:
        each.how = replace(each.how, ask=each.unclear.append)
    return parts


def _shown(part: _Part, rehearsed: bool) -> FileRead:
    """A file as it is understood; in a rehearsal its rows without an employer were looked up among known people."""
    if part.file is None:
        assert part.error
        of_titles = part.columns and any(words in part.error.hint for words in OF_TITLES)
        hint = "say below what its columns mean" if of_titles else part.error.on_page or part.error.hint
        return FileRead(
            part.number, part.name, columns=part.columns, problem=_what_is_wrong(part.error, part.path), what_to_do=hint
        )
    file = part.file
    unknown = () if rehearsed else file.without_employer
    return FileRead(
        number=part.number,
        name=part.name,
        sheet=file.sheet,
        encoding=file.encoding,
        rows=file.rows,
        columns=part.columns,
        people=file.prospects[:SHOWN_PEOPLE],
        count=len({person.id for person in file.prospects}),
        left_out=len(file.problems) + len(unknown),
        guessed=file.guessed,
        places=file.places[:SHOWN_PLACES],
        unclear_date=part.unclear[0] if part.unclear else "",
        sheets_left_out=file.sheets_left_out,
    )


def _what_is_wrong(error: CallnowError, path: Path) -> str:
    """What is wrong with a file, with the line where it says one; not where the file lies meanwhile."""
    line = error.where.removeprefix(str(path)).strip()
    return f"{line}: {error.what}" if line.startswith("line ") else error.what


def _not_read(name: str, error: CallnowError, path: Path) -> str:
    return f"{name}: {_what_is_wrong(error, path)}"


def _outcome(done: Sequence[Imported], unread: tuple[str, ...]) -> ImportOutcome:
    """What several files came to together: who stands in two of them is counted once."""
    people = {p.id: p for imported in done for p in imported.kept.people}
    added = frozenset[str]().union(*(imported.kept.added for imported in done))
    changed = frozenset[str]().union(*(imported.kept.changed for imported in done)) - added
    joined = [j for imported in done for j in imported.kept.joined]
    gone = [f"{called(g.person)}: {', '.join(g.values)}" for imported in done for g in imported.kept.gone]
    unpublished = done[-1].unpublished
    return ImportOutcome(
        new=len(added),
        updated=len(changed),
        unchanged=len(people.keys() - added - changed),
        employers=len({p.employer_id for p in people.values()}),
        rows=sum(len(imported.file.prospects) for imported in done),
        known=_excerpt([j.in_words for j in joined if j.listed]),
        joined=_excerpt([j.in_words for j in joined if not j.listed]),
        asked=sum(imported.kept.asked for imported in done),
        gone=_excerpt(gone),
        told=told_of_imported(done),
        sheets_left_out=tuple(sheet for imported in done for sheet in imported.file.sheets_left_out),
        files_left_out=unread,
        unpublished=f"{unpublished.what}: {unpublished.hint}" if unpublished else "",
    )


def _excerpt(lines: Sequence[str]) -> Excerpt:
    lines = list(dict.fromkeys(lines))
    return Excerpt(tuple(lines[:MOST]), len(lines))
