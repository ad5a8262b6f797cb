"""What an upload would come to, and its import.

What an import would do is found out by doing it in a copy of the home that is thrown away: what is shown before is what
happens then.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from callnow.errors import CallnowError, ProspectFileError, StoreBusy, StoreDamaged
from callnow.imports import ColumnRead, FileRead, Outcome, Preview, Remark, Some, Upload
from callnow.model import Prospect
from callnow.settings import Settings
from flows.importing import Imported, Reading, import_each, read_file
from flows.rehearsing import rehearsal
from flows.uploads import remove_upload
from sources.prospects import ProspectFile, RowProblem, read_columns

SHOWN_PEOPLE, SHOWN_REMARKS, SHOWN_LINES = 8, 30, 20
COPIES, AGAIN = 4, 0.5  # how often a copy is made where one cannot be read, and seconds in between


def preview_upload(settings: Settings, upload: Upload, today: date) -> Preview:
    """What importing an upload would come to; nothing is kept. Raises StoreError."""
    files = [_read(settings, upload, number) for number in range(len(upload.names))]
    if any(file.problem for file in files):
        return Preview(tuple(files), None)
    return Preview(tuple(files), _outcome(_rehearse(settings, upload, today)))


def import_upload(settings: Settings, upload: Upload, today: date) -> Outcome:
    """Imports an upload as `callnow import` does, then removes its files. Raises ProspectFileError and StoreError:
    nothing is kept of any file then, and they stay."""
    done = import_each(settings, _readings(upload), today)
    remove_upload(settings.home, upload.id)
    return _outcome(done)


def _rehearse(settings: Settings, upload: Upload, today: date) -> list[Imported]:
    """An import into a copy; made anew where a run wrote into the database while it was copied."""
    for _ in range(COPIES):
        with suppress(StoreDamaged), rehearsal(settings, True) as copy:
            return import_each(copy, _readings(upload), today)
        time.sleep(AGAIN)
    raise StoreBusy("a run writes just now", where=str(settings.database), hint="try again in a minute")


def _readings(upload: Upload) -> list[tuple[Path, Reading]]:
    return [(path, _reading(upload, number)) for number, path in enumerate(upload.paths)]


def _reading(upload: Upload, number: int) -> Reading:
    how = upload.how
    return Reading(how.mappings.get(number, {}), how.owner, how.country, how.encoding)


def _read(settings: Settings, upload: Upload, number: int) -> FileRead:
    """One file as it is understood. Where it cannot be read, why, and its columns as far as they can be told."""
    name, path, how = upload.names[number], upload.paths[number], _reading(upload, number)
    columns: tuple[ColumnRead, ...] = ()
    try:
        found = read_columns(path, how.mapping, how.encoding)
        columns = tuple(ColumnRead(one.title, one.field, one.by_title, one.examples) for one in found)
        return _file(name, columns, read_file(settings, path, how))
    except ProspectFileError as error:
        return FileRead(name, columns=columns, problem=_told(error, path), what_to_do=error.hint)


def _told(error: CallnowError, path: Path) -> str:
    """What is wrong with a file, with the line where it says one; not where the file lies meanwhile."""
    line = error.where.removeprefix(str(path)).strip()
    return f"{line}: {error.what}" if line.startswith("line ") else error.what


def _file(name: str, columns: tuple[ColumnRead, ...], read: ProspectFile) -> FileRead:
    left_out = sorted((*read.problems, *read.without_employer), key=lambda one: one.line)
    return FileRead(
        name=name,
        sheet=read.sheet,
        encoding=read.encoding,
        rows=read.rows,
        columns=columns,
        people=read.prospects[:SHOWN_PEOPLE],
        count=len({one.id for one in read.prospects}),
        left_out=_remarks(left_out),
        left_out_count=len(left_out),
        notes=_remarks(read.notes),
        notes_count=len(read.notes),
        guessed=read.guessed,
        places=read.places[:SHOWN_LINES],
    )


def _remarks(problems: Sequence[RowProblem]) -> tuple[Remark, ...]:
    return tuple(Remark(one.line, one.reason, one.what_to_do) for one in problems[:SHOWN_REMARKS])


def _outcome(done: Sequence[Imported]) -> Outcome:
    """What several files came to together: who stands in two of them is counted once."""
    people = {p.id: p for one in done for p in one.kept.people}
    new = min(sum(one.kept.new for one in done), len(people))
    joined = [f"{_called(j.spelled)} is {_called(j.person)}" for one in done for j in one.kept.joined]
    gone = [f"{_called(g.person)}: {', '.join(g.values)}" for one in done for g in one.kept.gone]
    unpublished = done[-1].unpublished
    return Outcome(
        new=new,
        updated=len(people) - new,
        employers=len({p.employer_id for p in people.values()}),
        joined=_some(joined),
        asked=sum(one.kept.asked for one in done),
        gone=_some(gone),
        unpublished=f"{unpublished.what}: {unpublished.hint}" if unpublished else "",
    )


def _some(lines: Sequence[str]) -> Some:
    lines = list(dict.fromkeys(lines))
    return Some(tuple(lines[:SHOWN_LINES]), len(lines))


def _called(person: Prospect) -> str:
    return f"{person.name}, {person.employer}"
