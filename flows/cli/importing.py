"""callnow import: prospects from CSV and Excel files and the contacts of phones."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from callnow.counting import counted
from callnow.errors import UsageError
from callnow.fold import fold
from callnow.people import called
from callnow.sentences import one_stop
from flows.cli.common import PARTLY, Encoding, Work, confirm, err, out, print_json_lines, tell, work
from flows.cli.dates import ask_order, month_first
from flows.cli.stopping import stopped_in_words
from flows.cli.told_people import pairs
from flows.cli.told_rows import print_row, rows_as_json
from flows.people.importing import Imported, ListReading, import_files
from flows.people.keeping import KeptRows
from flows.people.taking_back import import_to_take_back, take_back_import
from sources.prospects import IGNORE, STANDARD_INPUT, ProspectFile, country_code
from sources.prospects.header import as_columns, with_two_meanings

SHOWN = 10  # problems printed one by one before the rest is counted


def import_file(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="CSV, .xlsx or .vcf: our own columns, or an export of LinkedIn, a CRM or an ATS; - reads standard input.",
            metavar="FILE...",
        ),
    ] = None,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", help="FIELD=COLUMN (or COLUMN=FIELD) for a column we do not know.", metavar="F=C"),
    ] = None,
    owner: Annotated[str, typer.Option("--owner", help="The recruiter these prospects belong to.")] = "",
    country: Annotated[
        str,
        typer.Option(
            "--country", help="Country of numbers without a prefix, where the row gives none: DE.", metavar="CC"
        ),
    ] = "",
    encoding: Encoding = "",
    dates: Annotated[
        str, typer.Option("--dates", help="What 3/4/2026 is in the file: day-first or month-first.", metavar="ORDER")
    ] = "",
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the last import: it was the wrong list. Again: the one before it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --undo: do not ask first.")] = False,
    json_out: Annotated[
        bool, typer.Option("--json", help="Print the counts and problems as JSON, one line a file or sheet.")
    ] = False,
) -> None:
    """Read prospects from CSV, Excel or the contacts of a phone (.vcf). Importing again updates them and never doubles anyone.

    Notes that ask for a call are kept as promised where the row says from which day they count. A wrong list is taken
    back by --undo: whoever came with it goes, unless something was noted of them since, and the others are as before.
    """
    job = work(context)
    if undo:
        _undo(job, files, yes=yes, json_out=json_out)
        return
    if not files:
        raise UsageError(
            "no file is named", where="FILE", hint="name a CSV, .xlsx or .vcf; --undo takes back the last import"
        )
    how = ListReading(parse_mapping(mapping or []), owner, _country(country), encoding, month_first(dates), ask_order)
    with stopped_in_words():
        done = import_files(job.settings, files, how, job.now, lambda words: err.print(escape(words)))
    if json_out:
        print_json_lines(map(_as_dict, done))
    else:
        for imported in done:
            _print(imported, {fold(column) for column, field in how.mapping.items() if field == IGNORE})
    unpublished = done[-1].unpublished
    if unpublished:
        tell(unpublished)
    if unpublished or any(imported.file.problems for imported in done):
        raise typer.Exit(PARTLY)


def _undo(job: Work, files: list[Path] | None, *, yes: bool, json_out: bool) -> None:
    if files:
        raise UsageError("it takes no file: the last import is taken back", where="--undo", hint="leave the file out")
    last = import_to_take_back(job.settings)
    done_at = f"{job.settings.local(last.done_at):%Y-%m-%d %H:%M}"
    if not yes:
        what = f"the import of {last.what} ({done_at})"
        confirm(f"Take back {what}?", f"{what} would be taken back", "--undo")
    done = take_back_import(job.settings, last.number, job.settings.day_of(job.now))
    if json_out:
        print_json_lines(
            [{"what": last.what, "gone": done.gone, "before": done.before, "stay": [asdict(p) for p in done.stay]}]
        )
    else:
        out.print(
            f"The import of {escape(last.what)} ({done_at}) is taken back: {counted(done.gone, 'person')} gone"
            + (f", {done.before} as before." if done.before else ".")
        )
        _some([f"{called(person)} stays: something was noted of them since" for person in done.stay])
        if done.stay:
            out.print("[dim]  `callnow forget NAME` removes one for good.[/]")
    if done.unpublished:
        tell(done.unpublished)
        raise typer.Exit(PARTLY)


def _country(text: str) -> str:
    """Two letters for a country's code or name. Raises UsageError."""
    code = country_code(text)
    if text and not code:
        raise UsageError(f"{text!r} is not a country", where="--country", hint="use its two letters, such as US or DE")
    return code


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """--map FIELD=COLUMN, or COLUMN=FIELD, as {column: field}; where both words are fields the header says which.

    Raises UsageError.
    """
    split = []
    for pair in pairs:
        field, equals, column = map(str.strip, pair.partition("="))
        if not (field and equals and column):
            raise UsageError(f"{pair!r} is not FIELD=COLUMN", where="--map", hint='such as --map "phone=Mobile (work)"')
        split.append((column, field))
    columns = as_columns(split)
    if twice := with_two_meanings(columns):
        raise UsageError(f"{twice!r} is given two meanings", where="--map", hint="give each column one")
    return dict(columns)


