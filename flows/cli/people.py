"""callnow import: prospects from a CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from callnow.errors import UsageError
from flows.cli.common import PARTLY, out, print_json_lines, tell, work
from flows.importing import Imported, import_prospects

SHOWN = 10  # problems printed one by one before the rest is counted


def import_file(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="CSV of prospects: our own columns, or an export of LinkedIn, a CRM or an ATS.")
    ],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="FIELD=COLUMN for a column we do not know.", metavar="F=C")
    ] = None,
    owner: Annotated[str, typer.Option("--owner", help="The recruiter these prospects belong to.")] = "",
    json_out: Annotated[bool, typer.Option("--json", help="Print the counts and problems as JSON.")] = False,
) -> None:
    """Read prospects from a CSV. Importing again updates them and never doubles anyone."""
    job = work(context)
    done = import_prospects(job.settings, file, parse_mapping(mapping or []), owner, job.now.date())
    if json_out:
        print_json_lines([_as_dict(done)])
    else:
        _print(done)
    if done.unpublished:
        tell(done.unpublished)
    if done.file.problems or done.unpublished:
        raise typer.Exit(PARTLY)


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """--map FIELD=COLUMN as {column: field}. Raises UsageError."""
    found = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not (field.strip() and equals and column.strip()):
            raise UsageError(f"{pair!r} is not FIELD=COLUMN", where="--map", mend='such as --map "phone=Mobile (work)"')
        found[column.strip()] = field.strip()
    return found


def _print(done: Imported) -> None:
    file = done.file
    out.print(
        f"[bold]{len(file.prospects)}[/] prospects at [bold]{done.employers}[/] employers read from {escape(file.path.name)}: "
        f"{done.new} new, {done.updated} updated."
    )
    if file.unused:
        out.print(f"[dim]Columns not used: {escape(', '.join(file.unused))}. `--map FIELD=COLUMN` names one.[/]")
    for problems, word in ((file.problems, "not used"), (file.notes, "used, but")):
        for problem in problems[:SHOWN]:
            out.print(f"  line {problem.line}, {word}: {escape(problem.reason)} [dim]({escape(problem.what_to_do)})[/]")
        if len(problems) > SHOWN:
            out.print(f"  … and {len(problems) - SHOWN} more lines {word} (`--json` lists them all)")


def _as_dict(done: Imported) -> dict[str, object]:
    def listed(problems: object) -> list[dict[str, object]]:
        return [{"line": p.line, "reason": p.reason, "what_to_do": p.what_to_do} for p in problems]  # type: ignore[attr-defined]

    return {
        "file": str(done.file.path),
        "rows": done.file.rows,
        "prospects": len(done.file.prospects),
        "employers": done.employers,
        "new": done.new,
        "updated": done.updated,
        "columns": {field: list(names) for field, names in done.file.columns.items()},
        "unused": list(done.file.unused),
        "problems": listed(done.file.problems),
        "notes": listed(done.file.notes),
    }