def _print(done: Imported, left_out: set[str]) -> None:
    """Tells what an import brought; `left_out` are the columns that --map leaves out, of which nobody need be told."""
    file, kept = done.file, done.kept
    out.print(
        f"[bold]{counted(len(kept.people), 'prospect')}[/] at [bold]{counted(done.employers, 'employer')}[/] read from "
        f"{escape(_place(file))}: {kept.new} new, {kept.updated} updated"
        + (f", {kept.unchanged} unchanged." if kept.unchanged else ".")
    )
    _print_people(kept)
    if file.sheets_left_out:
        out.print(f"Sheets not read: {escape(', '.join(file.sheets_left_out))}.")
    if file.guessed:
        names = one_stop(f"{escape(', '.join(file.guessed))}.")
        out.print(
            f"The file does not say its encoding. Read as {file.encoding}: {names} "
            "[dim]If that is wrong, `--encoding NAME` reads it otherwise.[/]"
        )
    if file.places:
        shown = ", ".join(file.places[:SHOWN]) + (
            f" and {len(file.places) - SHOWN} more" if len(file.places) > SHOWN else ""
        )
        out.print(f"Numbers that name no country were read by the place: {escape(shown)}.")
    if file.unread_in:
        out.print(
            f"[bold]No number in this file is one of {file.unread_in}[/], so nobody has one to dial. "
            "`--country CC` says of which country they are, such as `--country GB`."
        )
    elif file.numberless:
        out.print(
            "[bold]Nobody in this file has a phone number[/] that could be read. If a column holds them, "
            "`--map phone=COLUMN` names it."
        )
    if unused := [name for name in file.unused if fold(name) not in left_out]:
        out.print(f"[dim]Columns not used: {escape(', '.join(unused))}. `--map FIELD=COLUMN` names one.[/]")
    for problems, word in ((file.problems, "not used"), (file.notes, "used, but")):
        told = problems[: max(SHOWN, sum(problem.first for problem in problems))]
        for problem in told:
            print_row(problem, "used" if problem.kept else word)
        if len(problems) > len(told):
            out.print(f"  … and {len(problems) - len(told)} more lines {word} (`--json` lists them all)")


def _print_people(kept: KeptRows) -> None:
    """Who was found to be one person, who may be, and what the file has no longer."""
    _some([entry.in_words for entry in kept.joined])
    if kept.asked:
        out.print(f"{pairs(kept.asked)} may be one person: `callnow people doubles` asks.")
    _some(
        [
            f"{called(entry.person)}: {', '.join(entry.values)} is not in this file any more, and stays"
            for entry in kept.gone
        ]
    )
    if kept.gone:
        out.print("[dim]  `callnow people edit NAME --drop VALUE` takes a number or address away for good.[/]")


def _some(lines: list[str]) -> None:
    lines = list(dict.fromkeys(lines))
    for line in lines[:SHOWN]:
        out.print(f"  {escape(line)}")
    if len(lines) > SHOWN:
        out.print(f"  … and {len(lines) - SHOWN} more such people (`--json` lists them all)")


def _place(file: ProspectFile) -> str:
    name = "standard input" if file.path == STANDARD_INPUT else file.path.name
    return f"{name}, sheet {file.sheet}" if file.sheet else name


def _as_dict(done: Imported) -> dict[str, object]:
    return {
        "file": str(done.file.path),
        "sheet": done.file.sheet,
        "sheets_left_out": list(done.file.sheets_left_out),
        "encoding": done.file.encoding,
        "guessed": list(done.file.guessed),
        "places": list(done.file.places),
        "rows": done.file.rows,
        "prospects": len(done.kept.people),
        "employers": done.employers,
        "new": done.kept.new,
        "updated": done.kept.updated,
        "unchanged": done.kept.unchanged,
        "joined": [
            {"id": entry.person.id, "person": called(entry.person), "as": called(entry.spelled)}
            | ({"watched": entry.watched} if entry.watched else {})
            for entry in done.kept.joined
        ],
        "asked": done.kept.asked,
        "gone": [
            {"id": entry.person.id, "person": called(entry.person), "values": list(entry.values)}
            for entry in done.kept.gone
        ],
        "numberless": done.file.numberless,
        "columns": {field: list(names) for field, names in done.file.columns.items()},
        "unused": list(done.file.unused),
        "problems": rows_as_json(done.file.problems),
        "notes": rows_as_json(done.file.notes),
    }
